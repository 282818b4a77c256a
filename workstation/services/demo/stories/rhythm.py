"""KOWALSKI, Anna: palpitations; sinus rhythm with extrasystoles in spring, atrial fibrillation last week."""

from __future__ import annotations

import random

from workstation.services.demo import ecg_model
from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person


def kowalski_anna(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("kowalski-anna", "Kowalski", "Anna", "female", calendar.born(66, 20), "4820120585", None, "Ms")
    chart = Chart(person, calendar, chance)
    chart.allergy(("293586001", "Aspirin"), ("23924001", "Tight chest"), True, calendar.year(20))
    chart.condition("I48.0", "Paroxysmal atrial fibrillation", calendar.day(6))
    chart.condition("I10", "Hypertension", calendar.year(8))
    chart.medication("Apixaban", "5 mg, twice daily", calendar.day(6), reason="Atrial fibrillation, stroke prevention")
    chart.medication("Bisoprolol", "2.5 mg, once daily", calendar.day(6), reason="Rate control")
    chart.medication("Ramipril", "5 mg, once daily", calendar.year(8), reason="Hypertension")
    for ago, systolic, diastolic, pulse in (
        (1120, 138, 84, 70),
        (760, 140, 86, 72),
        (230, 136, 82, 74),
        (6, 142, 88, 124),
    ):
        when = calendar.moment(ago, 15 * 60)
        chart.encounter(when, "Palpitations" if ago < 300 else "Yearly review", end=calendar.moment(ago, 15 * 60 + 30))
        chart.blood_pressure(systolic, diastolic, when)
        chart.vitals(when, heart_rate=pulse, weight=71 + chance.uniform(-0.8, 0.8))
        chart.labs(
            when,
            creatinine=72 + chance.randint(-3, 4),
            potassium=4.3 + chance.uniform(-0.2, 0.2),
            tsh=2.1,
            haemoglobin=134 + chance.randint(-3, 3),
        )
    chart.labs(calendar.moment(6, 15 * 60), nt_pro_bnp=612, troponin_t=9)
    _spring(chart)
    _last_week(chart)
    return chart


def _spring(chart: Chart) -> None:
    beats = ecg_model.sinus(30, 72, chart.chance, early=(5, 14, 23, 31))
    leads = ecg_model.twelve_leads(beats, 30, 250, chart.chance.getrandbits(32))
    chart_when = chart.calendar.moment(230, 15 * 60 + 10)
    ecg_model.record(
        chart,
        chart_when,
        {"II": leads["II"]},
        250,
        "Rhythm strip, lead II, 30 s",
        "Sinus rhythm with four ventricular extrasystoles.",
    )


def _last_week(chart: Chart) -> None:
    beats = ecg_model.fibrillating(10, 124, chart.chance)
    leads = ecg_model.twelve_leads(beats, 10, 500, chart.chance.getrandbits(32))
    ecg_model.record(
        chart,
        chart.calendar.moment(6, 15 * 60 + 5),
        leads,
        500,
        "12-lead ECG",
        "Atrial fibrillation, ventricular rate about 124/min.",
    )
    chart.note(
        chart.calendar.moment(6, 15 * 60 + 25),
        "Palpitations",
        "Irregular since this morning, no chest pain, no syncope. ECG: atrial fibrillation. CHA2DS2-VASc 3 (age "
        "66, female, "
        "hypertension): anticoagulation started. Aspirin once gave her a tight chest. Echo requested.",
    )
