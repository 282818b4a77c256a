"""The synthetic chest: its nodules are where it says, and other readers understand the series that is written."""

from __future__ import annotations

import subprocess

import numpy as np
import pydicom
import pytest

from engines.imaging import phantom_marker
from engines.imaging.phantom import PhantomNodule, chest_phantom
from engines.spec import Refusal


def _inside(phantom, nodule) -> np.ndarray:
    middle = np.rint((np.array(nodule.center_mm) - phantom.affine[:3, 3]) / phantom.spacing_mm).astype(int)
    around = np.stack(np.meshgrid(*(np.arange(-15, 16),) * 3, indexing="ij"), -1).reshape(-1, 3) + middle
    points = around @ phantom.affine[:3, :3].T + phantom.affine[:3, 3]
    within = np.linalg.norm(points - nodule.center_mm, axis=1) <= nodule.diameter_mm / 2 - 1.5
    x, y, z = around[within].T
    return phantom.voxels[z, y, x]


def test_nodules_lie_where_the_truth_says(phantom):
    solid, small, glass = phantom.nodules
    assert _inside(phantom, solid).mean() == pytest.approx(45, abs=8)
    assert _inside(phantom, small).mean() == pytest.approx(45, abs=12)
    assert _inside(phantom, glass).mean() == pytest.approx(-600, abs=60)
    assert solid.volume_mm3 == pytest.approx(381.7, abs=0.1)         # pi / 6 * 9^3


def test_says_that_it_is_synthetic_on_every_slice(phantom):
    ink = phantom_marker.mask()
    corner = phantom.voxels[:, 10:10 + ink.shape[0], 10:10 + ink.shape[1]]
    assert (corner[:, ink] == 400).all()
    assert (corner[:, ~ink] < -900).all()


@pytest.mark.parametrize("nodule", [
    PhantomNodule((0.0, -20.0, 110.0), 8.0),                          # in the heart
    PhantomNodule((-72.0, 22.0, 214.0), 2.0),
    PhantomNodule((-72.0, 22.0, 214.0), 8.0, "cystic"),
])
def test_refuses_a_nodule_that_could_not_be(nodule):
    with pytest.raises(Refusal):
        chest_phantom(1, (nodule,))


def test_another_reader_sees_the_same_series(phantom, phantom_series):
    import SimpleITK

    folder = phantom_series.paths[0].parent
    names = SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(folder))
    image = SimpleITK.ReadImage(names)
    np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(image), phantom.voxels.clip(-1024, 3071))
    assert image.GetSpacing() == pytest.approx(phantom.spacing_mm)
    assert image.GetOrigin() == pytest.approx(tuple(phantom.affine[:3, 3]))


def test_header_is_honest_and_complete(phantom_series):
    header = pydicom.dcmread(phantom_series.paths[80], stop_before_pixels=True)
    assert "SYNTHETIC" in header.SeriesDescription
    assert header.PatientComments == header.ImageComments == "SYNTHETIC"
    assert str(header.PatientName) == "Wang^Xiaoming=王^小明"
    dump = subprocess.run(["dcmdump", str(phantom_series.paths[80])], capture_output=True, text=True, check=False)
    assert dump.returncode == 0
    assert not dump.stderr.strip()


def test_same_case_gives_the_same_identifiers(phantom, phantom_series, tmp_path):
    from dataclasses import replace

    from tests_imaging_cases import PATIENT, STUDY

    from workstation.exchange.dicom_write import write_phantom

    thin = replace(phantom, voxels=phantom.voxels[:2])
    again = write_phantom(tmp_path, PATIENT, STUDY, thin, 7)
    assert again.series_uid == phantom_series.series_uid
    assert again.paths[1].read_bytes() == phantom_series.paths[1].read_bytes()
    other = write_phantom(tmp_path / "other", PATIENT, STUDY, thin, 8)
    assert other.series_uid != phantom_series.series_uid
