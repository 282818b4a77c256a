"""OBX as Observations, OBR as the DiagnosticReport that holds them (v2.8.2 chapter 7; HL7's Version 2 to FHIR guide).

A number keeps its digits, a value its unit as sent, a range its own words. What is no number where OBX-2 says it is
one is not stored as a result: it is refused, or waits where a person can see what was meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from engines.decision import units
from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import Draft, identity, key_of
from workstation.exchange.hl7v2.message import Hl7Fault, Segment, Value
from workstation.exchange.hl7v2.values import digits, has_comma, value_of

# Table 0085 -> observation-status, after the guide's concept map (R and S are not verified yet; U is final unsent).
STATUSES = {"A": "amended", "B": "amended", "C": "corrected", "D": "entered-in-error", "F": "final", "I": "registered",
            "O": "registered", "P": "preliminary", "R": "preliminary", "S": "preliminary", "U": "final", "V": "final",
            "W": "entered-in-error", "X": "cancelled", "N": "cancelled"}
# Table 0123 -> diagnostic-report-status.
_REPORTS = {"A": "partial", "C": "corrected", "F": "final", "I": "registered", "O": "registered", "P": "preliminary",
            "R": "preliminary", "S": "registered", "X": "cancelled", "M": "corrected", "N": "registered"}
# Vital signs profile of FHIR R4 (observation-vitalsigns) with 59408-5, which its oxygen saturation allows.
VITAL_SIGNS = frozenset({"85353-1", "9279-1", "8867-4", "2708-6", "59408-5", "8310-5", "8302-2", "9843-4", "29463-7",
                         "39156-5", "85354-9", "8480-6", "8462-4", "8478-0", "8331-1", "8328-7", "8329-5"})
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_SECTIONS = "http://terminology.hl7.org/CodeSystem/v2-0074"
_FLAGS = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
_KNOWN_FLAGS = frozenset({"L", "H", "LL", "HH", "<", ">", "N", "A", "AA", "U", "D", "B", "W", "S", "R", "I", "MS", "VS",
                          "POS", "NEG", "IND", "DET", "ND", "LU", "HU", "E", "CAR", "EX"})
_LABORATORY = frozenset({"LAB", "CH", "HM", "MB", "SR", "BG", "BLB", "CG", "CUS", "GE", "IMM", "MCB", "MYC", "OSL",
                         "SP", "TX", "URN", "VR", "ICU", "NMR"})
_TEXT = ("TX", "FT", "ST")
_RANGE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:-|to|\.\.|–)\s*([+-]?\d+(?:\.\d+)?)")
_BOUND = re.compile(r"(<=?|>=?)\s*([+-]?\d+(?:\.\d+)?)")
_SYSTEM = re.compile(r"UCUM", re.IGNORECASE)
_PER_VOLUME = re.compile(r"([munpfkG]?(mol|g|kat|Eq|IU|U)|\[iU\]|cells|10[*^]\d+)/(d|m|u|n)?[lL]", re.IGNORECASE)
_MAY_BE_BELOW_ZERO = re.compile(r"base\s*(excess|deficit)|anion|delta|differ|balance|score|\bB\.?E\b|剩余", re.I)
_NEVER_BELOW_ZERO = {"%", "/min", "mm[Hg]", "mmHg", "kPa", "kg", "cm"}


@dataclass(slots=True)
class Panel:
    """The OBR under which results stand, and what has been met of it."""

    request: Segment | None = None
    order: tuple[str, str] = ("", "")              # (authority, number) of the filler's order, else the placer's
    members: list[Node] = field(default_factory=list[Node])
    seen: dict[tuple[str, ...], int] = field(default_factory=dict[tuple[str, ...], int])
    last: Segment | None = None


def observations(draft: Draft, panel: Panel, segment: Segment) -> list[Node]:
    """The Observations of an OBX, one a repetition of OBX-5. Raises Hl7Fault where it can't be a result."""
    code = t.concept(segment.value(3))
    if not code:
        raise Hl7Fault(segment.where(3), "it does not say what was observed")
    kind = segment.text(2)
    values = segment.values(5)
    if not kind and values:
        raise Hl7Fault(segment.where(2), "it does not say what kind of value OBX-5 is")
    status = _status(draft, segment)
    if _continues(panel, segment) and kind in _TEXT:
        panel.last = segment
        known = panel.members[-1]
        known["valueString"] = "\n".join(filter(None, (known.get("valueString", ""), segment.whole(5))))
        return [known]
    panel.last = segment
    if kind in _TEXT and values:
        values = [Value(segment.raw(5), segment.marks)]
    return [_observation(draft, panel, segment, code, status, value) for value in values or [None]]


def _observation(draft: Draft, panel: Panel, segment: Segment, code: Node, status: str, value: Value | None) -> Node:
    when = _when(draft, panel, segment)
    made: Node = {
        "resourceType": "Observation", "id": _identity(draft, panel, segment, when), "status": status,
        "category": _category(panel, code), "code": code, "subject": draft.subject, "effectiveDateTime": when,
        "issued": _instant(draft.moment(segment, 19)),
        "performer": [{"display": name} for name in _performers(segment)],
        "interpretation": [flag for flag in map(_flag, segment.values(8)) if flag],
        "method": t.concept(segment.value(17)), "bodySite": t.concept(segment.value(20)),
    }
    unit = _unit(segment.value(6))
    if value is not None:
        made |= value_of(draft, segment, value, unit)
    elif status not in ("registered", "cancelled", "entered-in-error"):
        made["dataAbsentReason"] = t.coded("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown")
    made["referenceRange"] = _range(segment.text(7) or segment.whole(7), unit)
    made = draft.add(made)
    reason = _doubt(segment, value, made, unit)
    if reason:
        draft.doubts[key_of(made)] = reason
    panel.members.append(made)
    return made


def _status(draft: Draft, segment: Segment) -> str:
    said = segment.text(11).upper()
    if said in STATUSES:
        return STATUSES[said]
    if not said and segment is draft.message.segments[-1] and any("cut off" in text for _, text in draft.message.notes):
        raise Hl7Fault(segment.where(11), "the result state is missing and the segment is cut off")
    missing = f"'{said[:10]}' is no result state of table 0085" if said else "the result state is missing"
    draft.tell("warning", segment.where(11), f"{missing}; it was stored as unknown")
    return "unknown"


def _when(draft: Draft, panel: Panel, segment: Segment) -> str:
    own = draft.moment(segment, 14)
    return own or (draft.moment(panel.request, 7) if panel.request is not None else "")


def _identity(draft: Draft, panel: Panel, segment: Segment, when: str) -> str:
    """The same order, code, sub-id and moment is the same observation; without an order, the patient's own.

    Without an order and a moment nothing tells it from another one, so that it is known by its message only.
    """
    code, system = segment.text(3), segment.text(3, 3)
    own = (draft.patient_id, *panel.order, panel.request.text(4) if panel.request is not None else "",
           system, code or segment.text(3, 2), segment.text(4), when)
    if not panel.order[1] and not when:
        own = (*own, draft.digest, segment.where())
    panel.seen[own] = panel.seen.get(own, 0) + 1
    return identity("observation", *own, str(panel.seen[own]))


def file_id(draft: Draft, panel: Panel, segment: Segment) -> str:
    """The id of a document that came as a result."""
    return _identity(draft, panel, segment, _when(draft, panel, segment))


def _continues(panel: Panel, segment: Segment) -> bool:
    """A further line of the same text: the same type, code and sub-id as the OBX before (chapter 7.4.2)."""
    last = panel.last
    return (last is not None and bool(panel.members) and "valueString" in panel.members[-1]
            and all(last.raw(number) == segment.raw(number) for number in (2, 3, 4)))


def _category(panel: Panel, code: Node) -> list[Node]:
    codes = {c["code"] for c in code.get("coding", []) if c.get("system") == "http://loinc.org"}
    section = panel.request.text(24).upper() if panel.request is not None else ""
    if codes & VITAL_SIGNS:
        return [t.coded(_CATEGORY, "vital-signs")]
    return [t.coded(_CATEGORY, "laboratory")] if section in _LABORATORY else []


def _performers(segment: Segment) -> list[str]:
    names = [segment.value(23).part(1), *(t.person(value) for value in segment.values(16))]
    return [name for name in names if name]


def _flag(value: Value) -> Node:
    code = value.part(1)
    return t.coded(_FLAGS, code) if code.upper() in _KNOWN_FLAGS and code == code.upper() else t.concept(value)


def _unit(value: Value) -> Node:
    """Unit as sent; its code as UCUM's where OBX-6 says so or the unit is one of the codes known here to the letter."""
    code, text, system = value.part(1), value.part(2), value.part(3)
    if not code and not text:
        return {}
    if code and (_SYSTEM.search(system) or (not system and code != "" and units.known(code))):
        return {"unit": code if code == text or not text else text, "system": "http://unitsofmeasure.org", "code": code}
    return {"unit": code or text}


def _range(text: str, unit: Node) -> list[Node]:
    """OBX-7, its bounds where it has some, always in its own words."""
    if not text:
        return []
    made: Node = {"text": text}
    both, one = _RANGE.fullmatch(text.strip()), _BOUND.fullmatch(text.strip())
    if both is not None:
        made["low"], made["high"] = (_bound(both[n], unit) for n in (1, 2))
    elif one is not None:
        made["high" if one[1].startswith("<") else "low"] = _bound(one[2], unit)
    return [made]


def _bound(number: str, unit: Node) -> Node:
    return {"value": digits(number)} | unit


def _doubt(segment: Segment, value: Value | None, made: Node, unit: Node) -> str:
    """Why a number can't be: a concentration, a rate or a share below zero."""
    raw = value.part(1) if value is not None and segment.text(2) == "NM" else ""
    if has_comma(raw):
        return f"{segment.where(5)}: the comma in {raw[:20]} may be a decimal point or part thousands"
    if not raw.startswith("-") or not re.search(r"[1-9]", raw):
        return ""
    named = f"{segment.text(3)} {segment.text(3, 2)}"
    held = str(unit.get("code") or unit.get("unit") or "")
    below = held in _NEVER_BELOW_ZERO or _PER_VOLUME.fullmatch(held) is not None
    if below and not _MAY_BE_BELOW_ZERO.search(named):
        return f"{segment.where(5)}: {raw[:20]} {held} is below zero"
    return ""


def _instant(text: str) -> str:
    """``issued`` is an instant: a date alone does not do."""
    return text if "T" in text else ""


def report(draft: Draft, panel: Panel) -> Node | None:
    """The DiagnosticReport of an OBR; None for one that is but a frame (no number, no state, no time of issue)."""
    segment = panel.request
    if segment is None or not (panel.order[1] or segment.text(25) or segment.text(22)):
        return None
    members = [m for m in panel.members if m["status"] != "entered-in-error"]
    numbers = [t.entity(segment.value(number)) for number in (3, 2)]
    section = segment.text(24)
    own = (draft.patient_id, *panel.order, segment.text(4), "" if panel.order[1] else draft.digest + segment.where())
    return draft.add({
        "resourceType": "DiagnosticReport", "id": identity("report", *own),
        "identifier": [number for number in numbers if number],
        "status": _REPORTS.get(segment.text(25).upper(), "unknown"),
        "category": [t.coded(_SECTIONS, section)] if section else [],
        "code": t.concept(segment.value(4)) or {"text": "Report"}, "subject": draft.subject,
        "effectiveDateTime": draft.moment(segment, 7), "issued": _instant(draft.moment(segment, 22)),
        "resultsInterpreter": [{"display": name} for name in (_interpreter(v) for v in segment.values(32)) if name],
        "result": [{"reference": key_of(member)} for member in members],
    })


def _interpreter(value: Value) -> str:
    inner = value.component(1)
    return " ".join(filter(None, (inner.part(6), inner.part(3), inner.part(2)))) or inner.part(1)
