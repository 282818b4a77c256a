"""What of a way of life is recorded as coded observations: each factor with its LOINC term and its possible answers.

LOINC terms and answer lists (Regenstrief Institute, LOINC 2.82): 72166-2, 8664-5, 64218-1, 74013-4, 68518-0 (LL2179-1),
68519-8 (LL2180-9), 68520-6 (LL2181-7), 75626-2, 89555-7, 68516-4 (HL7 Physical Activity IG 1.0), 93832-4, 81663-7,
82589-3 (LL5351-3), 67875-5 (PRAPARE), 11341-5. Smoking statuses: SNOMED CT as listed by the ONC Interoperability
Standards Advisory for patient tobacco use.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"


class Part(StrEnum):
    """The parts of a way of life."""

    SMOKING = "smoking"
    ALCOHOL = "alcohol"
    EXERCISE = "exercise"
    SLEEP = "sleep"
    DIET = "diet"
    EDUCATION = "education"
    WORK = "work"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a list; ``points`` where a score counts it."""

    code: str
    display: str
    system: str = LOINC
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing asked: ``answers``, or a number in ``unit`` (UCUM ``ucum``) from ``low`` to ``high``, or text."""

    name: str
    part: Part
    code: str
    display: str
    answers: tuple[Answer, ...] = ()
    unit: str = ""
    ucum: str = ""
    low: float = 0
    high: float = 0
    whole: bool = False

    def answer(self, code: str) -> Answer | None:
        """The answer of this code."""
        return next((answer for answer in self.answers if answer.code == code), None)


_SMOKING = tuple(Answer(code, words, SNOMED) for code, words in (
    ("266919005", "Never smoked tobacco"), ("8517006", "Ex-smoker"), ("449868002", "Smokes tobacco daily"),
    ("428041000124106", "Occasional tobacco smoker"), ("428071000124103", "Heavy tobacco smoker"),
    ("428061000124105", "Light tobacco smoker"), ("77176002", "Smoker, current status unknown"),
    ("266927001", "Tobacco smoking consumption unknown"),
))
_HOW_OFTEN = tuple(Answer(code, words, points=points) for points, (code, words) in enumerate((
    ("LA6270-8", "Never"), ("LA18926-8", "Monthly or less"), ("LA18927-6", "2-4 times a month"),
    ("LA18928-4", "2-3 times a week"), ("LA18929-2", "4 or more times a week"))))
_HOW_MANY = tuple(Answer(code, words, points=points) for points, (code, words) in enumerate((
    ("LA15694-5", "1 or 2"), ("LA15695-2", "3 or 4"), ("LA18930-0", "5 or 6"), ("LA18931-8", "7 to 9"),
    ("LA18932-6", "10 or more"))))
_SIX_OR_MORE = tuple(Answer(code, words, points=points) for points, (code, words) in enumerate((
    ("LA6270-8", "Never"), ("LA18933-4", "Less than monthly"), ("LA18876-5", "Monthly"), ("LA18891-4", "Weekly"),
    ("LA18934-2", "Daily or almost daily"))))
_EDUCATION = (
    Answer("LA30191-3", "Less than high school degree"), Answer("LA30192-1", "High school diploma or GED"),
    Answer("LA30193-9", "More than high school"), Answer("LA30122-8", "I choose not to answer this question"),
)
_EMPLOYMENT = (
    Answer("LA30136-8", "Full-time work"), Answer("LA30138-4", "Part-time or temporary work"),
    Answer("LA17956-6", "Unemployed"), Answer("LA30137-6", "Otherwise unemployed but not seeking work"),
)

FACTORS: tuple[Factor, ...] = (
    Factor("smoking_status", Part.SMOKING, "72166-2", "Tobacco smoking status", _SMOKING),
    Factor("cigarettes", Part.SMOKING, "64218-1", "How many cigarettes do you smoke per day now",
           unit="cigarettes/day", ucum="{cigarettes}/d", high=200, whole=True),
    Factor("pack_years", Part.SMOKING, "8664-5", "Cigarettes smoked total (pack per year) - Reported",
           unit="pack-years", ucum="{pack-years}", high=300),
    Factor("drinks", Part.ALCOHOL, "74013-4", "Alcoholic drinks per day", unit="drinks/day", ucum="{drinks}/d",
           high=60),
    Factor("audit_c_1", Part.ALCOHOL, "68518-0", "How often do you have a drink containing alcohol", _HOW_OFTEN),
    Factor("audit_c_2", Part.ALCOHOL, "68519-8",
           "How many standard drinks containing alcohol do you have on a typical day", _HOW_MANY),
    Factor("audit_c_3", Part.ALCOHOL, "68520-6", "How often do you have 6 or more drinks on 1 occasion", _SIX_OR_MORE),
    Factor("exercise_days", Part.EXERCISE, "89555-7",
           "How many days per week did you engage in moderate to strenuous physical activity in the last 30 days",
           unit="days/week", ucum="d/wk", high=7, whole=True),
    Factor("exercise_minutes", Part.EXERCISE, "68516-4",
           "On those days that you engage in moderate to strenuous exercise, how many minutes, on average, do you "
           "exercise", unit="min/day", ucum="min/d", high=1440, whole=True),
    Factor("sleep", Part.SLEEP, "93832-4", "Sleep duration", unit="h", ucum="h", high=24),
    Factor("diet", Part.DIET, "81663-7", "Diet [Type]"),
    Factor("education", Part.EDUCATION, "82589-3", "Highest level of education", _EDUCATION),
    Factor("employment", Part.WORK, "67875-5", "Employment status - current", _EMPLOYMENT),
    Factor("occupation", Part.WORK, "11341-5", "History of Occupation"),
)
BY_NAME = {factor.name: factor for factor in FACTORS}
BY_CODE = {factor.code: factor for factor in FACTORS}
AUDIT_C = ("audit_c_1", "audit_c_2", "audit_c_3")
AUDIT_C_TOTAL = "75626-2"
# Terms that others use for the same parts; they are shown there and are not entered here.
ALSO = {
    "8663-7": Part.SMOKING, "11366-2": Part.SMOKING, "11367-0": Part.SMOKING, "63581-3": Part.SMOKING,
    "76691-5": Part.SMOKING, "81229-7": Part.SMOKING, AUDIT_C_TOTAL: Part.ALCOHOL, "11331-6": Part.ALCOHOL,
    "75624-7": Part.ALCOHOL, "75889-6": Part.ALCOHOL, "44940-5": Part.ALCOHOL, "72109-2": Part.ALCOHOL,
    "82290-8": Part.EXERCISE, "82291-6": Part.EXERCISE, "65561-3": Part.SLEEP, "61144-2": Part.DIET,
    "77243-4": Part.DIET, "63504-5": Part.EDUCATION, "74165-2": Part.WORK, "11340-7": Part.WORK, "21843-8": Part.WORK,
}
