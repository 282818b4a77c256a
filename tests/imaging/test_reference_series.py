"""Real series: a chest CT with four readers' contours, and an MR with a slice missing."""

from __future__ import annotations

import json
import math
import tarfile

import numpy as np
import pytest

from workstation.services import folder_findings, imaging
from workstation.services.progress import Progress


def test_ct_equals_another_reader(reference):
    import SimpleITK

    folder = reference / "imaging" / "lidc0314_ct_jpegls"
    (series, volume), = imaging.open_folder(folder, Progress())
    image = SimpleITK.ReadImage(SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(folder)))
    assert volume is not None
    np.testing.assert_array_equal(volume.voxels, SimpleITK.GetArrayFromImage(image))
    assert series.spacing_mm == pytest.approx(image.GetSpacing(), abs=1e-3)
    assert tuple(volume.affine[:3, 3]) == pytest.approx(image.GetOrigin(), abs=1e-3)
    assert int(volume.voxels.astype(np.int64).sum()) == -44_693_634_796      # as four other programs sum it
    assert volume.warnings == ()


def test_the_readers_nodule_is_marked_first(reference):
    folder = reference / "imaging" / "lidc0314_ct_jpegls"
    marked, = folder_findings.run(folder, "lung-nodules", None, Progress())
    first, *others = marked.runs[0].findings
    for reader in json.loads((folder / "radiologist_contours.json").read_text()):
        points = [(-201 + 0.78125 * x, -59 + 0.78125 * y, outline["z"])
                  for outline in reader["contours"] for x, y in outline["x_y"]]
        assert math.dist(np.mean(points, axis=0), first.center_mm) < 5.0
    assert 13.5 < first.diameter_mm < 18.7                  # readers: 15.0 to 17.0 mm, 10 % either way
    assert len(others) < 10


def test_missing_slice_is_told_and_keeps_its_place(reference, tmp_path):
    with tarfile.open(reference / "imaging" / "brain_mr_mprage.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    (series, volume), = imaging.open_folder(tmp_path, Progress())
    assert volume is not None
    assert series.instances == 175
    assert "missing-slice" in series.warnings
    assert not series.measurable
    assert volume.voxels.shape[0] == 176
    assert volume.spacing_mm[2] == pytest.approx(1.0, abs=0.01)


def test_models_abstain_outside_their_contract(reference, tmp_path):
    with tarfile.open(reference / "imaging" / "brain_mr_mprage.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    answered, = folder_findings.run(tmp_path, "lung-nodules", None, Progress())
    assert answered.runs[0].findings == ()
    assert "MR" in (answered.runs[0].abstained or "")
