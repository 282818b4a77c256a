"""Ticks of the charts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.widgets.chart_axes import DAY, HOUR, time_ticks, value_ticks

START = datetime(2026, 11, 20, tzinfo=UTC).timestamp()


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.integers(1, 8))
def test_value_ticks_are_round_inside_and_few(low, height, most):
    ticks = value_ticks(low, low + height, most)
    assert len(ticks) <= most + 1
    assert all(low - 1e-6 * height <= tick <= low + height * (1 + 1e-6) for tick in ticks)
    assert ticks == sorted(set(ticks))


def test_value_ticks_of_a_pressure():
    assert value_ticks(60, 180, 6) == [60, 80, 100, 120, 140, 160, 180]


@pytest.mark.parametrize(("span", "language", "first_words"), [
    (24 * HOUR, "en", ["20-Nov", "06:00", "12:00", "18:00", "21-Nov"]),
    (24 * HOUR, "zh_CN", ["11月20日", "06:00", "12:00", "18:00", "11月21日"]),
    (365 * DAY, "en", ["2027", "Apr", "Jul", "Oct"]),
    (365 * DAY, "zh_CN", ["2027年", "4月", "7月", "10月"]),
    (9 * 366 * DAY, "en", ["2028", "2030", "2032", "2034"]),
])
def test_time_ticks_stand_where_a_calendar_would_put_them(span, language, first_words):
    assert [tick.words for tick in time_ticks(START, START + span, 5, language)] == first_words


@given(st.floats(-2e9, 4e9), st.floats(60, 3e9), st.integers(2, 10))
def test_time_ticks_rise_and_stay_inside(first, span, most):
    ticks = time_ticks(first, first + span, most)
    places = [tick.at for tick in ticks]
    assert places == sorted(set(places))
    assert all(first <= place <= first + span for place in places)
