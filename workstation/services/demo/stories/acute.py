"""SUN Jianguo: pneumonia, getting worse hour by hour over a day and a half (NEWS2 from 1 to 9)."""

from __future__ import annotations

import random

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person

HOURS = 36
# hour: respiratory rate, SpO2, oxygen L/min, systolic, pulse, temperature.
# NEWS2 (RCP 2017) is 1 at the start, 9 at the end.
_COURSE = (
    (0, 18, 96, 0, 128, 92, 37.4),
    (8, 19, 96, 0, 126, 96, 37.7),
    (14, 20, 95, 0, 122, 99, 38.0),
    (20, 21, 94, 0, 117, 103, 38.2),
    (26, 22, 93, 0, 113, 106, 38.4),
    (29, 23, 94, 2, 110, 109, 38.5),
    (36, 24, 94, 3, 104, 114, 38.7),
)


def sun_jianguo(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("sun-jianguo", "Sun", "Jianguo", "male", calendar.born(74, 260), "4820120271", ("孙", "建国"), "Mr")
    chart = Chart(person, calendar, chance)
    admitted = calendar.moment(2, 18 * 60)
    chart.allergy(("387406002", "Sulfonamide"), ("271807003", "Eruption of skin"), False, calendar.year(15))
    chart.condition("J18.9", "Community-acquired pneumonia, right lower lobe", calendar.day(2))
    chart.condition("A41.9", "Suspected sepsis", calendar.day(1))
    chart.condition("I10", "Hypertension", calendar.year(12))
    chart.medication("Ceftriaxone", "2 g, intravenously once daily", calendar.day(2), reason="Pneumonia")
    chart.medication(
        "Ramipril", "5 mg, once daily", calendar.year(9), until=calendar.day(1), reason="Held: falling pressure"
    )
    chart.medication("Paracetamol", "1 g, every 6 hours when needed", calendar.day(2))
    chart.encounter(admitted, "Admission, medical ward", kind="IMP")
    for hour in range(HOURS + 1):
        _hour(chart, hour)
    for hour, crp, lactate, leukocytes, creatinine, procalcitonin in (
        (0, 86, 1.2, 12.4, 92, 0.40),
        (12, 142, 1.6, 14.8, 101, 1.20),
        (24, 205, 2.3, 17.1, 118, 3.10),
        (34, 251, 3.1, 18.9, 139, 5.80),
    ):
        chart.labs(
            calendar.moment(2, 18 * 60 + hour * 60 + 10),
            crp=crp,
            lactate=lactate,
            leukocytes=leukocytes,
            creatinine=creatinine,
            procalcitonin=procalcitonin,
        )
    chart.note(
        admitted,
        "Admission",
        "Three days of fever and cough, right basal crackles, consolidation on the film. Alert. CURB-65 1.",
    )
    chart.note(
        calendar.moment(2, 18 * 60 + 29 * 60),
        "Ward round",
        "Tiring. Oxygen started at 2 L/min. Lactate 2.3 mmol/L and rising. Blood cultures drawn, antibiotics to be "
        "broadened. Ask intensive care to see him.",
    )
    return chart


def _hour(chart: Chart, hour: int) -> None:
    rate, oxygen_saturation, oxygen, systolic, pulse, temperature = _at(hour)
    steady = hour in (0, HOURS)  # the ends stay as told, the hours between vary as people do
    wobble = 0.0 if steady else 1.0
    when = chart.calendar.moment(2, 18 * 60 + hour * 60)
    spread = chart.chance.gauss
    chart.vitals(
        when,
        respiratory_rate=rate + wobble * spread(0, 0.5),
        spo2=min(100, oxygen_saturation + wobble * spread(0, 0.4)),
        heart_rate=pulse + wobble * spread(0, 2),
        temperature=temperature + wobble * spread(0, 0.08),
        oxygen_flow=oxygen,
    )
    chart.blood_pressure(systolic + wobble * spread(0, 2.5), systolic * 0.58 + wobble * spread(0, 2), when)
    chart.coded("67775-7", "Level of responsiveness", ("248234008", "Mentally alert"), when, "vital-signs")


def _at(hour: int) -> tuple[float, ...]:
    """The course between its told hours, linear; oxygen is switched, not faded in."""
    for before, after in zip(_COURSE, _COURSE[1:], strict=False):
        if before[0] <= hour <= after[0]:
            part = (hour - before[0]) / (after[0] - before[0])
            values = [a + part * (b - a) for a, b in zip(before[1:], after[1:], strict=True)]
            values[2] = after[3] if part == 1 else before[3]
            return tuple(values)
    return _COURSE[-1][1:]
