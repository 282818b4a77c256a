"""Images and findings on the way: whole series or key images, byte for byte, and what the reader says comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from package_helpers import ASKED, filled, introduce, make_clinic

from engines.imaging.phantom import PhantomNodule, chest_phantom
from workstation.domain.finding import Finding, FindingState, Origin, OriginKind
from workstation.domain.opinion import Answer, Merged, Opinion, SeriesChoice, Wish
from workstation.domain.resource import FileStatus
from workstation.exchange.dicom_write import PatientHeader, StudyHeader, write_phantom
from workstation.services import findings, imaging, importing, second_opinion
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.services.second_opinion import Recipient
from workstation.store import images

PLACE = (-72.0, 22.0, 214.0)


@pytest.fixture(scope="module", autouse=True)
def workers_end() -> Iterator[None]:
    yield
    from workstation import workers

    workers.close()


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scan")
    write_phantom(folder, PatientHeader("P-1", "王", "小明", "19800102", "M"),
                  StudyHeader(datetime(2026, 3, 2, 9, 30), accession="A1"),
                  chest_phantom(7, (PhantomNodule(PLACE, 9.0),)), 7)
    return folder


@pytest.fixture
def asker(tmp_path: Path, scan: Path) -> Iterator[Clinic]:
    with make_clinic(tmp_path / "north", "ann", "Dr. Ann Lee") as clinic:
        filled(clinic, tmp_path)
        assert {one.status for one in importing.import_paths(clinic, [scan]).files} == {FileStatus.IMPORTED}
        yield clinic


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Clinic]:
    with make_clinic(tmp_path / "south", "bo", "Dr. Bo Chen") as clinic:
        yield clinic


def mark(clinic: Clinic, identity: str, state: FindingState) -> Finding:
    study = imaging.studies(clinic, "P-1")[0]
    one = Finding(identity, "P-1", study.uid, study.series[0].uid, "Nodule", "SCT", "27925004", PLACE, 9.0, 381.7, 0.9,
                  "a rank", Origin(OriginKind.MODEL, "lung-nodules", "1.0.0", "ab" * 32), state,
                  "Dr. Ann Lee" if state is not FindingState.PROPOSED else "", slice_index=3)
    clinic.act("finding.propose", "P-1", write=lambda conn: images.put_finding(conn, one, "test", identity))
    return one


def _digests(clinic: Clinic, series: str) -> dict[str, bytes]:
    with clinic.read() as conn:
        return {one.uid: clinic.vault.get(one.blob) for one in images.instances(conn, series)}


def test_a_series_with_its_findings_there_and_back(asker: Clinic, reader: Clinic, tmp_path: Path) -> None:
    series = imaging.studies(asker, "P-1")[0].series[0]
    mark(asker, "f1", FindingState.ACCEPTED)
    mark(asker, "f2", FindingState.REJECTED)
    introduce(asker, reader)
    out = tmp_path / "q.consilia"
    wish = Wish(series=(SeriesChoice(series.uid),), findings=True)
    made = second_opinion.send(asker, "P-1", wish, ASKED, Recipient("Dr. Bo Chen"), out)
    assert made.opinion.receipt["notes"] == []
    assert made.opinion.receipt["images"] == series.instances and made.opinion.receipt["findings"] == 1
    case = second_opinion.receive(reader, out)
    assert isinstance(case, Opinion)
    with second_opinion.open_case(reader, case.id) as guest:
        assert _digests(guest, series.uid) == _digests(asker, series.uid)
        assert {one.modality for one in imaging.studies(guest, "P-1")[0].series} == {"CT", "SEG", "SR"}
        assert imaging.load(guest, series.uid, Progress()).measurable
        told = findings.listed(guest, series.uid)
        assert [(one.id, one.state) for one in told] == [("f1", FindingState.PROPOSED)]
        assert ("sender's review", "accepted") in told[0].attributes
        findings.review(guest, "f1", FindingState.ACCEPTED, "solid")
        drawn = replace(told[0], id="mine", label="Second nodule", origin=Origin(OriginKind.READER, "Dr. Bo Chen"))
        guest.act("finding.propose", "P-1", write=lambda conn: images.put_finding(conn, drawn, "bo", "mine"))
        findings.review(guest, "mine", FindingState.ACCEPTED)
    answer = second_opinion.answer(reader, case.id, Answer("Two nodules."), tmp_path / "a.consilia")
    merged = second_opinion.receive(asker, Path(answer.path))
    assert isinstance(merged, Merged) and len(merged.findings) == 2
    held = {one.id: one for one in findings.listed(asker, series.uid)}
    assert held["f1"].state is FindingState.ACCEPTED and held["f2"].state is FindingState.REJECTED
    for one in merged.findings:
        kept = held[one.id]
        assert kept.state is FindingState.PROPOSED and not kept.reviewed_by
        assert kept.origin == Origin(OriginKind.READER, "Dr. Bo Chen (second opinion)")
        assert ("reader's review", "accepted by Dr. Bo Chen") in kept.attributes


def test_key_images_are_those_that_a_finding_touches(asker: Clinic, reader: Clinic, tmp_path: Path) -> None:
    series = imaging.studies(asker, "P-1")[0].series[0]
    mark(asker, "f1", FindingState.PROPOSED)
    wish = Wish(series=(SeriesChoice(series.uid, key_images_only=True),), findings=True)
    seen = second_opinion.preview(asker, "P-1", wish)
    count = next(line.count for line in seen.lines if line.what == "images")
    volume = imaging.load(asker, series.uid, Progress())
    assert 1 <= count <= 9.0 / volume.spacing_mm[2] + 1 < series.instances
    introduce(asker, reader)
    out = tmp_path / "q.consilia"
    second_opinion.send(asker, "P-1", wish, ASKED, Recipient("Dr. Bo Chen"), out)
    case = second_opinion.receive(reader, out)
    assert isinstance(case, Opinion)
    with second_opinion.open_case(reader, case.id) as guest:
        kept = _digests(guest, series.uid)
        assert len(kept) == count and kept.items() <= _digests(asker, series.uid).items()
        part = imaging.load(guest, series.uid, Progress())
        assert abs(float(part.to_index(PLACE)[2]) - (part.voxels.shape[0] - 1) / 2) <= part.voxels.shape[0] / 2
