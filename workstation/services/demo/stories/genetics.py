"""Two women who ask what they carry: WANG Jing (BRCA2) and HUGHES, Emily (haemophilia A)."""

from __future__ import annotations

import random

from workstation.services.demo import families, kin
from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person


def wang_jing(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("wang-jing", "Wang", "Jing", "female", calendar.born(35, 70), "4820119655", ("王", "静"), "Ms")
    chart = Chart(person, calendar, chance)
    chart.no_known_allergy(calendar.day(30))
    kin.tell(chart, families.WANG, "III-3", families.WANG_SEEN_BY_DAUGHTER, calendar.day(30))
    when = calendar.moment(30, 14 * 60)
    chart.encounter(when, "Genetic counselling", end=calendar.moment(30, 15 * 60))
    chart.blood_pressure(116, 72, when)
    chart.vitals(when, weight=57.5, height=163, heart_rate=68, bmi=57.5 / 1.63**2)
    chart.labs(calendar.day(30), haemoglobin=132, tsh=1.84, creatinine=58)
    chart.condition("Z80.3", "Family history of breast cancer", calendar.day(30))
    chart.note(
        when,
        "Genetic counselling",
        "Paternal aunt with breast cancer at 44 and a cousin at 31 both carry BRCA2 c.5946del; another aunt died "
        "of it at 49, "
        "the grandmother of ovarian cancer at 54. Her father has not been tested. Without his result her own chance to "
        "carry it is one in four. Testing the father first answers for all three children.",
    )
    return chart


def hughes_emily(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("hughes-emily", "Hughes", "Emily", "female", calendar.born(27, 155), "4820119969", None, "Ms")
    chart = Chart(person, calendar, chance)
    chart.allergy(("387170002", "Codeine"), ("422587007", "Nausea"), False, calendar.year(3))
    kin.tell(chart, families.HUGHES, "III-1", families.HUGHES_SEEN_BY_EMILY, calendar.day(18))
    when = calendar.moment(18, 11 * 60)
    chart.encounter(when, "Genetic counselling", end=calendar.moment(18, 12 * 60))
    chart.blood_pressure(118, 74, when)
    chart.labs(calendar.day(18), factor_viii=58, haemoglobin=128, platelets=244)
    chart.labs(calendar.day(1180), factor_viii=61, haemoglobin=119)
    chart.condition("Z83.2", "Family history of haemophilia A", calendar.day(18))
    chart.note(
        when,
        "Genetic counselling",
        "Brother and mother's brother have severe haemophilia A (F8 intron 22 inversion in the brother): her "
        "mother is an "
        "obligate carrier. She has one healthy son. She plans a second child and wants to know before. A factor "
        "VIII of "
        "58 % neither proves nor excludes; the family's inversion can be looked for directly.",
    )
    chart.immunization("115", "Tdap", calendar.day(1240))
    return chart
