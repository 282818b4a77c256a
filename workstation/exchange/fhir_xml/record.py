"""The candidates of a FHIR XML file, and the file itself as a document of its patient."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from workstation.domain.resource import ImportIssue
from workstation.errors import NotThatFormat
from workstation.exchange import fhir_read
from workstation.exchange.attachments import original
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_xml.to_json import convert
from workstation.exchange.safe_json import JsonFault

MEDIA = "application/fhir+xml"


def read(data: bytes, name: str, kept_as: str) -> tuple[list[Candidate], list[ImportIssue]]:
    """The resources, the DocumentReference with the original, and what could not be taken over.

    ``kept_as`` is the file's name in the vault. Raises as ``convert`` does, and NotThatFormat without a resource.
    """
    converted = convert(data, name)
    try:
        candidates = fhir_read.read_document(converted.data)
    except JsonFault as fault:
        raise NotThatFormat(place=name, format="FHIR R4 record", reason=fault.reason) from fault
    patients = {one.patient_id for one in candidates if one.patient_id}
    patient = patients.pop() if len(patients) == 1 else None
    told = ImportIssue("information", "", "read from XML; the file as it came is kept as a document")
    return [*candidates, _as_document(data, name, kept_as, patient)], [told, *converted.issues]


def _as_document(data: bytes, name: str, kept_as: str, patient: str | None) -> Candidate:
    key = f"DocumentReference/xml-{hashlib.sha256(data).hexdigest()[:40]}"
    reference: dict[str, Any] = {
        "resourceType": "DocumentReference", "id": key.partition("/")[2], "status": "current",
        "description": f"{name}, the file as it came",
        "content": [{"attachment": {k: v for k, v in original(data, kept_as, name, MEDIA).items() if v}}],
    }
    if patient is not None:
        reference["subject"] = {"reference": f"Patient/{patient}"}
    return fhir_read.read_resource(orjson.dumps(reference), key, patient)
