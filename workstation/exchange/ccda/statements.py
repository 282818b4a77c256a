"""Finding one's way among clinical statements (CDA R2, 4.3.8): templates, moods, what hangs below, who did it when."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from workstation.exchange.ccda import header
from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.values import identifiers, label
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
KINDS = ("act", "observation", "organizer", "procedure", "substanceAdministration", "supply", "encounter")
_HL7_TEMPLATES = "2.16.840.1.113883.10.20."
_COMMENT = "48767-8"                                  # LOINC: annotation comment
_PREFERENCE = "225773000"                             # SNOMED CT: preference (C-CDA Priority Preference)
_ADVICE = ("22.4.20", "1.49", "22.4.123")             # Instruction, Drug Monitoring Act
_INDICATION = ("22.4.19", "1.28.19")
DONE = ("EVN", "DEF", "")                             # moods of what happened; everything else is intended


def templates(element: Element) -> set[str]:
    """The roots of its templates, those of HL7's C-CDA and CCD without their common beginning (``22.4.7``)."""
    return {t.get("root").removeprefix(_HL7_TEMPLATES) for t in element.all("templateId")}


def has(element: Element, wanted: Collection[str]) -> bool:
    """Whether it follows one of these templates."""
    return not templates(element).isdisjoint(wanted)


def code_of(element: Element, name: str = "code") -> str:
    """The plain code of a coded member, "" where it has none."""
    coded = element.first(name)
    return coded.get("code") if coded is not None else ""


def below(element: Element) -> list[Element]:
    """The statements directly below, through ``entryRelationship`` and ``component``."""
    return [s for link in element.all("entryRelationship", "component") for s in link.all(*KINDS)]


def linked(element: Element, *types: str) -> list[Element]:
    """The statements below by the type of their link (MFST, SUBJ, RSON ...)."""
    return [s for link in element.all("entryRelationship") if link.get("typeCode") in types for s in link.all(*KINDS)]


def marked_value(chart: Chart, element: Element, codes: Collection[str]) -> Element | None:
    """The value of the observation below whose code is one of these; noted as read."""
    for each in below(element):
        value = each.first("value")
        if each.name == "observation" and code_of(each) in codes and value is not None:
            chart.mark(each)
            return value
    return None


def negated(element: Element) -> bool:
    """Whether the statement says that it is not so."""
    return element.get("negationInd") == "true"


def intended(element: Element) -> bool:
    """Whether it is planned, asked for or hoped for, and has not happened."""
    return element.get("moodCode") not in DONE


def base(element: Element) -> Json:
    """Its identifiers."""
    return {"identifier": identifiers(element.all("id"))}


def author_time(chart: Chart, element: Element, into: Json, name: str) -> None:
    """Sets ``name`` to when the statement was written down."""
    chart.clock.put(into, name, element.first("author", "time"))


def performers(chart: Chart, element: Element) -> list[Json]:
    """References to those who did it."""
    found = [header.practitioner(chart, p.first("assignedEntity")) for p in element.all("performer")]
    return [each for each in found if each]


def notes(chart: Chart, element: Element) -> list[Json]:
    """The comments, instructions and preferences below it, as far as they were not read as something else."""
    found: list[Json] = []
    for each in below(element):
        if each.start in chart.mapped:
            continue
        words = ""
        if each.name == "act" and (code_of(each) == _COMMENT or has(each, _ADVICE)):
            words = chart.values.text(each.first("text")) or label(chart.values.concept(each.first("code")))
        elif code_of(each) == _PREFERENCE:
            words = label(chart.values.concept(each.first("value")))
            words = f"preference: {words}" if words else ""
        if words:
            chart.mark(each)
            found.append({"text": words})
    return found


def reasons(chart: Chart, element: Element) -> list[Json]:
    """The indications: what it was done for."""
    found: list[Json] = []
    for each in below(element):
        if each.start in chart.mapped or code_of(each) == _PREFERENCE:    # read as something else, a refusal's reason
            continue
        if each.name == "observation" and (has(each, _INDICATION) or each in linked(element, "RSON")):
            concepts = chart.values.concepts(each.all("value")) or chart.values.concepts(each.all("code"))
            if concepts:
                chart.mark(each)
                found.append(concepts[0])
    return found


def concept_or_text(chart: Chart, element: Element, *names: str) -> Json:
    """The first of these members that says something, else the words of the statement's text."""
    for name in names:
        for member in element.all(name):
            concept = chart.values.concept(member)
            if concept:
                return concept
    text = chart.values.text(element.first("text"))
    return {"text": text} if text else {}
