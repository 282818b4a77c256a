"""Two clinics: what one serves the other fetches, byte for byte, and a second time it is known already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workstation.domain.user import Role, User
from workstation.services import facade_tokens, importing, institutions, record, sign_in
from workstation.services.clinic import Clinic
from workstation.services.facade_server import FacadeServer
from workstation.services.institution_fetch import Session
from workstation.services.institutions import Institution, SignIn
from workstation.store.keys import CHEAP


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Clinic]:
    user = User("tom", "Tom", Role.PHYSICIAN)
    with sign_in.create(tmp_path / "town", user, "correct horse battery staple", cost=CHEAP) as opened:
        yield opened


def fetched(town: Clinic, clinic: Clinic, url: str, name: str, patient: str) -> dict[str, int]:
    if not institutions.listed(town):
        institutions.add(town, Institution(name, url, sign_in=SignIn.BEARER), facade_tokens.add(clinic, "town"))
    report = Session(town, institutions.find(town, name)).fetch(patient).report
    totals = report.totals().values()
    return {what: sum(held[what] for held in totals) for what in ("stored", "unchanged", "quarantined", "refused")}


def test_a_chart_arrives_whole(filled: Clinic, server: FacadeServer, town: Clinic) -> None:
    assert fetched(town, filled, server.url, "county", "p1") == {
        "stored": 15, "unchanged": 0, "quarantined": 0, "refused": 0}
    for held in record.resources(filled, "p1"):
        assert record.source(town, held.key).raw == held.raw
    assert record.source(town, "Practitioner/dr").source == f"county ({server.url})"
    assert fetched(town, filled, server.url, "county", "p1")["unchanged"] == 15


def test_a_long_chart_arrives_over_many_pages(clinic: Clinic, town: Clinic, reference_data: Path) -> None:
    """Its resources point at one another by urn:uuid, as the bundle did in which they came to the first clinic."""
    bundle, = (reference_data / "fhir" / "synthea_r4").rglob("Ned_Hintz_*.json.gz")
    importing.import_paths(clinic, [bundle])
    patient = next(iter(clinic_patients(clinic)))
    with FacadeServer(clinic, 0) as server:
        got = fetched(town, clinic, server.url, "county", patient)
    there = {held.key: held.raw for held in record.resources(clinic, patient)}
    assert got["quarantined"] == got["refused"] == 0 and got["stored"] >= len(there)
    assert {held.key: held.raw for held in record.resources(town, patient)} == there


def clinic_patients(clinic: Clinic) -> list[str]:
    from workstation.services import patients

    return [row.id for row in patients.search(clinic)]
