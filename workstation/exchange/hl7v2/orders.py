"""Orders and what was given: ORC with OBR, RXO, RXE, RXD, RXA, RXR (chapter 4 and 4A).

Correspondences: HL7's Version 2 to FHIR guide (1.0.0), segments ORC, OBR, RXO, RXE, RXD, RXA, RXR.
"""

from __future__ import annotations

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import Draft, identity
from workstation.exchange.hl7v2.message import Segment, Value
from workstation.exchange.hl7v2.values import NoNumber, digits

_ACTIONS = {"CA": "revoked", "OC": "revoked", "CR": "revoked", "DC": "revoked", "OD": "revoked", "DR": "revoked",
            "HD": "on-hold", "OH": "on-hold", "HR": "on-hold", "NW": "active", "RE": "", "SC": ""}     # table 0119
_STATES = {"CM": "completed", "CA": "revoked", "DC": "revoked", "HD": "on-hold", "IP": "active", "SC": "active",
           "A": "active", "RP": "revoked", "ER": "entered-in-error"}                                    # table 0038
_PRIORITIES = {"S": "stat", "A": "asap", "R": "routine"}
_MEDICATION = {"revoked": "cancelled"}                            # medicationrequest-status has its own word
_KINDS = "http://terminology.hl7.org/CodeSystem/v2-0203"
_DONE = {"CP": "completed", "PA": "completed", "RE": "not-done", "NA": "not-done", "": "completed"}     # table 0322
_NOT_GIVEN = "998"                                                # CVX: no vaccine was administered
_UNKNOWN_DOSE = "999"                                             # CDC guide 1.5: the dose is not known
_ABOUT_VACCINE = {"64994-7": "programEligibility", "30963-3": "fundingSource"}


def state(order: Segment | None) -> str:
    """request-status of an ORC: its state (ORC-5), else its control code (ORC-1); active where it says neither."""
    if order is None:
        return "active"
    return _STATES.get(order.text(5).upper(), "") or _ACTIONS.get(order.text(1).upper(), "") or "active"


def numbers(draft: Draft, order: Segment | None, detail: Segment) -> list[Node]:
    """Identifiers of an order: the placer's and the filler's number."""
    made: list[Node] = []
    for field, code in ((2, "PLAC"), (3, "FILL")):
        own = t.entity(detail.value(field)) if detail.name == "OBR" else {}
        found = own or (t.entity(order.value(field)) if order is not None else {})
        if found:
            kind = {"type": {"coding": [{"system": _KINDS, "code": code}]}}
            made.append(kind | {"system": t.named_authority(draft.message.sender)} | found)
    return made


def _own(draft: Draft, known: list[Node], segment: Segment) -> tuple[str, ...]:
    """What tells the order: its placer's number, else its filler's, else only its message."""
    if known:
        return str(known[0].get("system", "")), str(known[0]["value"])
    return draft.digest, segment.where()


def service(draft: Draft, order: Segment | None, segment: Segment) -> Node:
    """The ServiceRequest of an OBR."""
    known = numbers(draft, order, segment)
    people = [t.person(value) for source in (segment.values(16), order.values(12) if order else []) for value in source]
    urgency = segment.text(27, 6) or segment.text(5)
    return draft.add({
        "resourceType": "ServiceRequest", "id": identity("service", *_own(draft, known, segment), segment.text(4)),
        "identifier": known, "status": state(order), "intent": "order", "subject": draft.subject,
        "priority": _PRIORITIES.get(urgency.upper(), ""), "code": t.concept(segment.value(4)),
        "authoredOn": draft.moment(order, 9) if order else "", "occurrenceDateTime": draft.moment(segment, 36),
        "requester": {"display": people[0]} if any(people[:1]) else {},
        "reasonCode": [said for said in map(t.concept, segment.values(31)) if said],
    })


def prescription(draft: Draft, order: Segment | None, segment: Segment, before: Node | None) -> Node | None:
    """The MedicationRequest of an RXO or RXE; the pharmacy's RXE completes the prescriber's RXO of the same order."""
    encoded = segment.name == "RXE"
    drug = t.concept(segment.value(2 if encoded else 1))
    if not drug:
        return None
    dose = _quantity(draft, segment, *((3, 5) if encoded else (2, 4)))
    told = [text for value in segment.values(7) if (text := value.part(2) or value.part(1))]
    dosage: Node = {}
    if told:
        dosage["text"] = "; ".join(told)
    if dose:
        dosage["doseAndRate"] = [{"doseQuantity": dose}]
    if before is not None and before["resourceType"] == "MedicationRequest":
        before["medicationCodeableConcept"] = drug
        if dosage:
            before["dosageInstruction"] = [dosage]
        return before
    known = numbers(draft, order, segment)
    people = [t.person(value) for value in order.values(12)] if order else []
    status = state(order)
    return draft.add({
        "resourceType": "MedicationRequest", "id": identity("prescription", *_own(draft, known, segment)),
        "identifier": known, "status": _MEDICATION.get(status, status), "intent": "order", "subject": draft.subject,
        "medicationCodeableConcept": drug, "authoredOn": draft.moment(order, 9) if order else "",
        "requester": {"display": people[0]} if any(people[:1]) else {}, "dosageInstruction": [dosage] if dosage else [],
    })


def dispense(draft: Draft, order: Segment | None, segment: Segment) -> Node | None:
    """The MedicationDispense of an RXD."""
    drug = t.concept(segment.value(2))
    if not drug:
        return None
    known = numbers(draft, order, segment)
    when = draft.moment(segment, 3)
    return draft.add({
        "resourceType": "MedicationDispense", "status": "completed", "medicationCodeableConcept": drug,
        "id": identity("dispense", *_own(draft, known, segment), segment.text(1), when), "subject": draft.subject,
        "quantity": _quantity(draft, segment, 4, 5), "whenHandedOver": when,
    })


def route(node: Node | None, segment: Segment) -> bool:
    """RXR: by which way, and for a vaccine where."""
    way, site = t.concept(segment.value(1)), t.concept(segment.value(2))
    if node is None or not way:
        return False
    if node["resourceType"] == "MedicationRequest":
        doses = node.setdefault("dosageInstruction", [{}])
        doses[0]["route"] = way
        return True
    if node["resourceType"] != "Immunization":
        return False
    node["route"] = way
    if site:
        node["site"] = site
    return True


def immunization(draft: Draft, order: Segment | None, segment: Segment) -> Node | None:
    """The Immunization of an RXA; None for the code that says that nothing was given."""
    vaccine, when = t.concept(segment.value(5)), draft.moment(segment, 3)
    if not vaccine or segment.text(5) == _NOT_GIVEN:
        return None
    filler = t.entity(order.value(3)) if order is not None else {}
    own = (str(filler.get("system")), str(filler["value"])) if filler else (segment.text(5), when)
    status = "entered-in-error" if segment.text(21) == "D" else _DONE.get(segment.text(20).upper(), "completed")
    told = segment.text(9)
    made: Node = {
        "resourceType": "Immunization", "id": identity("immunization", draft.patient_id, *own), "status": status,
        "identifier": [filler] if filler else [], "vaccineCode": vaccine, "patient": draft.subject,
        "statusReason": t.concept(segment.value(18)) if status == "not-done" else {},
        "lotNumber": segment.text(15), "expirationDate": draft.day(segment, 16),
        "manufacturer": {"display": maker} if (maker := segment.text(17, 2) or segment.text(17)) else {},
        "doseQuantity": {} if segment.text(6) == _UNKNOWN_DOSE else _quantity(draft, segment, 6, 7),
        "performer": [{"actor": {"display": name}} for name in map(t.person, segment.values(10)) if name],
        "reportOrigin": t.concept(segment.value(9)) if told not in ("", "00") else {},
    }
    if when:
        made["occurrenceDateTime"] = when
    else:
        made["occurrenceString"] = "not stated"
    if told:
        made["primarySource"] = told == "00"
    return draft.add(made)


def about_vaccine(vaccine: Node | None, segment: Segment) -> bool:
    """An OBX below an RXA that FHIR has a place for in the Immunization."""
    name = _ABOUT_VACCINE.get(segment.text(3))
    said = t.concept(segment.value(5))
    if vaccine is None or name is None or not said:
        return False
    vaccine[name] = [said] if name == "programEligibility" else said
    return True


def _quantity(draft: Draft, segment: Segment, number: int, unit: int) -> Node:
    """A number and its unit; a number that is none is told and left out."""
    text = segment.text(number)
    if not text:
        return {}
    try:
        return {"value": digits(text)} | _unit(segment.value(unit))
    except NoNumber as fault:
        draft.tell("warning", segment.where(number), f"{fault}; it was left out")
        return {}


def _unit(value: Value) -> Node:
    code, text, system = value.part(1), value.part(2), value.part(3)
    if system.upper() == "UCUM" and code:
        return {"unit": text or code, "system": "http://unitsofmeasure.org", "code": code}
    return {"unit": text or code} if text or code else {}
