"""Units, three-valued logic, exact summaries and the row that fires: against closed forms and truth tables."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.decision import logic, units
from engines.decision.logic import Compare, IsKnown, IsWord, Situation, Truth
from engines.decision.summary import Measure, MeasureSpec, Reading, Summary, measured, shown
from engines.decision.table import Caveat, Row, Table, decide

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
SPEC = MeasureSpec("x", "X", "x", Summary.MEAN, "mm[Hg]")


def situation(**numbers: int | None) -> Situation:
    return Situation({
        name: Measure(SPEC, None if number is None else Fraction(number), None, ()) for name, number in numbers.items()
    })


def of(truth: Truth) -> tuple[logic.Condition, int | None]:
    """A condition on one measure and the number that gives it this truth."""
    return Compare("x", at_least=Fraction(1)), {T: 1, F: 0, U: None}[truth]


@pytest.mark.parametrize(("one", "other"), list(product((T, U, F), repeat=2)))
def test_kleene_tables(one: Truth, other: Truth) -> None:
    numbers = {"a": of(one)[1], "b": of(other)[1]}
    parts = (Compare("a", at_least=Fraction(1)), Compare("b", at_least=Fraction(1)))
    assert logic.All(parts).verdict(situation(**numbers)).truth.value == min(one.value, other.value)
    assert logic.Any(parts).verdict(situation(**numbers)).truth.value == max(one.value, other.value)
    assert logic.Not(parts[0]).verdict(situation(**numbers)).truth.value == -one.value


def test_unknown_names_what_is_missing_and_only_that() -> None:
    parts = tuple(Compare(name, at_least=Fraction(1)) for name in "abc")
    verdict = logic.Any(parts).verdict(situation(a=0, b=None, c=None))
    assert (verdict.truth, verdict.missing) == (U, {"b", "c"})
    assert logic.Any(parts).verdict(situation(a=1, b=None, c=None)).missing == frozenset()
    assert IsKnown("b").verdict(situation(b=None)).truth is F
    assert IsWord("b", frozenset({"true"})).verdict(situation(b=None)).truth is U


@pytest.mark.parametrize(("value", "unit", "to", "expected"), [
    ("100", "mm[Hg]", "kPa", Fraction("13.3322387415")), ("212", "[degF]", "Cel", 100),
    ("37", "Cel", "[degF]", Fraction("98.6")),
    ("1", "[lb_av]", "kg", Fraction("0.45359237")), ("70", "[in_i]", "cm", Fraction("177.8")), ("2", "a", "mo", 24),
    ("120", "mmHg", "mm[Hg]", 120), ("1.5", "g/dL", "g/L", 15), ("50", "%", "1", Fraction(1, 2)),
])
def test_units_convert_by_definition(value: str, unit: str, to: str, expected: object) -> None:
    assert units.convert(Fraction(value), unit, to) == expected


@given(st.fractions(), st.sampled_from([("mm[Hg]", "kPa"), ("Cel", "[degF]"), ("kg", "[lb_av]"), ("umol/L", "mmol/L")]))
def test_there_and_back_is_the_same_value(value: Fraction, pair: tuple[str, str]) -> None:
    assert units.convert(units.convert(value, *pair), *reversed(pair)) == value


@pytest.mark.parametrize(("unit", "to"), [("mg/dL", "umol/L"), ("kg", "cm"), ("", "kPa"), ("furlong", "m"), ("d", "a")])
def test_what_can_not_be_converted_is_refused(unit: str, to: str) -> None:
    with pytest.raises(units.UnitMismatch):
        units.convert(Fraction(1), unit, to)


def reading(number: str, day: int, source: str = "") -> Reading:
    on = f"2026-11-{day:02d}"
    return Reading(Fraction(number), None, on, f"{on}T07:00", source or f"O/{day}{number}")


def measure(summary: Summary, readings: list[Reading], **more: object) -> Measure:
    spec = MeasureSpec("m", "M", "x", summary, "mm[Hg]", **more)  # type: ignore[arg-type]
    return measured(spec, {"x": readings}, skip_first_day=True)


def test_the_mean_is_exact() -> None:
    assert measure(Summary.MEAN, [reading("0.1", 1), reading("0.2", 2)]).number == Fraction(3, 20)
    thirds = measure(Summary.MEAN, [reading("134", 1), reading("135", 2), reading("136", 3)])
    assert thirds.number == 135


def test_nothing_recorded_is_no_number_not_even_for_a_count() -> None:
    for summary in Summary:
        assert measure(summary, []).number is None


def test_the_first_day_is_left_out_only_where_there_are_more() -> None:
    both = [reading("170", 1), reading("120", 2), reading("130", 3)]
    assert measure(Summary.MEAN, both, skip_first_day=True).number == 125
    assert measure(Summary.DAYS, both, skip_first_day=True).number == 2
    assert measure(Summary.MEAN, both[:1], skip_first_day=True).number == 170
    assert measure(Summary.HIGHEST, both).number == 170


def test_only_complete_panels_are_paired() -> None:
    spec = MeasureSpec("m", "M", "x", Summary.COUNT, "1", ("y",))
    readings = {"x": [reading("120", 1, "O/1"), reading("130", 2, "O/2")], "y": [reading("80", 1, "O/1")]}
    assert measured(spec, readings, False).number == 1


@given(st.fractions(min_value=0, max_value=400), st.integers(min_value=1, max_value=300))
def test_no_shown_number_reaches_a_threshold_that_its_value_does_not(value: Fraction, threshold: int) -> None:
    assert (Fraction(shown(value)) >= threshold) == (value >= threshold)


def row(name: str, at_least: int) -> Row:
    return Row(name, Compare("x", at_least=Fraction(at_least)), "info", "s", "d", (), ("x",))


@pytest.mark.parametrize(("value", "fired"), [(180, "high"), (179, "middle"), (135, "middle"), (134, None)])
def test_the_first_row_that_holds_fires(value: int, fired: str | None) -> None:
    table = Table((SPEC,), (row("high", 180), row("middle", 135)), (Caveat(Compare("x", below=Fraction(200)), "c"),))
    outcome = decide(table, {"x": [reading(str(value), 1)]}, {})
    assert (outcome.row.id if outcome.row else None) == fired
    assert outcome.caveats == ("c",)
    assert outcome.trace[0].truth is (T if fired == "high" else F)


def test_an_undecided_row_stops_the_milder_ones() -> None:
    always = Row("always", logic.All(()), "info", "s", "d", (), ())
    outcome = decide(Table((SPEC,), (row("high", 180), always)), {}, {})
    assert outcome.row is None and outcome.missing == ("x",)
