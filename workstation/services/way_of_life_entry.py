"""Entering the way of life: what a person chose or typed becomes Observations, in one transaction with its audit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Connection, select

from workstation.domain.partial_date import PartialDate
from workstation.domain.way_of_life import BY_CODE, BY_NAME, LOINC, Factor
from workstation.errors import NotFound, UserMistake
from workstation.exchange import fhir_read, fhir_write
from workstation.exchange.fhir_parts import Node, codes, part, parts, word
from workstation.exchange.fhir_store import FhirWriter
from workstation.exchange.safe_json import Digits, loads
from workstation.services import record
from workstation.services.clinic import Clinic
from workstation.services.way_of_life import ENTERED
from workstation.store import schema

ACTION = "way_of_life.enter"
_CATEGORY = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category",
                         "code": "social-history"}]}
_UCUM = "http://unitsofmeasure.org"
_LONGEST = 1000


def enter(
    clinic: Clinic, patient_id: str, given: Mapping[str, str], on: str, command_id: str | None = None
) -> list[str]:
    """Saves what was given on a day; returns the keys of the Observations, [] where ``command_id`` was saved before.

    ``given`` maps factor names to an answer's code, digits, or text. Nothing is saved unless all of it can be. Raises
    UserMistake (a wrong answer, number or date), NotFound, NotAllowed.
    """
    if not given:
        raise UserMistake(reason="Nothing was entered")
    day = _day(on)
    made = {f"Observation/{uuid.uuid4()}": _observation(clinic, patient_id, name, said, day)
            for name, said in given.items()}
    detail = f"entered {', '.join(f'{BY_NAME[name].code} {name}' for name in given)} of {day}"

    def write(conn: Connection) -> list[str]:
        _known(conn, patient_id)
        for key, content in made.items():
            _store(conn, key, patient_id, {**content, "id": key.split("/", 1)[1]})
        return list(made)

    return clinic.act(ACTION, patient_id, detail, write, command_id) or []


def amend(clinic: Clinic, key: str, said: str, on: str, command_id: str | None = None) -> None:
    """Another answer or day for what was entered here; the former version stays in the history. Raises as ``enter``."""
    before, patient_id = _own(clinic, key)
    factor = next((BY_CODE[code] for code in codes(part(before, "code")) if code in BY_CODE), None)
    if factor is None:
        raise UserMistake(reason="This kind of entry can't be amended")
    content = {**_observation(clinic, patient_id, factor.name, said, _day(on)), "id": word(before, "id"),
               "status": "amended"}
    clinic.act(ACTION, patient_id, f"amended {factor.code} {factor.name}: {key}",
               lambda conn: _store(conn, key, patient_id, content), command_id)


def mark_error(clinic: Clinic, key: str, reason: str, command_id: str | None = None) -> None:
    """States that what was entered here never was so, and why; it stays readable as such. Raises as ``enter``."""
    if not reason.strip():
        raise UserMistake(reason="Say why it was entered in error")
    before, patient_id = _own(clinic, key)
    note = {"text": reason.strip()[:_LONGEST], "time": _now(), "authorString": _who(clinic)}
    content = {**before, "status": "entered-in-error", "note": [*parts(before, "note"), note]}
    clinic.act(ACTION, patient_id, f"entered in error: {key}",
               lambda conn: _store(conn, key, patient_id, content), command_id)


def _own(clinic: Clinic, key: str) -> tuple[Node, str]:
    """The Observation that was entered here and its patient."""
    stored = record.source(clinic, key)
    node = part({"": loads(stored.raw)}, "")
    if not any((word(t, "system"), word(t, "code")) == ENTERED for t in parts(part(node, "meta"), "tag")):
        raise UserMistake(reason="Only what was entered here can be changed; enter what is right beside it")
    if stored.patient_id is None:
        raise NotFound(what="patient", name=key)
    return node, stored.patient_id


def _observation(clinic: Clinic, patient_id: str, name: str, said: str, day: str) -> dict[str, Any]:
    if name not in BY_NAME:
        raise UserMistake(reason=f"'{name[:60]}' is no factor of the way of life")
    factor = BY_NAME[name]
    return {
        "resourceType": "Observation", "meta": {"tag": [{"system": ENTERED[0], "code": ENTERED[1]}]},
        "status": "final", "category": [_CATEGORY],
        "code": {"coding": [{"system": LOINC, "code": factor.code, "display": factor.display}]},
        "subject": {"reference": f"Patient/{patient_id}"}, "effectiveDateTime": day, "issued": _now(),
        "performer": [{"display": _who(clinic)}], **_value(factor, said.strip()),
    }


def _value(factor: Factor, said: str) -> dict[str, Any]:
    """The value[x] of an answer. Raises UserMistake."""
    if factor.answers:
        answer = factor.answer(said)
        if answer is None:
            raise UserMistake(reason=f"'{said[:60]}' is no answer of '{factor.display}'")
        return {"valueCodeableConcept": {"coding": [
            {"system": answer.system, "code": answer.code, "display": answer.display}]}}
    if factor.unit:
        return {"valueQuantity": {"value": Digits(_checked(factor, said)), "unit": factor.unit, "system": _UCUM,
                                  "code": factor.ucum}}
    if not said or len(said) > _LONGEST:
        raise UserMistake(reason=f"'{factor.display}' needs 1 to {_LONGEST} characters")
    return {"valueString": said}


def _checked(factor: Factor, said: str) -> str:
    """The digits as typed, where they are a number in the range. Raises UserMistake."""
    try:
        number = Decimal(said)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not factor.low <= number <= factor.high or len(said) > 12:
        raise UserMistake(
            reason=f"'{factor.display}' needs a number from {factor.low:g} to {factor.high:g} {factor.unit}")
    if factor.whole and number != number.to_integral_value():
        raise UserMistake(reason=f"'{factor.display}' needs a whole number")
    return format(number, "f")


def _day(on: str) -> str:
    """The day as written, at its precision. Raises UserMistake for no date, or one to come."""
    try:
        when = PartialDate.parse(on.strip())
    except ValueError:
        raise UserMistake(reason="The date is written as 2026-11-23, 2026-11 or 2026") from None
    if when.calendar > datetime.now().astimezone().date():
        raise UserMistake(reason="The date lies in the future")
    return when.text


def _store(conn: Connection, key: str, patient_id: str, content: Mapping[str, Any]) -> None:
    import orjson

    raw = orjson.dumps(fhir_write.plain(dict(content)))
    candidate = fhir_read.read_resource(raw, key, patient_id)
    FhirWriter(conn, "entered here", f"way of life {key}").force(candidate)


def _known(conn: Connection, patient_id: str) -> None:
    table = schema.patient_index
    if conn.execute(select(table.c.id).where(table.c.id == patient_id)).first() is None:
        raise NotFound(what="patient", name=patient_id)


def _who(clinic: Clinic) -> str:
    return clinic.user.display or clinic.user.name


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
