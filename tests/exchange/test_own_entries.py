"""What patients measure themselves, on a real store: entered, from a file, corrected, taken back, kept apart."""

from __future__ import annotations

import json
from datetime import date

import pytest

from workstation.domain.own_entry import Measure, OwnEntry, Reporter
from workstation.domain.timeline import EventKind
from workstation.domain.trend import TrendKind
from workstation.errors import ChangedMeanwhile, DamagedFile, UserMistake
from workstation.exchange import home_monitor
from workstation.exchange.home_monitor import BadLine, NoTable, Reading
from workstation.services import clinic_time, own_entries, record, vitals
from workstation.services.importing import import_paths

AT = "2026-11-20T08:30:00+08:00"
PATIENT = {"resourceType": "Patient", "id": "p1", "name": [{"family": "Adams"}], "birthDate": "1960-02-03"}


def observed(number: str, code: str, value: float, unit: str, when: str = AT) -> dict:
    return {"resourceType": "Observation", "id": number, "status": "final", "subject": {"reference": "Patient/p1"},
            "category": [{"coding": [{"code": "vital-signs"}]}], "performer": [{"display": "Nurse Wu"}],
            "code": {"coding": [{"system": "http://loinc.org", "code": code}]}, "effectiveDateTime": when,
            "valueQuantity": {"value": value, "unit": unit, "code": unit, "system": "http://unitsofmeasure.org"}}


@pytest.fixture
def place(clinic, write):
    clinic_time.set_zone(clinic, "Asia/Shanghai")
    entries = [{"resource": one} for one in (PATIENT, observed("w", "29463-7", 80, "kg"),
                                             observed("g", "14743-9", 5, "mmol/L"))]
    import_paths(clinic, [write({"resourceType": "Bundle", "type": "collection", "entry": entries}, "one.json")])
    return clinic


def pressure(value: str = "148", lower: str = "86", **more) -> OwnEntry:
    given = {"measure": Measure.PRESSURE, "value": value, "unit": "mm[Hg]", "at": AT, "lower": lower}
    return OwnEntry(**(given | more))


def entry(measure: Measure, value: str, unit: str, at: str = AT) -> OwnEntry:
    return OwnEntry(measure, value, unit, at)


# --- entering --------------------------------------------------------------------------------------------------------

def test_an_entry_is_an_observation_of_the_patient_with_its_digits(place) -> None:
    own_entries.add(place, "p1", [entry(Measure.TEMPERATURE, "36.80", "Cel"), pressure(device="Omron M3")])
    first = next(one for one in own_entries.listed(place, "p1") if one.entry.measure is Measure.TEMPERATURE)
    raw = record.source(place, first.key).raw
    assert b'"value":36.80' in raw
    held = json.loads(raw)
    assert held["performer"] == [{"reference": "Patient/p1"}] and held["status"] == "final"
    assert held["category"][0]["coding"][0]["code"] == "vital-signs"
    panel = next(one for one in own_entries.listed(place, "p1") if one.entry.measure is Measure.PRESSURE)
    assert panel.entry == pressure(device="Omron M3")


@pytest.mark.parametrize(("wrong", "reason"), [
    (pressure("1200", "80"), "1200 mmHg can't be; 40 to 300 can"), (pressure("80", "120"), "higher one"),
    (pressure("148", ""), "two numbers"), (pressure("148", "8"), "8 mmHg can't be"), (pressure("x", "80"), "no number"),
    (pressure("nan", "80"), "can't be"), (pressure(unit="psi"), "no unit"),
    (entry(Measure.GLUCOSE, "98", "mmol/L"), "98 mmol/L can't be"), (entry(Measure.SATURATION, "101", "%"), "101 %"),
    (entry(Measure.TEMPERATURE, "98.6", "Cel"), "98.6 °C can't be"), (entry(Measure.WEIGHT, "-70", "kg"), "-70 kg"),
    (pressure(at="2999-01-01T00:00:00Z"), "future"), (pressure(at="1950-01-01"), "before the birth"),
    (pressure(at="yesterday"), "no moment")])
def test_what_can_not_be_is_refused_with_the_reason_and_never_clamped(place, wrong, reason) -> None:
    with pytest.raises(UserMistake, match=reason.replace("(", r"\(")):
        own_entries.add(place, "p1", [entry(Measure.PULSE, "70", "/min"), wrong])
    assert own_entries.listed(place, "p1") == []


def test_the_same_entry_twice_is_one(place) -> None:
    assert own_entries.add(place, "p1", [pressure()]) == (1, 0)
    assert own_entries.add(place, "p1", [pressure()]) == (0, 1)
    assert len(own_entries.listed(place, "p1")) == 1


def test_amending_keeps_the_former_and_taking_back_deletes_nothing(place) -> None:
    own_entries.add(place, "p1", [pressure()])
    (seen,) = own_entries.listed(place, "p1")
    own_entries.amend(place, "p1", seen, pressure("138"))
    (now,) = own_entries.listed(place, "p1")
    assert (now.entry.value, now.amended, now.key, now.version) == ("138", True, seen.key, 2)
    with pytest.raises(ChangedMeanwhile):
        own_entries.withdraw(place, "p1", seen, "wrong")
    with pytest.raises(UserMistake, match="reason"):
        own_entries.withdraw(place, "p1", now, " ")
    own_entries.withdraw(place, "p1", now, "It was the neighbour's")
    (gone,) = own_entries.listed(place, "p1")
    assert (gone.withdrawn, gone.why) == (True, "It was the neighbour's")
    assert [row for row in record.timeline(place, "p1") if row.source == seen.key] == []
    assert len(record.versions(place, seen.key)) == 3
    assert own_entries.add(place, "p1", [pressure()]) == (0, 1)           # the same slip does not come back by itself


# --- kept apart ------------------------------------------------------------------------------------------------------

def test_own_values_stand_apart_from_the_clinic_s_in_timeline_summary_and_vitals(place) -> None:
    own_entries.add(place, "p1", [
        entry(Measure.WEIGHT, "71", "kg", "2026-11-21T07:00:00+08:00"), entry(Measure.GLUCOSE, "9.1", "mmol/L"),
        pressure(), OwnEntry(Measure.PULSE, "61", "/min", AT, by=Reporter.RELATIVE)])
    rows = record.timeline(place, "p1")
    assert {row.reporter for row in rows if row.source in ("Observation/w", "Observation/g")} == {""}
    assert {(row.code, row.reporter) for row in rows if row.reporter} == {
        ("29463-7", "patient"), ("14743-9", "patient"), ("85354-9", "patient"), ("8867-4", "relative")}
    weights = [t for t in record.summary(place, "p1").vitals if t.latest.code == "29463-7"]
    assert sorted((t.latest.reporter, t.latest.value_text, len(t.earlier)) for t in weights) == [
        ("", "80", 0), ("patient", "71", 0)]
    trends = vitals.trends(place, "p1")
    assert sorted((t.kind, t.own, t.points[-1].value) for t in trends if t.kind is TrendKind.WEIGHT) == [
        (TrendKind.WEIGHT, False, 80.0), (TrendKind.WEIGHT, True, 71.0)]
    home = next(t for t in trends if t.kind is TrendKind.BP_HOME)
    assert home.own and home.band is not None and (home.band.high, home.lower_band.high) == (135, 85)
    assert TrendKind.BP_OFFICE not in [t.kind for t in trends]


def test_a_relative_told_by_reference_counts_too(place, write) -> None:
    told = observed("r", "8867-4", 66, "/min") | {"performer": [{"reference": "RelatedPerson/d"}]}
    import_paths(place, [write(told, "told.json")])
    assert [row.reporter for row in record.timeline(place, "p1") if row.kind is EventKind.VITAL and
            row.source == "Observation/r"] == ["relative"]


# --- files -----------------------------------------------------------------------------------------------------------

def readings(text: str | bytes) -> list[Reading | BadLine]:
    return list(home_monitor.read(text.encode() if isinstance(text, str) else text))


def values(text: str | bytes) -> list[tuple]:
    return [(one.line, one.measure.value, one.value, one.lower, one.unit.ucum, one.day.isoformat(), str(one.at))
            if isinstance(one, Reading) else (one.line, one.reason) for one in readings(text)]


ENGLISH = ("My monitor,,\nDate,Time,Systolic (mmHg),Diastolic (mmHg),Pulse (bpm),Device\n"
           "2026-11-20,8:30 AM,148,86,72,BP7\n2026-11-21,8:30 PM,139,84,,BP7\n")


def test_a_blood_pressure_export_in_english() -> None:
    assert values(ENGLISH) == [
        (3, "blood-pressure", "148", "86", "mm[Hg]", "2026-11-20", "08:30:00"),
        (3, "pulse", "72", "", "/min", "2026-11-20", "08:30:00"),
        (4, "blood-pressure", "139", "84", "mm[Hg]", "2026-11-21", "20:30:00")]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_blood_pressure_export_in_chinese(codec: str) -> None:
    text = "测量时间,收缩压(mmHg),舒张压（mmHg）,脉搏(次/分)\n2026年11月20日 下午8:05,151,93,80\n"
    assert values(text.encode(codec)) == [
        (2, "blood-pressure", "151", "93", "mm[Hg]", "2026-11-20", "20:05:00"),
        (2, "pulse", "80", "", "/min", "2026-11-20", "20:05:00")]


def test_units_from_a_column_from_beside_the_value_and_with_a_decimal_comma() -> None:
    assert values("Date;Glucose;Unit\n20.11.2026;5,6;mmol/L\n21.11.2026;101;mg/dL\n") == [
        (2, "glucose", "5.6", "", "mmol/L", "2026-11-20", "None"),
        (3, "glucose", "101", "", "mg/dL", "2026-11-21", "None")]
    assert values("日期\t体温\t血氧\n2026/11/20 07:00\t36.8℃\t97%\n")[0][2:5] == ("36.8", "", "Cel")


@pytest.mark.parametrize(("text", "said"), [
    ("Date,Weight\n2026-11-20,71\n", (2, "weight: no unit is named in the header or beside it")),
    ("Date,Weight (stone)\n2026-11-20,11\n", (2, "weight: 'stone' is no unit of it")),
    ("Date,Glucose (mmol/L)\n2026-11-20,HI\n", (2, "glucose: 'HI' is no number")),
    ("Date,SYS (mmHg),DIA (mmHg)\n2026-11-20,148,\n", (2, "blood-pressure: a value is missing")),
    ("Date,Weight (kg)\n2026-02-30,71\n", (2, "'2026-02-30' is no calendar day")),
    ("Date,Weight (kg)\n03/04/2026,71\n", (2, "'03/04/2026' may be one day or another: write the year first")),
    ("Date,Time,Weight (kg)\n2026-11-20,25:00,71\n", (2, "'25:00' is no time"))])
def test_a_line_that_can_not_be_read_is_named_and_costs_itself_only(text: str, said: tuple) -> None:
    assert values(text) == [said]


def test_one_line_settles_how_the_others_write_their_days() -> None:
    days = [one[5] for one in values("Date,Weight (kg)\n03/04/2026,71\n21/04/2026,72\n")]
    assert days == ["2026-04-03", "2026-04-21"]
    days = [one[5] for one in values("Date,Weight (kg)\n03/04/2026,71\n04/21/2026,72\n")]
    assert days == ["2026-03-04", "2026-04-21"]


@pytest.mark.parametrize("data", [
    b"", b"hello", b"\x89PNG\r\n\x1a\n\0\0", b"Date,Steps\n2026-01-01,4\n", b"a" * 100,
    b"Date,Weight (kg)\n" + b"\n" * 60_000, b"x" * (home_monitor.MOST_BYTES + 1)])
def test_what_is_no_table_of_measurements_is_refused_whole(data: bytes) -> None:
    with pytest.raises(NoTable):
        readings(data)


def test_a_file_goes_in_and_says_what_became_of_each_line(place, tmp_path) -> None:
    file = tmp_path / "omron.csv"
    file.write_text(ENGLISH + "2026-11-22,07:00,1200,80,70,BP7\n2999-01-01,07:00,120,80,,BP7\n")
    report = own_entries.import_file(place, "p1", file)
    assert (report.stored, report.known) == (4, 0)
    assert [one.line for one in report.refused] == [5, 6]
    assert "1200 mmHg can't be" in report.refused[0].reason and "future" in report.refused[1].reason
    assert own_entries.import_file(place, "p1", file).known == 4
    first = own_entries.listed(place, "p1")[-1].entry
    assert (first.at, first.device) == ("2026-11-20T08:30:00+08:00", "BP7")
    file.write_bytes(b"\0\1")
    with pytest.raises(DamagedFile):
        own_entries.import_file(place, "p1", file)


def test_a_formula_in_a_cell_stays_text(place, tmp_path) -> None:
    file = tmp_path / "evil.csv"
    file.write_text('Date,Weight (kg),Device\n2026-11-20,71,"=HYPERLINK(""http://x"")"\n')
    own_entries.import_file(place, "p1", file)
    assert own_entries.listed(place, "p1")[0].entry.device == '=HYPERLINK("http://x")'


def test_the_birth_date_bounds_what_a_file_may_say(place, tmp_path) -> None:
    file = tmp_path / "old.csv"
    file.write_text(f"Date,Weight (kg)\n{date(1959, 1, 1)},3\n")
    assert [one.line for one in own_entries.import_file(place, "p1", file).refused] == [2]
