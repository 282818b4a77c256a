"""What waits for a person in the demo: somebody registered twice, and a letter that contradicts the record."""

from __future__ import annotations

import random
from datetime import date

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person


def letters(today: date, seed: int) -> dict[str, bytes]:
    """File name to bytes: taken in after the records, so that they meet them."""
    calendar = Calendar(today)
    return {"second-registration.json": _registered_twice(calendar, random.Random(f"{seed}:twice")),
            "letter-from-another-hospital.json": _other_birth_date(calendar, random.Random(f"{seed}:letter"))}


def _registered_twice(calendar: Calendar, chance: random.Random) -> bytes:
    """ZHANG Guifang at the front desk of the eye clinic, which has numbers of its own."""
    born = calendar.born(61, 40)
    person = Person("zhang-guifang-eye", "Zhang", "Guifang", "female", born, "70-3315", ("张", "桂芳"), "Ms")
    chart = Chart(person, calendar, chance)
    chart.resources[0]["identifier"][0]["system"] = "urn:consilia:demo:eye-clinic"
    when = calendar.moment(96, 14 * 60)
    chart.encounter(when, "Eye clinic", end=calendar.moment(96, 14 * 60 + 25))
    chart.condition("H25.9", "Senile cataract", calendar.day(96))
    return chart.bundle()


def _other_birth_date(calendar: Calendar, chance: random.Random) -> bytes:
    """LI Na's letter bears her number and a birth date one year off: nobody may decide that but a person."""
    person = Person("li-na", "Li", "Na", "female", calendar.born(43, 12), "4820121106", ("李", "娜"), "Ms")
    chart = Chart(person, calendar, chance)
    chart.labs(calendar.day(30), creatinine=58)
    return chart.bundle()
