"""OKAFOR, Daniel: type 1 diabetes with a glucose sensor worn for fourteen days."""

from __future__ import annotations

import math
import random

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person

SENSOR_LOINC = "105272-9"
SENSOR_MINUTES = 5
DAYS = 14
_SLOTS = 24 * 60 // SENSOR_MINUTES
_LOW_NIGHTS = (2, 5, 10)
_MEALS = ((7.3, 4.6), (12.6, 3.8), (18.8, 5.2))  # hour, height in mmol/L before insulin acts


def okafor_daniel(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("okafor-daniel", "Okafor", "Daniel", "male", calendar.born(34, 210), "4820118530", None, "Mr")
    chart = Chart(person, calendar, chance)
    chart.no_known_allergy(calendar.day(900))
    chart.condition("E10.9", "Type 1 diabetes", calendar.year(19))
    chart.medication("Insulin glargine", "22 units, once daily at 22:00", calendar.year(9))
    chart.medication("Insulin lispro", "1 unit per 10 g carbohydrate, with meals", calendar.year(9))
    for ago, hba1c in ((1460, 8.4), (1180, 8.1), (900, 7.9), (640, 8.0), (360, 7.6), (170, 7.4), (15, 7.2)):
        when = calendar.moment(ago, 11 * 60)
        chart.encounter(when, "Diabetes review", end=calendar.moment(ago, 11 * 60 + 25))
        chart.labs(
            when,
            hba1c=hba1c,
            creatinine=78 + chance.randint(-4, 4),
            uacr=9 + chance.randint(0, 5),
            ldl=2.5 + chance.uniform(-0.2, 0.2),
            fasting_glucose=7.4 + chance.uniform(-1, 1),
        )
        chart.blood_pressure(122 + chance.gauss(0, 4), 76 + chance.gauss(0, 3), when)
        chart.vitals(when, weight=78 + chance.uniform(-1, 1), heart_rate=66 + chance.randint(-4, 4))
    # Two years abroad: another laboratory, with its own codes, units and ranges.
    for ago, hba1c_ifcc, creatinine, ldl, glucose in ((1090, 66, 0.92, 104, 148), (810, 64, 0.88, 98, 131),
                                                      (730, 63, 0.95, 93, 139)):
        chart.labs(calendar.moment(ago, 10 * 60), hba1c_ifcc=hba1c_ifcc, creatinine_mass=creatinine, ldl_mass=ldl,
                   fasting_glucose_mass=glucose)
    values = _glucose(chance)
    for day in range(DAYS):
        _sensor_day(chart, DAYS - day, values[day * _SLOTS : (day + 1) * _SLOTS])
    for ago, minutes, value in ((12, 7 * 60, 9.1), (9, 3 * 60, 3.4), (5, 13 * 60, 11.8), (2, 7 * 60, 6.2)):
        _finger_stick(chart, calendar.moment(ago, minutes), value)
    chart.note(
        calendar.moment(15, 11 * 60 + 20),
        "Diabetes review",
        "HbA1c 7.2 %. Woke sweating twice this month around three o'clock. Sensor for fourteen days to look at the "
        "nights before the basal dose is touched.",
    )
    return chart


def _sensor_day(chart: Chart, ago: int, values: list[float]) -> None:
    """One day of the sensor: 288 values of 0.1 mmol/L; ``E`` while it was being changed."""
    silent = range(110, 134) if ago == 7 else range(0)
    words = ["E" if slot in silent else str(round(value * 10)) for slot, value in enumerate(values)]
    calendar = chart.calendar
    chart.add(
        {
            "resourceType": "Observation",
            "status": "final",
            "category": [
                {
                    "coding": [
                        {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}
                    ]
                }
            ],
            "code": {
                "coding": [
                    {
                        "system": "http://loinc.org",
                        "code": SENSOR_LOINC,
                        "display": "Glucose [Moles/volume] in Interstitial fluid",
                    }
                ],
                "text": "Sensor glucose",
            },
            "subject": chart.subject,
            "effectivePeriod": {
                "start": calendar.moment(ago, 0),
                "end": calendar.moment(ago, 24 * 60 - SENSOR_MINUTES),
            },
            "device": {"display": "Continuous glucose sensor"},
            "valueSampledData": {
                "origin": {"value": 0, "unit": "mmol/L", "system": "http://unitsofmeasure.org", "code": "mmol/L"},
                "period": SENSOR_MINUTES * 60_000,
                "factor": 0.1,
                "lowerLimit": 2.2,
                "upperLimit": 22.2,
                "dimensions": 1,
                "data": " ".join(words),
            },
        }
    )


def _glucose(chance: random.Random) -> list[float]:
    """mmol/L every five minutes over all days: a dawn rise, three meals a day, a dip in some nights, slow noise."""
    level, values = 0.0, list[float]()
    meals = [
        (24 * day + hour + chance.gauss(0, 0.3), height * chance.uniform(0.6, 1.25))
        for day in range(DAYS) for hour, height in _MEALS
    ]
    for slot in range(DAYS * _SLOTS):
        clock = slot * SENSOR_MINUTES / 60
        day, hour = divmod(clock, 24)
        night_dip = 4.0 if day in _LOW_NIGHTS else 0.6
        level = 0.985 * level + chance.gauss(0, 0.09)
        glucose = 7.3 + 0.8 * math.exp(-0.5 * ((hour - 6.5) / 1.4) ** 2) + level
        glucose -= night_dip * math.exp(-0.5 * ((hour - 3.1) / 0.8) ** 2)
        glucose += sum(
            height * ((clock - start) / 1.2) ** 2 * math.exp(2 - 2 * (clock - start) / 1.2)
            for start, height in meals if 0 < clock - start < 12
        )
        values.append(min(22.2, max(2.3, glucose)))
    return values


def _finger_stick(chart: Chart, when: str, value: float) -> None:
    chart.add(
        {
            "resourceType": "Observation",
            "status": "final",
            "category": [
                {
                    "coding": [
                        {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}
                    ]
                }
            ],
            "code": {
                "coding": [
                    {
                        "system": "http://loinc.org",
                        "code": "14743-9",
                        "display": "Glucose [Moles/volume] in Capillary blood by Glucometer",
                    }
                ],
                "text": "Capillary glucose",
            },
            "subject": chart.subject,
            "effectiveDateTime": when,
            "performer": [chart.subject],
            "valueQuantity": {
                "value": value,
                "unit": "mmol/L",
                "system": "http://unitsofmeasure.org",
                "code": "mmol/L",
            },
        }
    )
