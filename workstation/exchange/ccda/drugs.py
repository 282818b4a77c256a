"""Medications and immunizations (C-CDA Medication Activity, Supply, Immunization Activity) as FHIR resources."""

from __future__ import annotations

from typing import Any

from workstation.exchange.ccda import header
from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.statements import (
    author_time,
    base,
    below,
    code_of,
    has,
    intended,
    negated,
    notes,
    performers,
    reasons,
)
from workstation.exchange.ccda.values import number, quantity
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
_TAKEN = {"active": "active", "completed": "completed", "aborted": "stopped", "suspended": "on-hold", "held": "on-hold",
          "cancelled": "not-taken", "nullified": "entered-in-error", "new": "intended"}
_ORDERED = {"active": "active", "completed": "completed", "aborted": "stopped", "suspended": "on-hold",
            "held": "on-hold", "cancelled": "cancelled", "nullified": "entered-in-error", "new": "draft"}
_HANDED_OUT = {"completed": "completed", "active": "in-progress", "aborted": "stopped", "cancelled": "cancelled",
               "nullified": "entered-in-error", "held": "on-hold", "suspended": "on-hold"}
_INTENTS = {"RQO": "order", "INT": "plan", "PRP": "proposal", "PRMS": "plan", "ARQ": "plan", "APT": "plan"}
_SIG = ("22.4.147",)                                  # Medication Free Text Sig
_REFUSAL = ("22.4.53",)                               # Immunization Refusal Reason
_PLANNED = ("22.4.42", "22.4.120", "1.25")            # Planned Medication, Planned Immunization, Plan of Care
_INSTRUCTION = ("22.4.20", "1.49")
_PERIOD_UNITS = {"s", "min", "h", "d", "wk", "mo", "a"}          # FHIR R4 UnitsOfTime (UCUM)


def medication(chart: Chart, element: Element) -> bool:
    """Keeps a MedicationStatement, or a MedicationRequest where it is only planned; False where no drug is named."""
    drug = product(chart, element)
    if not drug:
        return False
    # INT is also the mood of what a patient is meant to be taking now (Medication Activity): not a plan by itself.
    planned = intended(element) and (element.get("moodCode") != "INT" or has(element, _PLANNED))
    status = code_of(element, "statusCode")
    dosage = _dosage(chart, element)
    content: Json = {**base(element), "medicationCodeableConcept": drug, "subject": chart.patient,
                     "reasonCode": reasons(chart, element), "note": notes(chart, element)}
    if planned:
        content |= {"status": _ORDERED.get(status, "unknown"), "intent": _INTENTS.get(element.get("moodCode"), "plan"),
                    "dosageInstruction": [dosage]}
        author_time(chart, element, content, "authoredOn")
        chart.put("MedicationRequest", content, element)
    else:
        content |= {"status": "not-taken" if negated(element) else _TAKEN.get(status, "unknown"), "dosage": [dosage]}
        chart.clock.span(content, "effective", _course(element))
        author_time(chart, element, content, "dateAsserted")
        chart.put("MedicationStatement", content, element)
    for supply in below(element):
        if supply.name == "supply":
            supplied(chart, supply, drug)
    return True


def supplied(chart: Chart, element: Element, drug: Json | None = None) -> bool:
    """Keeps a MedicationDispense (handed out) or a MedicationRequest (asked for) of a supply; False without a drug."""
    named = product(chart, element) or drug
    if not named:
        return False
    status = code_of(element, "statusCode")
    content: Json = {**base(element), "medicationCodeableConcept": named, "subject": chart.patient,
                     "note": notes(chart, element)}
    amount = quantity(element.first("quantity"))
    repeats = element.first("repeatNumber")
    if intended(element):
        content |= {"status": _ORDERED.get(status, "unknown"), "intent": _INTENTS.get(element.get("moodCode"), "plan")}
        request: Json = {"quantity": amount}
        if repeats is not None and repeats.get("value").isdecimal() and int(repeats.get("value")) > 0:
            # CDA counts every supply, FHIR only the refills after the first (C-CDA on FHIR, Medication Supply Order).
            request["numberOfRepeatsAllowed"] = int(repeats.get("value")) - 1
        chart.clock.period(request, "validityPeriod", element.first("effectiveTime"))
        author_time(chart, element, content, "authoredOn")
        chart.put("MedicationRequest", content | {"dispenseRequest": request}, element)
    else:
        content |= {"status": _HANDED_OUT.get(status, "unknown"), "quantity": amount,
                    "performer": [{"actor": p} for p in performers(chart, element)]}
        chart.clock.put(content, "whenHandedOver", element.first("effectiveTime"))
        chart.put("MedicationDispense", content, element)
    return True


def immunization(chart: Chart, element: Element) -> bool:
    """Keeps an Immunization that was given or refused; False where no vaccine is named."""
    vaccine = product(chart, element)
    if not vaccine:
        return False
    material = element.first("consumable", "manufacturedProduct")
    lot = material.first("manufacturedMaterial", "lotNumberText") if material is not None else None
    maker = header.organization(chart, material.first("manufacturerOrganization")) if material is not None else {}
    refused = negated(element) or code_of(element, "statusCode") in ("cancelled", "aborted")
    content: Json = {
        **base(element), "status": "not-done" if refused else "completed", "vaccineCode": vaccine,
        "patient": chart.patient, "lotNumber": lot.words() if lot is not None else "",
        "manufacturer": maker, "route": chart.values.concept(element.first("routeCode")),
        "site": chart.values.concept(element.first("approachSiteCode")),
        "doseQuantity": quantity(element.first("doseQuantity")),
        "performer": [{"actor": p} for p in performers(chart, element)], "note": notes(chart, element),
    }
    for each in below(element):
        if has(each, _REFUSAL):
            chart.mark(each)
            content["statusReason"] = chart.values.concept(each.first("code"))
    content["reasonCode"] = reasons(chart, element)
    times = element.first("effectiveTime")
    chart.clock.put(content, "occurrenceDateTime", times)
    if "occurrenceDateTime" not in content:
        content["occurrenceString"] = "not recorded"
    dose = element.first("repeatNumber")
    if dose is not None and dose.get("value").isdecimal() and int(dose.get("value")) > 0:
        content["protocolApplied"] = [{"doseNumberPositiveInt": int(dose.get("value"))}]
    chart.put("Immunization", content, element)
    return True


def product(chart: Chart, element: Element) -> Json:
    """The drug or vaccine, by its code or name."""
    for holder in ("consumable", "product"):
        made = element.first(holder, "manufacturedProduct")
        for name in ("manufacturedMaterial", "manufacturedLabeledDrug"):
            material = made.first(name) if made is not None else None
            if material is None:
                continue
            concept = chart.values.concept(material.first("code"))
            named = material.first("name")
            words = named.words() if named is not None else ""
            if concept or words:
                return concept or {"text": words}
    return {}


def _course(element: Element) -> Element | None:
    """When the drug is taken from and to: the time that is no repetition."""
    times = [t for t in element.all("effectiveTime") if t.get("type").rpartition(":")[2] not in ("PIVL_TS", "EIVL_TS")]
    return next((t for t in times if t.get("value") or t.first("low") is not None or t.first("high") is not None), None)


def _dosage(chart: Chart, element: Element) -> Json:
    found: Json = {"route": chart.values.concept(element.first("routeCode")), "timing": _timing(chart, element),
                   "site": chart.values.concept(element.first("approachSiteCode"))}
    for each in below(element):
        words = chart.values.text(each.first("text"))
        if has(each, _SIG) and words:
            chart.mark(each)
            found["text"] = words
        elif has(each, _INSTRUCTION) and words:
            chart.mark(each)
            found["patientInstruction"] = words
    rate: Json = {"rateQuantity": _amount(element.first("rateQuantity"))}
    dose = element.first("doseQuantity")
    amount = _amount(dose)
    if amount and "unit" not in amount:
        form = element.first("administrationUnitCode")
        if form is not None and form.get("displayName"):
            amount["unit"] = form.get("displayName")
    rate["doseQuantity"] = amount
    if any(rate.values()):
        found["doseAndRate"] = [{name: held for name, held in rate.items() if held}]
    condition = element.first("precondition", "criterion")
    if condition is not None:
        reason = chart.values.concept(condition.first("value")) or chart.values.concept(condition.first("code"))
        words = chart.values.text(condition.first("text"))
        reason = reason or ({"text": words} if words else {})
        found |= {"asNeededCodeableConcept": reason} if reason else {"asNeededBoolean": True}
    return found


def _amount(element: Element | None) -> Json:
    """A dose or rate; of an interval whose ends are the same, or of which one is given, that one."""
    if element is None or quantity(element):
        return quantity(element)
    low, high = quantity(element.first("low")), quantity(element.first("high"))
    return low if not high or low == high else high if not low else {}


def _timing(chart: Chart, element: Element) -> Json:
    """How often: a repetition every so many hours or days (PIVL_TS), or at an event of the day (EIVL_TS)."""
    for time in element.all("effectiveTime"):
        kind = time.get("type").rpartition(":")[2]
        if kind == "PIVL_TS":
            return {"repeat": _repeat(time.first("period"))}
        event = time.first("event")
        if kind == "EIVL_TS" and event is not None and event.get("code"):
            return {"repeat": {"when": [event.get("code")]}}
    return {}


def _repeat(period: Element | None) -> Json:
    if period is None:
        return {}
    low, high = period.first("low"), period.first("high")
    start = low if low is not None else period
    unit, length = start.get("unit"), number(start.get("value"))
    if length is None or unit not in _PERIOD_UNITS:
        return {}
    repeat: Json = {"frequency": 1, "period": length, "periodUnit": unit}
    longest = number(high.get("value")) if high is not None and high.get("unit") == unit else None
    return repeat | ({"periodMax": longest} if longest is not None else {})
