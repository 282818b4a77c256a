"""What must be there before anything of a message is believed: one table of rules, and the rules about whom it is of.

A rule that fails refuses the message (it can't be read as what it says), makes all of it wait for a person (it can be
read, but must not be believed by itself), or warns. Sources: HL7 v2.8.2 chapter 2.14.9 (MSH), 3.4.2 (PID); table 0104.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workstation.exchange.hl7v2 import datatypes
from workstation.exchange.hl7v2.datatypes import NoDate
from workstation.exchange.hl7v2.draft import Draft
from workstation.exchange.hl7v2.message import LONGEST_NAME, Hl7Fault, Message, Segment, Value

_VERSION = re.compile(r"2\.(1|2|3(\.1)?|4|5(\.[12])?|6|7(\.1)?|8(\.[12])?|9(\.1)?)")
_MERGES = frozenset({"A17", "A18", "A24", "A30", "A34", "A35", "A36", "A37", *(f"A{n}" for n in range(39, 52))})
_REMOVES = frozenset({"A23", "A29"})
_TEXTS = frozenset({("OBX", 5), ("NTE", 3), ("TXA", 12), ("ZDS", 1), ("DSP", 3)})
_NO_SUBJECT = frozenset({"ACK", "MFN", "MFK", "NMD", "QBP", "QRY", "RSP", "NMQ"})


@dataclass(frozen=True, slots=True)
class Rule:
    """``broken`` gives the clause to say, or "". ``effect``: refuse, reject (AR), wait or warn."""

    segment: str
    field: int
    effect: str
    broken: Callable[[Segment], str]


def _missing(field: int, what: str) -> Callable[[Segment], str]:
    return lambda segment: "" if segment.value(field) else f"{what} is missing"


def _version(segment: Segment) -> str:
    said = segment.text(12)
    return f"version '{said[:20]}' of HL7 v2 is not known" if said and _VERSION.fullmatch(said) is None else ""


def _subject(segment: Segment) -> str:
    kind = segment.text(9).upper()
    return f"a message of the kind {kind} carries no patient's record" if kind in _NO_SUBJECT else ""


def _training(segment: Segment) -> str:
    said = segment.text(11)
    return {"T": "the sender marks it as training", "D": "the sender marks it as a test"}.get(said, "")


def _numbered(segment: Segment) -> str:
    return "" if any(value.part(1) for number in (3, 2, 4) for value in segment.values(number)) else \
        "the patient has no number"


def _born(segment: Segment) -> str:
    text = segment.text(7)
    try:
        made = datatypes.day(text) if text else ""
    except NoDate as fault:
        return f"the birth date {fault}"
    return f"the birth date {made} lies in the future" if made and datatypes.is_future(made) else ""


def _sex(segment: Segment) -> str:
    said = segment.text(8)
    return f"'{said[:20]}' is no sex of table 0001" if said and said.upper() not in datatypes.SEXES else ""


RULES: tuple[Rule, ...] = (
    Rule("MSH", 9, "refuse", _missing(9, "the type of the HL7 v2 message")),
    Rule("MSH", 9, "reject", _subject),
    Rule("MSH", 12, "reject", _version),
    Rule("MSH", 10, "warn", _missing(10, "the control id")),
    Rule("MSH", 11, "warn", _training),
    Rule("MSH", 12, "warn", _missing(12, "the version")),
    Rule("PID", 3, "refuse", _numbered),
    Rule("PID", 5, "warn", _missing(5, "the name")),
    Rule("PID", 7, "wait", _born),
    Rule("PID", 8, "warn", _sex),
)


def check(message: Message) -> None:
    """Raises Hl7Fault for the rules that refuse; the rest is for ``judge``."""
    _lengths(message)
    for rule, segment, said in _broken(message):
        if rule.effect in ("refuse", "reject"):
            raise Hl7Fault(segment.where(rule.field), said, "AR" if rule.effect == "reject" else "AE")
    if next(message.named("PID"), None) is None:
        raise Hl7Fault("PID", "the segment that names the patient is missing")


def judge(draft: Draft) -> None:
    """Tells the warnings and says whether the message must wait."""
    message = draft.message
    for where, text in message.notes:
        draft.tell("warning", where, text)
    for rule, segment, said in _broken(message):
        if rule.effect == "warn":
            draft.tell("warning", segment.where(rule.field), said)
        elif rule.effect == "wait" and not draft.waits:
            draft.waits = f"{segment.where(rule.field)}: {said}"
    for segment in message.segments:
        for number, raw in enumerate(segment.fields):
            if len(raw) > LONGEST_NAME and (segment.name, number) != ("OBX", 5):
                draft.tell("warning", segment.where(number), f"it holds {len(raw)} characters of text")
    for where, sequence in _odd_escapes(message):
        draft.tell("warning", where, f"the escape {sequence} is not known and was left as written")
    draft.waits = draft.waits or _whose(message)


def _whose(message: Message) -> str:
    """Why a message about two patients, or about uniting or removing one, waits."""
    patients, asks = list(message.named("PID")), f"{message.kind}^{message.event} asks"
    old = sorted({segment.text(1) for segment in message.named("MRG")} - {number_of(patients[0]), ""})
    if old or (message.kind == "ADT" and message.event in _MERGES):
        named = ", ".join(old) or "another record"
        return f"{asks} to unite {named} with {number_of(patients[0])}; nothing was united"
    if message.kind == "ADT" and message.event in _REMOVES:
        return f"{asks} to remove the patient {number_of(patients[0])}; nothing was removed"
    others = {number_of(segment) for segment in patients}
    if len(others) > 1:
        return f"PID[2]-3: it names two patients, {' and '.join(sorted(others))}"
    return ""


def number_of(segment: Segment) -> str:
    """The number by which a PID names its patient."""
    return primary(segment).part(1)


def primary(segment: Segment) -> Value:
    """The repetition of PID-3 that identifies the patient: the medical record number, else the first of all."""
    for number in (3, 2, 4):
        values = [value for value in segment.values(number) if value.part(1)]
        if values:
            return next((value for value in values if value.part(5) == "MR"), values[0])
    return segment.value(3)


def _broken(message: Message) -> Iterator[tuple[Rule, Segment, str]]:
    for rule in RULES:
        for segment in message.named(rule.segment):
            said = rule.broken(segment)
            if said:
                yield rule, segment, said


def _lengths(message: Message) -> None:
    for segment in message.segments:
        for number, raw in enumerate(segment.fields):
            if len(raw) > LONGEST_NAME and (segment.name, number) not in _TEXTS and not segment.name.startswith("Z"):
                raise Hl7Fault(segment.where(number), f"it holds {len(raw)} characters, more than any such field")


def _odd_escapes(message: Message) -> Iterator[tuple[str, str]]:
    """The first few escapes that nothing is known of."""
    mark = re.escape(message.marks.escape)
    if not mark:
        return
    pattern, found = re.compile(f"{mark}([^{mark}\n]{{1,20}}){mark}"), 0
    for segment in message.segments[1:]:
        for number, raw in enumerate(segment.fields):
            for met in pattern.finditer(raw[:LONGEST_NAME]) if message.marks.escape in raw else ():
                if not message.marks.knows(met[1]) and found < 5:
                    found += 1
                    yield segment.where(number), met[0]
