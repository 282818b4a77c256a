"""What the demo's laboratory, bedside and pharmacy speak: LOINC with UCUM units and reference ranges, ATC for drugs.

Reference ranges are those an adult laboratory prints beside its values (SI units); they belong to the fictitious
laboratory and are stored with each result, as a real one would send them.
"""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measurable: LOINC code and name, unit as printed, UCUM code, digits, and its range (male, female) or none."""

    loinc: str
    display: str
    unit: str
    ucum: str
    digits: int
    male: Range = (None, None)
    female: Range | None = None   # None: as for men

    def range_for(self, sex: str) -> Range:
        return self.female if sex == "female" and self.female is not None else self.male


LABORATORY: dict[str, Quantity] = {
    "creatinine": Quantity("14682-9", "Creatinine", "µmol/L", "umol/L", 0, (59, 104), (45, 84)),
    "egfr": Quantity("98979-8", "eGFR, CKD-EPI 2021", "mL/min/1.73 m²", "mL/min/{1.73_m2}", 0, (60, None)),
    "urea": Quantity("22664-7", "Urea", "mmol/L", "mmol/L", 1, (2.8, 8.1)),
    "potassium": Quantity("2823-3", "Potassium", "mmol/L", "mmol/L", 1, (3.5, 5.1)),
    "sodium": Quantity("2951-2", "Sodium", "mmol/L", "mmol/L", 0, (136, 145)),
    "calcium": Quantity("2000-8", "Calcium", "mmol/L", "mmol/L", 2, (2.15, 2.55)),
    "hba1c": Quantity("4548-4", "HbA1c", "%", "%", 1, (4.0, 6.0)),
    "fasting_glucose": Quantity("14771-0", "Fasting glucose", "mmol/L", "mmol/L", 1, (3.9, 6.0)),
    "cholesterol": Quantity("14647-2", "Total cholesterol", "mmol/L", "mmol/L", 1, (None, 5.2)),
    "ldl": Quantity("22748-8", "LDL cholesterol", "mmol/L", "mmol/L", 1, (None, 2.6)),
    "hdl": Quantity("14646-4", "HDL cholesterol", "mmol/L", "mmol/L", 1, (1.0, None), (1.3, None)),
    "triglycerides": Quantity("14927-8", "Triglycerides", "mmol/L", "mmol/L", 1, (None, 1.7)),
    "uacr": Quantity("14959-1", "Urine ACR", "mg/g", "mg/g", 0, (None, 30)),
    "haemoglobin": Quantity("718-7", "Haemoglobin", "g/L", "g/L", 0, (130, 175), (115, 150)),
    "leukocytes": Quantity("6690-2", "Leukocytes", "10⁹/L", "10*9/L", 1, (3.5, 9.5)),
    "platelets": Quantity("777-3", "Platelets", "10⁹/L", "10*9/L", 0, (125, 350)),
    "mcv": Quantity("787-2", "MCV", "fL", "fL", 0, (82, 100)),
    "ferritin": Quantity("2276-4", "Ferritin", "µg/L", "ug/L", 0, (30, 400), (13, 150)),
    "crp": Quantity("1988-5", "C-reactive protein", "mg/L", "mg/L", 0, (None, 5)),
    "lactate": Quantity("2524-7", "Lactate", "mmol/L", "mmol/L", 1, (0.5, 2.0)),
    "procalcitonin": Quantity("33959-8", "Procalcitonin", "ng/mL", "ng/mL", 2, (None, 0.05)),
    "tsh": Quantity("3016-3", "TSH", "mIU/L", "m[IU]/L", 2, (0.27, 4.20)),
    "ft4": Quantity("14920-3", "Free thyroxine", "pmol/L", "pmol/L", 1, (12.0, 22.0)),
    "alt": Quantity("1742-6", "ALT", "U/L", "U/L", 0, (None, 50), (None, 35)),
    "albumin": Quantity("1751-7", "Albumin", "g/L", "g/L", 0, (35, 52)),
    "nt_pro_bnp": Quantity("33762-6", "NT-proBNP", "ng/L", "ng/L", 0, (None, 450)),
    "troponin_t": Quantity("67151-1", "Troponin T, high sensitivity", "ng/L", "ng/L", 0, (None, 14)),
    "factor_viii": Quantity("3209-4", "Factor VIII activity", "%", "%", 0, (50, 150)),
    "vitamin_d": Quantity("14635-7", "25-hydroxyvitamin D", "nmol/L", "nmol/L", 0, (50, None)),
    # A laboratory abroad: the same analytes under other codes, in other units, with ranges of its own.
    "creatinine_mass": Quantity("2160-0", "Creatinine", "mg/dL", "mg/dL", 2, (0.74, 1.35), (0.59, 1.04)),
    "hba1c_ifcc": Quantity("59261-8", "HbA1c (IFCC)", "mmol/mol", "mmol/mol", 0, (None, 42)),
    "ldl_mass": Quantity("13457-7", "LDL cholesterol, calculated", "mg/dL", "mg/dL", 0, (None, 100)),
    "fasting_glucose_mass": Quantity("1558-6", "Fasting glucose", "mg/dL", "mg/dL", 0, (70, 99)),
    "fev1": Quantity("20150-9", "FEV1", "L", "L", 2),
    "fvc": Quantity("19868-9", "FVC", "L", "L", 2),
    "fev1_fvc": Quantity("19926-5", "FEV1/FVC", "%", "%", 0, (70, None)),
    "peak_flow": Quantity("33452-4", "Peak expiratory flow", "L/min", "L/min", 0),
    "fundal_height": Quantity("11881-0", "Fundal height", "cm", "cm", 0),
    "gestational_age": Quantity("18185-9", "Gestational age", "weeks", "wk", 0),
    "fetal_heart_rate": Quantity("55283-6", "Fetal heart rate", "/min", "/min", 0, (110, 160)),
}

VITALS: dict[str, Quantity] = {
    "heart_rate": Quantity("8867-4", "Heart rate", "/min", "/min", 0, (51, 90)),
    "respiratory_rate": Quantity("9279-1", "Respiratory rate", "/min", "/min", 0, (12, 20)),
    "spo2": Quantity("59408-5", "Oxygen saturation, pulse oximetry", "%", "%", 0, (96, 100)),
    "temperature": Quantity("8310-5", "Body temperature", "°C", "Cel", 1, (36.1, 38.0)),
    "oxygen_flow": Quantity("3151-8", "Inhaled oxygen flow rate", "L/min", "L/min", 0),
    "weight": Quantity("29463-7", "Body weight", "kg", "kg", 1),
    "height": Quantity("8302-2", "Body height", "cm", "cm", 1),
    "length": Quantity("8306-3", "Body length, lying", "cm", "cm", 1),
    "head": Quantity("9843-4", "Head circumference", "cm", "cm", 1),
    "bmi": Quantity("39156-5", "Body mass index", "kg/m²", "kg/m2", 1, (18.5, 25.0)),
}

ATC: dict[str, str] = {
    "Metformin": "A10BA02", "Lisinopril": "C09AA03", "Amlodipine": "C08CA01", "Atorvastatin": "C10AA05",
    "Tiotropium": "R03BB04", "Salbutamol": "R03AC02", "Levothyroxine": "H03AA01", "Insulin glargine": "A10AE04",
    "Insulin lispro": "A10AB04", "Apixaban": "B01AF02", "Bisoprolol": "C07AB07", "Furosemide": "C03CA01",
    "Alendronic acid": "M05BA04", "Omeprazole": "A02BC01", "Paracetamol": "N02BE01", "Aspirin": "B01AC06",
    "Colecalciferol": "A11CC05", "Ramipril": "C09AA05", "Budesonide and formoterol": "R03AK07",
    "Folic acid": "B03BB01", "Ferrous sulfate": "B03AA07", "Sumatriptan": "N02CC01", "Sertraline": "N06AB06",
    "Piperacillin and tazobactam": "J01CR05", "Ceftriaxone": "J01DD04", "Valsartan": "C09CA03",
}

SNOMED: dict[str, tuple[str, str]] = {
    "I10": ("38341003", "Hypertensive disorder, systemic arterial"),
    "E11.9": ("44054006", "Type 2 diabetes mellitus"),
    "E10.9": ("46635009", "Type 1 diabetes mellitus"),
    "J44.9": ("13645005", "Chronic obstructive pulmonary disease"),
    "N18.3": ("433144002", "Chronic kidney disease stage 3"),
    "R91.1": ("427359005", "Solitary nodule of lung"),
    "J45.9": ("195967001", "Asthma"),
    "E03.9": ("40930008", "Hypothyroidism"),
    "J18.9": ("233604007", "Pneumonia"),
    "A41.9": ("91302008", "Sepsis"),
    "I48.0": ("282825002", "Paroxysmal atrial fibrillation"),
    "I48.9": ("49436004", "Atrial fibrillation"),
    "I50.9": ("42343007", "Congestive heart failure"),
    "M81.0": ("64859006", "Osteoporosis"),
    "M17.9": ("239873007", "Osteoarthritis of knee"),
    "Z34.9": ("72892002", "Normal pregnancy"),
    "G43.9": ("37796009", "Migraine"),
    "E78.5": ("55822004", "Hyperlipidemia"),
    "I21.9": ("22298006", "Myocardial infarction"),
    "I25.1": ("53741008", "Coronary arteriosclerosis"),
    "D50.9": ("87522002", "Iron deficiency anemia"),
}
