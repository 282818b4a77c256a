"""SampledData to the digit, and the mask of what can't be trusted."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.signals import sampled_data
from engines.signals.quality import Fault, poor_spans, trusted
from engines.spec import Refusal


def test_values_are_decimal_arithmetic():
    decoded = sampled_data.decode("2 E 4 U L -5 0.5", Decimal("1.1"), Decimal("0.1"))
    assert decoded.dimensions == ((1.3, None, 1.5, None, None, 0.6, 1.15),)
    assert decoded.marks == {"E": 1, "L": 1, "U": 1}


@given(st.lists(st.integers(-40_000, 40_000), min_size=1, max_size=60), st.decimals(-5, 5, places=4))
def test_every_integer_comes_back_exactly(values, factor):
    decoded = sampled_data.decode(" ".join(map(str, values)), Decimal(0), factor)
    assert decoded.dimensions[0] == tuple(float(value * factor) for value in values)


def test_dimensions_are_interleaved():
    assert sampled_data.decode("1 10 2 20", Decimal(0), dimensions=2).dimensions == ((1, 2), (10, 20))
    assert sampled_data.compute({"data": "1 10 2 20", "origin": 0, "dimensions": 2})["values"] == [[1, 10], [2, 20]]


@pytest.mark.parametrize(("data", "dimensions", "name"), [
    ("", 1, "data"), ("1 two 3", 1, "data"), ("1e9", 1, "data"), ("NaN", 1, "data"), ("--1", 1, "data"),
    ("1" * 50, 1, "data"), ("1 2 3", 2, "dimensions"),
])
def test_what_is_no_sampled_data_is_refused(data, dimensions, name):
    with pytest.raises(Refusal) as refusal:
        sampled_data.decode(data, Decimal(0), dimensions=dimensions)
    assert refusal.value.input == name


def test_an_infinite_scale_is_refused():
    with pytest.raises(Refusal):
        sampled_data.decode("1", Decimal(0), Decimal("Infinity"))
    with pytest.raises(Refusal):
        sampled_data.compute({"data": "1"})


def test_gaps_flat_lines_and_clipped_peaks_are_marked():
    rate_hz = 100
    trace = np.sin(np.arange(1000) / 7.0) + 0.001 * np.arange(1000)
    trace[100:150] = np.nan
    trace[300:420] = 0.25
    trace[600:610] = 5.0
    found = [(span.first, span.after, span.fault) for span in poor_spans(trace, rate_hz)]
    assert found == [(100, 150, Fault.GAP), (300, 420, Fault.FLAT), (600, 610, Fault.SATURATED)]
    kept = trusted(trace, poor_spans(trace, rate_hz))
    assert np.isnan(kept[[100, 300, 605]]).all() and not np.isnan(trace[300])


def test_a_short_plateau_of_a_coarse_converter_is_no_fault():
    trace = np.round(np.sin(np.arange(1000) / 40.0) * 3)
    assert all(span.fault is not Fault.FLAT for span in poor_spans(trace, 360))
    assert poor_spans(np.empty(0), 360) == []
