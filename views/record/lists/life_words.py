"""The way of life in words: its parts, its questions, their answers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workstation.domain.way_of_life import Part

tr = QCoreApplication.translate


def part_word(part: str) -> str:
    """A part of the way of life, as a heading."""
    words = {
        Part.SMOKING: tr("life", "Smoking"), Part.ALCOHOL: tr("life", "Alcohol"),
        Part.EXERCISE: tr("life", "Exercise"), Part.SLEEP: tr("life", "Sleep"), Part.DIET: tr("life", "Diet"),
        Part.EDUCATION: tr("life", "Education"), Part.WORK: tr("life", "Work"),
        Part.OTHER: tr("life", "Other social history"),
    }
    return words.get(Part(part), part)


def about_life(name: str) -> str:
    """What a fact of the way of life is called; '' for any other."""
    words = {
        "factor": tr("life", "Question"), "value": tr("life", "Answer"), "said": tr("life", "As written"),
        "value_code": tr("life", "Code of the answer"), "component": tr("life", "Part of the answer"),
        "effective": tr("life", "Date"), "entered": tr("life", "Origin"), "issued": tr("life", "Recorded at"),
        "method": tr("life", "Method"), "flag": tr("life", "Flag"), "computed": tr("life", "Origin"),
        "screen": tr("life", "Screen"), "first_question": tr("life", "Remark"), "item": tr("life", "Points"),
        "formula": tr("life", "Formula"),
    }
    return words.get(name, "")


def life_word(name: str, code: str) -> str:
    """A question, an answer or where an entry comes from; '' where it isn't known here."""
    if name == "value":
        return _answer(code)
    return _question(code) or {
        "entered-here": tr("life", "entered here"), "computed": tr("life", "computed from that day"),
        "first-question-only": tr("life", "All points come from how often; likely below recommended limits."),
    }.get(code, "")


def screen_word(code: str, threshold: str) -> str:
    """What a score means, with its threshold."""
    if code == "positive":
        return tr("life", "Positive: {threshold} or more").format(threshold=threshold)
    return tr("life", "Negative: below {threshold}").format(threshold=threshold)


def unit_word(unit: str) -> str:
    """The unit in which a number is asked."""
    words = {
        "cigarettes/day": tr("life", "cigarettes/day"), "pack-years": tr("life", "pack-years"),
        "drinks/day": tr("life", "drinks/day"), "days/week": tr("life", "days/week"),
        "min/day": tr("life", "min/day"), "h": tr("life", "hours"),
    }
    return words.get(unit, unit)


def _question(name: str) -> str:
    words = {
        "smoking_status": tr("life", "Tobacco smoking"), "cigarettes": tr("life", "Cigarettes a day"),
        "pack_years": tr("life", "Pack-years"), "drinks": tr("life", "Alcoholic drinks a day"),
        "audit_c_1": tr("life", "How often alcohol"), "audit_c_2": tr("life", "Drinks on a typical day"),
        "audit_c_3": tr("life", "Six or more on one occasion"), "audit_c": tr("life", "AUDIT-C"),
        "exercise_days": tr("life", "Days of exercise a week"),
        "exercise_minutes": tr("life", "Minutes of exercise on such a day"), "sleep": tr("life", "Sleep a day"),
        "diet": tr("life", "Diet"), "education": tr("life", "Highest education"),
        "employment": tr("life", "Employment"), "occupation": tr("life", "Occupation"),
    }
    return words.get(name, "")


def _answer(code: str) -> str:
    words = {
        "266919005": tr("life", "Never smoked"), "8517006": tr("life", "Former smoker"),
        "449868002": tr("life", "Smokes every day"), "428041000124106": tr("life", "Smokes some days"),
        "428071000124103": tr("life", "Heavy smoker"), "428061000124105": tr("life", "Light smoker"),
        "77176002": tr("life", "Smoker, how much not known"), "266927001": tr("life", "Not known if ever smoked"),
        "LA6270-8": tr("life", "Never"), "LA18926-8": tr("life", "Monthly or less"),
        "LA18927-6": tr("life", "2 to 4 times a month"), "LA18928-4": tr("life", "2 to 3 times a week"),
        "LA18929-2": tr("life", "4 or more times a week"), "LA15694-5": tr("life", "1 or 2"),
        "LA15695-2": tr("life", "3 or 4"), "LA18930-0": tr("life", "5 or 6"), "LA18931-8": tr("life", "7 to 9"),
        "LA18932-6": tr("life", "10 or more"), "LA18933-4": tr("life", "Less than monthly"),
        "LA18876-5": tr("life", "Monthly"), "LA18891-4": tr("life", "Weekly"),
        "LA18934-2": tr("life", "Daily or almost daily"), "LA30191-3": tr("life", "Less than high school"),
        "LA30192-1": tr("life", "High school"), "LA30193-9": tr("life", "More than high school"),
        "LA30122-8": tr("life", "Chose not to answer"), "LA30136-8": tr("life", "Full-time work"),
        "LA30138-4": tr("life", "Part-time or temporary work"), "LA17956-6": tr("life", "Unemployed"),
        "LA30137-6": tr("life", "Not seeking work (student, retired, disabled, carer)"),
    }
    return words.get(code, "")
