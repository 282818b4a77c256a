"""The edges of a record: a healthy person, someone who has died, someone of whom almost nothing is known."""

from __future__ import annotations

import random

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person


def dubois_claire(calendar: Calendar, chance: random.Random) -> Chart:
    """Migraine and little else; allergies were never asked, so none are recorded."""
    person = Person("dubois-claire", "Dubois", "Claire", "female", calendar.born(45, 180), "4820122041", None, "Ms")
    chart = Chart(person, calendar, chance)
    chart.condition("G43.9", "Migraine without aura", calendar.year(20))
    chart.medication("Sumatriptan", "50 mg, when needed, at most two a day", calendar.year(6))
    for ago in (640, 120):
        when = calendar.moment(ago, 17 * 60)
        chart.encounter(when, "Headache review", end=calendar.moment(ago, 17 * 60 + 15))
        chart.blood_pressure(112 + chance.gauss(0, 3), 70 + chance.gauss(0, 2), when)
    return chart


def zhao_guoqiang(calendar: Calendar, chance: random.Random) -> Chart:
    """Died last year: the banner says so everywhere."""
    died = calendar.day(205)
    person = Person(
        "zhao-guoqiang", "Zhao", "Guoqiang", "male", calendar.born(79, 400), "4820122355", ("赵", "国强"), "Mr", died
    )
    chart = Chart(person, calendar, chance)
    chart.allergy(("387458008", "Aspirin"), ("126485001", "Urticaria"), False, calendar.year(18))
    chart.condition("I50.9", "Heart failure", calendar.day(1600))
    chart.condition("I25.1", "Coronary heart disease", calendar.year(14))
    chart.medication("Furosemide", "80 mg, once daily", calendar.day(1600), until=died)
    chart.medication("Bisoprolol", "5 mg, once daily", calendar.day(1600), until=died)
    for ago, bnp, creatinine in ((1600, 2900, 104), (1000, 3600, 121), (600, 5200, 143), (230, 9800, 188)):
        when = calendar.moment(ago, 9 * 60)
        chart.encounter(when, "Heart failure clinic", end=calendar.moment(ago, 9 * 60 + 30))
        chart.labs(when, nt_pro_bnp=bnp, creatinine=creatinine, sodium=139 - (1600 - ago) // 250)
        chart.blood_pressure(112 - (1600 - ago) / 80 + chance.gauss(0, 3), 66 + chance.gauss(0, 3), when)
    chart.encounter(
        calendar.moment(212, 20 * 60), "Admission with heart failure", end=calendar.moment(205, 4 * 60), kind="IMP"
    )
    return chart


def yang_fan(calendar: Calendar, chance: random.Random) -> Chart:
    """Registered at the desk, not yet seen: a name, a year of birth and a number."""
    person = Person("yang-fan", "Yang", "Fan", "unknown", calendar.year(39), "4820122669", ("杨", "帆"))
    return Chart(person, calendar, chance)
