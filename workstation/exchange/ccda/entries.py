"""One entry of a section: which kind of statement it is, and what becomes of it.

The template decides where there is one, then the section, then the kind of the statement itself: vendors leave out
any of the three.
"""

from __future__ import annotations

from workstation.exchange.ccda import acts, drugs, family, measures, problems
from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.statements import KINDS, below, code_of, has, intended
from workstation.exchange.ccda.xml_tree import Element

# Sections by LOINC code (C-CDA R2.1 and Consolidated CCD R1.1).
ALLERGIES, FAMILY, IMMUNIZATIONS, VITALS, RESULTS = "48765-2", "10157-6", "11369-6", "8716-3", "30954-2"
_PROBLEM_SECTIONS = {"11450-4", "11348-0", "75310-3", "42347-5", "46241-6", "11535-2", "C-CDAV2-DDN", "10219-4",
                     "10218-6", "59769-0", "55109-3", "59776-5", "46240-8", "59768-2"}
_DIAGNOSES = {"46240-8", "46241-6", "42347-5", "11535-2", "C-CDAV2-DDN", "10219-4", "10218-6", "59769-0"}
_SOCIAL = "29762-2"
# Observations that only qualify what they hang on: severity, status, criticality, preference.
_QUALIFIERS = {"SEV", "33999-4", "82606-5", "225773000"}
_CATEGORIES = {VITALS: "vital-signs", RESULTS: "laboratory", "11493-4": "laboratory", _SOCIAL: "social-history",
               "47420-5": "survey", "10190-7": "survey", "51848-0": "exam", "29545-1": "exam", "8709-8": "exam",
               "10184-0": "exam", "10210-3": "exam", "121070": "imaging", "121072": "imaging"}
_ALLERGY = ("22.4.7", "1.18", "22.4.90")
_PROBLEM = ("22.4.4", "1.28", "22.4.160")
_VACCINE = ("22.4.52", "1.24")
_PLANNED_VACCINE = ("22.4.120",)
_VITAL_PANEL = ("22.4.26", "1.35")
_VITAL = ("22.4.27", "1.31")
_RESULT_PANEL = ("22.4.1", "1.32")
_RELATIVE = ("22.4.45", "1.23")
_RELATIVES_ILLNESS = ("22.4.46", "1.22")
_CARE_TEAM = ("22.4.500",)
_NOTE = ("22.4.202",)
_COVERAGE = ("22.4.60", "1.20")
_SOCIAL_OBSERVATIONS = ("22.4.38", "22.4.78", "22.4.85", "22.4.72", "22.4.109", "22.4.111", "22.4.200", "1.33")
_PROCEDURE_ACT = ("22.4.12", "1.29")
# Acts that only hold other statements: concerns, diagnoses, admission and discharge medication, references.
_HOLDERS = ("22.4.3", "22.4.30", "22.4.132", "22.4.136", "22.4.33", "22.4.34", "22.4.65", "22.4.51", "22.4.35",
            "22.4.36", "22.4.80", "22.4.131", "22.4.146", "1.27")
_HOLDER_CODES = {"CONC", "48765-2", "46241-6", "11535-2", "10219-4", "10218-6", "59769-0", "29308-4", "75310-3",
                 "281603", "10183-2", "42346-7", "75311-1"}
_STUDY = ("6.2.6",)                                   # DICOM study act: points at pictures that are not in the file


def entry(chart: Chart, element: Element, section: str) -> bool:
    """Maps one ``entry``; whether anything of it became a resource."""
    before = len(chart.mapped)
    for each in element.all(*KINDS):
        statement(chart, each, section)
    return len(chart.mapped) > before


def statement(chart: Chart, element: Element, section: str, concern: Element | None = None) -> bool:
    """Maps one clinical statement with what hangs below it; whether it became a resource itself."""
    readers = {"observation": _observation, "organizer": _organizer, "act": _act, "procedure": _procedure,
               "encounter": _encounter, "substanceAdministration": _administration, "supply": _supply}
    if has(element, _STUDY) or element.get("nullFlavor") or _of_another(element, section):
        return False
    if _groups(element, section):
        return _members(chart, element, section)
    done = readers[element.name](chart, element, section, concern)
    for each in below(element):
        if not _read(chart, each) and (_stands_alone(each) or _adds(element, each)):
            statement(chart, each, section, element)
    return done


def _members(chart: Chart, element: Element, section: str) -> bool:
    """Maps the statements of a group. Each is looked at once, however deep groups lie within groups."""
    done = [statement(chart, each, section, element) for each in below(element) if not _read(chart, each)]
    if any(done):
        chart.mark(element)
    return any(done)


def _groups(element: Element, section: str) -> bool:
    """Whether it says nothing itself and only holds others: a concern, or an organizer of no kind that is known."""
    if element.name != "organizer":
        return _holds(element)
    known = (*_RELATIVE, *_CARE_TEAM, *_VITAL_PANEL, *_RESULT_PANEL)
    return not has(element, known) and section not in (FAMILY, VITALS, RESULTS)


def _of_another(element: Element, section: str) -> bool:
    """Whether it tells of somebody else than the patient (a fetus, a donor) outside the family's history."""
    return element.first("subject", "relatedSubject") is not None and not _kin(element, section)


def _kin(element: Element, section: str) -> bool:
    return section == FAMILY or has(element, (*_RELATIVE, *_RELATIVES_ILLNESS))


def _read(chart: Chart, element: Element) -> bool:
    return element.start in chart.mapped


def _stands_alone(element: Element) -> bool:
    """Whether a statement inside another one says something by itself: a drug, a procedure, a problem, a holder."""
    return element.name in ("substanceAdministration", "supply", "procedure", "encounter", "organizer") or \
        has(element, _PROBLEM) or has(element, _ALLERGY) or has(element, _PROCEDURE_ACT) or _holds(element)


def _adds(parent: Element, element: Element) -> bool:
    """What was measured of a problem, and what was done at a visit."""
    if parent.name == "encounter":
        return element.name == "act" and not intended(element)
    return parent.name in ("observation", "procedure") and element.name == "observation" and \
        element.first("value") is not None and not intended(element)


def _observation(chart: Chart, element: Element, section: str, concern: Element | None) -> bool:
    if _kin(element, section):
        return family.member(chart, element)
    if element.get("moodCode") == "GOL":
        return acts.goal(chart, element)
    if intended(element):
        return acts.request(chart, element)
    if has(element, _ALLERGY) or (section == ALLERGIES and problems.is_allergy(element)):
        return problems.allergy(chart, element, concern)
    if code_of(element) in _QUALIFIERS:
        return False
    social = section == _SOCIAL or has(element, _SOCIAL_OBSERVATIONS)
    asserts = code_of(element) == "ASSERTION" and not social
    if has(element, _PROBLEM) or asserts or (section in _PROBLEM_SECTIONS and element.first("value") is not None):
        category = "encounter-diagnosis" if section in _DIAGNOSES else "problem-list-item"
        if problems.condition(chart, element, category, concern):
            return True
    category = "social-history" if social else "vital-signs" if has(element, _VITAL) else _CATEGORIES.get(section, "")
    return bool(measures.observation(chart, element, category))


def _organizer(chart: Chart, element: Element, section: str, _: Element | None) -> bool:
    if _kin(element, section):
        return family.member(chart, element)
    if has(element, _CARE_TEAM):
        return acts.care_team(chart, element)
    if has(element, _VITAL_PANEL) or section == VITALS:
        return measures.panel(chart, element, "vital-signs") > 0
    if has(element, _RESULT_PANEL) or section == RESULTS:
        return measures.report(chart, element) > 0
    return False


def _act(chart: Chart, element: Element, _section: str, _concern: Element | None) -> bool:
    if has(element, _NOTE):
        return acts.note(chart, element)
    if has(element, _COVERAGE):
        return acts.coverage(chart, element)
    if not acts.named(element):
        return False
    return acts.request(chart, element) if intended(element) else acts.procedure(chart, element)


def _holds(element: Element) -> bool:
    return element.name == "act" and (has(element, _HOLDERS) or code_of(element) in _HOLDER_CODES) and \
        bool(below(element))


def _procedure(chart: Chart, element: Element, _section: str, _concern: Element | None) -> bool:
    if intended(element):
        return acts.request(chart, element)
    return acts.procedure(chart, element) or acts.device_use(chart, element)


def _encounter(chart: Chart, element: Element, _section: str, _concern: Element | None) -> bool:
    return acts.request(chart, element) if intended(element) else acts.encounter(chart, element)


def _administration(chart: Chart, element: Element, section: str, _: Element | None) -> bool:
    vaccine = has(element, _VACCINE) or (section == IMMUNIZATIONS and not has(element, _PLANNED_VACCINE))
    if vaccine and not intended(element):
        return drugs.immunization(chart, element)
    return drugs.medication(chart, element)


def _supply(chart: Chart, element: Element, _section: str, _concern: Element | None) -> bool:
    return drugs.supplied(chart, element) or acts.device_use(chart, element) or \
        (intended(element) and acts.request(chart, element))
