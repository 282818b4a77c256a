"""Trends from rows of the timeline: units, ranges and their sources, what is left out, and NEWS2."""

from __future__ import annotations

from datetime import date

import pytest

from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.domain.trend import Standing, TrendKind, Why
from workstation.services.vitals import assembled, measured_at_home

ADULT, CHILD = date(1958, 7, 14), date(2020, 7, 14)


def row(code, value, unit, ucum="", when="2026-11-12T08:40:00+08:00", component="", source="Observation/1", **more):
    number = value if isinstance(value, int | float) else None
    return TimelineEvent(
        EventKind.VITAL, PartialDate.parse(when) if when else None, None, "http://loinc.org", code, "", source,
        value_text=str(value), value=number, unit=unit, ucum=ucum or unit, component=component, **more,
    )


def pressure(systolic, diastolic, when="2026-11-12T08:40:00+08:00", source="Observation/bp"):
    return [row("85354-9", systolic, "mmHg", "mm[Hg]", when, "8480-6", source),
            row("85354-9", diastolic, "mmHg", "mm[Hg]", when, "8462-4", source)]


def only(trends, kind):
    return next(trend for trend in trends if trend.kind is kind)


def bedside(when, pulse=70, spo2=97, flow=0, mind="Mentally alert", rate=16, temperature=36.8, systolic=120):
    return [
        row("8867-4", pulse, "/min", when=when), row("59408-5", spo2, "%", when=when),
        row("9279-1", rate, "/min", when=when, source="Observation/rr"), row("3151-8", flow, "L/min", when=when),
        row("8310-5", temperature, "°C", "Cel", when=when), row("67775-7", mind, "", when=when),
        *pressure(systolic, 70, when),
    ]


def test_the_range_recorded_with_the_value_wins_over_the_adult_one():
    recorded = only(assembled([row("8867-4", 95, "/min", low=60, high=100)], ADULT, frozenset()), TrendKind.HEART_RATE)
    assert recorded.latest.standing is Standing.IN_RANGE
    assert recorded.band.recorded and recorded.band.words() == "60–100"
    adult = only(assembled([row("8867-4", 95, "/min")], ADULT, frozenset()), TrendKind.HEART_RATE)
    assert adult.latest.standing is Standing.HIGH
    assert "NEWS2" in adult.band.source and not adult.band.recorded


@pytest.mark.parametrize(("code", "value", "unit", "ucum"), [
    ("8867-4", 140, "/min", "/min"), ("8310-5", 39.4, "°C", "Cel"), ("59408-5", 88, "%", "%")])
def test_what_the_patient_measured_is_not_judged_by_ranges_of_the_bedside(code, value, unit, ucum):
    clinic, own = assembled([row(code, value, unit, ucum), row(code, value, unit, ucum, reporter="patient")], ADULT,
                            frozenset())
    assert not clinic.own and clinic.latest.standing not in (Standing.NOT_JUDGED, Standing.IN_RANGE)
    assert own.own and own.band is None and own.latest.standing is Standing.NOT_JUDGED
    (recorded,) = assembled([row(code, value, unit, ucum, reporter="patient", low=1, high=2)], ADULT, frozenset())
    assert recorded.latest.standing is Standing.HIGH and recorded.band.recorded


@pytest.mark.parametrize("born", [CHILD, None])
def test_without_a_range_a_value_is_not_judged_and_never_normal(born):
    trend = only(assembled([row("8867-4", 140, "/min")], born, frozenset()), TrendKind.HEART_RATE)
    assert trend.band is None
    assert trend.latest.standing is Standing.NOT_JUDGED


def test_the_flag_of_the_laboratory_counts():
    trends = assembled([row("15074-8", 18.0, "mmol/L", flag="HH"), row("29463-7", 80, "kg")], ADULT, frozenset())
    assert only(trends, TrendKind.GLUCOSE).latest.standing is Standing.CRITICAL_HIGH
    assert only(trends, TrendKind.WEIGHT).latest.standing is Standing.NOT_JUDGED


def test_a_target_recorded_for_the_patient_is_not_called_critical():
    trends = assembled([row("59408-5", 90, "%", low=88, high=92)], ADULT, frozenset())
    assert only(trends, TrendKind.SPO2).latest.standing is Standing.IN_RANGE
    assert only(assembled([row("59408-5", 90, "%")], ADULT, frozenset()), TrendKind.SPO2).latest.standing is (
        Standing.CRITICAL_LOW)


@pytest.mark.parametrize(("code", "value", "unit", "kind", "expected"), [
    ("8310-5", 98.6, "[degF]", TrendKind.TEMPERATURE, 37.0),
    ("29463-7", 100, "[lb_av]", TrendKind.WEIGHT, 45.359237),
    ("8302-2", 1.72, "m", TrendKind.HEIGHT, 172),
])
def test_units_meet_and_the_text_stays_as_written(code, value, unit, kind, expected):
    point = only(assembled([row(code, value, unit)], ADULT, frozenset()), kind).latest
    assert point.value == pytest.approx(expected)
    assert point.text == f"{value} {unit}"


def test_glucose_is_shown_in_the_unit_of_its_newest_value():
    old, new = "2026-11-01T08:00:00Z", "2026-11-02T08:00:00Z"
    american = [row("15074-8", 5.0, "mmol/L", when=old, low=3.9, high=6.1), row("2339-0", 40, "mg/dL", when=new)]
    trend = only(assembled(american, ADULT, frozenset()), TrendKind.GLUCOSE)
    assert (trend.unit, [round(point.value, 1) for point in trend.points]) == ("mg/dL", [90.1, 40])
    assert trend.points[0].band.low == pytest.approx(70.26, abs=0.01)
    assert trend.latest.standing is Standing.CRITICAL_LOW
    others = [row("2339-0", 180.156, "mg/dL", when=old), row("15074-8", 5.0, "mmol/L", when=new)]
    trend = only(assembled(others, ADULT, frozenset()), TrendKind.GLUCOSE)
    assert (trend.unit, [point.value for point in trend.points]) == ("mmol/L", [pytest.approx(10.0), 5.0])


def test_a_sensor_in_mg_per_dl_has_its_target_in_mg_per_dl():
    origin = {"value": 0, "unit": "mg/dL", "code": "mg/dL"}
    sensor = {"effectivePeriod": {"start": "2026-11-02T00:00:00Z"}, "valueSampledData": {
        "origin": origin, "period": 300000, "dimensions": 1, "data": "100 E 260"}}
    trend = only(assembled([], ADULT, frozenset(), [("Observation/1", sensor)]), TrendKind.GLUCOSE_SENSOR)
    assert (trend.unit, trend.band.words()) == ("mg/dL", "70–180")
    assert [point.standing for point in trend.points] == [Standing.IN_RANGE, Standing.CRITICAL_HIGH]


def test_what_cannot_be_drawn_is_named_with_its_reason():
    rows = [
        row("8310-5", 36.6, ""), row("8310-5", 97, "bananas"), row("8310-5", 36.7, "Cel", when=""),
        row("8310-5", 36.8, "Cel", source="Observation/good"),
        row("85354-9", 120, "mmHg", component="8480-6", source="Observation/half"),
    ]
    trends = assembled(rows, ADULT, frozenset())
    temperature = only(trends, TrendKind.TEMPERATURE)
    assert [point.source for point in temperature.points] == ["Observation/good"]
    assert [value.why for value in temperature.left_out] == [Why.NO_UNIT, Why.OTHER_UNIT, Why.NO_DATE]
    assert [value.why for value in only(trends, TrendKind.BP_OFFICE).left_out] == [Why.HALF]


def test_home_and_office_pressure_stay_apart_with_their_own_thresholds():
    rows = [*pressure(136, 80, source="Observation/home"), *pressure(136, 80, source="Observation/office")]
    trends = assembled(rows, ADULT, frozenset({"Observation/home"}))
    home, office = only(trends, TrendKind.BP_HOME), only(trends, TrendKind.BP_OFFICE)
    assert (home.latest.standing, office.latest.standing) == (Standing.HIGH, Standing.IN_RANGE)
    assert (home.band.words(), home.lower_band.words()) == ("< 135", "< 85")
    assert home.shown(home.latest) == "136/80"


def test_a_threshold_belongs_to_hypertension():
    assert only(assembled(pressure(140, 80), ADULT, frozenset()), TrendKind.BP_OFFICE).latest.standing is Standing.HIGH
    assert only(assembled(pressure(120, 90), ADULT, frozenset()), TrendKind.BP_OFFICE).latest.standing is Standing.HIGH
    assert only(assembled(pressure(180, 90), ADULT, frozenset()), TrendKind.BP_OFFICE).latest.standing is (
        Standing.CRITICAL_HIGH)


def test_two_observations_of_one_moment_are_one_reading():
    rows = [row("8480-6", 150, "mmHg", source="Observation/s"), row("8462-4", 95, "mmHg", source="Observation/d")]
    assert only(assembled(rows, ADULT, frozenset()), TrendKind.BP_OFFICE).latest.lower == 95


def test_points_rise_in_time_across_zones():
    rows = [row("8867-4", 2, "/min", when="2026-11-12T08:00:00+08:00"),
            row("8867-4", 3, "/min", when="2026-11-12T01:00:00Z"), row("8867-4", 1, "/min", when="2026-11")]
    trend = only(assembled(rows, ADULT, frozenset()), TrendKind.HEART_RATE)
    assert [point.value for point in trend.points] == [1, 2, 3]
    assert trend.delta == 1


def test_who_measured_decides_what_is_home():
    subject = {"subject": {"reference": "Patient/7"}}
    assert measured_at_home({**subject, "performer": [{"reference": "Patient/7"}]})
    assert measured_at_home({"meta": {"profile": ["http://x/StructureDefinition/self-measured-bp"]}})
    assert measured_at_home({"subject": {"reference": "urn:uuid:7"}, "performer": [{"reference": "urn:uuid:7"}]})
    assert not measured_at_home({**subject, "performer": [{"reference": "Practitioner/1"}]})
    assert not measured_at_home({**subject, "performer": "wrong shape"})
    assert not measured_at_home({})


# NEWS2

def test_news2_where_everything_was_observed_together():
    rows = [*bedside("2026-11-12T08:00:00Z"), *bedside("2026-11-12T09:00:00Z", pulse=131, flow=2, rate=25)]
    score = only(assembled(rows, ADULT, frozenset()), TrendKind.NEWS2)
    assert [point.value for point in score.points] == [0, 8]
    assert score.latest.parts == (("respiratory rate", 3), ("air or oxygen", 2), ("pulse", 3))
    assert (score.latest.risk, score.latest.standing) == ("high", Standing.CRITICAL_HIGH)
    assert score.latest.source == "Observation/rr"
    assert score.missing == () and "RCP" in score.formula_source


def test_news2_names_what_is_missing_and_never_takes_it_as_normal():
    rows = [each for each in bedside("2026-11-12T08:00:00Z") if each.code not in ("67775-7", "3151-8")]
    score = only(assembled(rows, ADULT, frozenset()), TrendKind.NEWS2)
    assert score.points == ()
    assert score.missing == ("air or oxygen", "consciousness")


def test_an_unknown_word_for_consciousness_is_missing():
    score = only(assembled(bedside("2026-11-12T08:00:00Z", mind="chatty"), ADULT, frozenset()), TrendKind.NEWS2)
    assert score.missing == ("consciousness",)


def test_observations_of_different_hours_make_no_score():
    rows = bedside("2026-11-12T08:00:00Z")[:4] + bedside("2026-11-12T11:00:00Z")[4:]
    assert all(trend.kind is not TrendKind.NEWS2 or not trend.points for trend in assembled(rows, ADULT, frozenset()))


def test_no_news2_for_a_child_and_none_without_a_birth_date():
    rows = bedside("2026-11-12T08:00:00Z")
    assert all(trend.kind is not TrendKind.NEWS2 for trend in assembled(rows, CHILD, frozenset()))
    assert only(assembled(rows, None, frozenset()), TrendKind.NEWS2).missing == ("birth date",)


def test_an_impossible_value_is_refused_by_name():
    rows = bedside("2026-11-12T08:00:00Z", temperature=20)
    score = only(assembled(rows, ADULT, frozenset()), TrendKind.NEWS2)
    assert score.points == () and score.missing[0].startswith("temperature (is outside the validated range")


def test_nothing_in_nothing_out():
    assert assembled([], ADULT, frozenset()) == []


def test_the_demo_clinic_shows_each_story(chart_clinic):
    from workstation.services import vitals

    worse = only(vitals.trends(chart_clinic, "demo-sun-jianguo"), TrendKind.NEWS2)
    assert len(worse.points) == 37
    assert (worse.points[0].value, worse.latest.value) == (1, 9)
    home = only(vitals.trends(chart_clinic, "demo-zhang-guifang"), TrendKind.BP_HOME)
    assert len(home.points) == 28
    sensor = only(vitals.trends(chart_clinic, "demo-okafor-daniel"), TrendKind.GLUCOSE_SENSOR)
    assert len(sensor.points) > 3500
    assert sensor.band.words() == "3.9–10"
    gaps = [b.at.start - a.at.start for a, b in zip(sensor.points, sensor.points[1:], strict=False)]
    assert max(gap.total_seconds() for gap in gaps) > 300        # where the sensor was silent there is no point


def test_an_ecg_of_the_record_gives_its_beats(chart_clinic):
    from workstation.services import vitals

    rows = vitals.recordings(chart_clinic, "demo-kowalski-anna")
    assert [each.leads for each in rows] == [12, 1]
    recording = vitals.recording(chart_clinic, rows[0].id)
    assert [channel.name for channel in recording.channels][:3] == ["I", "II", "III"]
    found = vitals.beats(recording)
    assert found.channel.name == "II"
    assert 110 < found.beats.rate_bpm < 135
