"""ZHANG Guifang: treated hypertension, a week of readings at home, white-coat rise in the office."""

from __future__ import annotations

import random

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person


def zhang_guifang(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person(
        "zhang-guifang", "Zhang", "Guifang", "female", calendar.born(61, 40), "4820118214", ("张", "桂芳"), "Ms"
    )
    chart = Chart(person, calendar, chance)
    chart.no_known_allergy(calendar.day(1400))
    chart.condition("I10", "Hypertension", calendar.year(6))
    chart.condition("E78.5", "Hyperlipidaemia", calendar.year(4))
    chart.medication("Valsartan", "80 mg, once daily in the morning", calendar.day(1400), reason="Hypertension")
    chart.medication("Amlodipine", "5 mg, once daily", calendar.day(420), reason="Hypertension")
    chart.medication("Atorvastatin", "20 mg, at night", calendar.year(4), reason="Hyperlipidaemia")
    for ago, systolic, diastolic in (
        (1400, 162, 96),
        (1040, 150, 92),
        (700, 154, 92),
        (420, 158, 94),
        (180, 148, 88),
        (8, 152, 90),
    ):
        when = calendar.moment(ago, 10 * 60)
        chart.encounter(when, "Blood pressure review", end=calendar.moment(ago, 10 * 60 + 20))
        chart.blood_pressure(systolic, diastolic, when)
        chart.vitals(when, heart_rate=72 + chance.randint(-4, 4), weight=64 + chance.uniform(-0.6, 0.6))
        chart.labs(
            calendar.day(ago),
            creatinine=62 + chance.randint(-3, 3),
            potassium=4.2 + chance.uniform(-0.2, 0.2),
            ldl=max(2.2, 4.1 - 0.0012 * (1400 - ago)),
            cholesterol=max(4.2, 6.3 - 0.0013 * (1400 - ago)),
            fasting_glucose=5.4 + chance.uniform(-0.2, 0.2),
        )
    chart.vital("height", 158, calendar.moment(8, 10 * 60))
    _week_at_home(chart)
    chart.note(
        calendar.moment(8, 10 * 60 + 15),
        "Blood pressure review",
        "152/90 mmHg in the office, says she is always tense here. Lent a validated monitor: two readings each morning "
        "before the tablets and two each evening for seven days, first day discarded. Decide on the home mean.",
    )
    chart.coded("72166-2", "Tobacco smoking status", ("266919005", "Never smoker"), calendar.day(8), "social-history")
    chart.immunization("140", "Influenza, seasonal, injectable, preservative free", calendar.day(55))
    return chart


def _week_at_home(chart: Chart) -> None:
    """Twice two readings a day; mornings above evenings, the first day highest."""
    for ago in range(7, 0, -1):
        first_day = 6 if ago == 7 else 0
        for minutes, systolic, diastolic in (
            (6 * 60 + 50, 143, 87),
            (6 * 60 + 52, 140, 86),
            (20 * 60 + 40, 136, 83),
            (20 * 60 + 42, 134, 82),
        ):
            chart.blood_pressure(
                systolic + first_day + chart.chance.gauss(0, 4),
                diastolic + first_day / 2 + chart.chance.gauss(0, 3),
                chart.calendar.moment(ago, minutes),
                home=True,
            )
