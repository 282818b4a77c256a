"""The synthetic ECG: leads that agree with each other, R waves where they were put."""

from __future__ import annotations

import random
from itertools import pairwise
from statistics import stdev

import numpy as np
import pytest

from workstation.services.demo import ecg_model

HERTZ = 500


def leads(beats, seconds=10):
    return ecg_model.twelve_leads(beats, seconds, HERTZ, seed=3)


def test_limb_leads_obey_einthoven_and_goldberger():
    made = leads(ecg_model.sinus(10, 70, random.Random(1)))
    assert list(made) == ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
    assert np.allclose(made["I"] + made["III"], made["II"])
    assert np.allclose(made["aVR"] + made["aVL"] + made["aVF"], 0)


@pytest.mark.parametrize("rate", [48, 72, 130])
def test_r_peaks_of_lead_two_stand_where_the_model_put_them(rate):
    beats = ecg_model.sinus(10, rate, random.Random(rate))
    lead = leads(beats)["II"]
    peaks = [i for i in range(25, len(lead) - 25) if lead[i] > 0.6 and lead[i] == lead[i - 25:i + 26].max()]
    assert len(peaks) == len(beats)
    for peak, beat in zip(peaks, beats, strict=True):
        assert peak / HERTZ == pytest.approx(beat.time, abs=0.006)


def test_extrasystole_is_early_wide_and_followed_by_a_pause():
    beats = ecg_model.sinus(12, 70, random.Random(5), early=(4,))
    intervals = [b.time - a.time for a, b in pairwise(beats)]
    usual = np.median(intervals)
    assert beats[4].kind == "V"
    assert intervals[3] < 0.75 * usual
    assert intervals[4] > 1.2 * usual


def test_fibrillation_is_irregular_and_has_no_p_wave():
    beats = ecg_model.fibrillating(30, 110, random.Random(9))
    intervals = [b.time - a.time for a, b in pairwise(beats)]
    assert stdev(intervals) / np.mean(intervals) > 0.12
    assert min(intervals) >= 0.339
    assert {beat.kind for beat in beats} == {"F"}
