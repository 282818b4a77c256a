"""Gives a chart away as a file: every resource with exactly the bytes that came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from sqlalchemy import select

from workstation.access.policy import Purpose
from workstation.domain.resource import StoredResource
from workstation.errors import NotFound, UserMistake
from workstation.services import patients, record
from workstation.services.clinic import Clinic
from workstation.store import schema
from workstation.store.files import write_atomically

Form = Literal["bundle", "ndjson"]
FORMS: tuple[Form, ...] = get_args(Form)

_REFERENCE = re.compile(rb'"reference"\s*:\s*"([^"\\]+)"')
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Resources without a patient that charts point at; they go along, so that the copy stands by itself.
_SHARED = ("Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "Device", "Group")
_BASE = "https://consilia.invalid/fhir"       # a host that can't exist (RFC 6761): the addresses are names only
_SLICE = 400


def export(clinic: Clinic, patient_id: str, form: str, out: Path) -> int:
    """Writes the chart to ``out`` and returns how many resources it holds. The file is there whole or not at all.

    ``bundle`` is one FHIR R4 Bundle of type collection with every resource byte for byte; ``ndjson`` one resource a
    line, where line breaks between JSON tokens become blanks because the format leaves no other way.
    Raises NotFound, NotAllowed, UserMistake, DiskFull.
    """
    if form not in FORMS:
        raise UserMistake(reason=f"'{form}' is no form to export; there are {', '.join(FORMS)}")
    row = patients.find(clinic, patient_id)
    held = record.resources(clinic, row.id)
    held.sort(key=lambda r: (r.type != "Patient", r.type, r.key))
    held += _shared(clinic, held)
    if not out.parent.is_dir():
        raise NotFound(what="folder", name=str(out.parent))
    clinic.act("patient.export", patient_id=row.id, detail=f"{form}, {len(held)} resources",
               purpose=Purpose.PATIENT_REQUEST)
    write_atomically(out, _bundle(held) if form == "bundle" else _ndjson(held))
    return len(held)


def _bundle(held: list[StoredResource]) -> Iterator[bytes]:
    yield b'{"resourceType":"Bundle","type":"collection","entry":['
    for place, resource in enumerate(held):
        yield b"," if place else b""
        yield b'\n{"fullUrl":"%s","resource":' % _address(resource.key).encode()
        yield resource.raw
        yield b"}"
    yield b"\n]}\n"


def _ndjson(held: list[StoredResource]) -> Iterator[bytes]:
    for resource in held:
        # A raw line break can only be white space between JSON tokens: inside a string it would have to be escaped.
        yield resource.raw.replace(b"\r\n", b" ").replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"


def _address(key: str) -> str:
    identity = key.split("/", 1)[1]
    return f"urn:uuid:{identity}" if _UUID.fullmatch(identity) else f"{_BASE}/{key}"


def _shared(clinic: Clinic, held: list[StoredResource]) -> list[StoredResource]:
    wanted: set[str] = set()
    for resource in held:
        for found in set(_REFERENCE.findall(resource.raw)):
            reference = found.decode("utf-8", "replace")
            if reference.startswith("urn:uuid:"):
                wanted |= {f"{kind}/{reference.removeprefix('urn:uuid:')}" for kind in _SHARED}
            elif reference.startswith(_SHARED):
                wanted.add(reference)
    keys = sorted(wanted)
    table = schema.resource
    with clinic.read() as conn:
        there = [key for start in range(0, len(keys), _SLICE) for key in conn.execute(
            select(table.c.key).where(table.c.key.in_(keys[start:start + _SLICE]), table.c.patient_id.is_(None))
        ).scalars()]
        return [record.source(clinic, key) for key in there]
