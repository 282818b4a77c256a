"""``_include`` and ``_revinclude`` of the facade: resources that the results point at, or that point at them.

What comes along is of the same chart or nobody's (a practitioner, a medication): a reference never opens another chart.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workstation.exchange.fhir_bundle import Piece
from workstation.services.clinic import Clinic
from workstation.services.export_chart import SHARED
from workstation.services.facade_answers import Fault
from workstation.services.facade_match import Node, at
from workstation.services.facade_parameters import CLINICAL, parsed
from workstation.store import schema

_WHOSE = {"patient": "subject", "subject": "subject"}
_MEETING = {"encounter": "encounter"}
_DRUG = {"medication": "medicationReference"}
# Reference search parameters of FHIR R4, a type each, with the element they look at.
REFERENCES: dict[str, dict[str, str]] = {
    "AllergyIntolerance": {"patient": "patient", "recorder": "recorder", "asserter": "asserter"},
    "CarePlan": {**_WHOSE, **_MEETING, "goal": "goal"},
    "Composition": {**_WHOSE, **_MEETING, "author": "author"},
    "Condition": {**_WHOSE, **_MEETING, "asserter": "asserter"},
    "DeviceUseStatement": {**_WHOSE, "device": "device"},
    "DiagnosticReport": {**_WHOSE, **_MEETING, "performer": "performer", "result": "result"},
    "DocumentReference": {**_WHOSE, "author": "author", "encounter": "context.encounter"},
    "Encounter": {**_WHOSE, "participant": "participant.individual", "service-provider": "serviceProvider",
                  "location": "location.location"},
    "FamilyMemberHistory": {"patient": "patient"},
    "Goal": dict(_WHOSE),
    "ImagingStudy": {**_WHOSE, **_MEETING},
    "Immunization": {"patient": "patient", "performer": "performer.actor", "location": "location"},
    "MedicationAdministration": {**_WHOSE, **_DRUG, "context": "context", "performer": "performer.actor"},
    "MedicationDispense": {**_WHOSE, **_DRUG, "context": "context", "prescription": "authorizingPrescription"},
    "MedicationRequest": {**_WHOSE, **_DRUG, **_MEETING, "requester": "requester"},
    "MedicationStatement": {**_WHOSE, **_DRUG, "context": "context", "source": "informationSource"},
    "Observation": {**_WHOSE, **_MEETING, "performer": "performer", "has-member": "hasMember",
                    "derived-from": "derivedFrom"},
    "Patient": {"general-practitioner": "generalPractitioner", "organization": "managingOrganization"},
    "Procedure": {**_WHOSE, **_MEETING, "performer": "performer.actor"},
    "ServiceRequest": {**_WHOSE, **_MEETING, "requester": "requester", "performer": "performer"},
}
_URN = "urn:uuid:"
_SLICE = 400
_MOST_ALONG = 5000


def pointing(kind: str) -> list[str]:
    """The ``_revinclude`` values offered on a type: ``Type:parameter`` whose references may mean it."""
    if kind == "Patient":
        return [f"{other}:{name}" for other, held in sorted(REFERENCES.items()) if other != "Patient"
                for name in ("patient", "subject") if name in held]
    return [f"{other}:{name}" for other, held in sorted(REFERENCES.items()) for name in sorted(held)
            if name == kind.lower() or (kind, name) in _MEANT]


_MEANT = {("Encounter", "context"), ("Observation", "has-member"), ("Observation", "derived-from"),
          ("Observation", "result"), ("MedicationRequest", "prescription"), ("Goal", "goal")}


def included(clinic: Clinic, page: Sequence[Piece], kind: str, asked: Sequence[str]) -> list[Piece]:
    """What the page's resources point at by these parameters (``Type:parameter`` or with ``:Target``). Raises Fault."""
    found: dict[str, Piece] = {}
    for value in asked:
        names, target = _parameters(kind, value)
        for patient in sorted({piece.patient_id for piece in page}):
            own = [piece for piece in page if piece.patient_id == patient]
            keys = {key for piece in own for name in names for reference in _references(kind, name, parsed(piece.raw))
                    for key in _keys(reference)}
            found |= {piece.key: piece for piece in _held(clinic, patient, keys)
                      if not target or piece.type == target}
    return _along(found, page)


def including(clinic: Clinic, page: Sequence[Piece], kind: str, asked: Sequence[str]) -> list[Piece]:
    """The resources that point at the page's by ``Type:parameter``, of the same charts. Raises Fault."""
    found: dict[str, Piece] = {}
    keys = {piece.key for piece in page}
    for value in asked:
        if value not in pointing(kind):
            raise Fault(400, "not-supported", f"_revinclude={value[:60]} is not offered on {kind}; there are "
                                              f"{', '.join(pointing(kind)) or 'none'}")
        other, name = value.split(":")
        for patient in sorted({piece.patient_id for piece in page}):
            whole = kind == "Patient" and name in _WHOSE        # whose a resource is was settled when it came in
            for piece in _of_type(clinic, patient, other):
                if whole or any(keys & _keys(r) for r in _references(other, name, parsed(piece.raw))):
                    found[piece.key] = piece
            if len(found) > _MOST_ALONG:
                raise Fault(400, "too-costly", "too many resources would come along; ask for fewer a page")
    return _along(found, page)


def _along(found: dict[str, Piece], page: Sequence[Piece]) -> list[Piece]:
    there = {piece.key for piece in page}
    return [found[key] for key in sorted(found) if key not in there]


def _parameters(kind: str, value: str) -> tuple[list[str], str]:
    source, _, rest = value.partition(":")
    name, _, target = rest.partition(":")
    offered = REFERENCES.get(kind, {})
    if source != kind or (name != "*" and name not in offered):
        raise Fault(400, "not-supported", f"_include={value[:60]} is not offered on {kind}; there are "
                                          f"{', '.join(f'{kind}:{one}' for one in sorted(offered)) or 'none'}")
    return (sorted(offered) if name == "*" else [name]), target


def _references(kind: str, name: str, node: Node) -> Iterable[str]:
    for held in at(node, f"{REFERENCES[kind][name]}.reference"):
        if isinstance(held, str):
            yield held


def _keys(reference: str) -> set[str]:
    """The keys that a reference may mean; a ``urn:uuid:`` does not say of which type."""
    if reference.startswith(_URN):
        return {f"{kind}/{reference.removeprefix(_URN)}" for kind in (*SHARED, *CLINICAL, "Patient")}
    tail = reference.split("#", 1)[0].split("/_history/", 1)[0].split("/")[-2:]
    return {"/".join(tail)} if len(tail) == 2 else set()


def _held(clinic: Clinic, patient: str, keys: set[str]) -> list[Piece]:
    table, ordered = schema.resource, sorted(keys)
    with clinic.read() as conn:
        rows = [row for start in range(0, len(ordered), _SLICE) for row in conn.execute(
            select(table.c.key, table.c.type, table.c.patient_id, table.c.body)
            .where(table.c.key.in_(ordered[start:start + _SLICE])))]
    return [Piece(row.key, zlib.decompress(row.body), row.patient_id or "") for row in rows
            if row.patient_id == patient or (row.patient_id is None and row.type in SHARED)]


def _of_type(clinic: Clinic, patient: str, kind: str) -> list[Piece]:
    table = schema.resource
    with clinic.read() as conn:
        rows = conn.execute(select(table.c.key, table.c.body).where(
            table.c.patient_id == patient, table.c.type == kind).order_by(table.c.key)).all()
    return [Piece(row.key, zlib.decompress(row.body), patient) for row in rows]
