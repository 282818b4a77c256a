"""The envelope is exact: every column's extremes equal those of its samples, for any recording, gap and zoom."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.signals.envelope import Pyramid

SAMPLE = st.one_of(st.floats(-1e6, 1e6, width=32), st.just(float("nan")))


def _extremes(samples, start, stop, columns):
    edges = [start + k * (stop - start) // columns for k in range(columns + 1)]
    low, high = [], []
    for first, after in zip(edges, edges[1:], strict=False):
        piece = samples[max(0, first):max(0, after)]
        piece = piece[np.isfinite(piece)]
        low.append(piece.min() if len(piece) else np.nan)
        high.append(piece.max() if len(piece) else np.nan)
    return np.array(low), np.array(high)


@settings(deadline=None, max_examples=200)
@given(st.lists(SAMPLE, max_size=700), st.integers(-60, 760), st.integers(0, 800), st.integers(1, 90))
def test_envelope_equals_the_extremes_of_every_column(values, start, length, columns):
    samples = np.array(values, dtype=np.float32)
    found = Pyramid(samples).envelope(start, start + length, columns)
    low, high = _extremes(samples, start, start + length, columns)
    np.testing.assert_array_equal(found.low, low)
    np.testing.assert_array_equal(found.high, high)


@pytest.mark.parametrize("columns", [1, 7, 400, 1333])
def test_a_spike_of_one_sample_is_never_lost(columns):
    rng = np.random.default_rng(5)
    samples = rng.normal(size=200_003).astype(np.float32)
    pyramid = Pyramid(samples)
    for place in rng.integers(0, len(samples), 40):
        kept = samples[place]
        samples[place] = 99.0
        spiked = Pyramid(samples).envelope(0, len(samples), columns)
        assert np.nanmax(spiked.high) == np.float32(99.0)
        samples[place] = kept
    assert np.nanmax(pyramid.envelope(0, len(samples), columns).high) == samples.max()


def test_the_work_of_a_view_does_not_grow_with_the_recording(monkeypatch):
    from engines.signals import envelope

    touched = []
    original = envelope._take

    def counted(extreme, values, first, after, into):
        touched.append(int((after - first).clip(0).sum()))
        original(extreme, values, first, after, into)

    monkeypatch.setattr(envelope, "_take", counted)
    counts = []
    for length in (100_000, 3_200_000):
        pyramid = Pyramid(np.zeros(length, dtype=np.float32))
        touched.clear()
        pyramid.envelope(0, length, 1000)
        counts.append(sum(touched))
    assert counts[1] < 4 * counts[0]      # 32 times the samples; only the logarithm of the block grows


def test_a_gap_is_no_value_and_a_wrong_view_is_refused():
    samples = np.array([1, 2, np.nan, np.nan, 5], dtype=np.float64)
    found = Pyramid(samples).envelope(0, 5, 5)
    np.testing.assert_array_equal(found.low, samples)
    with pytest.raises(ValueError, match="column"):
        Pyramid(samples).envelope(0, 5, 0)
    with pytest.raises(ValueError, match="one channel"):
        Pyramid(np.zeros((2, 2)))
