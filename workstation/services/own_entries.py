"""What patients measured themselves: entered, read from a file, corrected, taken back; never deleted.

Each is a FHIR R4 Observation whose performer is the patient or a relative; that is what keeps it apart from the
clinic's own values everywhere (``TimelineEvent.reporter``).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from workstation.domain.own_entry import (
    DIASTOLIC,
    NAMES,
    SYSTOLIC,
    UNITS,
    EntriesReport,
    Measure,
    OwnEntry,
    RefusedLine,
    Reporter,
    StoredEntry,
    Unit,
    unit_of,
)
from workstation.domain.partial_date import PartialDate
from workstation.domain.reporter import reporter
from workstation.errors import ChangedMeanwhile, DamagedFile, NotFound, UserMistake
from workstation.exchange.fhir_parts import Node, codes, number_text, part, parts, word
from workstation.exchange.safe_json import Digits, loads
from workstation.services import clinic_time, own_writes, patients

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection

    from workstation.services.clinic import Clinic
    from workstation.services.clinic_time import ClinicTime

ACTION = "entry.record"
_LOINC, _UCUM = "http://loinc.org", "http://unitsofmeasure.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_TRANSLATED = {"59408-5": ("59408-5", "2708-6")}       # FHIR's vital signs profile asks for the wider code beside it
_IN_ERROR = "entered-in-error"
_AHEAD = timedelta(minutes=5)                           # a device's clock may run ahead by this
_MEASURES = {unit.loinc: measure for measure, units in UNITS.items() for unit in units}


def check(entry: OwnEntry, born: PartialDate | None = None, now: datetime | None = None) -> None:
    """Refuses what can't be, with the reason; nothing is ever clamped. Raises UserMistake."""
    unit = next((one for one in UNITS[entry.measure] if one.ucum == entry.unit), None)
    if unit is None:
        raise UserMistake(reason=f"{NAMES[entry.measure]}: '{entry.unit[:20]}' is no unit of it")
    _check_value(entry.measure, entry.value, unit, (unit.low, unit.high))
    if entry.measure is Measure.PRESSURE:
        if not entry.lower:
            raise UserMistake(reason="A blood pressure has two numbers, systolic and diastolic")
        _check_value(entry.measure, entry.lower, unit, unit.lower)
        if Decimal(entry.lower) >= Decimal(entry.value):
            raise UserMistake(reason=f"{entry.value}/{entry.lower}: the systolic pressure is the higher one")
    _check_moment(entry.at, born, now or datetime.now(UTC))


def add(
    clinic: Clinic, patient_id: str, entries: Sequence[OwnEntry], command_id: str | None = None
) -> tuple[int, int]:
    """Stores all entries or none: (new ones, those known already). Raises UserMistake, NotFound, NotAllowed."""
    born = patients.banner(clinic, patient_id).row.born
    for entry in entries:
        check(entry, born)
    made = {f"Observation/{one['id']}": one for one in (_observation(patient_id, entry) for entry in entries)}

    def write(conn: Connection) -> int:
        fresh = [own_writes.stamped(one) for key, one in made.items() if key not in _existing(conn, made)]
        if fresh:
            own_writes.put(conn, fresh, command_id or "")
        return len(fresh)

    stored = clinic.act(ACTION, patient_id, f"{len(entries)} entries", write=write, command_id=command_id) or 0
    return stored, len(entries) - stored


def import_file(clinic: Clinic, patient_id: str, path: Path) -> EntriesReport:
    """Takes in the CSV of a home monitor. Raises DamagedFile where it is no table of measurements, NotFound,
    NotAllowed."""
    from workstation.exchange import home_monitor

    try:
        found = list(home_monitor.read(path.read_bytes()))
    except (home_monitor.NoTable, OSError) as fault:
        raise DamagedFile(place=path.name, reason=str(fault)) from fault
    born, local = patients.banner(clinic, patient_id).row.born, clinic_time.of(clinic)
    entries: list[OwnEntry] = []
    refused: list[RefusedLine] = []
    for one in found:
        if isinstance(one, home_monitor.BadLine):
            refused.append(RefusedLine(one.line, one.reason))
            continue
        try:
            entry = OwnEntry(one.measure, one.value, one.unit.ucum, _moment(one, local), one.lower, one.device)
            check(entry, born)
        except UserMistake as fault:
            refused.append(RefusedLine(one.line, fault.fields["reason"]))
            continue
        entries.append(entry)
    stored, known = add(clinic, patient_id, entries) if entries else (0, 0)
    return EntriesReport(stored, known, tuple(refused))


def listed(clinic: Clinic, patient_id: str) -> list[StoredEntry]:
    """Every entry of the patient, the latest first, those taken back too. Raises NotAllowed."""
    from sqlalchemy import or_, select

    from workstation.store.schema import resource, timeline

    everybody = patients.charts(clinic, patient_id)
    for one in everybody:
        clinic.read_chart(one)
    told = select(timeline.c.source).where(
        timeline.c.patient_id.in_(everybody), timeline.c.reporter != "", timeline.c.code.in_(_MEASURES))
    wanted = select(resource.c.key, resource.c.version, resource.c.body).where(
        resource.c.patient_id.in_(everybody), resource.c.type == "Observation",
        or_(resource.c.source == own_writes.SOURCE, resource.c.key.in_(told)))
    import zlib

    with clinic.read() as conn:
        rows = conn.execute(wanted).all()
    made = [_stored(row.key, row.version, loads(zlib.decompress(row.body))) for row in rows]
    return sorted((one for one in made if one is not None), key=lambda one: one.moment, reverse=True)


def amend(clinic: Clinic, patient_id: str, seen: StoredEntry, entry: OwnEntry, command_id: str | None = None) -> bool:
    """Corrects an entry; the former version stays. False where the same command did it before.

    Raises UserMistake, ChangedMeanwhile, NotFound, NotAllowed.
    """
    check(entry, patients.banner(clinic, patient_id).row.born)
    if entry.measure is not seen.entry.measure:
        raise UserMistake(reason="An entry stays what it is of; take it back and make another")
    if seen.withdrawn:
        raise UserMistake(reason="It was taken back; make another entry")

    def change(held: Node) -> Node:
        made = _observation(patient_id, entry)
        for name in ("value", "component"):
            held = {member: one for member, one in held.items() if not member.startswith(name)}
        return {**held, **made, "id": held["id"], "subject": held["subject"], "status": "amended"}

    return _changed(clinic, patient_id, seen, f"amended {seen.key} to {entry.shown()}", change, command_id)


def withdraw(clinic: Clinic, patient_id: str, seen: StoredEntry, reason: str, command_id: str | None = None) -> bool:
    """Says that an entry was made in error; it stays in the list, crossed out. Raises as ``amend``."""
    said = " ".join(reason.split())
    if not said:
        raise UserMistake(reason="An entry is taken back with a reason")

    def change(held: Node) -> Node:
        return {**held, "status": _IN_ERROR, "note": [*parts(held, "note"), {"text": said}]}

    return _changed(clinic, patient_id, seen, f"entered in error {seen.key}: {said}", change, command_id)


# --- within ----------------------------------------------------------------------------------------------------------

def _changed(
    clinic: Clinic, patient_id: str, seen: StoredEntry, said: str, change: Any, command_id: str | None
) -> bool:
    from sqlalchemy import select

    from workstation.exchange.projections import stored_values
    from workstation.store.schema import resource

    def write(conn: Connection) -> bool:
        row = conn.execute(select(resource.c.version, resource.c.patient_id).where(resource.c.key == seen.key)).first()
        if row is None or row.patient_id not in everybody:
            raise NotFound(what="entry", name=seen.key)
        if row.version != seen.version:
            raise ChangedMeanwhile(what="The entry")
        held = stored_values(conn, [seen.key])[seen.key]
        own_writes.put(conn, [own_writes.stamped(change(held))], command_id or "")
        return True

    everybody = patients.charts(clinic, patient_id)
    return clinic.act(ACTION, patient_id, said, write=write, command_id=command_id) or False


def _check_value(measure: Measure, written: str, unit: Unit, limits: tuple[float, float]) -> None:
    try:
        value = float(Decimal(written))
    except InvalidOperation:
        raise UserMistake(reason=f"{NAMES[measure]}: '{written[:20]}' is no number") from None
    low, high = limits
    if not math.isfinite(value) or not low <= value <= high:
        raise UserMistake(reason=f"{NAMES[measure]}: {written[:20]} {unit.shown} can't be; {low:g} to {high:g} can")


def _check_moment(at: str, born: PartialDate | None, now: datetime) -> None:
    try:
        when = PartialDate.parse(at)
    except ValueError:
        raise UserMistake(reason=f"'{at[:30]}' is no moment") from None
    if when.start > now + _AHEAD:
        raise UserMistake(reason=f"{when.human()} lies in the future")
    if born is not None and when.calendar < born.calendar:
        raise UserMistake(reason=f"{when.human()} lies before the birth")


def _moment(one: Any, local: ClinicTime) -> str:
    """The moment of a line of a file, in the clinic's time where it names no zone of its own."""
    if one.at is None:
        return one.day.isoformat()
    if one.zone:
        text = f"{one.day}T{one.at}{one.zone}".replace("Z", "+00:00")
        return datetime.fromisoformat(text).isoformat(timespec="seconds")
    return local.moment(one.day, one.at).isoformat(timespec="seconds")


def _existing(conn: Connection, keys: Iterable[str]) -> set[str]:
    from sqlalchemy import select

    from workstation.store.patient_search import slices
    from workstation.store.schema import resource

    return {key for some in slices(list(keys)) for key in conn.execute(
        select(resource.c.key).where(resource.c.key.in_(some))).scalars()}


def _observation(patient_id: str, entry: OwnEntry) -> Node:
    """The Observation of an entry. Its id is made of what it says, so that the same entry is met again."""
    said = (patient_id, entry.measure.value, entry.value, entry.lower, entry.unit, PartialDate.parse(entry.at).text)
    unit = next(one for one in UNITS[entry.measure] if one.ucum == entry.unit)
    performer = {"reference": f"Patient/{patient_id}"} if entry.by is Reporter.PATIENT else {
        "type": "RelatedPerson", "display": "Relative"}
    made: Node = {
        "resourceType": "Observation", "id": "own-" + hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:40],
        "status": "final", "category": [{"coding": [{"system": _CATEGORY, "code": "vital-signs"}]}],
        "code": _code(unit.loinc, NAMES[entry.measure]), "subject": {"reference": f"Patient/{patient_id}"},
        "effectiveDateTime": entry.at, "performer": [performer],
    }
    if entry.device.strip():
        made["device"] = {"display": " ".join(entry.device.split())[:200]}
    if entry.measure is Measure.PRESSURE:
        made["component"] = [
            {"code": _code(code, words), "valueQuantity": _quantity(value, unit)} for code, words, value in (
                (SYSTOLIC, "Systolic blood pressure", entry.value),
                (DIASTOLIC, "Diastolic blood pressure", entry.lower))]
    else:
        made["valueQuantity"] = _quantity(entry.value, unit)
    return made


def _code(loinc: str, words: str) -> Node:
    return {"coding": [{"system": _LOINC, "code": code} for code in _TRANSLATED.get(loinc, (loinc,))], "text": words}


def _quantity(written: str, unit: Unit) -> Node:
    return {"value": Digits(f"{Decimal(written):f}"), "unit": unit.shown, "system": _UCUM, "code": unit.ucum}


def _stored(key: str, version: int, node: Any) -> StoredEntry | None:
    """An entry of a stored Observation; None where it is none of the patient's own or none of these measures."""
    held = cast("Node", node)
    who = reporter(held)
    measure = next((_MEASURES[code] for code in codes(part(held, "code")) if code in _MEASURES), None)
    at = word(held, "effectiveDateTime")
    if not who or measure is None or not at:
        return None
    values = {code: part(one, "valueQuantity") for one in parts(held, "component") for code in codes(part(one, "code"))}
    upper = values.get(SYSTOLIC, {}) if measure is Measure.PRESSURE else part(held, "valueQuantity")
    unit = unit_of(measure, word(upper, "code") or word(upper, "unit"))
    lower = values.get(DIASTOLIC, {}) if measure is Measure.PRESSURE else {}
    if unit is None or not number_text(upper.get("value")):
        return None
    entry = OwnEntry(measure, number_text(upper.get("value")), unit.ucum, at, number_text(lower.get("value")),
                     word(held, "device", "display"), Reporter(who))
    notes = parts(held, "note")
    withdrawn = word(held, "status") == _IN_ERROR
    amended = word(held, "status") in ("amended", "corrected")
    return StoredEntry(key, entry, PartialDate.parse(at).start, version, amended, withdrawn,
                       word(notes[-1], "text") if withdrawn and notes else "")
