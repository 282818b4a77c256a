"""Searches of the facade: people by who they are, and the resources of one chart.

A parameter that is not known is refused, never passed over: a client would take the answer for the filtered one.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import select

from workstation.exchange.fhir_bundle import Piece
from workstation.exchange.safe_json import loads
from workstation.services import patients
from workstation.services.clinic import Clinic
from workstation.services.facade_answers import Fault, Request
from workstation.services.facade_match import Node, Parameter, Test, at, moment, test_of
from workstation.services.facade_parameters import CLINICAL, PATIENT
from workstation.services.facade_tokens import Token
from workstation.store import schema

PAGE, LARGEST_PAGE = 50, 500
_LATEST_OFFSET = 1_000_000
_MOST_PEOPLE = 2000                # of one name; more are refused rather than cut
_SHAPING = ("_count", "_offset", "_sort", "_format", "_summary")
_NAMED = ("name", "family", "given", "identifier")


@dataclass(frozen=True, slots=True)
class Paging:
    count: int
    offset: int
    sort: str = ""

    @classmethod
    def of(cls, query: Sequence[tuple[str, str]], count: int = PAGE) -> Paging:
        """Raises Fault for what is no number or repeated."""
        given = dict(query)
        if any(sum(name == shaping for name, _ in query) > 1 for shaping in _SHAPING):
            raise Fault(400, "invalid", "a paging parameter stands twice")
        if given.get("_summary", "false") not in ("false", "count"):
            raise Fault(400, "not-supported", "only _summary=count is offered: resources are given whole")
        size = _number(given.get("_count", str(count)), "_count")
        if given.get("_summary") == "count":
            size = 0
        return cls(min(size, LARGEST_PAGE), _number(given.get("_offset", "0"), "_offset"), given.get("_sort", ""))


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= _LATEST_OFFSET):
        raise Fault(400, "value", f"the parameter {name} takes a number")
    return int(text)


def people(clinic: Clinic, token: Token, request: Request) -> tuple[list[Piece], int, Paging]:
    """(the page's Patients, how many fit, the page). Raises Fault, NotAllowed."""
    paging = Paging.of(request.query)
    tests = _tests(request, PATIENT, ("_id",))
    wanted = [value for name, value in request.query if name.partition(":")[0] in _NAMED]
    chosen = {key for name, value in request.query if name == "_id" for key in value.split(",")}
    ids = _named(clinic, wanted) if wanted else _everybody(clinic, request)
    ids = [i for i in ids if token.may_read(i) and (not chosen or i in chosen)]
    if paging.sort not in ("", "_id"):
        raise Fault(400, "not-supported", "people are sorted by _id only")
    if wanted:
        pieces = [piece for piece in _patients(clinic, ids) if all(test(parsed(piece.raw)) for test in tests)]
        return pieces[paging.offset:paging.offset + paging.count], len(pieces), paging
    return _patients(clinic, ids[paging.offset:paging.offset + paging.count]), len(ids), paging


def within(clinic: Clinic, kind: str, patient_id: str, request: Request) -> tuple[list[Piece], int, Paging]:
    """The same for the resources of one type in one chart."""
    paging = Paging.of(request.query)
    offered = CLINICAL[kind]
    tests = _tests(request, offered, ("_id", "patient", "subject"))
    chosen = {key for name, value in request.query if name == "_id" for key in value.split(",")}
    table = schema.resource
    with clinic.read() as conn:
        rows = conn.execute(select(table.c.key, table.c.body).where(
            table.c.patient_id == patient_id, table.c.type == kind).order_by(table.c.key)).all()
    pieces = [Piece(row.key, zlib.decompress(row.body), patient_id) for row in rows
              if not chosen or row.key.split("/", 1)[1] in chosen]
    if tests:
        pieces = [piece for piece in pieces if all(test(node) for node in [parsed(piece.raw)] for test in tests)]
    pieces = _sorted(pieces, offered, paging.sort)
    return pieces[paging.offset:paging.offset + paging.count], len(pieces), paging


def patient_of(request: Request) -> str:
    """The one patient a clinical search names, "" where it names none. Raises Fault."""
    named: set[str] = set()
    for name, value in request.query:
        if name in ("patient", "subject", "patient:Patient", "subject:Patient"):
            named.add(value.removeprefix(f"{request.base}/").removeprefix("Patient/"))
    if len(named) > 1 or any("," in one for one in named):
        raise Fault(400, "too-costly", "a search looks into one chart at a time")
    return named.pop() if named else ""


def parsed(raw: bytes) -> Node:
    """The resource for matching only; what is given out are its bytes."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return loads(raw)


def _tests(request: Request, offered: dict[str, Parameter], plain: Sequence[str]) -> list[Test]:
    tests: list[Test] = []
    for name, value in request.query:
        bare, _, modifier = name.partition(":")
        if bare in _SHAPING or (bare in plain and modifier in ("", "Patient")):
            continue
        if bare not in offered:
            raise Fault(400, "not-supported", f"there is no search parameter '{bare[:60]}' here; "
                                              f"there are {', '.join(sorted([*offered, *plain]))}")
        if modifier and not (modifier == "exact" and offered[bare].kind == "string"):
            raise Fault(400, "not-supported", f"the modifier ':{modifier[:40]}' is not offered")
        tests.append(test_of(offered[bare], bare, value, modifier == "exact"))
    return tests


def _sorted(pieces: list[Piece], offered: dict[str, Parameter], sort: str) -> list[Piece]:
    """Newest first for ``-date``; those without a date come last either way."""
    bare, falling = sort.removeprefix("-"), sort.startswith("-")
    if bare in ("", "_id"):
        return sorted(pieces, key=lambda piece: piece.key, reverse=falling)
    dates = [name for name, parameter in offered.items() if parameter.kind == "date"]
    if bare not in (*dates, "date") or not dates:
        raise Fault(400, "not-supported", f"it can be sorted by {', '.join(['_id', *dates])} only")
    parameter = offered[bare if bare in offered else dates[0]]
    keyed: list[tuple[float, Piece]] = []
    undated: list[Piece] = []
    for piece in pieces:
        node = parsed(piece.raw)
        spans = [own for path in parameter.paths for held in at(node, path) if (own := moment(held)) is not None]
        if spans:
            keyed.append((spans[0][0], piece))
        else:
            undated.append(piece)
    keyed.sort(key=lambda pair: pair[0], reverse=falling)
    return [piece for _, piece in keyed] + undated


def _named(clinic: Clinic, values: list[str]) -> list[str]:
    """Ids of those to whom every value leads by the clinic's own index; the tests decide."""
    found: set[str] | None = None
    for value in values:
        here: set[str] = set()
        for choice in value.split(","):
            rows = patients.search(clinic, choice.rpartition("|")[2], limit=_MOST_PEOPLE)
            if len(rows) >= _MOST_PEOPLE:
                raise Fault(400, "too-costly", "too many people have that name; name it more fully")
            here |= {row.id for row in rows}
        found = here if found is None else found & here
    return sorted(found or ())


def _everybody(clinic: Clinic, request: Request) -> list[str]:
    """Ids by birth date and sex, which the index holds as written."""
    tests = [test_of(PATIENT[bare], bare, value) for name, value in request.query
             if (bare := name.partition(":")[0]) in ("birthdate", "gender")]
    table = schema.patient_index
    with clinic.read() as conn:
        rows = conn.execute(select(table.c.id, table.c.born, table.c.sex).order_by(table.c.id)).all()
    return [row.id for row in rows if all(test({"birthDate": row.born, "gender": row.sex}) for test in tests)]


def _patients(clinic: Clinic, ids: Sequence[str]) -> list[Piece]:
    index, table = schema.patient_index, schema.resource
    found: list[Piece] = []
    with clinic.read() as conn:
        for start in range(0, len(ids), 400):
            rows = conn.execute(
                select(index.c.id, table.c.key, table.c.body).join(table, table.c.key == index.c.resource_key)
                .where(index.c.id.in_(ids[start:start + 400])).order_by(index.c.id))
            found += [Piece(row.key, zlib.decompress(row.body), row.id) for row in rows]
    return found
