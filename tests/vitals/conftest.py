"""A clinic with the demo's records (no scans), made once for the tests of this room."""

from __future__ import annotations

from datetime import date

import pytest

from workstation.domain.user import Role, User


@pytest.fixture(scope="session")
def chart_clinic(tmp_path_factory):
    """An open clinic that holds the demo patients' FHIR records of 2026-11-23."""
    from workstation.services import importing, sign_in
    from workstation.services.demo.bundles import bundles
    from workstation.services.progress import Progress

    folder = tmp_path_factory.mktemp("charts")
    files = folder / "files"
    files.mkdir()
    for name, content in bundles(date(2026, 11, 23)).items():
        (files / name).write_bytes(content)
    clinic = sign_in.create(folder / "store", User("li", "Dr LI Hua", Role.PHYSICIAN), "correct horse battery")
    importing.import_paths(clinic, [files], Progress())
    yield clinic
    clinic.close()
