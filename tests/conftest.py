"""What every test may use, and what every test must leave behind: no thread, no timer, no skipped reference data."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))     # for what tests of several rooms share


@pytest.fixture
def reference_data() -> Path:
    """The folder of real and hostile files; the test is skipped where nobody named one."""
    return _named_folder("CONSILIA_REFERENCE_DATA")


@pytest.fixture
def reference_cases() -> Path:
    """The folder of reference cases; the test is skipped where nobody named one."""
    return _named_folder("CONSILIA_REFERENCE_CASES")


def _named_folder(variable: str) -> Path:
    given = os.environ.get(variable)
    if not given:
        pytest.skip(f"{variable} is not set")
    return Path(given)


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """A test that leaves a thread of its own running fails (threads of pools that outlive a test are named for it)."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if isinstance(thread, threading._DummyThread) or thread.name.startswith("shared-"):
            continue
        thread.join(timeout=5)
        assert not thread.is_alive(), f"the test left the thread {thread.name} running"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With CONSILIA_REQUIRE_REFERENCE a skip for want of reference data is a failure."""
    outcome = yield
    report = outcome.get_result()
    required = bool(os.environ.get("CONSILIA_REQUIRE_REFERENCE"))
    wanted = ("CONSILIA_REFERENCE_", "CONSILIA_TEST_POSTGRESQL", "CONSILIA_TEST_ORTHANC")
    if required and report.skipped and any(name in str(report.longrepr) for name in wanted):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped although what it needs is required: {report.longrepr}"


# Modules whose tests run a second time on a real PostgreSQL server.
ON_A_SERVER_TOO = frozenset({
    "test_clinic", "test_trail", "test_migrate", "test_import", "test_patient_search", "test_quarantine", "test_upkeep",
    "test_fhir_timeline", "test_search", "test_matching", "test_export_forms",
    "test_chart_rows", "test_chart_search", "test_package_round_trip", "test_facade_reading",
    "test_appointments", "test_own_entries",
})


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    module = metafunc.module.__name__.rpartition(".")[2]
    if module in ON_A_SERVER_TOO and "store_kind" in metafunc.fixturenames and \
            not any(metafunc.definition.iter_markers("embedded_only")):
        metafunc.parametrize("store_kind", ["embedded", "postgresql"])


@pytest.fixture
def store_kind() -> str:
    """``embedded``, or ``postgresql`` for the tests that run on a server too."""
    return "embedded"


@pytest.fixture
def server_store(tmp_path: Path) -> Iterator[Path]:
    """A folder whose store will lie in a new database of the test server; skipped where there is none."""
    import postgresql_server

    address = os.environ.get("CONSILIA_TEST_POSTGRESQL")
    if not address:
        pytest.skip("CONSILIA_TEST_POSTGRESQL is not set")
    with postgresql_server.store(tmp_path / "store", address) as place:
        yield place


@pytest.fixture
def clinic(tmp_path: Path, store_kind: str, request: pytest.FixtureRequest) -> Iterator[object]:
    """A fresh, empty store with the physician 'ann' signed in; a guess at the passphrase costs nothing here."""
    if store_kind == "postgresql":
        request.getfixturevalue("server_store")
    from workstation.domain.user import Role, User
    from workstation.services import sign_in
    from workstation.store.keys import CHEAP

    user = User("ann", "Dr. Ann Lee", Role.PHYSICIAN)
    with sign_in.create(tmp_path / "store", user, "correct horse battery staple", cost=CHEAP) as opened:
        yield opened
