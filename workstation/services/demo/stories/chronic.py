"""Everyday medicine: asthma, an underactive thyroid, many drugs in old age, life after a heart attack."""

from __future__ import annotations

import random

from workstation.services.demo import papers
from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import PHYSICIAN, Chart, Person


def patel_priya(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("patel-priya", "Patel", "Priya", "female", calendar.born(24, 300), "4820120899", None, "Ms")
    chart = Chart(person, calendar, chance)
    chart.allergy(("260147004", "House dust mite"), ("70076002", "Rhinitis"), False, calendar.year(10))
    chart.condition("J45.9", "Asthma", calendar.year(16))
    chart.medication(
        "Budesonide and formoterol",
        "200 microgram and 6 microgram, one inhalation twice daily and when needed",
        calendar.day(500),
        reason="Asthma",
    )
    chart.medication("Salbutamol", "100 microgram, inhaled when needed", calendar.year(16), until=calendar.day(500))
    for ago, flow in ((1000, 370), (760, 355), (505, 310), (420, 400), (210, 425), (35, 430)):
        when = calendar.moment(ago, 16 * 60)
        chart.encounter(when, "Asthma review", end=calendar.moment(ago, 16 * 60 + 20))
        chart.lab("peak_flow", flow, when)
        chart.vitals(when, spo2=98, heart_rate=74 + chance.randint(-4, 4), respiratory_rate=15)
    chart.labs(calendar.day(210), fev1=2.92, fvc=3.64, fev1_fvc=80)
    chart.note(
        calendar.moment(35, 16 * 60 + 15),
        "Asthma review",
        "No night symptoms for three months on one inhaler for both. Technique good.",
    )
    return chart


def li_na(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("li-na", "Li", "Na", "female", calendar.born(42, 12), "4820121106", ("李", "娜"), "Ms")
    chart = Chart(person, calendar, chance)
    chart.no_known_allergy(calendar.day(1200))
    chart.condition("E03.9", "Hypothyroidism, autoimmune", calendar.day(1200))
    chart.condition("E55.9", "Vitamin D deficiency", calendar.day(400))
    chart.medication("Levothyroxine", "75 microgram, once daily before breakfast", calendar.day(820))
    chart.medication(
        "Levothyroxine", "50 microgram, once daily before breakfast", calendar.day(1200), until=calendar.day(820)
    )
    chart.medication("Colecalciferol", "800 units, once daily", calendar.day(400))
    for ago, tsh, ft4 in (
        (1200, 14.60, 9.1),
        (1110, 7.20, 11.8),
        (820, 6.40, 12.2),
        (730, 3.10, 15.4),
        (400, 2.45, 16.1),
        (60, 2.10, 16.4),
    ):
        when = calendar.moment(ago, 8 * 60 + 20)
        chart.encounter(when, "Thyroid review", end=calendar.moment(ago, 8 * 60 + 35))
        chart.labs(when, tsh=tsh, ft4=ft4, cholesterol=5.0 + tsh / 12)
        chart.vitals(when, weight=61 + tsh / 3, heart_rate=60 + chance.randint(0, 6) + round(min(8, 12 / tsh)))
    chart.labs(calendar.day(400), vitamin_d=34)
    chart.labs(calendar.day(60), vitamin_d=71)
    return chart


def andersson_ingrid(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person(
        "andersson-ingrid", "Andersson", "Ingrid", "female", calendar.born(86, 330), "4820121420", None, "Mrs"
    )
    chart = Chart(person, calendar, chance)
    chart.allergy(("387207008", "Ibuprofen"), ("74474003", "Gastrointestinal haemorrhage"), True, calendar.year(7))
    chart.condition("I50.9", "Heart failure", calendar.day(1300))
    chart.condition("I48.9", "Permanent atrial fibrillation", calendar.year(6))
    chart.condition("N18.3", "Chronic kidney disease, stage 3b", calendar.day(1100))
    chart.condition("M81.0", "Osteoporosis", calendar.year(8))
    chart.condition("M17.9", "Osteoarthritis of the knee", calendar.year(14))
    chart.condition("I10", "Hypertension", calendar.year(25))
    chart.condition("S72.0", "Fracture of the neck of the femur, left", calendar.day(2100), until=calendar.day(1900))
    for name, dose, since in (
        ("Apixaban", "2.5 mg, twice daily", calendar.day(1300)),
        ("Bisoprolol", "5 mg, once daily", calendar.year(6)),
        ("Furosemide", "40 mg, once daily in the morning", calendar.day(1300)),
        ("Ramipril", "2.5 mg, once daily", calendar.year(9)),
        ("Atorvastatin", "20 mg, at night", calendar.year(11)),
        ("Alendronic acid", "70 mg, once weekly", calendar.year(8)),
        ("Colecalciferol", "800 units, once daily", calendar.year(8)),
        ("Omeprazole", "20 mg, once daily", calendar.year(7)),
        ("Paracetamol", "1 g, three times daily", calendar.year(5)),
        ("Sertraline", "50 mg, once daily", calendar.year(2)),
    ):
        chart.medication(name, dose, since)
    for ago, creatinine, egfr, potassium, sodium, bnp in (
        (1300, 96, 51, 4.4, 139, 2310),
        (1000, 102, 47, 4.6, 138, 1740),
        (700, 108, 44, 4.8, 137, 1520),
        (380, 116, 40, 5.0, 135, 1610),
        (44, 124, 37, 5.2, 133, 1890),
    ):
        when = calendar.moment(ago, 9 * 60)
        chart.encounter(when, "Home visit", end=calendar.moment(ago, 9 * 60 + 40))
        chart.labs(
            when,
            creatinine=creatinine,
            egfr=egfr,
            potassium=potassium,
            sodium=sodium,
            nt_pro_bnp=bnp,
            haemoglobin=118 - ago % 5,
        )
        chart.blood_pressure(128 + chance.gauss(0, 5), 68 + chance.gauss(0, 4), when)
        chart.vitals(when, weight=58.5 - (1300 - ago) / 400, heart_rate=72 + chance.randint(-6, 8))
    chart.note(
        calendar.moment(44, 9 * 60 + 30),
        "Home visit",
        "Ten drugs. Dizzy on standing, fell once in the kitchen without injury. Sodium 133, eGFR 37. Review what "
        "can go.",
    )
    papers.media(chart, calendar.moment(44, 9 * 60 + 20), "Phonocardiogram", "Heart sounds at the apex", "audio/wav",
                 papers.heart_sounds(12.0, 44), PHYSICIAN)
    return chart


def becker_thomas(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person("becker-thomas", "Becker", "Thomas", "male", calendar.born(55, 64), "4820121734", None, "Mr")
    chart = Chart(person, calendar, chance)
    chart.no_known_allergy(calendar.day(820))
    chart.condition("I21.9", "Myocardial infarction, inferior", calendar.day(820), until=calendar.day(790))
    chart.condition("I25.1", "Coronary heart disease, one stent", calendar.day(820))
    chart.condition("E78.5", "Hyperlipidaemia", calendar.day(820))
    chart.medication("Aspirin", "100 mg, once daily", calendar.day(820))
    chart.medication("Atorvastatin", "80 mg, at night", calendar.day(820))
    chart.medication("Bisoprolol", "2.5 mg, once daily", calendar.day(820))
    chart.encounter(
        calendar.moment(820, 3 * 60), "Admission with chest pain", end=calendar.moment(815, 11 * 60), kind="IMP"
    )
    chart.labs(calendar.moment(820, 3 * 60 + 20), troponin_t=1240, ldl=4.3, creatinine=88)
    for ago, ldl in ((700, 2.1), (450, 1.9), (180, 1.7), (28, 1.6)):
        when = calendar.moment(ago, 13 * 60)
        chart.encounter(when, "Cardiac review", end=calendar.moment(ago, 13 * 60 + 20))
        chart.labs(when, ldl=ldl, hdl=1.1, triglycerides=1.4, alt=31 + chance.randint(-4, 6))
        chart.blood_pressure(124 + chance.gauss(0, 4), 76 + chance.gauss(0, 3), when)
        chart.vitals(when, heart_rate=62 + chance.randint(-3, 3), weight=88 - (820 - ago) / 150)
    chart.coded("72166-2", "Tobacco smoking status", ("8517006", "Ex-smoker"), calendar.day(28), "social-history")
    return chart
