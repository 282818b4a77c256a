"""The invariants of single resources that matter to what is shown, each under its key in FHIR R4."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workstation.exchange.fhir_checks.fault import Fault, chosen, is_after, places
from workstation.exchange.fhir_parts import Node, codes, number, part, parts, strings, word
from workstation.exchange.safe_json import Digits

Rule = Callable[[Node, str, list[Fault]], None]


def check(node: Node, path: str, found: list[Fault]) -> None:
    """The invariants of one resource; ``path`` is where it stands."""
    rule = _RULES.get(word(node, "resourceType"))
    if rule is not None:
        rule(node, path, found)


def contained(node: Node, path: str, found: list[Fault]) -> None:
    """dom-2 to dom-5: contained resources hold none, are referred to, and have no version or security of their own."""
    held = parts(node, "contained")
    referred = set(_references(node))
    for place, inner in enumerate(held):
        where = f"{path}.contained[{place}]"
        if "contained" in inner:
            found.append(Fault(where, "a contained resource contains another one", "dom-2"))
        own = f"#{word(inner, 'id')}"
        if own not in referred and "#" not in set(_references(inner)):
            found.append(Fault(where, f"nothing refers to the contained resource '{own[:60]}'", "dom-3"))
        meta = part(inner, "meta")
        if "versionId" in meta or "lastUpdated" in meta:
            found.append(Fault(f"{where}.meta", "a contained resource has no version of its own", "dom-4"))
        if "security" in meta:
            found.append(Fault(f"{where}.meta", "a contained resource has no security label of its own", "dom-5"))


def _references(node: Any) -> list[str]:
    """Every text that may name a contained resource: references, and uri or canonical values beginning with '#'."""
    return [text for text in strings(node) if text.startswith("#")]


def _observation(node: Node, path: str, found: list[Fault]) -> None:
    value = chosen(node, "value")
    if value and "dataAbsentReason" in node:
        found.append(Fault(path, "a value and the reason why there is none", "obs-6"))
    own = {(word(c, "system"), word(c, "code")) for c in parts(part(node, "code"), "coding") if word(c, "code")}
    for place, component in enumerate(parts(node, "component")):
        theirs = {(word(c, "system"), word(c, "code")) for c in parts(part(component, "code"), "coding")}
        if value and own & theirs:
            found.append(Fault(f"{path}.component[{place}]", "a component of the panel's own code, which has a value",
                               "obs-7"))


def _patient(node: Node, path: str, found: list[Fault]) -> None:
    for place, contact in enumerate(parts(node, "contact")):
        if not {"name", "telecom", "address", "organization"} & contact.keys():
            found.append(Fault(f"{path}.contact[{place}]", "a contact without name, number, address, organisation",
                               "pat-1"))
    born, died = word(node, "birthDate"), word(node, "deceasedDateTime")
    if is_after(born, died):
        found.append(Fault(f"{path}.deceasedDateTime", f"died ({died}) before birth ({born})", "life-span"))


def _condition(node: Node, path: str, found: list[Fault]) -> None:
    status, sure = codes(part(node, "clinicalStatus")), codes(part(node, "verificationStatus"))
    kinds = {code for c in parts(node, "category") for code in codes(c)}
    if "clinicalStatus" not in node and "problem-list-item" in kinds and "entered-in-error" not in sure:
        found.append(Fault(path, "a problem without its clinical status", "con-3"))
    if chosen(node, "abatement") and status and not {"inactive", "resolved", "remission"} & set(status):
        found.append(Fault(path, f"it has ended and is {status[0][:40]}", "con-4"))
    if "clinicalStatus" in node and "entered-in-error" in sure:
        found.append(Fault(path, "a clinical status of something entered in error", "con-5"))
    for place, stage in enumerate(parts(node, "stage")):
        if not {"summary", "assessment"} & stage.keys():
            found.append(Fault(f"{path}.stage[{place}]", "a stage without summary and assessment", "con-1"))
    for place, evidence in enumerate(parts(node, "evidence")):
        if not {"code", "detail"} & evidence.keys():
            found.append(Fault(f"{path}.evidence[{place}]", "evidence without code and detail", "con-2"))
    onset, end = word(node, "onsetDateTime"), word(node, "abatementDateTime")
    if is_after(onset, end):
        found.append(Fault(path, f"it ended ({end}) before it began ({onset})", "order"))


def _allergy(node: Node, path: str, found: list[Fault]) -> None:
    wrong = "entered-in-error" in codes(part(node, "verificationStatus"))
    if "clinicalStatus" not in node and not wrong:
        found.append(Fault(path, "an allergy without its clinical status", "ait-1"))
    if "clinicalStatus" in node and wrong:
        found.append(Fault(path, "a clinical status of something entered in error", "ait-2"))


def _family(node: Node, path: str, found: list[Fault]) -> None:
    age = chosen(node, "age")
    if age and chosen(node, "born"):
        found.append(Fault(path, "an age and a birth, of which one follows from the other", "fhs-1"))
    if "estimatedAge" in node and not age:
        found.append(Fault(path, "'the age is estimated' without an age", "fhs-2"))


def _immunization(node: Node, path: str, found: list[Fault]) -> None:
    for place, education in enumerate(parts(node, "education")):
        if not {"documentType", "reference"} & education.keys():
            found.append(Fault(f"{path}.education[{place}]", "education without document and reference", "imm-1"))


def _composition(node: Node, path: str, found: list[Fault]) -> None:
    pending = list(places(node, path, ("section",)))
    while pending:
        where, section = pending.pop(0)
        if not isinstance(section, dict):
            continue
        if not {"text", "entry", "section"} & section.keys():
            found.append(Fault(where, "a section without text, entries and sections", "cmp-1"))
        if "emptyReason" in section and "entry" in section:
            found.append(Fault(where, "entries and the reason why there are none", "cmp-2"))
        pending += places(section, where, ("section",))


def _care_plan(node: Node, path: str, found: list[Fault]) -> None:
    for place, activity in enumerate(parts(node, "activity")):
        if "reference" in activity and "detail" in activity:
            found.append(Fault(f"{path}.activity[{place}]", "a reference and a detail exclude each other", "cpl-3"))


def _goal(node: Node, path: str, found: list[Fault]) -> None:
    for place, target in enumerate(parts(node, "target")):
        if chosen(target, "detail") and "measure" not in target:
            found.append(Fault(f"{path}.target[{place}]", "a value to reach without what is measured", "gol-1"))


def _dispense(node: Node, path: str, found: list[Fault]) -> None:
    made, given = word(node, "whenPrepared"), word(node, "whenHandedOver")
    if is_after(made, given):
        found.append(Fault(path, f"handed over ({given}) before it was prepared ({made})", "mdd-1"))


def _administration(node: Node, path: str, found: list[Fault]) -> None:
    dosage = part(node, "dosage")
    if dosage and "dose" not in dosage and not chosen(dosage, "rate"):
        found.append(Fault(f"{path}.dosage", "a dosage without dose and rate", "mad-1"))


def _request(node: Node, path: str, found: list[Fault]) -> None:
    if "orderDetail" in node and "code" not in node:
        found.append(Fault(path, "details of an order without what is ordered", "prr-1"))


def _organization(node: Node, path: str, found: list[Fault]) -> None:
    if not {"identifier", "name", "_name"} & node.keys():
        found.append(Fault(path, "an organisation without name and identifier", "org-1"))
    for name, rule in (("address", "org-2"), ("telecom", "org-3")):
        for place, held in enumerate(parts(node, name)):
            if word(held, "use") == "home":
                found.append(Fault(f"{path}.{name}[{place}]", "an organisation has no home", rule))


def _risk(node: Node, path: str, found: list[Fault]) -> None:
    for place, prediction in enumerate(parts(node, "prediction")):
        chance = prediction.get("probabilityDecimal")
        if isinstance(chance, Digits | int) and (number(chance) or 0.0) > 100:
            found.append(Fault(f"{path}.prediction[{place}]", "a probability above 100 %", "ras-2"))


_RULES: dict[str, Rule] = {
    "Observation": _observation, "Patient": _patient, "Condition": _condition, "AllergyIntolerance": _allergy,
    "FamilyMemberHistory": _family, "Immunization": _immunization, "Composition": _composition,
    "CarePlan": _care_plan, "Goal": _goal, "MedicationDispense": _dispense, "ServiceRequest": _request,
    "MedicationAdministration": _administration, "Organization": _organization, "RiskAssessment": _risk,
}
