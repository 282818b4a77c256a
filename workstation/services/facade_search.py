"""Searches of the facade: people by who they are, and the resources of one chart.

A parameter that is not known is refused, never passed over: a client would take the answer for the filtered one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import select

from workstation.exchange.fhir_bundle import Piece
from workstation.services import facade_elements, facade_links, patients
from workstation.services.clinic import Clinic
from workstation.services.facade_answers import Fault, Request
from workstation.services.facade_match import Parameter, Test, at, moment, test_of
from workstation.services.facade_parameters import CLINICAL, COMMON, PATIENT, parsed
from workstation.services.facade_shape import SHAPING, Page, Shape, page_of
from workstation.services.facade_tokens import Token
from workstation.store import schema

_MOST_PEOPLE = 2000                # of one name; more are refused rather than cut
_NAMED = ("name", "family", "given", "identifier")


def people(clinic: Clinic, token: Token, request: Request) -> Page:
    """The Patients that fit, a page of them. Raises Fault, NotAllowed."""
    shape = _shape(request)
    tests = _tests(request, PATIENT, ())
    wanted = [value for name, value in request.query if name.partition(":")[0] in _NAMED]
    chosen = _chosen(request)
    ids = _named(clinic, wanted) if wanted else _everybody(clinic, request)
    changed = _changed(clinic, request)
    ids = [i for i in ids if token.may_read(i) and (not chosen or i in chosen) and (changed is None or i in changed)]
    if shape.sort not in ("", "_id"):
        raise Fault(400, "not-supported", "people are sorted by _id only")
    if wanted:
        ids = [piece.patient_id for piece in _patients(clinic, ids)
               if all(test(parsed(piece.raw)) for test in tests)]
    start, end = page_of([f"Patient/{i}" for i in ids], shape)
    page = _patients(clinic, ids[start:end])
    first, last = (page[0].key, page[-1].key) if page else ("", "")
    return _whole(clinic, "Patient", Page(page, len(ids), shape, (), start > 0, end < len(ids), first, last))


def within(clinic: Clinic, kind: str, patient_id: str, request: Request) -> Page:
    """The same for the resources of one type in one chart."""
    shape = _shape(request)
    offered = CLINICAL[kind]
    tests = _tests(request, offered, ("patient", "subject"))
    chosen, recent = _chosen(request), _recent(request)
    table = schema.resource
    with clinic.read() as conn:
        rows = conn.execute(select(table.c.key, table.c.body, table.c.received).where(
            table.c.patient_id == patient_id, table.c.type == kind).order_by(table.c.key)).all()
    pieces = [Piece(row.key, zlib.decompress(row.body), patient_id) for row in rows
              if (not chosen or row.key.split("/", 1)[1] in chosen) and recent(row.received)]
    if tests:
        pieces = [piece for piece in pieces if all(test(node) for node in [parsed(piece.raw)] for test in tests)]
    pieces = _sorted(pieces, offered, shape.sort)
    start, end = page_of([piece.key for piece in pieces], shape)
    page = pieces[start:end]
    first, last = (page[0].key, page[-1].key) if page else ("", "")
    return _whole(clinic, kind, Page(page, len(pieces), shape, (), start > 0, end < len(pieces), first, last))


def _shape(request: Request) -> Shape:
    shape = Shape.of(request.query)
    facade_elements.check(shape.elements)
    return shape


def _whole(clinic: Clinic, kind: str, page: Page) -> Page:
    """The page with what comes along, in the elements that were asked for."""
    shape = page.shape
    along = facade_links.included(clinic, page.pieces, kind, shape.include)
    along += [piece for piece in facade_links.including(clinic, page.pieces, kind, shape.revinclude)
              if piece.key not in {one.key for one in along}]
    pieces = page.pieces
    if shape.elements:
        pieces = [Piece(piece.key, facade_elements.subset(piece.raw, kind, shape.elements), piece.patient_id)
                  for piece in pieces]
    return replace(page, pieces=pieces, along=along)


def _chosen(request: Request) -> set[str]:
    return {key for name, value in request.query if name == "_id" for key in value.split(",")}


def _recent(request: Request) -> Callable[[str], bool]:
    """Whether the time a resource came fits every ``_lastUpdated``."""
    tests = [test_of(COMMON["_lastUpdated"], "_lastUpdated", value) for name, value in request.query
             if name == "_lastUpdated"]
    return lambda received: all(test({"lastUpdated": received}) for test in tests)


def _changed(clinic: Clinic, request: Request) -> set[str] | None:
    """Ids of the people whose Patient resource came at a time that was asked for, None where none was."""
    if not any(name == "_lastUpdated" for name, _ in request.query):
        return None
    recent = _recent(request)
    index, table = schema.patient_index, schema.resource
    with clinic.read() as conn:
        rows = conn.execute(select(index.c.id, table.c.received).join(table, table.c.key == index.c.resource_key)).all()
    return {row.id for row in rows if recent(row.received)}


def patient_of(request: Request) -> str:
    """The one patient a clinical search names, "" where it names none. Raises Fault."""
    named: set[str] = set()
    for name, value in request.query:
        if name in ("patient", "subject", "patient:Patient", "subject:Patient"):
            named.add(value.removeprefix(f"{request.base}/").removeprefix("Patient/"))
    if len(named) > 1 or any("," in one for one in named):
        raise Fault(400, "too-costly", "a search looks into one chart at a time")
    return named.pop() if named else ""


def _tests(request: Request, offered: dict[str, Parameter], plain: Sequence[str]) -> list[Test]:
    tests: list[Test] = []
    for name, value in request.query:
        bare, _, modifier = name.partition(":")
        if name in SHAPING or (bare in plain and modifier in ("", "Patient")) or name in COMMON:
            continue
        if bare not in offered:
            raise Fault(400, "not-supported", f"there is no search parameter '{bare[:60]}' here; "
                                              f"there are {', '.join(sorted([*COMMON, *offered, *plain]))}")
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
