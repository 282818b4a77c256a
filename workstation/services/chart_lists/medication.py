"""Medication: what was asked for, what is taken, what was given and handed out, each with its dosage."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain.chart_list import Entry
from workstation.exchange.fhir_parts import Node, part, parts, word
from workstation.services.chart_lists.reader import Reader, absence, quantity_words
from workstation.services.chart_lists.references import References
from workstation.services.chart_lists.sig import read_sig

TYPES = ("MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense")
_PAST = frozenset({"stopped", "completed", "cancelled", "ended"})
_NOT = frozenset({"not-taken", "not-done", "declined"})
_COMING = frozenset({"draft", "intended", "preparation"})
_GIVEN = {"MedicationAdministration": "given", "MedicationDispense": "handed_out"}


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry a resource.

    Groups: current, coming, past, not_taken, given, handed_out, none_known, not_asked, error.
    """
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def _entry(read: Reader) -> Entry:
    node, kind = read.node, word(read.node, "resourceType")
    read.title("medicationCodeableConcept", "medicationReference")
    _product(read)
    read.add("record", code=kind)
    read.code("status", "status")
    read.concept("status_reason", "statusReason")
    doses = [*parts(node, "dosageInstruction"), *parts(node, "dosage")]
    for number, dose in enumerate(doses, 1):
        sig = read_sig(dose)
        read.add("sig", sig=sig if sig.structured else None, part=number)
        read.add("sig_text", sig.text, part=number)
        read.add("sig_patient", sig.patient, part=number)
        for also in sig.additional:
            read.add("sig_also", also, part=number)
    read.concept("reason", "reasonCode")
    read.refer("reason", "reasonReference")
    read.when("taken", "effective")
    read.when("ordered", "authoredOn")
    read.when("asserted", "dateAsserted")
    read.when("prepared", "whenPrepared")
    read.when("handed_over", "whenHandedOver")
    _people(read)
    _supply(read)
    read.code("intent", "intent")
    read.code("priority", "priority")
    read.say("not_to_be_given", "doNotPerform")
    read.concept("category", "category")
    read.concept("course", "courseOfTherapyType")
    read.concept("taken_in", "taken")
    read.refer("encounter", "encounter")
    read.refer("encounter", "context")
    read.refer("based_on", "basedOn")
    read.refer("based_on", "authorizingPrescription")
    read.refer("based_on", "request")
    read.refer("replaces", "priorPrescription")
    read.notes()
    read.told |= {"dosage", "dosageInstruction", "subject"}
    return read.entry(_group(node, kind))


def _product(read: Reader) -> None:
    """Form, strength and batch of the medicine, where it is a resource of its own."""
    for held in parts(read.node, "medicationReference"):
        product = read.references.node(held, read.node)
        if word(held, "reference").startswith("#"):
            read.told.add("contained")
        read.concept("form", "form", product)
        for number, ingredient in enumerate(parts(product, "ingredient"), 1):
            strength = part(ingredient, "strength")
            said = " / ".join(filter(None, (quantity_words(part(strength, side)) for side in (
                "numerator", "denominator"))))
            read.concept("ingredient", "itemCodeableConcept", ingredient, number)
            read.refer("ingredient", "itemReference", holder=ingredient, number=number)
            read.add("strength", said, part=number)
        read.say("batch", "lotNumber", part(product, "batch"))
        read.when("expires", "expirationDate", part(product, "batch"))
        read.refer("manufacturer", "manufacturer", holder=product)


def _people(read: Reader) -> None:
    read.refer("prescriber", "requester")
    read.refer("recorder", "recorder")
    read.refer("said_by", "informationSource")
    performer = "actor" if word(read.node, "resourceType") != "MedicationRequest" else ""
    read.refer("performer", "performer", inner=performer, role="function")


def _supply(read: Reader) -> None:
    """How much is dispensed, how often it may be repeated, and whether it may be exchanged."""
    supply = part(read.node, "dispenseRequest")
    read.quantity("quantity", "quantity", supply)
    read.quantity("quantity", "quantity")
    read.say("repeats", "numberOfRepeatsAllowed", supply)
    read.quantity("supply_for", "expectedSupplyDuration", supply)
    read.quantity("supply_for", "daysSupply")
    read.when("valid", "validityPeriod", supply)
    read.refer("dispenser", "performer", holder=supply)
    substitution = part(read.node, "substitution")
    read.say("substitution", "allowedBoolean", substitution)
    read.concept("substitution", "allowedCodeableConcept", substitution)
    read.concept("substitution_reason", "reason", substitution)
    read.told.add("dispenseRequest")
    if not {"type", "wasSubstituted"} & substitution.keys():
        read.told.add("substitution")


def _group(node: Node, kind: str) -> str:
    status = word(node, "status")
    if status == "entered-in-error":
        return "error"
    if status in _NOT or node.get("doNotPerform") is True:
        return "not_taken"
    absent = absence(part(node, "medicationCodeableConcept"))
    if absent:
        return absent
    if kind in _GIVEN:
        return _GIVEN[kind]
    if status in _PAST:
        return "past"
    return "coming" if status in _COMING else "current"
