"""Results by analyte: what is one line, what is one curve, what is left out and why."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from workstation.domain.partial_date import PartialDate
from workstation.domain.results import AnalyteResults, LeftOut, ResultsChart
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.services import analytes, results


def row(code: str, value: str, unit: str = "", date: str = "2026-01-01", **more: object) -> TimelineEvent:
    """A laboratory result as the timeline holds it; the unit is its UCUM code too where none is named."""
    try:
        number = float(value)
    except ValueError:
        number = None
    fields: dict[str, object] = {"value_text": value, "value": number, "unit": unit, "ucum": unit,
                                 "category": "laboratory", "status": "final"}
    when = PartialDate.parse(date) if date else None
    event = TimelineEvent(EventKind.RESULT, when, None, "http://loinc.org", code, f"Test {code}", f"Observation/{code}")
    return replace(event, **(fields | more))  # type: ignore[arg-type]


def chart(*rows: TimelineEvent) -> ResultsChart:
    return results.assemble(rows, analytes.table())


def only_line(*rows: TimelineEvent) -> AnalyteResults:
    (line,) = chart(*rows).lines
    return line


CREATININE = (
    row("2160-0", "1.10", "mg/dL", "2026-05-01", high=1.2),
    row("14682-9", "90", "\u00b5mol/L", "2026-03-01", ucum="umol/L", low=59.0, high=104.0, flag="N"),
    row("2160-0", "1.3", "mg/dl", "2025-03-01", ucum="", high=1.2),
)


def test_one_analyte_is_one_line_across_codes_and_units() -> None:
    line = only_line(*CREATININE)
    assert (line.id, line.panel, line.unit, line.choices) == ("creatinine", "kidney", "mg/dL", ("mg/dL", "umol/L"))
    assert [value.shown for value in line.values] == ["1.10", "1.02", "1.3"]
    assert [value.factor for value in line.values] == ["", "\u00d7 0.011312", ""]
    assert "IUPAC" in line.values[1].source
    assert len(line.drawn) == 3


def test_what_a_patient_measured_is_a_line_of_its_own() -> None:
    own = row("2160-0", "2.4", "mg/dL", "2026-06-01", reporter="patient")
    clinic, patient = chart(own, *CREATININE).lines
    assert (clinic.id, clinic.own, len(clinic.values)) == ("creatinine", False, 3)
    assert patient.own and patient.id != clinic.id and patient.panel == "kidney"
    assert (patient.name, patient.name_zh) == ("Creatinine, by the patient", "肌酐，患者自测")
    assert [value.shown for value in results.in_unit(patient, "umol/L").values] == ["212"]
    assert clinic.latest.delta is not None and clinic.latest.delta.text == "+0.08"


def test_the_range_goes_with_its_value_into_the_unit_shown() -> None:
    shown = only_line(*CREATININE).values[1]
    assert (shown.low, shown.high) == (pytest.approx(0.667, abs=1e-3), pytest.approx(1.176, abs=1e-3))
    assert shown.event.range_words() == "59\u2013104"


def test_another_unit_shows_the_same_values() -> None:
    line = results.in_unit(only_line(*CREATININE), "umol/L")
    assert line.unit == "umol/L"
    assert [value.shown for value in line.values] == ["97", "90", "115"]
    assert [value.event.value_text for value in line.values] == ["1.10", "90", "1.3"]


def test_deltas_are_between_drawn_values() -> None:
    line = only_line(*CREATININE)
    newest = line.latest.delta
    assert newest is not None
    assert (newest.text, newest.days) == ("+0.08", 61)
    assert newest.percent == pytest.approx(8.05, abs=0.01)
    assert line.values[-1].delta is None


def test_a_delta_has_no_days_where_a_date_is_a_month() -> None:
    line = only_line(row("2160-0", "2.0", "mg/dL", "2026-05"), row("2160-0", "1.0", "mg/dL", "2026-01-01"))
    delta = line.latest.delta
    assert delta is not None
    assert (delta.text, delta.percent, delta.days) == ("+1.0", 100.0, None)


def test_flags_are_as_recorded_and_computed_only_against_the_recorded_range() -> None:
    high = row("2160-0", "1.5", "mg/dL", high=1.2)
    contradicting = row("2160-0", "1.5", "mg/dL", high=1.2, flag="N")
    bare = row("2160-0", "9.9", "mg/dL")
    assert [(v.flag, v.computed, v.is_out_of_range) for v in only_line(high, contradicting, bare).values] == [
        ("", "H", True), ("N", "H", False), ("", "", False)]


@pytest.mark.parametrize(("value", "why"), [
    (row("2160-0", "<0.2", "mg/dL"), LeftOut.BOUND), (row("2160-0", "haemolysed"), LeftOut.WORDS),
    (row("2160-0", "", detail="Not performed"), LeftOut.NOT_MEASURED), (row("2160-0", "5", "furlong"), LeftOut.UNIT),
    (row("2160-0", "5"), LeftOut.UNIT), (row("2160-0", "1.0", "mg/dL", ""), LeftOut.NO_DATE),
])
def test_what_can_not_be_drawn_is_listed_with_its_reason(value: TimelineEvent, why: LeftOut) -> None:
    line = only_line(row("2160-0", "1.0", "mg/dL", "2026-02-02"), value)
    assert [one.left_out for one in line.left_out] == [why]
    assert line.left_out[0].event is value
    assert len(line.drawn) == 1


def test_different_analytes_never_share_a_line() -> None:
    apart = [
        ("2345-7", "5792-7"), ("2345-7", "1558-6"), ("33914-3", "98979-8"), ("48065-7", "48066-5"),
        ("10835-7", "43583-4"), ("4548-4", "62388-4"), ("2339-0", "32016-8"), ("67151-1", "89579-7"),
        ("3094-0", "14937-7"), ("2160-0", "38483-4"), ("2345-7", "2339-0"), ("2532-0", "14804-9"),
    ]
    for one, other in apart:
        assert len(chart(row(one, "5", "mg/dL"), row(other, "5", "mg/dL")).lines) == 2, (one, other)


def test_a_code_of_no_group_stands_by_itself() -> None:
    found = chart(row("99999-9", "3", "mg/L"), row("99999-9", "0.4", "mg/dL", "2025-01-01"),
                  row("99999-9", "7", "mg/L", system="http://example.org/codes"), row("88888-8", "1", "mg/L"))
    assert sorted(len(line.values) for line in found.lines) == [1, 1, 2]
    (both,) = (line for line in found.lines if len(line.values) == 2)
    assert [value.shown for value in both.values] == ["3", "4"]
    assert {line.panel for line in found.lines} == {"laboratory"}


def test_what_is_no_laboratory_stands_apart() -> None:
    assert only_line(row("72514-3", "3", "{score}", category="survey")).panel == "other"


def test_parts_of_a_panel_are_their_own_analytes() -> None:
    parts = [row("24323-8", "5.0", "mmol/L", component="2823-3", detail="Potassium"),
             row("24323-8", "140", "mmol/L", component="2951-2", detail="Sodium"),
             row("24323-8", "1", "mmol/L", component="12345-5", detail="Something else")]
    assert [line.name for line in chart(*parts).lines] == ["Sodium", "Potassium", "Something else"]


def test_units_written_alike_need_no_factor_and_keep_their_digits() -> None:
    line = only_line(row("6690-2", "7.10", "K/uL", ucum=""), row("26464-8", "6.8", "10*9/L", "2025-01-01"))
    assert [(value.shown, value.factor) for value in line.values] == [("7.10", ""), ("6.8", "")]


def test_the_unit_of_the_newest_value_is_the_one_shown() -> None:
    assert only_line(row("48065-7", "0.4", "mg/L"), row("48065-7", "300", "ng/mL", "2025-01-01")).unit == "mg/L"
    assert only_line(row("59261-8", "53", "mmol/mol"), row("4548-4", "6.5", "%", "2025-01-01")).unit == "mmol/mol"


def test_lines_stand_in_the_order_of_the_table() -> None:
    found = chart(row("3016-3", "2", "mIU/L"), row("2160-0", "1", "mg/dL"), row("718-7", "140", "g/L"))
    assert [panel.id for panel in found.panels] == ["blood_count", "kidney", "thyroid"]


def test_what_is_counted_is_part_of_the_unit_where_no_group_says_it() -> None:
    """Cigarettes a day are no packs a week, though both are a number by time."""
    line = only_line(row("99999-9", "3", "{packs}/wk"), row("99999-9", "20", "{cigarettes}/d", "2025-01-01"))
    assert [value.left_out for value in line.values] == [None, LeftOut.UNIT]
    assert line.choices == ("{packs}/wk", "{cigarettes}/d")


def test_a_unit_that_fits_no_other_is_a_choice_of_its_own() -> None:
    """33914-3 comes with and without the body surface; one is never drawn with the other."""
    whole, by_surface = row("33914-3", "80", "mL/min"), row("33914-3", "75", "mL/min/{1.73_m2}", "2025-01-01")
    line = only_line(whole, by_surface)
    assert (line.unit, line.choices) == ("mL/min", ("mL/min", "mL/min/{1.73_m2}"))
    assert [value.left_out for value in line.values] == [None, LeftOut.UNIT]
    other = results.in_unit(line, "mL/min/{1.73_m2}")
    assert [value.left_out for value in other.values] == [LeftOut.UNIT, None]
    assert only_line(by_surface, replace(whole, start=PartialDate.parse("2024-01-01"))).unit == "mL/min/{1.73_m2}"


def test_other_kinds_of_rows_are_no_results() -> None:
    vital = TimelineEvent(EventKind.VITAL, None, None, "http://loinc.org", "8867-4", "Heart rate", "Observation/1",
                          value_text="70", value=70.0)
    assert chart(vital).lines == ()


def test_ten_thousand_results_are_assembled_quickly() -> None:
    codes, chance = sorted(analytes.table().by_code), random.Random(7)
    rows = [row(chance.choice(codes), f"{chance.randint(10, 99) / 10}", chance.choice(["mg/dL", "mmol/L", "g/L", "%"]),
                f"20{chance.randint(10, 25)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}") for _ in range(10_000)]
    begun = time.perf_counter()
    found = chart(*rows)
    assert found.count == 10_000
    assert time.perf_counter() - begun < 3.0
