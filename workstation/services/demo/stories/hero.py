"""WANG Xiaoming: a smoker with COPD, hypertension and diabetes, a falling kidney function and a nodule on his CT."""

from __future__ import annotations

import random

from workstation.services.demo import ecg_model, families, kin, papers
from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart, Person

# days ago: creatinine µmol/L, eGFR (CKD-EPI 2021, as the laboratory printed it), HbA1c, LDL, potassium, urea, UACR
_LABORATORY = (
    (1470, 86, 87, 7.1, 3.9, 4.4, 5.9, 18),
    (1105, 92, 80, 7.4, 3.5, 4.5, 6.4, 31),
    (790, 97, 74, 7.2, 3.1, 4.6, 6.8, 44),
    (560, 101, 71, 7.5, 2.9, 4.6, 7.0, 58),
    (410, 105, 67, 7.3, 2.8, 4.7, 7.4, 66),
    (290, 109, 64, 7.2, 2.7, 4.8, 7.7, 81),
    (190, 117, 59, 7.5, 2.6, 4.9, 8.0, 96),
    (95, 118, 58, 7.7, 2.5, 5.0, 8.3, 112),
    (11, 120, 57, 7.9, 2.4, 5.2, 8.7, 128),
)
_SPIROMETRY = ((2500, 2.31, 3.62), (1480, 2.14, 3.50), (780, 1.98, 3.41), (95, 1.86, 3.33))
_OFFICE = (
    (1470, 148, 88),
    (1105, 144, 86),
    (790, 146, 86),
    (560, 150, 88),
    (290, 152, 90),
    (95, 150, 88),
    (11, 154, 90),
)


def wang_xiaoming(calendar: Calendar, chance: random.Random) -> Chart:
    person = Person(
        "wang-xiaoming", "Wang", "Xiaoming", "male", calendar.born(68, 132), "4820117903", ("王", "小明"), "Mr"
    )
    chart = Chart(person, calendar, chance)
    _problems(chart)
    _drugs(chart)
    _visits(chart)
    _results(chart)
    _home_pressure(chart)
    kin.tell(chart, families.WANG, "II-3", families.WANG_SEEN_BY_FATHER, calendar.day(11))
    beats = ecg_model.sinus(10, 76, chance, early=(6,))
    ecg_model.record(
        chart,
        calendar.moment(11, 9 * 60 + 5),
        ecg_model.twelve_leads(beats, 10, 500, chance.getrandbits(32)),
        500,
        "12-lead ECG",
        "Sinus rhythm, one ventricular extrasystole.",
    )
    return chart


def _problems(chart: Chart) -> None:
    day = chart.calendar
    chart.allergy(("764146007", "Penicillin"), ("39579001", "Anaphylaxis"), True, day.year(24))
    chart.condition("R91.1", "Lung nodule, under investigation", day.day(21), note="Found on the chest CT.")
    chart.condition("N18.3", "Chronic kidney disease, stage 3a, A2", day.day(95))
    chart.condition("E11.9", "Type 2 diabetes", day.year(12))
    chart.condition("I10", "Hypertension", day.year(17))
    chart.condition("J44.9", "COPD, GOLD 2", day.day(2500))
    chart.condition("J18.9", "Pneumonia, left lower lobe", day.day(1210), until=day.day(1185))
    chart.coded(
        "72166-2", "Tobacco smoking status", ("449868002", "Smokes tobacco daily"), day.day(11), "social-history"
    )


def _drugs(chart: Chart) -> None:
    day = chart.calendar
    chart.medication("Metformin", "1000 mg, twice daily with meals", day.year(12), reason="Type 2 diabetes")
    chart.medication("Lisinopril", "20 mg, once daily", day.year(10), reason="Hypertension")
    chart.medication("Atorvastatin", "40 mg, at night", day.year(8), reason="Cardiovascular prevention")
    chart.medication("Tiotropium", "18 microgram, inhaled once daily", day.day(2490), reason="COPD")
    chart.medication("Salbutamol", "100 microgram, inhaled when needed", day.day(2490), reason="COPD")
    chart.medication(
        "Amlodipine", "5 mg, once daily", day.day(1900), until=day.day(1640), reason="Ankle oedema, stopped"
    )


def _visits(chart: Chart) -> None:
    day = chart.calendar
    for ago, words in (
        (2500, "First visit, chronic cough"),
        (1470, "Yearly review"),
        (1105, "Yearly review"),
        (790, "Yearly review"),
        (560, "Diabetes review"),
        (290, "Diabetes review"),
        (95, "Kidney review"),
        (21, "Chest CT"),
        (11, "Consultation"),
    ):
        chart.encounter(day.moment(ago), words, end=day.moment(ago, 9 * 60 + 30))
    chart.encounter(day.moment(1210, 14 * 60), "Admission with pneumonia", end=day.moment(1203), kind="IMP")
    chart.note(day.moment(11, 9 * 60 + 25), "Consultation", _NOTE)
    chart.note(
        day.moment(95, 9 * 60 + 20),
        "Kidney review",
        "eGFR below 60 twice, 95 days apart, albuminuria A2. Stage 3a explained. "
        "No NSAIDs. Repeat in three months.",
    )
    _papers(chart)
    chart.immunization("140", "Influenza, seasonal, injectable, preservative free", day.day(40))
    chart.immunization("33", "Pneumococcal polysaccharide vaccine, 23 valent", day.day(1100))
    chart.procedure("Spirometry", day.day(95), "127783003")


def _papers(chart: Chart) -> None:
    """What came from elsewhere: a letter, a print-out, and a note in Chinese."""
    day = chart.calendar
    papers.document(
        chart, day.moment(1203, 15 * 60), ("18842-5", "Discharge summary"), "Discharge letter, pneumonia",
        "application/pdf",
        papers.letter("Discharge letter", _LETTER, "WANG, Xiaoming", chart.person.number, day.day(1203)),
        "Dr SUN Wei, respiratory ward",
    )
    _, fev1, fvc = _SPIROMETRY[-1]
    papers.media(chart, day.moment(95, 9 * 60), "Spirometry", "Flow-volume loop", "image/png",
                 papers.flow_volume_loop(fev1, fvc), "Nurse WU")
    papers.document(chart, day.moment(40, 10 * 60), ("34108-1", "Outpatient note"), "呼吸科门诊病历",
                    "text/plain; charset=utf-8", _CLINIC_NOTE.encode(), "周敏医师（呼吸科）")


_LETTER = (
    "Dear colleague,",
    "",
    "Mr Wang was in our care for seven days with pneumonia of the left lower lobe.",
    "",
    "He was given levofloxacin because of his anaphylaxis to penicillin, and oxygen for three days.",
    "Temperature normal from the third day.",
    "C-reactive protein 164 mg/L on admission, 18 mg/L on leaving.",
    "",
    "Please repeat the chest film in six weeks, and speak with him about smoking again.",
    "",
    "With kind regards,",
    "Dr SUN Wei, respiratory ward",
)
_CLINIC_NOTE = """主诉：慢性咳嗽、活动后气促七年余，近半年体重下降 3 kg。

现病史：晨起咳白痰，无咯血，无发热。吸烟约 40 包年，现每日 15 支。

过敏史：青霉素（过敏性休克）。

查体：桶状胸，双肺呼吸音减低，未闻及湿啰音。SpO2 95 %（未吸氧）。

诊断：慢性阻塞性肺疾病（GOLD 2）。

处理：继续噻托溴铵吸入；建议行胸部 CT；再次劝戒烟，转戒烟门诊。

（演示数据，非真实患者）"""
_NOTE = (
    "68-year-old man, about 40 pack-years, still smoking 15 a day. Cough unchanged, no haemoptysis, lost 3 kg in "
    "six months. "
    "Chest CT of three weeks ago shows nodules in both lungs; to be discussed. Home blood pressure above target "
    "in spite of "
    "lisinopril. HbA1c 7.9 %, eGFR 57 and falling. Sister with breast cancer at 44 carries BRCA2 c.5946del; he "
    "has not been "
    "tested. Penicillin: anaphylaxis in his forties, never again."
)


def _results(chart: Chart) -> None:
    day = chart.calendar
    for ago, creatinine, egfr, hba1c, ldl, potassium, urea, uacr in _LABORATORY:
        chart.labs(
            day.moment(ago, 8 * 60 + 40),
            creatinine=creatinine,
            egfr=egfr,
            hba1c=hba1c,
            ldl=ldl,
            potassium=potassium,
            urea=urea,
            uacr=uacr,
            haemoglobin=146 - round((1470 - ago) / 120),
        )
    for ago, fev1, fvc in _SPIROMETRY:
        chart.labs(day.day(ago), fev1=fev1, fvc=fvc, fev1_fvc=100 * fev1 / fvc)
    for ago, systolic, diastolic in _OFFICE:
        when = day.moment(ago, 9 * 60 + 5)
        chart.blood_pressure(systolic, diastolic, when)
        weight = 82.4 - 3 * (ago < 100) - (ago < 20) + chart.chance.uniform(-0.5, 0.5)
        chart.vitals(when, heart_rate=74 + _a_few_beats(chart), spo2=95, weight=weight)
    chart.vitals(day.moment(11, 9 * 60 + 5), height=172, temperature=36.6, respiratory_rate=17, bmi=78 / 1.72**2)


def _a_few_beats(chart: Chart) -> int:
    return chart.chance.randint(-3, 4)


def _home_pressure(chart: Chart) -> None:
    """Two readings morning and evening over seven days: mean about 148/86."""
    for ago in range(7, 0, -1):
        for minutes, systolic, diastolic in (
            (7 * 60, 151, 88),
            (7 * 60 + 2, 148, 87),
            (21 * 60, 147, 85),
            (21 * 60 + 2, 145, 84),
        ):
            chart.blood_pressure(
                systolic + chart.chance.gauss(0, 6),
                diastolic + chart.chance.gauss(0, 4),
                chart.calendar.moment(ago, minutes),
                home=True,
            )
