"""The patient and the study of DICOM headers as FHIR R4 resources, and which known patient a header means."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, or_, select

from workstation.store import schema

_SEX = {"M": "male", "F": "female", "O": "other"}
_DAY = re.compile(r"\d{8}")
_ID = re.compile(r"[A-Za-z0-9.-]{1,60}")


@dataclass(frozen=True, slots=True)
class Match:
    """Whose images these are. ``resource``: a new Patient to store first; ``contradiction``: why nobody can say."""

    patient_id: str
    resource: bytes | None = None
    contradiction: str = ""


def day(text: str) -> str:
    """A DICOM date as FHIR writes it, "" for what is none."""
    if _DAY.fullmatch(text) is None or not ("01" <= text[4:6] <= "12" and "01" <= text[6:] <= "31"):
        return ""
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def match(conn: Connection, values: dict[str, Any]) -> Match:
    """The patient whose record number (or id) is the header's PatientID, else a new one.

    A birth date that contradicts the known one is told, never overruled: the file then waits for a person.
    """
    number, born = str(values["patient_id"]), day(values["born"])
    table = schema.patient_index
    if number:
        rows = conn.execute(
            select(table.c.id, table.c.born).where(or_(table.c.number == number, table.c.id == number))).all()
        same = [row for row in rows if not row.born or not born or born.startswith(row.born) or row.born == born]
        if len(same) == 1:
            return Match(same[0].id)
        if len(same) > 1:
            return Match("", contradiction=f"{len(same)} patients have the record number {number[:64]}")
        if rows:
            return Match("", contradiction=f"record number {number[:64]} has the birth date {rows[0].born} in the "
                                           f"store and {born} in the file")
    new_id = _new_id(number, str(values["issuer"]), str(values["study_uid"]))
    known = conn.execute(select(table.c.id).where(table.c.id == new_id)).first()
    return Match(new_id, None if known is not None else _patient(new_id, values))


def _new_id(number: str, issuer: str, study_uid: str) -> str:
    """The record number where it can be an id, else its digest; without one every study is a patient of its own."""
    if _ID.fullmatch(number) and not issuer:
        return number
    return "dicom-" + hashlib.sha256("\0".join((number, issuer, "" if number else study_uid)).encode()).hexdigest()[:24]


def _patient(new_id: str, values: dict[str, Any]) -> bytes:
    resource: dict[str, Any] = {"resourceType": "Patient", "id": new_id}
    if values["patient_id"]:
        kind = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}
        resource["identifier"] = [{"use": "usual", "type": kind, "value": _clean(values["patient_id"])}]
    names = [name for name in map(_name, str(values["name"]).split("=")[:2]) if name]
    if names:
        resource["name"] = names
    resource["gender"] = _SEX.get(str(values["sex"]).upper(), "unknown")
    if day(values["born"]):
        resource["birthDate"] = day(values["born"])
    return orjson.dumps(resource)


def _name(group: str) -> dict[str, Any]:
    """One group of a PN (PS3.5 6.2.1): family, given, middle, prefix, suffix between carets."""
    parts = [_clean(part) for part in group.split("^")] + [""] * 4
    given = [part for part in (parts[1], parts[2]) if part]
    name: dict[str, Any] = {"use": "official"}
    name |= {"family": parts[0]} if parts[0] else {}
    name |= {"given": given} if given else {}
    name |= {"prefix": [parts[3]]} if parts[3] else {}
    return name if len(name) > 1 else {}


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:256]


def study_key(study_uid: str) -> str:
    """Id of the ImagingStudy resource of a study."""
    return "study-" + hashlib.sha256(study_uid.encode()).hexdigest()[:24]


def study_resource(patient_id: str, uid: str, study: Any, series: list[Any]) -> bytes:
    """An ImagingStudy (FHIR R4) of what is stored; ``study`` and ``series`` are rows of the store."""
    modalities = sorted({one.modality for one in series} - {""})
    resource: dict[str, Any] = {
        "resourceType": "ImagingStudy", "id": study_key(uid),
        "identifier": [{"system": "urn:dicom:uid", "value": f"urn:oid:{uid}"}], "status": "available",
        "subject": {"reference": f"Patient/{patient_id}"},
        "numberOfSeries": len(series), "numberOfInstances": sum(one.instances for one in series),
    }
    if study.date:
        resource["started"] = study.date
    if modalities:
        resource["modality"] = [_modality(code) for code in modalities]
    if study.description:
        resource["description"] = _clean(study.description)
    resource["series"] = [_series(one) for one in series]
    return orjson.dumps(resource)


def _series(one: Any) -> dict[str, Any]:
    value: dict[str, Any] = {"uid": one.uid, "modality": _modality(one.modality or "OT")}
    value["numberOfInstances"] = one.instances
    if one.number is not None and one.number >= 0:
        value["number"] = one.number
    if one.description:
        value["description"] = _clean(one.description)
    if one.body_part:
        value["bodySite"] = {"display": _clean(one.body_part)}
    return value


def _modality(code: str) -> dict[str, str]:
    return {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": code}
