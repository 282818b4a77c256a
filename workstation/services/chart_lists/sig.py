"""Reads a FHIR R4 Dosage: its structure as far as it goes, its free text always."""

from __future__ import annotations

from typing import Any

from workstation.domain.sig import Amount, Often, Sig
from workstation.exchange.fhir_parts import Node, coding, number_text, part, parts, word
from workstation.services.chart_lists.references import listed

_UCUM_TIME = {"s": "s", "min": "min", "h": "h", "d": "d", "wk": "wk", "mo": "mo", "a": "a", "hour": "h", "day": "d",
              "week": "wk", "month": "mo", "year": "a", "hours": "h", "days": "d", "weeks": "wk", "months": "mo",
              "years": "a", "minute": "min", "minutes": "min", "hr": "h"}


def read_sig(node: Node) -> Sig:
    """One Dosage of a request, statement or dispense; of an administration its single ``dosage``. Never raises."""
    rates = [rate for rate in parts(node, "doseAndRate") if rate] or ([node] if "dose" in node else [])
    asked = node.get("asNeededBoolean")
    needed = coding(part(node, "asNeededCodeableConcept"))[2]
    return Sig(
        text=word(node, "text"), patient=word(node, "patientInstruction"),
        additional=tuple(filter(None, (coding(c)[2] for c in parts(node, "additionalInstruction")))),
        doses=tuple(filter(None, (_first_amount(rate, "doseQuantity", "doseRange", "dose") for rate in rates))),
        rates=tuple(filter(None, (_rate(each) for each in (*parts(node, "doseAndRate"), node)))),
        method=coding(part(node, "method"))[2], route=coding(part(node, "route"))[2],
        site=coding(part(node, "site"))[2], often=_often(part(node, "timing")),
        as_needed=True if needed else asked if isinstance(asked, bool) else None, as_needed_for=needed,
        most=tuple(pair for held in parts(node, "maxDosePerPeriod") if (pair := _ratio(held)) is not None),
        most_at_once=tuple(filter(None, (amount(held) for held in parts(node, "maxDosePerAdministration")))),
        most_in_life=tuple(filter(None, (amount(held) for held in parts(node, "maxDosePerLifetime")))),
    )


def amount(held: Node) -> Amount | None:
    """A Quantity, Duration or Range as an amount; None where it has no number."""
    if "low" in held or "high" in held:
        low, high = part(held, "low"), part(held, "high")
        unit = _unit(low) or _unit(high)
        found = Amount(number_text(low.get("value")), number_text(high.get("value")), unit)
    else:
        found = Amount(word(held, "comparator") + number_text(held.get("value")), "", _unit(held))
    return found if found.low or found.high else None


def _unit(held: Node) -> str:
    return word(held, "unit") or word(held, "code")


def _first_amount(held: Node, *members: str) -> Amount | None:
    return next((found for member in members if (found := amount(part(held, member))) is not None), None)


def _rate(held: Node) -> tuple[Amount, Amount] | None:
    pair = _ratio(part(held, "rateRatio"))
    if pair is not None:
        return pair
    bare = _first_amount(held, "rateQuantity", "rateRange")
    return (bare, Amount("")) if bare is not None else None


def _ratio(held: Node) -> tuple[Amount, Amount] | None:
    top, below = amount(part(held, "numerator")), amount(part(held, "denominator"))
    return (top, below or Amount("")) if top is not None else None


def _often(timing: Node) -> Often:
    repeat = part(timing, "repeat")
    bounds = part(repeat, "boundsPeriod")
    _, code, said = coding(part(timing, "code"))
    lasting = [_first_amount(repeat, "boundsDuration", "boundsRange")]
    if number_text(repeat.get("duration")):
        lasting.append(Amount(number_text(repeat.get("duration")), number_text(repeat.get("durationMax")),
                              word(repeat, "durationUnit")))
    return Often(
        count=number_text(repeat.get("frequency")), count_max=number_text(repeat.get("frequencyMax")),
        period=number_text(repeat.get("period")), period_max=number_text(repeat.get("periodMax")),
        unit=_UCUM_TIME.get(word(repeat, "periodUnit"), word(repeat, "periodUnit")),
        events=_texts(repeat.get("when")), offset=number_text(repeat.get("offset")),
        days=_texts(repeat.get("dayOfWeek")), times=_texts(repeat.get("timeOfDay")), code=code,
        code_text=said if said != code else "", lasting=tuple(filter(None, lasting)), begins=word(bounds, "start"),
        ends=word(bounds, "end"), total=number_text(repeat.get("count")), at=_texts(timing.get("event")),
    )


def _texts(held: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in listed(held) if isinstance(each, str) and each)
