"""The demo's families: BRCA2 in three generations, haemophilia A through carrier mothers."""

from __future__ import annotations

from workstation.services.demo.kin import BREAST, HAEMOPHILIA_A, LUNG, OVARY, Illness, Relative

_SUSCEPTIBLE = ("Z15.01", "BRCA2 c.5946del, heterozygous (no illness)")
_TESTED = "BRCA2 c.5946del"

WANG = (
    Relative("I-1", "WANG Deshan", "male", 63, died=True, illnesses=(Illness(LUNG, "Lung cancer", 61, True),)),
    Relative("I-2", "LIN Xiuying", "female", 54, died=True, illnesses=(Illness(OVARY, "Ovarian cancer", 52, True),)),
    Relative("I-3", "ZHOU Wenbin", "male", 79, died=True, illnesses=(Illness("230690007", "Stroke", 79, True),)),
    Relative("I-4", "HE Guilan", "female", 88),
    Relative("II-1", "WANG Xiaogang", "male", 66, "I-1", "I-2", note="BRCA2 c.5946del not found"),
    Relative("II-2", "WANG Xiaohong", "female", 64, "I-1", "I-2",
             illnesses=(Illness(BREAST, "Breast cancer", 44),), note=_TESTED),
    Relative("II-3", "WANG Xiaoming", "male", 68, "I-1", "I-2", note="not tested"),
    Relative("II-4", "ZHOU Meiling", "female", 65, "I-3", "I-4"),
    Relative("II-5", "WANG Xiaoli", "female", 49, "I-1", "I-2", died=True,
             illnesses=(Illness(BREAST, "Breast cancer", 46, True),)),
    Relative("II-6", "WANG Xiaojun", "male", 60, "I-1", "I-2", carries=_SUSCEPTIBLE, note=_TESTED),
    Relative("II-7", "XU Fang", "female", 58),
    Relative("II-8", "ZHOU Jianping", "male", 70, "I-3", "I-4"),
    Relative("III-1", "WANG Min", "female", 41, "II-3", "II-4"),
    Relative("III-2", "WANG Lei", "male", 38, "II-3", "II-4"),
    Relative("III-3", "WANG Jing", "female", 35, "II-3", "II-4", note="not tested"),
    Relative("III-4", "WANG Yan", "female", 33, "II-6", "II-7",
             illnesses=(Illness(BREAST, "Breast cancer", 31),), note=_TESTED),
    Relative("III-5", "WANG Tao", "male", 30, "II-6", "II-7"),
)

WANG_SEEN_BY_FATHER = {
    "I-1": "FTH", "I-2": "MTH", "I-3": "FTHINLAW", "I-4": "MTHINLAW", "II-1": "BRO", "II-2": "SIS", "II-4": "WIFE",
    "II-5": "SIS", "II-6": "BRO", "II-7": "SISINLAW", "II-8": "BROINLAW", "III-1": "DAU", "III-2": "SON",
    "III-3": "DAU", "III-4": "NIECE", "III-5": "NEPH",
}

WANG_SEEN_BY_DAUGHTER = {
    "I-1": "PGRFTH", "I-2": "PGRMTH", "I-3": "MGRFTH", "I-4": "MGRMTH", "II-1": "PUNCLE", "II-2": "PAUNT",
    "II-3": "FTH", "II-4": "MTH", "II-5": "PAUNT", "II-6": "PUNCLE", "II-7": "AUNT", "II-8": "MUNCLE", "III-1": "SIS",
    "III-2": "BRO", "III-4": "PCOUSN", "III-5": "PCOUSN",
}

_CARRIER = ("Z14.01", "Carrier of haemophilia A")
_SEVERE = "Haemophilia A, severe"

HUGHES = (
    Relative("I-1", "Arthur Davies", "male", 77, died=True, illnesses=(Illness("22298006", "Heart attack", 77, True),)),
    Relative("I-2", "Margaret Davies", "female", 81, carries=_CARRIER),
    Relative("II-1", "Peter Davies", "male", 31, "I-1", "I-2", died=True,
             illnesses=(Illness(HAEMOPHILIA_A, _SEVERE, 1, True),)),
    Relative("II-2", "Susan Hughes", "female", 54, "I-1", "I-2", carries=_CARRIER),
    Relative("II-3", "Robert Hughes", "male", 57),
    Relative("II-4", "Carol Lewis", "female", 58, "I-1", "I-2", carries=_CARRIER),
    Relative("II-5", "Stephen Lewis", "male", 60),
    Relative("III-1", "Emily Hughes", "female", 27, "II-3", "II-2", note="carrier state not known"),
    Relative("III-2", "James Hughes", "male", 24, "II-3", "II-2", illnesses=(Illness(HAEMOPHILIA_A, _SEVERE, 1),),
             note="F8 intron 22 inversion"),
    Relative("III-3", "Grace Hughes", "female", 21, "II-3", "II-2"),
    Relative("III-4", "Daniel Lewis", "male", 29, "II-5", "II-4", illnesses=(Illness(HAEMOPHILIA_A, _SEVERE, 2),)),
    Relative("III-5", "Thomas Morgan", "male", 30),
    Relative("IV-1", "Oliver Morgan", "male", 3, "III-5", "III-1", note="factor VIII 92 %"),
)

HUGHES_SEEN_BY_EMILY = {
    "I-1": "MGRFTH", "I-2": "MGRMTH", "II-1": "MUNCLE", "II-2": "MTH", "II-3": "FTH", "II-4": "MAUNT", "II-5": "UNCLE",
    "III-2": "BRO", "III-3": "SIS", "III-4": "MCOUSN", "III-5": "HUSB", "IV-1": "SON",
}
