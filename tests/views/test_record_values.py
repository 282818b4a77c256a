"""The record's values: lanes, flags, ranges, relatives, and the source as it was received."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.record import words
from views.record.lanes import DAY_S, MOST_ROWS, Lane, marks, span
from views.record.source import head_of, indented
from views.widgets.theme import Severity
from workstation.domain.partial_date import PartialDate
from workstation.domain.record import Problem
from workstation.domain.resource import StoredResource
from workstation.domain.timeline import EventKind, TimelineEvent

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def event(kind: EventKind = EventKind.RESULT, start: str | None = "2026-01-02", end: str | None = None,
          **more: object) -> TimelineEvent:
    told = {"display": "Creatinine", "source": "Observation/1", "system": "", "code": ""} | more
    return TimelineEvent(kind, PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None,
                         **told)  # type: ignore[arg-type]


# --- lanes -----------------------------------------------------------------------------------------------------------

def test_an_open_problem_runs_to_today_and_an_ended_one_to_its_end() -> None:
    found = marks([event(EventKind.CONDITION, "2014", status="active"),
                   event(EventKind.CONDITION, "2010-03-01", "2011-03-01", status="resolved")], NOW)
    ended, running = found
    assert (ended.end, ended.open_end) == (datetime(2011, 3, 1, tzinfo=UTC).timestamp(), False)
    assert (running.end, running.open_end) == (NOW.timestamp(), True)


def test_an_end_that_nobody_wrote_is_not_invented() -> None:
    mark = marks([event(EventKind.CONDITION, "2010", status="resolved")], NOW)[0]
    assert mark.end == mark.start


def test_what_has_no_date_or_no_lane_is_left_out_of_the_lanes() -> None:
    assert marks([event(start=None), event(EventKind.ALLERGY)], NOW) == []


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 3000)), max_size=40))
def test_bars_of_one_row_overlap_only_in_the_last(spans: list[tuple[int, int]]) -> None:
    base = datetime(2010, 1, 1, tzinfo=UTC).timestamp()

    def day(number: int) -> str:
        return datetime.fromtimestamp(base + number * DAY_S, UTC).date().isoformat()

    found = marks([event(EventKind.MEDICATION, day(first), day(first + length)) for first, length in spans], NOW)
    assert len(found) == len(spans)
    for row in range(MOST_ROWS - 1):
        bars = [mark for mark in found if mark.row == row]
        assert all(one.end < other.start for one, other in zip(bars, bars[1:], strict=False))


def test_the_whole_span_holds_every_mark_and_today() -> None:
    found = marks([event(start="2001-05-06"), event(EventKind.ENCOUNTER, "2020-01-01")], NOW)
    first, last = span(found, NOW)
    assert first < min(mark.start for mark in found) and last > NOW.timestamp()
    assert {mark.lane for mark in found} == {Lane.RESULTS, Lane.VISITS}


# --- words -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("flag", "value", "low", "high", "said"), [
    ("H", 1.0, None, None, (Severity.WARNING, "High", "▲")), ("LL", 1.0, None, None, (Severity.CRITICAL, "Low", "▼")),
    ("", 5.0, 3.5, 5.1, (Severity.FINE, "In range", "●")), ("", 5.2, 3.5, 5.1, (Severity.WARNING, "High", "▲")),
    ("", 3.4, 3.5, None, (Severity.WARNING, "Low", "▼")), ("N", 5.0, None, None, (Severity.FINE, "In range", "●")),
    ("", 5.0, None, None, None), ("", None, 1.0, 2.0, None),
])
def test_a_flag_is_recorded_or_follows_from_the_recorded_range_never_guessed(
        flag: str, value: float | None, low: float | None, high: float | None, said: object) -> None:
    assert words.flag(event(flag=flag, value=value, low=low, high=high)) == said


def test_a_missing_range_is_said_to_be_missing() -> None:
    assert words.reference_range(event()) == "not given"
    assert words.reference_range(event(low=59.0, high=104.0)) == "59–104"
    assert words.reference_range(event(high=2.6)) == "≤ 2.6"


def test_a_range_keeps_its_digits_as_recorded() -> None:
    assert words.reference_range(event(low=4.0, high=6.0, range_text="4.0 - 6.0 %")) == "4.0–6.0"
    assert words.reference_range(event(high=2.6, range_text="<= 2.60 mmol/L")) == "≤ 2.60"
    assert words.reference_range(event(low=-2.0, high=3.0, range_text="-2.0 - 3.0 mmol/L")) == "-2.0–3.0"
    assert words.reference_range(event(low=4.0, high=6.0, range_text="healthy adults 14 to 16.0")) == "4–6"
    assert words.reference_range(event(range_text="see laboratory")) == "see laboratory"


def test_digits_are_kept_and_a_rounded_number_says_so() -> None:
    assert words.value(event(value_text="72.50", value=72.5)) == "72.50"
    assert words.value(event(value_text="8.418339904878568", value=8.418339904878568)) == "≈ 8.418"


def test_a_part_of_a_panel_is_named_by_itself() -> None:
    assert words.analyte(event(display="Blood pressure panel", component="8480-6")) == "Systolic pressure"
    assert words.analyte(event(display="Anemia (disorder)")) == "Anemia"
    assert words.analyte(event(display="Rash (red)")) == "Rash (red)"


def test_relatives_are_named() -> None:
    for who in ("FTH", "father"):
        told = words.relative(event(display="Lung cancer", detail=f"{who}, 61 years"))
        assert told == ("Father", "Lung cancer, 61 years")
    assert words.relative(event(display="Gout", detail="half-brother")) == ("Half-brother", "Gout")
    assert words.relative(event(display="Gout")) == ("Gout", "")


def test_a_problem_without_a_status_is_not_called_active() -> None:
    problem = Problem("Gout", True, "", None, None, "", "", "Condition/1")
    assert words.problem_state(problem)[1] == "Status not recorded"


# --- source ----------------------------------------------------------------------------------------------------------

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20)


@given(values)
def test_laying_out_changes_no_token(value: object) -> None:
    raw = json.dumps(value).encode()
    assert json.loads(indented(raw)) == value


def test_digits_survive_the_layout() -> None:
    assert "72.50" in indented(b'{"valueQuantity":{"value":72.50,"unit":"kg"}}')


@pytest.mark.parametrize("raw", [b"", b"{", b'"', b"not json", b"\xff\xfe", b'[1,2', b"{" * 500])
def test_damaged_sources_are_still_shown(raw: bytes) -> None:
    assert isinstance(indented(raw), str)
    head_of(StoredResource("X/1", "X", None, 1, raw, NOW, "file"))


def test_the_head_says_what_when_how_and_who() -> None:
    raw = json.dumps({"status": "final", "code": {"text": "Creatinine"},
                      "effectiveDateTime": "2026-11-12T08:40:00+08:00",
                      "performer": [{"display": "City Hospital Lab"}]}).encode()
    head = head_of(StoredResource("Observation/1", "Observation", "p", 1, raw, NOW, "file"))
    assert (head.title, head.date, head.status, head.who) == (
        "Creatinine", "12-Nov-2026 08:40", "final", "City Hospital Lab")
