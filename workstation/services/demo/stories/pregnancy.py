"""SANTOS, Beatriz: second pregnancy, 32 weeks, blood pressure creeping up after pre-eclampsia in the first."""

from __future__ import annotations

import random

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import LOINC, Chart, Person

_NOW = 32 * 7 + 3  # gestational age today, days
# week: weight kg, systolic, diastolic, fundal height cm (from 20 weeks), fetal heart rate, haemoglobin g/L
_VISITS = (
    (8, 62.0, 114, 70, None, None, 128),
    (12, 62.4, 112, 68, None, 158, None),
    (16, 63.6, 110, 66, None, 152, 121),
    (20, 65.4, 112, 68, 20, 148, None),
    (24, 67.3, 116, 72, 24, 146, 112),
    (28, 69.4, 124, 78, 27, 144, 106),
    (30, 70.6, 130, 82, 29, 142, None),
    (32, 72.5, 138, 88, 30, 140, 104),
)


def santos_beatriz(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("santos-beatriz", "Santos", "Beatriz", "female", calendar.born(31, 95), "4820119341", None, "Ms")
    chart = Chart(person, calendar, chance)
    chart.no_known_allergy(calendar.day(_NOW - 56))
    chart.condition("Z34.9", "Pregnancy, 33rd week", calendar.day(_NOW))
    chart.condition("O14.9", "Pre-eclampsia in the first pregnancy", calendar.year(4), until=calendar.year(3))
    chart.condition("D50.9", "Iron deficiency anaemia", calendar.day(_NOW - 28 * 7))
    chart.medication(
        "Aspirin", "150 mg, at night, until 36 weeks", calendar.day(_NOW - 84), reason="Earlier pre-eclampsia"
    )
    chart.medication("Ferrous sulfate", "200 mg, once daily", calendar.day(_NOW - 28 * 7), reason="Iron deficiency")
    chart.medication("Folic acid", "0.4 mg, once daily", calendar.day(_NOW + 60), until=calendar.day(_NOW - 91))
    for week, weight, systolic, diastolic, height, heart, haemoglobin in _VISITS:
        ago = _NOW - week * 7 - 2
        when = calendar.moment(ago, 9 * 60 + 30)
        chart.encounter(when, f"Antenatal visit, {week} weeks", end=calendar.moment(ago, 10 * 60))
        chart.blood_pressure(systolic, diastolic, when)
        chart.vital("weight", weight, when)
        chart.lab("gestational_age", week, when)
        measured = {"fundal_height": height, "fetal_heart_rate": heart, "haemoglobin": haemoglobin}
        chart.labs(when, **{name: value for name, value in measured.items() if value is not None})
    chart.labs(calendar.day(_NOW - 26 * 7), fasting_glucose=4.6)
    chart.labs(calendar.day(1), platelets=168, creatinine=58, alt=22, uacr=21)
    chart.add(
        {
            "resourceType": "Observation",
            "status": "final",
            "code": {
                "coding": [{"system": LOINC, "code": "11778-8", "display": "Delivery date Estimated"}],
                "text": "Estimated date of delivery",
            },
            "subject": chart.subject,
            "effectiveDateTime": calendar.day(_NOW - 84),
            "valueDateTime": calendar.day(_NOW - 280),
        }
    )
    chart.immunization("115", "Tdap", calendar.day(_NOW - 28 * 7))
    chart.note(
        calendar.moment(1, 9 * 60 + 55),
        "Antenatal visit, 32 weeks",
        "138/88 mmHg, up from 112/68 in mid-pregnancy. No headache, no visual disturbance, no oedema. Fundal "
        "height 30 cm. "
        "Urine protein negative, platelets 168. Pre-eclampsia at 35 weeks last time: visit again in three days, "
        "growth scan.",
    )
    return chart
