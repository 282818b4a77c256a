"""PV1 and PV2 as an Encounter; DG1, PRB, AL1, IAM and PR1 as what is known of the patient (chapters 3, 6 and 12).

Correspondences: HL7's Version 2 to FHIR guide (1.0.0), segments PV1, DG1, PRB, AL1, IAM, PR1.
"""

from __future__ import annotations

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import Draft, identity, key_of
from workstation.exchange.hl7v2.message import Segment, Value

_ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
# Table 0004 -> v3 ActEncounterCode, where HL7's map (v2-to-FHIR 1.0.0) has one; the others stay what was sent.
_CLASSES = {"I": ("IMP", "inpatient encounter"), "O": ("AMB", "ambulatory"), "E": ("EMER", "emergency"),
            "P": ("PRENC", "pre-admission")}
_OWN_CLASSES = {"R": "Recurring patient", "B": "Obstetrics"}
_EVENTS = {"A03": "finished", "A05": "planned", "A14": "planned", "A11": "cancelled", "A27": "cancelled",
           "A38": "cancelled", **dict.fromkeys(("A01", "A02", "A04", "A06", "A07", "A09", "A10", "A12", "A13", "A15",
                                                "A16", "A25", "A26"), "in-progress")}
_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFIED = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CONDITIONS = "http://terminology.hl7.org/CodeSystem/condition-category"
_STATES = frozenset({"active", "inactive", "resolved", "recurrence", "relapse", "remission"})
_CERTAINTY = {"A": "provisional", "W": "provisional", "F": "confirmed"}          # table 0052
_ALLERGY_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
_ALLERGY_VERIFIED = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
_ALLERGENS = {"DA": "medication", "FA": "food", "MC": "medication", "EA": "environment", "PA": "environment",
              "AA": "environment", "LA": "environment"}                            # table 0127
_SEVERITIES = {"SV": ("severe", "high"), "MO": ("moderate", ""), "MI": ("mild", "low")}   # table 0128
_ALLERGY_STATES = {"C": "confirmed", "E": "entered-in-error", **dict.fromkeys("PSU", "unconfirmed")}


def encounter(draft: Draft, segment: Segment) -> Node | None:
    """The visit of a PV1, known by its number (PV1-19) or its admission; None where neither is said."""
    number = t.identifier(segment.value(19), draft.message.sender)
    admitted, left = draft.moment(segment, 44), draft.moment(segment, 45)
    if not number and not admitted:
        return None
    own = (str(number.get("system")), str(number["value"])) if number else ("", admitted)
    sent = segment.text(2)
    code, display = _CLASSES.get(sent.upper(), ("", _OWN_CLASSES.get(sent.upper(), "")))
    kind = {"system": _ACT if code else t.system_of("HL70004"), "code": code or sent or "U"}
    if display:
        kind["display"] = display
    adt = draft.message.kind == "ADT"
    status = _EVENTS.get(draft.message.event, "") if adt else ""
    people = [t.person(value) for field in (7, 8, 9, 17) for value in segment.values(field)]
    return draft.add({
        "resourceType": "Encounter", "id": identity("encounter", draft.patient_id, *own),
        "identifier": [number] if number else [], "class": kind, "subject": draft.subject,
        "status": "finished" if left and status != "cancelled" else status or "unknown",
        "serviceType": t.concept(segment.value(10)),
        "participant": [{"individual": {"display": name}} for name in dict.fromkeys(filter(None, people))],
        "period": {name: moment for name, moment in (("start", admitted), ("end", left)) if moment},
        "location": [{"location": {"display": place}} for place in (_place(segment.value(3)),) if place],
    }, standing=not adt)


def _place(value: Value) -> str:
    """A PL: point of care, room, bed, facility."""
    return ", ".join(filter(None, (value.part(n) for n in (4, 1, 2, 3))))


def reason(draft: Draft, visit: Node | None, segment: Segment) -> bool:
    """PV2-3: why the patient came."""
    said = t.concept(segment.value(3))
    if visit is not None and said:
        visit["reasonCode"] = [said]
    return visit is not None and bool(said)


def diagnosis(draft: Draft, segment: Segment, visit: Node | None) -> Node | None:
    """The Condition of a DG1."""
    code = t.concept(segment.value(3)) or ({"text": segment.text(4)} if segment.text(4) else {})
    if not code:
        return None
    wrong = segment.text(21) == "D"
    certainty = "entered-in-error" if wrong else _CERTAINTY.get(segment.text(6), "")
    own = segment.text(20) or f"{segment.text(3)} {code['text']} {key_of(visit) if visit else ''}"
    again = sum(made["id"] == identity("diagnosis", draft.patient_id, own) for made in draft.resources)
    own += f" {again}" if again else ""                 # admitting and final diagnosis are two, also of one code
    return draft.add({
        "resourceType": "Condition", "id": identity("diagnosis", draft.patient_id, own), "code": code,
        "verificationStatus": t.coded(_VERIFIED, certainty) if certainty else {},
        "category": [t.coded(_CONDITIONS, "encounter-diagnosis")], "subject": draft.subject,
        "encounter": {"reference": key_of(visit)} if visit else {}, "recordedDate": draft.moment(segment, 5),
    })


def problem(draft: Draft, segment: Segment) -> Node | None:
    """The Condition of a PRB. Its action (table 0287) DE means that it was never right."""
    code = t.concept(segment.value(3))
    if not code:
        return None
    gone = draft.moment(segment, 9)
    said = (segment.text(14, 2) or segment.text(14) or segment.text(13)).lower()
    state = said if said in _STATES else "resolved" if gone else "active"
    wrong = segment.text(1) == "DE"
    number = t.entity(segment.value(4))
    return draft.add({
        "resourceType": "Condition", "code": code, "subject": draft.subject,
        "id": identity("problem", draft.patient_id, str(number.get("value") or segment.text(3) or code["text"])),
        "identifier": [number] if number else [], "clinicalStatus": {} if wrong else t.coded(_CLINICAL, state),
        "verificationStatus": t.coded(_VERIFIED, "entered-in-error") if wrong else {},
        "category": [t.coded(_CONDITIONS, "problem-list-item")], "onsetDateTime": draft.moment(segment, 16),
        "abatementDateTime": gone, "recordedDate": draft.moment(segment, 7),
    })


def allergy(draft: Draft, segment: Segment) -> Node | None:
    """The AllergyIntolerance of an AL1 or, with its action and state, of an IAM."""
    code, full = t.concept(segment.value(3)), segment.name == "IAM"
    if not code:
        return None
    state = "entered-in-error" if full and segment.text(6) == "D" else _ALLERGY_STATES.get(segment.text(17), "")
    severity, criticality = _SEVERITIES.get(segment.text(4).upper(), ("", ""))
    reactions = [said for said in map(t.concept, segment.values(5)) if said]
    over = full and segment.text(17) in ("I", "D")
    clinical = "" if state == "entered-in-error" else "inactive" if over else "active"
    severe = {"severity": severity} if severity else {}
    return draft.add({
        "resourceType": "AllergyIntolerance", "code": code, "patient": draft.subject,
        "id": identity("allergy", draft.patient_id, segment.text(3, 3), segment.text(3) or code["text"]),
        "clinicalStatus": t.coded(_ALLERGY_CLINICAL, clinical) if clinical else {},
        "verificationStatus": t.coded(_ALLERGY_VERIFIED, state) if state else {},
        "category": [c for c in (_ALLERGENS.get(segment.text(2).upper(), ""),) if c], "criticality": criticality,
        "onsetDateTime": draft.moment(segment, 11 if full else 6),
        "reaction": [{"manifestation": reactions} | severe] if reactions else [],
    })


def procedure(draft: Draft, segment: Segment, visit: Node | None) -> Node | None:
    """The Procedure of a PR1."""
    code = t.concept(segment.value(3)) or ({"text": segment.text(4)} if segment.text(4) else {})
    if not code:
        return None
    when = draft.moment(segment, 5)
    return draft.add({
        "resourceType": "Procedure", "status": "completed", "code": code, "subject": draft.subject,
        "id": identity("procedure", draft.patient_id, segment.text(3) or code["text"], when),
        "encounter": {"reference": key_of(visit)} if visit else {}, "performedDateTime": when,
        "performer": [{"actor": {"display": name}} for name in map(t.person, segment.values(11)) if name],
    })
