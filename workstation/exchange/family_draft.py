"""A relative as typed, written into a FamilyMemberHistory and read back from one (FHIR R4, 4.0.1).

What a form can't hold stays: a member of the resource is written anew only where the draft says something else than
before (``changed``).
"""

from __future__ import annotations

import re
from typing import Any

from workstation.domain.family_entry import Asked, Illness, RelativeDraft
from workstation.domain.partial_date import PartialDate
from workstation.errors import UserMistake
from workstation.exchange.family_member import (
    ABSENT,
    NO_FINDING,
    ROLE_SYSTEM,
    SNOMED,
    UCUM,
    negative_of,
    negative_words,
    says_nothing_found,
)
from workstation.exchange.family_roles import CODES, OTHER_WORDS
from workstation.exchange.fhir_parts import Node, codes, coding, number_text, part, parts, word
from workstation.exchange.safe_json import Digits

_GENDER = "http://hl7.org/fhir/administrative-gender"
_SEXES = ("male", "female", "other", "unknown")
_AGE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?(a|y|mo|wk|d)?")
_SPAN = re.compile(r"(\d{1,3}) ?[-–~] ?(\d{1,3})")
_UNITS = {"a": ("years", 1), "mo": ("months", 12), "wk": ("weeks", 52.2), "d": ("days", 365.25)}
_OLDEST = 130
_LONGEST = 200
_LONGEST_NOTE = 4000
_MOST_ILLNESSES = 60


def check(draft: RelativeDraft, today: PartialDate) -> None:
    """Refuses what can't be, with the reason; nothing is changed to fit. Raises UserMistake."""
    if draft.relationship and draft.relationship not in CODES and draft.relationship not in OTHER_WORDS:
        raise UserMistake(reason=f"'{draft.relationship[:30]}' is no relationship that is known here")
    if draft.sex and draft.sex not in _SEXES:
        raise UserMistake(reason=f"'{draft.sex[:30]}' is no administrative sex")
    place = CODES.get(draft.relationship)
    if place is not None and {draft.sex, place.sex.value} == {"male", "female"}:
        raise UserMistake(reason="The sex and the relationship contradict each other")
    if draft.born and draft.age and draft.deceased is not True:
        raise UserMistake(reason="Either the birth or the age is written, of which one follows from the other")
    if draft.born:
        _check_born(draft.born, today)
    for said in (draft.age, *(one.onset for one in draft.illnesses)):
        aged("age", said)
    if max(map(len, (draft.name, draft.born, *(one.name for one in draft.illnesses)))) > _LONGEST:
        raise UserMistake(reason=f"A name or a condition has at most {_LONGEST} characters")
    if len(draft.note) > _LONGEST_NOTE or len(draft.illnesses) > _MOST_ILLNESSES:
        raise UserMistake(reason=f"At most {_LONGEST_NOTE} characters of notes and {_MOST_ILLNESSES} conditions")
    if any(not one.name.strip() for one in draft.illnesses):
        raise UserMistake(reason="A condition has a name")
    if any(one.absent and (one.onset or one.fatal) for one in draft.illnesses):
        raise UserMistake(reason="A condition that was not found has no onset")
    if draft.deceased is not True and any(one.fatal for one in draft.illnesses):
        raise UserMistake(reason="A condition can be the cause of death only of somebody who died")


def changed(before: Node, draft: RelativeDraft) -> Node:
    """The resource with what the draft says otherwise than before; all other members stand."""
    seen = draft_of(before) if before else RelativeDraft("")
    node: Node = dict(before)
    if draft.relationship != seen.relationship or not before:
        words = CODES[draft.relationship].words if draft.relationship in CODES else OTHER_WORDS[draft.relationship]
        node["relationship"] = {"coding": [{"system": ROLE_SYSTEM, "code": draft.relationship, "display": words}]}
    if draft.name != seen.name:
        _set(node, "name", draft.name.strip())
    if draft.sex != seen.sex:
        _set(node, "sex", {"coding": [{"system": _GENDER, "code": draft.sex}]} if draft.sex else None)
    if draft.born != seen.born:
        _choose(node, "born", _born(draft.born))
    if (draft.age, draft.deceased) != (seen.age, seen.deceased):
        _set_age(node, draft)
    if draft.illnesses != seen.illnesses or draft.asked is not seen.asked or not before:
        node["status"] = draft.asked.value
        _set(node, "condition", _conditions(before, draft))
    if draft.note != seen.note:
        _set(node, "note", [{"text": draft.note.strip()}] if draft.note.strip() else None)
    return node


def draft_of(node: Node) -> RelativeDraft:
    """What a form shows of a FamilyMemberHistory."""
    died = node.get("deceasedBoolean")
    gone = True if any(name.startswith("deceased") and name != "deceasedBoolean" for name in node) else (
        died if isinstance(died, bool) else None)
    age = said_of(node, "deceased" if gone else "age")
    illnesses = tuple(_illness(one) for one in parts(node, "condition") if not says_nothing_found(one))
    status = word(node, "status")
    found = next((code for code in codes(part(node, "relationship")) if code in CODES or code in OTHER_WORDS), "")
    return RelativeDraft(
        found, word(node, "name"), next((c for c in codes(part(node, "sex")) if c in _SEXES), ""),
        word(node, "bornDate") or word(node, "bornString") or word(node, "bornPeriod", "start"), age, gone,
        Asked(status) if status in set(Asked) else Asked.PARTLY, illnesses,
        "\n".join(filter(None, (word(one, "text") for one in parts(node, "note")))))


def aged(stem: str, said: str) -> Node:
    """``stemAge``, ``stemRange`` or ``stemString`` of an age as typed; {} where nothing was. Raises UserMistake."""
    said = said.strip()
    if not said:
        return {}
    one, two = _AGE.fullmatch(said), _SPAN.fullmatch(said)
    if one:
        unit = "a" if one[2] in (None, "a", "y") else one[2]
        if float(one[1]) / _UNITS[unit][1] > _OLDEST:
            raise UserMistake(reason=f"'{said[:20]}' is no age; 0 to {_OLDEST} years can be")
        return {f"{stem}Age": _quantity(one[1], unit)}
    if two:
        if not int(two[1]) <= int(two[2]) <= _OLDEST:
            raise UserMistake(reason=f"'{said[:20]}' is no range of ages")
        return {f"{stem}Range": {"low": _quantity(two[1], "a"), "high": _quantity(two[2], "a")}}
    if len(said) > _LONGEST:
        raise UserMistake(reason=f"An age has at most {_LONGEST} characters")
    return {f"{stem}String": said}


def said_of(node: Node, stem: str) -> str:
    """The age of ``stem[x]`` as a person would type it, '' where there is none."""
    age, span = part(node, f"{stem}Age"), part(node, f"{stem}Range")
    if age:
        unit = word(age, "code") or word(age, "unit")
        number = number_text(age.get("value"))
        return number if unit in ("a", "years", "year", "") else f"{number} {unit}"
    if span:
        ends = [number_text(part(span, end).get("value")) for end in ("low", "high")]
        return "-".join(filter(None, ends))
    return word(node, f"{stem}String") or word(node, f"{stem}Date") or word(node, f"{stem}DateTime") or "/".join(
        filter(None, (word(node, f"{stem}Period", end) for end in ("start", "end"))))


def _check_born(said: str, today: PartialDate) -> None:
    try:
        when = PartialDate.parse(said.strip())
    except ValueError:
        return                                        # words are allowed: 'before the war'
    if when.calendar > today.calendar:
        raise UserMistake(reason="The birth lies in the future")


def _born(said: str) -> Node:
    said = said.strip()
    if not said:
        return {}
    try:
        return {"bornDate": PartialDate.parse(said).text[:10]}
    except ValueError:
        return {"bornString": said}


def _set_age(node: Node, draft: RelativeDraft) -> None:
    if draft.deceased is True:
        _choose(node, "age", {})
        _choose(node, "deceased", aged("deceased", draft.age) or {"deceasedBoolean": True})
    else:
        _choose(node, "age", aged("age", draft.age))
        _choose(node, "deceased", {} if draft.deceased is None else {"deceasedBoolean": False})
    if not any(name.startswith("age") for name in node):
        node.pop("estimatedAge", None)                # fhs-2: an estimate needs its age


def _conditions(before: Node, draft: RelativeDraft) -> list[Node]:
    """The conditions of a draft; one that is unchanged stays as it was recorded, with all it says beside."""
    held = [(one, _illness(one)) for one in parts(before, "condition") if not says_nothing_found(one)]
    made: list[Node] = []
    for illness in draft.illnesses:
        kept = next((pair for pair in held if pair[1] == illness), None)
        if kept is None:
            like = next((pair for pair in held if (pair[1].name, pair[1].absent) == (illness.name, illness.absent)
                         and pair[1] not in draft.illnesses), None)
            made.append(_condition(illness, like[0] if like else {}))
            held = [pair for pair in held if pair is not like]
        else:
            made.append(kept[0])
            held.remove(kept)
    if draft.asked is Asked.FULLY and not any(not one.absent for one in draft.illnesses) and not made:
        made.append({"code": {"coding": [{"system": SNOMED, "code": NO_FINDING,
                                          "display": "No family history of clinical finding"}]}})
    return made


def _condition(illness: Illness, before: Node) -> Node:
    concept: Node = {"text": illness.name.strip()}
    if illness.code.strip():
        concept["coding"] = [{**({"system": illness.system} if illness.system else {}), "code": illness.code.strip()}]
    if illness.absent:
        return {"extension": [{"url": ABSENT, "valueCodeableConcept": concept}],
                "code": {"text": negative_words(illness.name.strip())}}
    former = part(before, "code")
    same_code = bool(before) and _illness(before).code == illness.code
    node: Node = {**before, "code": former if same_code else concept}
    _choose(node, "onset", aged("onset", illness.onset))
    _set(node, "contributedToDeath", True if illness.fatal else None)
    return node


def _illness(node: Node) -> Illness:
    absent = negative_of(node)
    if absent is not None:
        return Illness(absent.name, system=absent.system, code=absent.code, absent=True)
    system, code, shown = coding(part(node, "code"))
    return Illness(shown, said_of(node, "onset"), system, code, node.get("contributedToDeath") is True)


def _quantity(number: str, unit: str) -> Node:
    value: Any = Digits(number) if "." in number else int(number)
    return {"value": value, "unit": _UNITS[unit][0], "system": UCUM, "code": unit}


def _choose(node: Node, stem: str, made: Node) -> None:
    """Sets one member of a choice and takes the others away."""
    for name in [name for name in node if re.fullmatch(f"_?{stem}[A-Z][A-Za-z]*", name)]:
        del node[name]
    node.update(made)


def _set(node: Node, name: str, held: Any) -> None:
    if held:
        node[name] = held
    else:
        node.pop(name, None)
