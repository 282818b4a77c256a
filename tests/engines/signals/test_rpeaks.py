"""R peaks against cardiologists' annotations and against traces whose beats we placed ourselves."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from engines.signals.rpeaks import find_beats, valid_stretches

BEAT_CODES = set("NLRBAaJSVrFejnE/fQ?")       # the WFDB annotation codes that stand for a beat


def _model(rate_hz, seconds, interval_s=0.8, amplitude=1.0, noise=0.0):
    """Gaussian QRS and T waves at known places; returns the trace in mV and the sample numbers of the peaks."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    beats = np.arange(0.5, seconds - 0.3, interval_s)
    trace = np.zeros_like(time)
    for beat in beats:
        trace += amplitude * np.exp(-((time - beat) / 0.012) ** 2) - 0.2 * np.exp(-((time - beat - 0.03) / 0.012) ** 2)
        trace += 0.25 * np.exp(-((time - beat - 0.28) / 0.05) ** 2)
    trace += 0.3 * np.sin(2 * np.pi * 0.25 * time)                                  # breathing
    trace += noise * np.random.default_rng(3).normal(size=len(time))
    return trace, np.round(beats * rate_hz).astype(int)


@pytest.mark.parametrize("rate_hz", [100, 250, 360, 500, 1000])
@pytest.mark.parametrize("amplitude", [1.0, -1.0, 0.3])
def test_model_beats_are_found_where_they_were_put(rate_hz, amplitude):
    trace, places = _model(rate_hz, 20, amplitude=amplitude, noise=0.02)
    found = find_beats(trace, rate_hz)
    assert len(found.peaks) == len(places)
    assert np.abs(found.peaks - places).max() <= max(2, 0.012 * rate_hz)
    assert found.rate_bpm == pytest.approx(75, abs=1)


def test_rate_does_not_depend_on_the_unit():
    trace, _ = _model(360, 20)
    assert find_beats(trace, 360).peaks.tolist() == find_beats(trace * 1000, 360).peaks.tolist()


def test_a_gap_is_not_bridged_and_makes_no_interval():
    trace, places = _model(250, 30)
    trace[10 * 250:14 * 250] = np.nan
    found = find_beats(trace, 250)
    outside = [place for place in places if not 10 * 250 <= place < 14 * 250]
    assert len(found.peaks) == len(outside)
    assert len(found.rr_s) == len(found.peaks) - 2
    assert found.rr_s.max() < 1.0
    assert found.searched_s == pytest.approx(26)


@pytest.mark.parametrize("trace", [np.zeros(5000), np.full(5000, np.nan), np.empty(0), np.ones(100)])
def test_where_nothing_beats_nothing_is_found(trace):
    found = find_beats(trace, 250)
    assert len(found.peaks) == 0
    assert found.rate_bpm is None


def test_too_few_samples_a_second_are_refused():
    with pytest.raises(ValueError, match="80 samples a second"):
        find_beats(np.zeros(100), 50)


def test_stretches():
    assert valid_stretches(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert valid_stretches(np.zeros(3, dtype=bool)) == []


def test_mit_bih_100_against_its_annotations():
    """Sensitivity and positive predictive value within 50 ms of the annotated beats, both leads of record 100."""
    folder = os.environ.get("CONSILIA_REFERENCE_DATA")
    if folder is None:
        pytest.skip("CONSILIA_REFERENCE_DATA is not set")
    wfdb = pytest.importorskip("wfdb")
    name = str(Path(folder) / "vitals" / "wfdb" / "sample-data" / "100")
    record, notes = wfdb.rdrecord(name), wfdb.rdann(name, "atr")
    beats = np.array([place for place, code in zip(notes.sample, notes.symbol, strict=True) if code in BEAT_CODES])
    assert len(beats) == 2273
    for lead in range(2):
        peaks = find_beats(record.p_signal[:, lead], record.fs).peaks
        after = np.clip(np.searchsorted(peaks, beats), 1, len(peaks) - 1)
        nearest = np.where(beats - peaks[after - 1] < peaks[after] - beats, after - 1, after)
        hit = np.unique(nearest[np.abs(peaks[nearest] - beats) <= 0.05 * record.fs])
        assert len(hit) / len(beats) >= 0.999
        assert len(hit) / len(peaks) >= 0.999
