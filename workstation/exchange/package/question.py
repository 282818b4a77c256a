"""The question and its answer as FHIR R4: a document bundle around the chosen resources, and what the reader sends.

The question is a ServiceRequest with a Task that carries the deadline (FHIR workflow, "order and fulfilment"); the
answer a DiagnosticReport and a Communication with their Provenance.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workstation.exchange.fhir_bundle import BASE, Piece, addresses, collection, entries
from workstation.exchange.ips import narrative

_LOINC = "http://loinc.org"
_SNOMED = "http://snomed.info/sct"
# LOINC 11488-4 "Consult note"; SNOMED CT 103696004 "Patient referral to specialist"
_CONSULT = {"coding": [{"system": _LOINC, "code": "11488-4", "display": "Consult note"}]}
_REFERRAL = {"coding": [{"system": _SNOMED, "code": "103696004", "display": "Patient referral to specialist"}],
             "text": "Second opinion"}
SYSTEM = "urn:consilia:second-opinion"        # names a package's id as an identifier


@dataclass(frozen=True, slots=True)
class Asked:
    """What the question's resources say. ``patient`` is the key of the Patient."""

    id: str
    patient: str
    text: str
    asker: str
    reader: str
    made: datetime
    deadline: date | None
    meeting: str


def request_key(question_id: str) -> str:
    """Key of the ServiceRequest of a question."""
    return f"ServiceRequest/opinion-{question_id}"


def composition_key(question_id: str) -> str:
    """Key of the Composition of a question, whose sections are titled by the parts that were sent."""
    return f"Composition/{uuid.uuid5(uuid.NAMESPACE_URL, f'{SYSTEM}/{question_id}')}"


def document(asked: Asked, chosen: Sequence[Piece], sections: Mapping[str, Sequence[str]]) -> Iterator[bytes]:
    """The bundle's text: Composition, Patient, question, then the chosen pieces byte for byte.

    ``sections`` maps a title to the keys of its entries.
    """
    import orjson

    request, task = _request(asked), _task(asked)
    named = addresses([*chosen, request, task])
    composition = _composition(asked, named, sections)
    named[composition.key] = f"{BASE}/{composition.key}"
    head = {"resourceType": "Bundle", "type": "document", "timestamp": asked.made.isoformat(timespec="seconds"),
            "identifier": {"system": SYSTEM, "value": asked.id}}
    yield orjson.dumps(head)[:-1] + b","
    yield from entries([composition, *chosen, request, task], named)
    yield b"\n}\n"


def _request(asked: Asked) -> Piece:
    body: dict[str, Any] = {
        "resourceType": "ServiceRequest", "id": request_key(asked.id).split("/")[1], "status": "active",
        "intent": "order", "code": _REFERRAL, "subject": {"reference": asked.patient},
        "identifier": [{"system": SYSTEM, "value": asked.id}], "authoredOn": asked.made.isoformat(timespec="seconds"),
        "requester": {"display": asked.asker}, "note": [{"text": asked.text}],
    }
    if asked.reader:
        body["performer"] = [{"display": asked.reader}]
    return _piece(body)


def _task(asked: Asked) -> Piece:
    body: dict[str, Any] = {
        "resourceType": "Task", "id": f"opinion-task-{asked.id}", "status": "requested", "intent": "order",
        "code": {"text": "Second opinion"}, "description": asked.text, "for": {"reference": asked.patient},
        "focus": {"reference": request_key(asked.id)}, "authoredOn": asked.made.isoformat(timespec="seconds"),
        "requester": {"display": asked.asker},
    }
    if asked.deadline is not None:
        body["restriction"] = {"period": {"end": asked.deadline.isoformat()}}
    if asked.meeting:
        body["note"] = [{"text": f"Meeting: {asked.meeting}"}]
    return _piece(body)


def _composition(asked: Asked, named: Mapping[str, str], sections: Mapping[str, Sequence[str]]) -> Piece:
    said = narrative.sentence(asked.text)
    listed: list[dict[str, Any]] = [{
        "title": "Question", "text": {"status": "generated", "div": said},
        "entry": [{"reference": named[request_key(asked.id)]}],
    }]
    listed += [{"title": title, "entry": [{"reference": named[key]} for key in keys]}
               for title, keys in sections.items() if keys]
    return _piece({
        "resourceType": "Composition", "id": composition_key(asked.id).split("/")[1],
        "status": "final", "type": _CONSULT, "subject": {"reference": named[asked.patient]},
        "date": asked.made.isoformat(timespec="seconds"), "author": [{"display": asked.asker}],
        "title": "Request for a second opinion", "text": {"status": "generated", "div": said}, "section": listed,
    })


@dataclass(frozen=True, slots=True)
class Answered:
    """What the answer's resources say; ``id`` is the answer's package id, ``question_id`` that of the question.

    ``findings`` are one line each; ``report`` is a PDF that goes along, or empty.
    """

    id: str
    question_id: str
    patient: str
    text: str
    reader: str
    made: datetime
    findings: tuple[str, ...]
    studies: tuple[str, ...]
    meeting: str
    report: bytes = b""


def answer_keys(answer_id: str) -> tuple[str, ...]:
    """Keys that the resources of an answer may have; no other is taken in."""
    return (f"DiagnosticReport/opinion-{answer_id}", f"Communication/opinion-message-{answer_id}",
            f"DocumentReference/opinion-document-{answer_id}")


def answer(asked: Answered) -> bytes:
    """A collection of DiagnosticReport, Communication and, where a report goes along, DocumentReference."""
    made = [_report(asked), _communication(asked)]
    if asked.report:
        made.append(_document(asked))
    return b"".join(collection(made))


def _report(asked: Answered) -> Piece:
    at = asked.made.isoformat(timespec="seconds")
    body: dict[str, Any] = {
        "resourceType": "DiagnosticReport", "id": f"opinion-{asked.id}",
        "identifier": [{"system": SYSTEM, "value": asked.id}],
        "basedOn": [{"reference": request_key(asked.question_id)}], "status": "final",
        "category": [{"text": "Second opinion"}], "code": _CONSULT | {"text": f"Second opinion of {asked.reader}"},
        "subject": {"reference": asked.patient}, "effectiveDateTime": at, "issued": at,
        "performer": [{"display": asked.reader}], "resultsInterpreter": [{"display": asked.reader}],
        "conclusion": "\n".join([asked.text, *asked.findings]),
    }
    if asked.studies:
        body["imagingStudy"] = [{"identifier": {"system": "urn:dicom:uid", "value": f"urn:oid:{uid}"}}
                                for uid in asked.studies]
    return _piece(body)


def _communication(asked: Answered) -> Piece:
    payload = [{"contentString": line} for line in (asked.text, *asked.findings)]
    if asked.meeting:
        payload.append({"contentString": f"Meeting: {asked.meeting}"})
    return _piece({
        "resourceType": "Communication", "id": f"opinion-message-{asked.id}", "status": "completed",
        "identifier": [{"system": SYSTEM, "value": asked.id}],
        "basedOn": [{"reference": request_key(asked.question_id)}], "subject": {"reference": asked.patient},
        "about": [{"reference": f"DiagnosticReport/opinion-{asked.id}"}],
        "sent": asked.made.isoformat(timespec="seconds"), "sender": {"display": asked.reader}, "payload": payload,
    })


def _document(asked: Answered) -> Piece:
    return _pdf(f"opinion-document-{asked.id}", asked.patient, asked.reader, asked.made,
                "Report of the second opinion", asked.report)


def summary_document(question_id: str, patient: str, sender: str, made: datetime, pdf: bytes) -> bytes:
    """The DocumentReference of the summary that came with a question."""
    return _pdf(f"opinion-summary-{question_id}", patient, sender, made, "Request for a second opinion", pdf).raw


def _pdf(identity: str, patient: str, author: str, made: datetime, title: str, pdf: bytes) -> Piece:
    at = made.isoformat(timespec="seconds")
    attachment = {"contentType": "application/pdf", "data": base64.b64encode(pdf).decode(), "title": title,
                  "creation": at}
    return _piece({
        "resourceType": "DocumentReference", "id": identity, "status": "current", "type": _CONSULT,
        "subject": {"reference": patient}, "date": at, "author": [{"display": author}], "description": title,
        "content": [{"attachment": attachment}],
    })


def provenance(
    answer_id: str, question_id: str, targets: Sequence[str], reader: str, proof: str, at: datetime
) -> bytes:
    """Where the answer's resources come from, as the asker's own clinic knows it; ``proof`` says how well."""
    author = {"system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type", "code": "author"}
    return _piece({
        "resourceType": "Provenance", "id": f"opinion-provenance-{answer_id}",
        "target": [{"reference": key} for key in targets], "recorded": at.isoformat(timespec="seconds"),
        "activity": {"text": "Second opinion, received as a signed package"},
        "agent": [{"type": {"coding": [author]}, "who": {"display": f"{reader} ({proof})"}}],
        "entity": [{"role": "source", "what": {"identifier": {"system": SYSTEM, "value": question_id}}}],
    }).raw


def _piece(body: dict[str, Any]) -> Piece:
    return Piece(f"{body['resourceType']}/{body['id']}", json.dumps(body, ensure_ascii=False).encode())
