"""What a clinic's day holds beside the stories: the appointments around today, and what one patient enters at home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workstation.services.demo.chart import LOINC, PHYSICIAN, UCUM, Chart, Resource

_NURSE = "Nurse WU Lan"
_CANCELLED = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"


@dataclass(frozen=True, slots=True)
class _Visit:
    """``day`` counts from today (1 is tomorrow), ``at`` is minutes after midnight."""

    slug: str
    day: int
    at: int
    length: int
    who: str
    room: str
    reason: str
    state: str = "booked"
    why: str = ""


_VISITS = (
    _Visit("sun-jianguo", 0, 510, 20, PHYSICIAN, "Room 1", "After pneumonia", "fulfilled"),
    _Visit("wang-xiaoming", 0, 540, 30, PHYSICIAN, "Room 1", "CT findings, kidney function", "arrived"),
    _Visit("zhang-guifang", 0, 585, 20, PHYSICIAN, "Room 1", "Blood pressure at home"),
    _Visit("andersson-ingrid", 0, 600, 15, _NURSE, "Room 2", "Weight, blood sample", "noshow"),
    _Visit("santos-beatriz", 0, 630, 30, PHYSICIAN, "Room 1", "Antenatal visit, week 32"),
    _Visit("patel-priya", 0, 660, 20, _NURSE, "Room 2", "Inhaler technique", "cancelled", "Patient is travelling"),
    _Visit("okafor-daniel", 0, 840, 30, PHYSICIAN, "Room 1", "Low glucose at night"),
    _Visit("liu-zihan", 0, 900, 20, _NURSE, "Room 2", "Growth, vaccination"),
    _Visit("becker-thomas", 1, 540, 30, PHYSICIAN, "Room 1", "Cardiac rehabilitation"),
    _Visit("dubois-claire", 1, 600, 30, PHYSICIAN, "Room 1", "Migraine, allergies to be asked"),
    _Visit("wang-jing", 2, 600, 45, "Dr Giulia ROSSI", "Room 3", "Genetic counselling"),
    _Visit("li-na", -1, 570, 20, PHYSICIAN, "Room 1", "TSH result", "fulfilled"),
)
# Two weeks of what ZHANG enters beside the pressures: (days ago, pulse per minute, weight in kg).
_OWN = ((13, 74, "64.9"), (11, 71, ""), (9, 76, "64.6"), (7, 72, ""), (6, 70, ""), (5, 73, "64.4"), (3, 69, ""),
        (2, 71, "64.2"), (1, 70, ""))


def add(charts: Mapping[str, Chart]) -> None:
    """Adds to the charts of these people; a story that is not there is passed over."""
    for visit in _VISITS:
        if visit.slug in charts:
            _add_visit(charts[visit.slug], visit)
    if "zhang-guifang" in charts:
        _add_own(charts["zhang-guifang"])


def _add_visit(chart: Chart, visit: _Visit) -> None:
    start = chart.calendar.moment(-visit.day, visit.at)
    resource: Resource = {
        "resourceType": "Appointment", "status": visit.state, "reasonCode": [{"text": visit.reason}],
        "start": start, "end": chart.calendar.moment(-visit.day, visit.at + visit.length),
        "minutesDuration": visit.length, "created": chart.calendar.moment(14),
        "participant": [
            {"actor": chart.subject, "status": "accepted"},
            {"actor": {"type": "Practitioner", "display": visit.who}, "status": "accepted"},
            {"actor": {"type": "Location", "display": visit.room}, "status": "accepted"},
        ],
    }
    if visit.why:
        resource["cancelationReason"] = {"coding": [{"system": _CANCELLED, "code": "pat"}], "text": visit.why}
    chart.add(resource)


def _add_own(chart: Chart) -> None:
    for ago, pulse, weight in _OWN:
        _measured(chart, ago, "8867-4", "Heart rate", pulse, ("/min", "/min"))
        if weight:
            _measured(chart, ago, "29463-7", "Body weight", float(weight), ("kg", "kg"))


def _measured(chart: Chart, ago: int, loinc: str, words: str, value: float, unit: tuple[str, str]) -> None:
    chart.add({
        "resourceType": "Observation", "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "vital-signs"}]}],
        "code": {"coding": [{"system": LOINC, "code": loinc, "display": words}], "text": words},
        "subject": chart.subject, "effectiveDateTime": chart.calendar.moment(ago, 7 * 60), "performer": [chart.subject],
        "valueQuantity": {"value": value, "unit": unit[0], "system": UCUM, "code": unit[1]},
    })
