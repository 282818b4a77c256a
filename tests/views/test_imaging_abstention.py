"""Every reason for which the bundled model gives no answer has a sentence of its own on the screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from imaging_fakes import volume

from engines.imaging import nodules
from engines.imaging.lungs import find_lungs
from engines.spec import Refusal
from views.imaging import abstention
from workstation.services import model_runs

CHEST = replace(volume(), voxels=np.zeros((80, 50, 60), np.int16))


def scaled(*steps: float) -> np.ndarray:
    return np.diag([*steps, 1.0])


@pytest.mark.parametrize(("change", "said"), [
    ({"modality": "MR"}, "The modality is MR; it was tested on CT."),
    ({"unit": "BQML"}, "Its values are no Hounsfield units."),
    ({"measurable": False, "warnings": ("missing-slice",)}, "Its geometry can't be trusted (see the warning)."),
    ({"affine": scaled(0.7, 0.7, 5.0)}, "The slices are 5.00 mm apart; it was tested to 3 mm."),
    ({"affine": scaled(1.5, 1.5, 2.0)}, "The pixels are 1.50 mm wide; it was tested to 1.2 mm."),
    ({"affine": scaled(0.7, 0.7, 1.0)}, "The scan is 80 mm long; a chest needs 120 mm."),
])
def test_refusals_of_the_contract(change, said):
    with pytest.raises(Refusal) as refused:
        nodules.check_contract(replace(CHEST, **change))
    assert abstention.words(str(refused.value)) == said


def test_refusals_of_the_lungs():
    with pytest.raises(Refusal) as refused:
        find_lungs(np.zeros((40, 40, 40), np.float32), 1.5)
    assert abstention.words(str(refused.value)) == "No lung was found."
    assert abstention.words("volume shows 120 ml of lung, outside 300 to 12000 ml") == (
        "It shows 120 ml of lung, outside 300 to 12000 ml.")


def test_refusals_before_anything_is_computed():
    plugin, = model_runs.models(wanted="lung-nodules")
    for series, part, said in (
        (replace(CHEST, modality="PT"), "CHEST", "The modality is PT; it was tested on CT."),
        (CHEST, "KNEE", "The body part is KNEE; it was tested on CHEST, LUNG, THORAX."),
        (replace(CHEST, affine=scaled(0.7, 0.7, 7.5)), "CHEST",
         "The slices are 7.50 mm apart; it was tested to 3 mm."),
    ):
        reason = model_runs._outside(plugin, series, part)
        assert reason is not None and abstention.words(reason) == said


def test_what_another_model_says_is_shown_as_it_says_it():
    assert abstention.words("the moon is full") == "the moon is full"
