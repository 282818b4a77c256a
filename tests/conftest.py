"""What every test may use, and what every test must leave behind: no thread, no timer, no skipped reference data."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
    if required and report.skipped and "CONSILIA_REFERENCE_" in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped although reference data is required: {report.longrepr}"


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[object]:
    """A fresh, empty store with the physician 'ann' signed in; a guess at the passphrase costs nothing here."""
    from workstation.domain.user import Role, User
    from workstation.services import sign_in
    from workstation.store.keys import CHEAP

    user = User("ann", "Dr. Ann Lee", Role.PHYSICIAN)
    with sign_in.create(tmp_path / "store", user, "correct horse battery staple", cost=CHEAP) as opened:
        yield opened
