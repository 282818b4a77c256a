"""Procedures, encounters, plans, goals, devices, care teams and coverage as FHIR resources."""

from __future__ import annotations

import base64
from typing import Any

from workstation.exchange.ccda import header, problems
from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.statements import (
    author_time,
    base,
    below,
    code_of,
    concept_or_text,
    has,
    linked,
    negated,
    notes,
    performers,
    reasons,
)
from workstation.exchange.ccda.values import coding, identifiers, label
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
_THO = "http://terminology.hl7.org/CodeSystem/"
_ACT_CODE = _THO + "v3-ActCode"
_EVENT = {"completed": "completed", "active": "in-progress", "aborted": "stopped", "cancelled": "not-done",
          "nullified": "entered-in-error", "held": "on-hold", "suspended": "on-hold", "new": "preparation"}
_REQUEST = {"active": "active", "completed": "completed", "aborted": "revoked", "cancelled": "revoked",
            "nullified": "entered-in-error", "held": "on-hold", "suspended": "on-hold", "new": "draft"}
_INTENT = {"RQO": "order", "PRP": "proposal", "PRMS": "plan", "INT": "plan"}
_GOAL = {"active": "active", "completed": "completed", "cancelled": "cancelled", "aborted": "cancelled",
         "suspended": "on-hold", "held": "on-hold", "nullified": "entered-in-error"}
_CLASSES = {"AMB", "IMP", "EMER", "HH", "VR", "FLD", "ACUTE", "NONAC", "OBSENC", "PRENC", "SS"}
_DIAGNOSIS = ("22.4.80",)
_DEVICE_ROLE = ("22.4.37", "1.52")
_PROBLEM = ("22.4.4", "1.28")
_PLANNED_COVERAGE = ("22.4.129",)
_DEVICE_ID = "2.16.840.1.113883.3.3719"               # FDA Unique Device Identification system


def procedure(chart: Chart, element: Element) -> bool:
    """Keeps a Procedure that was done, or was not; False where it isn't named."""
    code = concept_or_text(chart, element, "code")
    if not code:
        return False
    content: Json = {
        **base(element), "status": "not-done" if negated(element) else _EVENT.get(
            code_of(element, "statusCode"), "unknown"),
        "code": code, "subject": chart.patient, "bodySite": chart.values.concepts(element.all("targetSiteCode")),
        "performer": [{"actor": p} for p in performers(chart, element)], "reasonCode": reasons(chart, element),
        "note": notes(chart, element),
        "focalDevice": [{"manipulated": d} for d in devices(chart, element)],
    }
    chart.clock.span(content, "performed", element.first("effectiveTime"))
    value = element.first("value")
    outcome = chart.values.concept(value) if value is not None else {}
    content["outcome"] = outcome or ({"text": words} if (words := chart.values.text(value)) else {})
    chart.put("Procedure", content, element)
    return True


def request(chart: Chart, element: Element) -> bool:
    """Keeps a ServiceRequest for what is planned or asked for; False where it isn't named."""
    code = concept_or_text(chart, element, "code")
    if not code:
        return False
    words = chart.values.text(element.first("text"))
    content: Json = {
        **base(element), "status": _REQUEST.get(code_of(element, "statusCode"), "unknown"),
        "intent": _INTENT.get(element.get("moodCode"), "plan"), "code": code, "subject": chart.patient,
        "doNotPerform": True if negated(element) else None,
        "bodySite": chart.values.concepts(element.all("targetSiteCode")), "reasonCode": reasons(chart, element),
        "performer": performers(chart, element), "patientInstruction": words if words != code.get("text") else "",
        "orderDetail": _details(chart, element), "note": [*notes(chart, element), *_payment(chart, element)],
    }
    chart.clock.span(content, "occurrence", element.first("effectiveTime"))
    author_time(chart, element, content, "authoredOn")
    chart.put("ServiceRequest", content, element)
    return True


def _details(chart: Chart, element: Element) -> list[Json]:
    """What exactly is asked for (Patient Referral Act: the care model)."""
    found: list[Json] = []
    for each in linked(element, "SUBJ"):
        concepts = chart.values.concepts(each.all("value"))
        if each.name == "observation" and code_of(each) == "ASSERTION" and concepts:
            chart.mark(each)
            found.append(concepts[0])
    return found


def _payment(chart: Chart, element: Element) -> list[Json]:
    """Who is to pay for it (Planned Coverage), in words."""
    found: list[Json] = []
    for cover in below(element):
        for policy in below(cover) if has(cover, _PLANNED_COVERAGE) else []:
            words = label(chart.values.concept(policy.first("code")))
            if words:
                chart.mark(cover)
                chart.mark(policy)
                found.append({"text": f"coverage: {words}"})
    return found


def goal(chart: Chart, element: Element) -> bool:
    """Keeps a Goal; False where nothing says what is aimed at."""
    values = chart.values.concepts(element.all("value"))
    words = chart.values.text(element.first("text"))
    measure = chart.values.concept(element.first("code"))
    described = {"text": words} if words else next(iter(values), {}) or measure
    if not described:
        return False
    value = element.first("value")
    detail = chart.values.value(value) if value is not None else {}
    target = {name.replace("value", "detail"): held for name, held in detail.items()
              if name in ("valueQuantity", "valueRange", "valueCodeableConcept", "valueString")}
    content: Json = {
        **base(element), "lifecycleStatus": _GOAL.get(code_of(element, "statusCode"), "active"),
        "description": described, "subject": chart.patient, "note": notes(chart, element),
        "target": [{"measure": measure, **target}] if measure and target else [],
    }
    when = element.first("effectiveTime")
    chart.clock.put(content, "startDate", when)
    if "T" in content.get("startDate", ""):
        content["startDate"] = content["startDate"][:10]
        content.pop("_startDate", None)
    chart.put("Goal", content, element)
    return True


def encounter(chart: Chart, element: Element) -> bool:
    """Keeps an Encounter and the diagnoses made at it."""
    types = chart.values.concepts(element.all("code"))
    place = next((p.first("participantRole") for p in element.all("participant") if p.get("typeCode") == "LOC"), None)
    diagnoses: list[Json] = []
    for act in below(element):
        inner = [o for o in below(act) if o.name == "observation"] if has(act, _DIAGNOSIS) else []
        inner += [act] if act.name == "observation" and has(act, _PROBLEM) else []
        for each in inner:
            before = len(chart.made)
            if problems.condition(chart, each, "encounter-diagnosis") and len(chart.made) > before:
                diagnoses.append({"condition": {"reference": list(chart.made)[-1]}})
    content: Json = {
        **base(element), "status": _encounter_status(element), "class": _class_of(element), "type": types,
        "subject": chart.patient, "reasonCode": reasons(chart, element), "diagnosis": diagnoses,
        "participant": [{"individual": p} for p in performers(chart, element) if "reference" in p],
        "location": _location(place),
    }
    chart.clock.period(content, "period", element.first("effectiveTime"))
    if not types and "period" not in content:
        return False
    chart.put("Encounter", content, element)
    return True


def _encounter_status(element: Element) -> str:
    status = code_of(element, "statusCode")
    return {"active": "in-progress", "cancelled": "cancelled", "aborted": "cancelled",
            "nullified": "entered-in-error", "new": "planned"}.get(status, "finished")


def _class_of(element: Element) -> Json:
    """Ambulatory, inpatient ...: from the translation of the code; FHIR wants one, so 'unknown' is said as such."""
    code = element.first("code")
    for each in (code, *code.all("translation")) if code is not None else ():
        if each.get("code") in _CLASSES:
            return {"system": _ACT_CODE, "code": each.get("code"), "display": each.get("displayName")}
    return {"system": _THO + "v3-NullFlavor", "code": "UNK"}


def _location(role: Element | None) -> list[Json]:
    named = role.first("playingEntity", "name") if role is not None else None
    return [{"location": {"display": named.words()}}] if named is not None and named.words() else []


def devices(chart: Chart, element: Element) -> list[Json]:
    """Keeps the devices that take part in a statement; their references."""
    found: list[Json] = []
    for part in element.all("participant"):
        role = part.first("participantRole")
        entity = role.first("playingDevice") if role is not None else None
        if role is None or entity is None:
            continue
        kind = chart.values.concept(entity.first("code"))
        model = entity.first("manufacturerModelName")
        maker = role.first("scopingEntity", "desc")
        carriers = [{"carrierHRF": i.get("extension")} for i in role.all("id") if i.get("root") == _DEVICE_ID]
        content: Json = {
            "identifier": identifiers(role.all("id")), "type": kind, "patient": chart.patient, "udiCarrier": carriers,
            "modelNumber": model.words() if model is not None else "",
            "manufacturer": maker.words() if maker is not None else "",
        }
        if kind or content["modelNumber"] or carriers:
            found.append({**chart.put("Device", content), "display": label(kind) or content["modelNumber"]})
    return found


def device_use(chart: Chart, element: Element) -> bool:
    """Keeps the DeviceUseStatement of a supply that is no drug; False where no device is named."""
    used = devices(chart, element)
    for device in used:
        content: Json = {**base(element), "status": "active" if code_of(element, "statusCode") != "completed"
                         else "completed", "subject": chart.patient, "device": device, "note": notes(chart, element)}
        chart.clock.span(content, "timing", element.first("effectiveTime"))
        chart.put("DeviceUseStatement", content, element)
    return bool(used)


def care_team(chart: Chart, organizer: Element) -> bool:
    """Keeps a CareTeam with its members; False where nobody is named."""
    members: list[Json] = []
    for act in below(organizer):
        for part in act.all("performer", "participant"):
            member = header.practitioner(chart, part.first("assignedEntity"))
            roles = chart.values.concepts(part.all("functionCode"))
            if member or roles:
                chart.mark(act)
                members.append({"role": roles, "member": member})
    words = chart.values.text(organizer.first("text"))
    content: Json = {**base(organizer), "status": "active" if code_of(organizer, "statusCode") == "active" else
                     "inactive", "category": chart.values.concepts(organizer.all("code")), "name": words[:200],
                     "subject": chart.patient, "participant": members}
    chart.clock.period(content, "period", organizer.first("effectiveTime"))
    if members:
        chart.put("CareTeam", content, organizer)
    return bool(members)


def note(chart: Chart, element: Element) -> bool:
    """Keeps a Note Activity as a DocumentReference with its text; False where it has none."""
    text = chart.values.text(element.first("text"))
    if not text:
        return False
    code = element.first("code")
    kinds = chart.values.concepts(code.all("translation") or [code]) if code is not None else []
    content: Json = {
        **base(element), "status": "current", "type": next(iter(kinds), {}), "subject": chart.patient,
        "author": [a for e in element.all("author") if (a := header.practitioner(chart, e.first("assignedAuthor")))],
        "content": [{"attachment": {"contentType": "text/plain; charset=utf-8",
                                    "data": base64.b64encode(text.encode()).decode()}}],
    }
    author_time(chart, element, content, "date")
    if "T" not in content.get("date", "T"):               # an instant in FHIR R4: only with its time
        content.pop("date", None)
    chart.put("DocumentReference", content, element)
    return True


def coverage(chart: Chart, element: Element) -> bool:
    """Keeps a Coverage for each policy of a coverage activity; False where no payer is named."""
    found = False
    for policy in linked(element, "COMP", "REFR"):
        payers = [p.first("assignedEntity") for p in policy.all("performer")]
        named = [unit for p in payers if p is not None
                 and (unit := header.organization(chart, p.first("representedOrganization")))]
        code = policy.first("code")
        if not named:
            continue
        covered = next((p for p in policy.all("participant") if p.get("typeCode") == "COV"), None)
        role = covered.first("participantRole") if covered is not None else None
        member = next((i.get("extension") for i in role.all("id") if i.get("extension")), "") if role else ""
        content: Json = {**base(policy), "status": "active", "type": chart.values.concept(code),
                         "subscriberId": member, "beneficiary": chart.patient, "payor": named}
        chart.put("Coverage", content, policy)
        chart.mark(element)
        found = True
    return found


def named(element: Element) -> bool:
    """Whether its own code says something."""
    code = element.first("code")
    return code is not None and bool(coding(code) or code.first("originalText") is not None)
