"""LIU Zihan: a girl whose growth falters in her second year, the cause found, and the catch-up since."""

from __future__ import annotations

import random

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person

_AGE_DAYS = 4 * 365 + 60
# age in days: weight kg, length or height cm (lying below two years), head cm. The girl starts near the WHO (2006)
# median, falls towards the third centile at two years and comes back.
_GROWTH = (
    (0, 3.3, 49.5, 34.0),
    (31, 4.2, 53.8, 36.5),
    (61, 5.1, 57.0, 38.2),
    (122, 6.4, 62.0, 40.5),
    (183, 7.2, 65.5, 42.1),
    (274, 8.1, 69.9, 43.7),
    (365, 8.7, 73.3, 44.8),
    (457, 8.9, 75.9, 45.4),
    (548, 9.1, 78.0, 45.8),
    (640, 9.3, 79.9, 46.1),
    (731, 9.5, 81.3, 46.4),
    (800, 9.7, 82.4, 46.6),
    (913, 11.2, 86.9, 47.3),
    (1096, 12.9, 92.8, 48.1),
    (1278, 14.4, 97.9, 48.7),
    (1461, 15.7, 102.0, 49.1),
)
_VACCINES = (
    ("08", "Hep B, adolescent or pediatric", (1, 31, 183)),
    ("10", "IPV", (61, 122, 183)),
    ("20", "DTaP", (92, 122, 153, 548)),
    ("133", "Pneumococcal conjugate PCV 13", (61, 122, 365)),
    ("03", "MMR", (244, 548)),
    ("21", "varicella", (365, 1461)),
    ("83", "Hep A, ped/adol, 2 dose", (548, 731)),
)


def liu_zihan(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("liu-zihan", "Liu", "Zihan", "female", calendar.day(_AGE_DAYS), "4820119027", ("刘", "子涵"))
    chart = Chart(person, calendar, chance)
    ago = _AGE_DAYS
    chart.allergy(("102263004", "Eggs (edible)"), ("247472004", "Urticaria"), False, calendar.day(ago - 390))
    chart.condition("K90.0", "Coeliac disease", calendar.day(ago - 805), note="Biopsy; gluten-free since.")
    chart.condition("D50.9", "Iron deficiency anaemia", calendar.day(ago - 800), until=calendar.day(ago - 1096))
    chart.medication(
        "Ferrous sulfate", "3 mg iron per kg, once daily", calendar.day(ago - 800), until=calendar.day(ago - 980)
    )
    for age, weight, length, head in _GROWTH:
        when = calendar.moment(ago - age, 10 * 60)
        chart.encounter(when, "Birth" if age == 0 else "Well-child visit", end=calendar.moment(ago - age, 10 * 60 + 20))
        chart.vitals(when, weight=weight, head=head, **{"length" if age < 731 else "height": length})
    for age, haemoglobin, ferritin in ((548, 112, 14), (800, 94, 6), (980, 116, 28), (1096, 121, 35), (1461, 124, 41)):
        chart.labs(calendar.day(ago - age), haemoglobin=haemoglobin, ferritin=ferritin)
    for cvx, words, ages in _VACCINES:
        for dose, age in enumerate(ages, start=1):
            chart.immunization(cvx, words, calendar.day(ago - age), dose)
    chart.note(
        calendar.moment(ago - 800),
        "Growth review",
        "Weight crossed two centile lines between one and two years, length follows, head spared. Loose stools, "
        "irritable. Ferritin 6 µg/L. Tissue transglutaminase antibodies sent.",
    )
    chart.note(
        calendar.moment(ago - 1096),
        "Growth review",
        "Gluten-free for ten months. Catching up on both curves, content child.",
    )
    return chart
