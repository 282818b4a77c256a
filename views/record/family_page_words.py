"""The family history in words: its groups, its facts, and what nobody asked said apart from what was not found."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from views.widgets.kin_words import relationship as kin
from views.widgets.words import day
from workstation.domain.chart_list import Entry, Fact

tr = QCoreApplication.translate


def groups() -> dict[str, str]:
    """Headings by side of the family and generation, in the order shown."""
    return {
        "parents": tr("family", "Parents"), "siblings": tr("family", "Siblings"), "children": tr("family", "Children"),
        "maternal_grand": tr("family", "Mother's side: grandparents"),
        "maternal_aunts": tr("family", "Mother's side: aunts and uncles"),
        "maternal_cousins": tr("family", "Mother's side: cousins"),
        "maternal_great": tr("family", "Mother's side: great-grandparents"),
        "paternal_grand": tr("family", "Father's side: grandparents"),
        "paternal_aunts": tr("family", "Father's side: aunts and uncles"),
        "paternal_cousins": tr("family", "Father's side: cousins"),
        "paternal_great": tr("family", "Father's side: great-grandparents"),
        "nephews": tr("family", "Nieces and nephews"), "grandchildren": tr("family", "Grandchildren"),
        "partners": tr("family", "Partners"), "unplaced": tr("family", "Side or generation not recorded"),
        "error": tr("family", "Entered in error"),
    }


def relationship(words: str) -> str:
    """A relationship this program words itself, as the pedigree words it; any other as written."""
    said = kin(words)
    return said[:1].upper() + said[1:]


def about_family(name: str) -> str:
    """What a fact of the family history is called; '' for any other."""
    words = {
        "relationship": tr("family", "Relationship"), "age": tr("family", "Age"), "died": tr("family", "Deceased"),
        "estimated": tr("family", "Age is estimated"), "absent": tr("family", "Why nothing is known"),
        "condition": tr("family", "Condition"), "condition_code": tr("family", "Code"),
        "negative": tr("family", "Asked, negative"), "fatal": tr("family", "Cause of death"),
        "carrier": tr("family", "Genetic finding"),
        "condition_note": tr("family", "Note on the condition"), "health": tr("family", "Conditions"),
        "genetic_parent": tr("family", "Genetic parent"), "genetic_sibling": tr("family", "Genetic sibling"),
        "genetic_observation": tr("family", "Genetic finding"), "asked": tr("family", "How far asked"),
    }
    return words.get(name, "")


def asked(status: str) -> str:
    """The status of a FamilyMemberHistory."""
    return {
        "partial": tr("family", "Asked in part"), "completed": tr("family", "Asked in full"),
        "health-unknown": tr("family", "Health not known"), "entered-in-error": tr("family", "Entered in error"),
    }.get(status, status)


def age_word(said: str) -> str:
    """An age as typed: plain numbers are years; what has a unit or words stays as written."""
    plain = said.replace("-", "").replace(".", "")
    return tr("family", "{} y").format(said.replace("-", "–")) if plain.isdecimal() else said


def worded(entry: Entry) -> Entry:
    """The entry with what only this page words; onsets stand behind their conditions."""
    onsets = {fact.part: fact.text for fact in entry.of("onset")}
    return replace(entry, facts=tuple(
        _worded(fact, onsets) for fact in entry.facts if fact.name != "onset"))


def _worded(fact: Fact, onsets: dict[int, str]) -> Fact:
    if fact.name == "relationship":
        return Fact("relationship", relationship(fact.text) or tr("family", "Relationship not recorded"))
    if fact.name == "condition":
        onset = onsets.get(fact.part, "")
        name = fact.text or tr("family", "Condition without a name")
        return replace(fact, text=tr("family", "{condition}, onset {age}").format(
            condition=name, age=age_word(onset)) if onset else name)
    if fact.name == "negative":
        said = tr("family", "Asked: nothing found") if fact.code else tr("family", "Asked, not found: {}").format(
            fact.text)
        return replace(fact, text=said, code="", part=0)
    if fact.name == "died":
        return Fact("died", _death(fact))
    if fact.name == "age":
        return replace(fact, text=age_word(fact.text))
    if fact.name == "born" and fact.start is not None:
        return Fact("born", tr("family", "born {}").format(day(fact.start)), source=fact.source)
    if fact.name in ("status", "health", "absent", "fatal", "estimated"):
        return replace(fact, text=_state(fact), code="")
    return fact


def _death(fact: Fact) -> str:
    if fact.code == "alive":
        return tr("family", "alive")
    if not fact.text:
        return tr("family", "died, age not known")
    age = age_word(fact.text)
    return (tr("family", "died: {}") if age == fact.text else tr("family", "died at {}")).format(age)


def _state(fact: Fact) -> str:
    if fact.name == "status":
        return asked(fact.code)
    words = {
        "none_recorded": tr("family", "Asked in full: no condition recorded"),
        "not_known": tr("family", "Health not known"), "not_asked": tr("family", "Not asked, or not written down"),
        "subject-unknown": tr("family", "The patient does not know this relative"),
        "withheld": tr("family", "Withheld"), "unable-to-obtain": tr("family", "Could not be obtained"),
        "deferred": tr("family", "Deferred"), "true": tr("family", "Yes"), "false": tr("family", "No"),
    }
    return words.get(fact.code, fact.text or fact.code)
