"""The read-only FHIR R4 face of the clinic: what a request gets, without a word about sockets.

Read, version read, search, ``$everything`` and ``$summary``; resources leave with their original bytes. Who asks is a
token of ``facade_tokens``, what it may see its scopes and the rights of the person who started the service; each
request leaves an entry in the audit trail, refused ones together once a minute.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from sqlalchemy import select

from workstation.domain.resource import StoredResource
from workstation.exchange.fhir_bundle import Piece
from workstation.exchange.fhir_gate import known_types
from workstation.services import exporting, facade_search, record
from workstation.services.export_chart import SHARED, chart
from workstation.services.facade_answers import Answer, Fault, Request, json_answer, outcome
from workstation.services.facade_bundle import searchset
from workstation.services.facade_capability import statement
from workstation.services.facade_face import Face
from workstation.services.facade_match import span
from workstation.services.facade_parameters import CLINICAL
from workstation.services.facade_shape import Page, Shape
from workstation.services.facade_tokens import Token
from workstation.store import schema

_ID = r"[A-Za-z0-9\-.]{1,64}"
_PATH = re.compile(rf"/([A-Z][A-Za-z]{{1,63}})(?:/({_ID})(?:/(_history/{_ID}|\$[a-z]+))?)?")
_OF_EVERYTHING = ("_count", "_after", "_before", "_type", "_since", "_format")
_JSON = ("json", "application/json", "application/fhir+json", "text/json")


class Facade(Face):
    """Answers FHIR requests; what can't be given is an OperationOutcome."""

    name, root, media_type, searches_by_post = "FHIR", "/fhir", "application/fhir+json; charset=utf-8", True

    def refusal(self, fault: Fault) -> Answer:
        return outcome(fault.status, fault.code, fault.words, fault.headers)

    def _answered(self, request: Request) -> Answer:
        path = request.path.removesuffix("/") or "/"
        _check_format(request)
        if path == "/metadata":
            return json_answer(statement(request.base))
        token = self._token(request)
        found = _PATH.fullmatch(path.removesuffix("/_search"))
        if found is None or found[1] not in known_types():
            raise Fault(404, "not-found", "there is nothing at this address")
        kind, identity, more = found.groups()
        if identity is None:
            return self._search(request, token, kind)
        if path.endswith("/_search"):
            raise Fault(404, "not-found", "there is nothing at this address")
        if more is not None and more.startswith("$"):
            return self._operation(request, token, kind, identity, more)
        if any(name != "_format" for name, _ in request.query):
            raise Fault(400, "not-supported", "a read has no parameters here")
        held = self._read(token, f"{kind}/{identity}", (more or "").removeprefix("_history/"))
        return _resource(held, request)

    def _read(self, token: Token, key: str, version: str) -> StoredResource:
        kind = key.split("/", 1)[0]
        with self._clinic.read() as conn:
            owner = conn.execute(
                select(schema.resource.c.patient_id).where(schema.resource.c.key == key)).first()
        if owner is None or not _within(token, kind, owner.patient_id):
            raise Fault(404, "not-found", f"there is no {key} here for this token")      # never tells which of the two
        versions = record.versions(self._clinic, key) if version else [record.source(self._clinic, key)]
        held = next((one for one in versions if not version or str(one.version) == version), None)
        if held is None:
            raise Fault(404, "not-found", f"there is no version {version} of {key}")
        self._clinic.act("record.read", owner.patient_id, detail=f"FHIR token {token.name}: read {key}")
        return held

    def _search(self, request: Request, token: Token, kind: str) -> Answer:
        asked = ", ".join(sorted({name for name, _ in request.query})) or "nothing"
        if kind == "Patient":
            self._clinic.act("patient.search", detail=f"FHIR token {token.name}: people by {asked}"[:300])
            page = facade_search.people(self._clinic, token, request)
            if page.shape.revinclude:
                for one in page.pieces:
                    self._clinic.act("record.read", one.patient_id, detail=f"FHIR token {token.name}: by _revinclude")
            return searchset(request, page)
        if kind not in CLINICAL:
            raise Fault(400, "not-supported", f"{kind} can't be searched; it is read by its id")
        patient = facade_search.patient_of(request)
        if not patient:
            raise Fault(400, "required", "name the patient (patient=ID): a search looks into one chart at a time")
        self._may(token, patient)
        self._clinic.act("record.read", patient, detail=f"FHIR token {token.name}: {kind} by {asked}"[:300])
        return searchset(request, facade_search.within(self._clinic, kind, patient, request))

    def _operation(self, request: Request, token: Token, kind: str, identity: str, name: str) -> Answer:
        operations: dict[str, Callable[[Request, str], Answer]] = {
            "$everything": self._everything, "$summary": self._summary}
        if kind != "Patient" or name not in operations:
            raise Fault(404, "not-supported", f"there is no operation {name} on {kind} here")
        self._may(token, identity)
        self._clinic.act(exporting.ACTION, identity, detail=f"FHIR token {token.name}: {name}")
        return operations[name](request, identity)

    def _everything(self, request: Request, patient: str) -> Answer:
        unknown = [n for n, _ in request.query if n not in _OF_EVERYTHING]
        if unknown:
            raise Fault(400, "not-supported", f"$everything has no parameter '{unknown[0][:60]}' here")
        types = [one for n, value in request.query if n == "_type" for one in value.split(",")]
        if any(one not in known_types() for one in types):
            raise Fault(400, "value", "_type names no FHIR R4 resource type")
        shape = Shape.of(request.query, 0)
        pieces = [p for p in chart(self._clinic, patient) if not types or p.type in types]
        pieces = self._since(request, pieces)
        page = Page.cut(pieces, shape)
        if ("_count", "0") in request.query:
            page = Page((), page.total, shape)
        return searchset(request, page)

    def _since(self, request: Request, pieces: list[Piece]) -> list[Piece]:
        """Those whose present version came to the clinic at or after ``_since``."""
        asked = next((value for name, value in request.query if name == "_since"), "")
        if not asked:
            return pieces
        try:
            since = span(asked)[0]
        except ValueError:
            raise Fault(400, "value", "_since holds no FHIR instant") from None
        table = schema.resource
        with self._clinic.read() as conn:
            rows = conn.execute(select(table.c.key, table.c.received).where(
                table.c.received >= datetime.fromtimestamp(since, UTC).isoformat(timespec="seconds"))).all()
        recent = {row.key for row in rows}
        return [piece for piece in pieces if piece.key in recent]

    def _summary(self, request: Request, patient: str) -> Answer:
        if any(n != "_format" for n, _ in request.query):
            raise Fault(400, "not-supported", "$summary has no parameters here")
        return Answer(200, tuple(exporting.summary_document(self._clinic, patient).bytes()))

    def _may(self, token: Token, patient: str) -> None:
        if not token.may_read(patient):
            raise Fault(403, "forbidden", "the token's scopes don't cover this patient")
        with self._clinic.read() as conn:
            there = conn.execute(select(schema.patient_index.c.id).where(schema.patient_index.c.id == patient)).first()
        if there is None:
            raise Fault(404, "not-found", "there is no such patient here")


def _within(token: Token, kind: str, patient_id: str | None) -> bool:
    if patient_id is None:
        return token.everybody or kind in SHARED
    return token.may_read(patient_id)


def _resource(held: StoredResource, request: Request) -> Answer:
    """The resource, or 304 where the client holds this version already (RFC 9110, sections 13.1.2 and 13.1.3)."""
    tag = f'W/"{held.version}"'
    headers = {"ETag": tag, "Last-Modified": format_datetime(held.received, usegmt=True)}
    given = request.headers.get("if-none-match", "")
    if given:
        known = given.strip() == "*" or any(one.strip().removeprefix("W/") == tag.removeprefix("W/")
                                            for one in given.split(","))
    else:
        known = _not_after(held.received, request.headers.get("if-modified-since", ""))
    return Answer(304, (), headers) if known else Answer(200, (held.raw,), headers)


def _not_after(received: datetime, text: str) -> bool:
    try:
        return bool(text) and received.replace(microsecond=0) <= parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return False


def _check_format(request: Request) -> None:
    asked = next((value for name, value in request.query if name == "_format"), "")
    if asked and asked.split(";")[0].strip().replace(" ", "+") not in _JSON:
        raise Fault(406, "not-supported", "FHIR JSON is the only format offered")
    accepts = [part.split(";")[0].strip() for part in request.headers.get("accept", "").split(",") if part.strip()]
    if not asked and accepts and not any(a in (*_JSON, "*/*", "application/*", "text/html") for a in accepts):
        raise Fault(406, "not-supported", "FHIR JSON is the only format offered")
