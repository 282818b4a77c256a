"""R peaks of an electrocardiogram, and the RR intervals and heart rate that follow from them.

Method: Elgendi M, 'Fast QRS Detection with an Optimized Knowledge-Based Method', PLoS ONE 2013;8(9):e73557. The trace
is filtered to 8-20 Hz (Butterworth of order 3, forwards and backwards), squared, and averaged over the length of a QRS
complex (97 ms) and of a beat (611 ms); where the short average stands above the long one plus 8 % of the mean for at
least a QRS length, there is a beat. Ours beyond the paper: gaps are never bridged (each stretch of valid samples is
searched by itself), beats closer than the refractory 200 ms of Pan and Tompkins (IEEE Trans Biomed Eng 1985;32:230) are
one, and the peak is then placed on the largest deflection of the unfiltered trace.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

_QRS_S = 0.097
_BEAT_S = 0.611
_OFFSET = 0.08
_REFRACTORY_S = 0.200
_BAND_HZ = (8.0, 20.0)
_PLACE_WITHIN_S = 0.060
LOWEST_RATE_HZ = 80.0             # below it the band of a QRS complex isn't in the samples
SHORTEST_S = 2.0                  # a stretch with fewer seconds holds too few beats for the averages

Trace = npt.NDArray[np.floating[Any]]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Beats:
    """``peaks``: sample numbers of the R peaks, rising. ``rr_s``: seconds between neighbours with no gap in between
    (shorter than ``peaks``). ``rate_bpm``: 60 over the median RR interval, None where no interval was measured."""

    peaks: Indices
    rr_s: npt.NDArray[np.float64]
    rate_bpm: float | None
    searched_s: float                 # seconds of valid signal that were searched


def find_beats(trace: Trace, rate_hz: float) -> Beats:
    """R peaks of one lead. ``trace``: shape (n,), any unit, NaN where there is no valid value.

    Raises ValueError where the sampling rate is too low to see a QRS complex.
    """
    if not rate_hz >= LOWEST_RATE_HZ:
        raise ValueError(f"R peaks need at least {LOWEST_RATE_HZ:g} samples a second, this lead has {rate_hz:g}")
    peaks: list[Indices] = []
    intervals: list[npt.NDArray[np.float64]] = []
    searched = 0
    for first, after in valid_stretches(np.isfinite(trace)):
        if after - first < SHORTEST_S * rate_hz:
            continue
        found = first + _search(np.asarray(trace[first:after], dtype=np.float64), rate_hz)
        searched += after - first
        peaks.append(found)
        intervals.append(np.diff(found) / rate_hz)
    rr = np.concatenate(intervals) if intervals else np.empty(0)
    return Beats(
        np.concatenate(peaks) if peaks else np.empty(0, dtype=np.int64),
        rr,
        60.0 / float(np.median(rr)) if len(rr) else None,
        searched / rate_hz,
    )


def valid_stretches(valid: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The runs of True as half-open ranges."""
    steps = np.flatnonzero(np.diff(np.concatenate(([False], valid, [False])).astype(np.int8)))
    return [(int(first), int(after)) for first, after in zip(steps[::2], steps[1::2], strict=True)]


def _search(trace: npt.NDArray[np.float64], rate_hz: float) -> Indices:
    filtered = _band_passed(trace - np.median(trace), rate_hz)
    power = np.square(filtered)
    if float(power.max(initial=0.0)) <= 0.0:
        return np.empty(0, dtype=np.int64)              # a flat line has no beats
    qrs = max(1, round(_QRS_S * rate_hz))
    short = _moving_average(power, qrs)
    long = _moving_average(power, round(_BEAT_S * rate_hz))
    blocks = [
        (first, after) for first, after in valid_stretches(short > long + _OFFSET * float(power.mean()))
        if after - first >= qrs
    ]
    strongest = [first + int(np.argmax(np.abs(filtered[first:after]))) for first, after in blocks]
    kept = _without_doubles(strongest, np.abs(filtered), round(_REFRACTORY_S * rate_hz))
    return _placed(trace, np.array(kept, dtype=np.int64), rate_hz)


def _band_passed(trace: npt.NDArray[np.float64], rate_hz: float) -> npt.NDArray[np.float64]:
    signal: Any = importlib.import_module("scipy.signal")       # heavy: loaded when the first trace is searched
    sections = signal.butter(3, _BAND_HZ, btype="bandpass", fs=rate_hz, output="sos")
    return np.asarray(signal.sosfiltfilt(sections, trace), dtype=np.float64)


def _moving_average(values: npt.NDArray[np.float64], length: int) -> npt.NDArray[np.float64]:
    """The mean of ``length`` neighbours, centred; of fewer at the ends."""
    sums = np.concatenate(([0.0], np.cumsum(values)))
    first = np.clip(np.arange(len(values)) - length // 2, 0, None)
    after = np.clip(np.arange(len(values)) - length // 2 + length, None, len(values))
    return (sums[after] - sums[first]) / (after - first)


def _without_doubles(peaks: list[int], strength: npt.NDArray[np.float64], refractory: int) -> list[int]:
    """Of two peaks within the refractory time only the stronger."""
    kept: list[int] = []
    for peak in peaks:
        if kept and peak - kept[-1] < refractory:
            if strength[peak] > strength[kept[-1]]:
                kept[-1] = peak
        else:
            kept.append(peak)
    return kept


def _placed(trace: npt.NDArray[np.float64], peaks: Indices, rate_hz: float) -> Indices:
    """Moves each peak to the largest deflection of the trace itself, above or below the local baseline."""
    reach = max(1, round(_PLACE_WITHIN_S * rate_hz))
    moved: list[int] = []
    for peak in peaks.tolist():
        first, after = max(0, peak - reach), min(len(trace), peak + reach + 1)
        piece = trace[first:after] - np.median(trace[max(0, peak - 3 * reach):peak + 3 * reach])
        moved.append(first + int(np.argmax(np.abs(piece))))
    return np.unique(np.array(moved, dtype=np.int64))
