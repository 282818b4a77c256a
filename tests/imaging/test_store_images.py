"""From files to the store and back: import, quarantine, load, models, review, SEG and SR."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pydicom
import pytest
from tests_imaging_cases import NODULES

from workstation import workers
from workstation.domain.finding import FindingState
from workstation.domain.resource import FileStatus
from workstation.domain.user import Role, User
from workstation.errors import NotFound, NotThatFormat, UserMistake
from workstation.services import findings, imaging, importing, patients, record, sign_in
from workstation.services.progress import Progress


@pytest.fixture(scope="module")
def clinic(phantom_series, tmp_path_factory):
    reader = User("rad", "Dr Rad", Role.RADIOLOGIST)
    opened = sign_in.create(tmp_path_factory.mktemp("store"), reader, "a test passphrase")
    report = importing.import_paths(opened, [phantom_series.paths[0].parent])
    assert report.totals() == {"image": {"found": 160, "stored": 160}}
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def run(clinic, phantom_series):
    one, = findings.run_models(clinic, phantom_series.series_uid, Progress())
    return one


def test_the_study_is_the_patients(clinic, phantom_series):
    row, = patients.search(clinic, "王小明")
    study, = imaging.studies(clinic, row.id)
    assert (study.uid, study.instances, study.modalities) == (phantom_series.study_uid, 160, ("CT",))
    assert "imaging" in row.tags
    assert [event.kind.value for event in record.timeline(clinic, row.id)] == ["imaging"]


def test_the_same_files_again_add_nothing(clinic, phantom_series):
    report = importing.import_paths(clinic, list(phantom_series.paths[:5]))
    assert report.totals() == {"image": {"found": 5, "unchanged": 5}}


def test_loaded_voxels_are_the_phantoms(clinic, phantom_series, phantom):
    seen: list[int] = []
    volume = imaging.load(clinic, phantom_series.series_uid, Progress(), lambda index, _p, _n: seen.append(index))
    np.testing.assert_array_equal(volume.voxels, phantom.voxels)
    np.testing.assert_allclose(volume.affine, phantom.affine, atol=1e-6)
    assert seen[0] == 80
    assert set(seen) == set(range(160))
    assert (volume.warnings, volume.measurable, volume.unit) == ((), True, "HU")


def _changed(source: Path, target: Path, **values: str) -> Path:
    dataset = pydicom.dcmread(source)
    for name, value in values.items():
        setattr(dataset, name, value)
    dataset.save_as(target)
    return target


@pytest.mark.parametrize(("values", "why"), [
    ({"PatientID": "P-2", "PatientName": "Other^One"}, "another patient"),
    ({"PatientBirthDate": "19790505"}, "birth date"),
])
def test_contradictions_wait_for_a_person(clinic, phantom_series, tmp_path, values, why):
    path = _changed(phantom_series.paths[0], tmp_path / "contradiction.dcm", **values)
    file, = importing.import_paths(clinic, [path]).files
    assert file.status is FileStatus.QUARANTINED
    assert why in file.issues[0].message
    assert len(patients.search(clinic)) == 1


def test_same_identifier_with_other_pixels_waits(clinic, phantom_series, tmp_path):
    first, second = (pydicom.dcmread(path) for path in phantom_series.paths[:2])
    first.PixelData = second.PixelData
    first.save_as(tmp_path / "other.dcm")
    file, = importing.import_paths(clinic, [tmp_path / "other.dcm"]).files
    assert file.status is FileStatus.QUARANTINED
    assert "other pixels" in file.issues[0].message


def test_truncated_file_is_one_clear_sentence(clinic, phantom_series, tmp_path):
    cut = tmp_path / "cut.dcm"
    cut.write_bytes(phantom_series.paths[0].read_bytes()[:60_000])
    file, = importing.import_paths(clinic, [cut]).files
    assert file.status is FileStatus.REJECTED
    assert file.issues[0].message.startswith("cut.dcm is damaged: ")
    with pytest.raises(NotThatFormat, match="holds no DICOM"):
        (tmp_path / "empty").mkdir()
        imaging.open_folder(tmp_path / "empty", Progress())


def test_the_model_marks_the_nodules_that_are_there(run):
    assert run.abstained is None
    for nodule in NODULES:
        gaps = [float(np.linalg.norm(np.subtract(one.center_mm, nodule.center_mm))) for one in run.findings]
        nearest = run.findings[int(np.argmin(gaps))]
        assert min(gaps) < 2.0
        assert nearest.diameter_mm == pytest.approx(nodule.diameter_mm, abs=1.5)
        assert dict(nearest.attributes)["side"] == ("left" if nodule.center_mm[0] > 0 else "right")
    assert len(run.findings) - len(NODULES) < 10
    assert all(one.state is FindingState.PROPOSED and "rank" in one.score_meaning for one in run.findings)


def test_review_is_kept_and_survives_another_run(clinic, run, phantom_series):
    first = run.findings[0]
    with pytest.raises(UserMistake, match="reason"):
        findings.review(clinic, first.id, FindingState.REJECTED)
    with pytest.raises(NotFound):
        findings.review(clinic, "nothing", FindingState.ACCEPTED)
    findings.review(clinic, first.id, FindingState.REJECTED, "a vessel")
    accepted = findings.review(clinic, first.id, FindingState.ACCEPTED)
    assert (accepted.state, accepted.reviewed_by) == (FindingState.ACCEPTED, "Dr Rad")
    assert [event.state.value for event in findings.history(clinic, first.id)] == ["proposed", "rejected", "accepted"]
    findings.run_models(clinic, phantom_series.series_uid, Progress())
    kept = next(one for one in findings.listed(clinic, phantom_series.series_uid) if one.id == first.id)
    assert kept == accepted


def test_key_image_shows_the_nodule(clinic, run, phantom_series):
    picture = imaging.key_image(clinic, run.findings[0], 256)
    assert picture.shape == (256, 256)
    x = 128 + run.findings[0].center_mm[0] / 0.7 / 2
    y = 128 + run.findings[0].center_mm[1] / 0.7 / 2
    around = picture[round(y) - 8:round(y) + 9, round(x) - 8:round(x) + 9]
    assert picture[round(y), round(x)] > float(np.median(around)) + 80


def test_other_programs_read_the_segmentation_and_the_report(clinic, run, phantom_series, tmp_path):
    import highdicom

    seg_path, sr_path = findings.write_objects(clinic, phantom_series.series_uid, tmp_path)
    seg = highdicom.seg.segread(seg_path)
    listed = findings.listed(clinic, phantom_series.series_uid)
    assert seg.number_of_segments == len(listed)
    headers = {path: pydicom.dcmread(path, stop_before_pixels=True) for path in phantom_series.paths}
    uids = [header.SOPInstanceUID for header in headers.values()]
    masks = seg.get_pixels_by_source_instance(uids, ignore_spatial_locations=True, assert_missing_frames_are_empty=True)
    volumes = masks.reshape(-1, masks.shape[-1]).sum(0) * 0.7 * 0.7 * 2.0
    np.testing.assert_allclose(sorted(volumes), sorted(one.volume_mm3 for one in listed), atol=0.1)
    report = highdicom.sr.srread(sr_path)
    groups = report.content.get_volumetric_roi_measurement_groups()
    assert len(groups) == len(listed)
    for tool, path in (("dcmdump", seg_path), ("dsrdump", sr_path)):
        done = subprocess.run([tool, str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    dump = subprocess.run(["dsrdump", str(sr_path)], capture_output=True, text=True, check=True).stdout
    assert "lung-nodules" in dump
    assert "ACCEPTED" in dump


def test_loading_can_be_stopped_and_the_workers_go_on(clinic, phantom_series):
    from workstation.errors import Cancelled

    progress = Progress("Loading")

    def stop(index: int, _pixels, _count) -> None:
        if index == 0:
            progress.cancel()

    with pytest.raises(Cancelled):
        imaging.load(clinic, phantom_series.series_uid, progress, stop)
    before = {worker.pid for worker in workers.pool()._idle}
    imaging.load(clinic, phantom_series.series_uid, Progress())
    assert before <= {worker.pid for worker in workers.pool()._idle}
