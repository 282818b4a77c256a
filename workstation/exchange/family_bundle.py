"""Families in a FHIR R4 bundle: a Patient each, their conditions, and a FamilyMemberHistory for every relative."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from engines.pedigree.model import Family
from workstation.errors import DamagedFile, NotThatFormat, UnsafeFile
from workstation.exchange import family_history, family_member, family_unread, safe_json
from workstation.exchange.family_write import resources_of

_MOST_BYTES = 64 * 1024 * 1024
Node = dict[str, Any]


def read(path: Path) -> list[Family]:
    """The family of every patient of a file who has relatives. Raises NotThatFormat, DamagedFile, UnsafeFile."""
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise UnsafeFile(place=path.name, reason=f"{size:,} bytes are more than a family file may hold")
    nodes = _resources(path.read_bytes(), path.name)
    found: list[Family] = []
    for patient in (node for node in nodes if node.get("resourceType") == "Patient"):
        name = patient.get("id")
        histories = [node for node in nodes if node.get("resourceType") == "FamilyMemberHistory"
                     and _refers(node.get("patient"), name)]
        own = tuple(family_member.condition_of(node) for node in nodes if node.get("resourceType") == "Condition"
                    and _refers(node.get("subject"), name))
        family = family_history.family_of(patient, histories, own)
        if family is not None:
            found.append(replace(family, id=str(name)))
    if not found:
        raise NotThatFormat(place=path.name, format="FHIR file with a family", reason="no patient of it has relatives")
    return found


def unread(path: Path, families: list[Family]) -> list[str]:
    """What the file holds that ``read`` left aside, each kind with its number."""
    probands = {one.proband.id for one in families if one.proband is not None}
    return family_unread.unread(_resources(path.read_bytes(), path.name), probands)


def write(families: list[Family]) -> tuple[str, list[str]]:
    """(a collection bundle, what FHIR has no place for). Each family needs its proband (``family_ped``)."""
    lost: list[str] = []
    entries: list[Node] = []
    for family in families:
        from_ped = not any(person.role for person in family)       # its parents without a line hold it together
        written = resources_of(family, with_inferred=from_ped)
        lost += written.lost
        entries += [{"resource": node} for node in written.resources]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n", lost


def _resources(data: bytes, place: str) -> list[Node]:
    try:
        safe_json.loads(data)                         # refuses what is unsafe or no JSON
    except safe_json.JsonFault as fault:
        raise (UnsafeFile if fault.unsafe else DamagedFile)(place=place, reason=fault.reason) from fault
    held: object = json.loads(data.decode("utf-8-sig"))
    if not isinstance(held, dict):
        raise NotThatFormat(place=place, format="FHIR file", reason="it holds no resource")
    node = cast(Node, held)
    if node.get("resourceType") != "Bundle":
        return [node]
    entries: object = node.get("entry")
    inner = [cast(Node, one).get("resource") for one in cast(list[object], entries) if isinstance(one, dict)] \
        if isinstance(entries, list) else []
    return [cast(Node, one) for one in inner if isinstance(one, dict)]


def _refers(reference: object, name: object) -> bool:
    written = cast(Node, reference).get("reference") if isinstance(reference, dict) else None
    return isinstance(written, str) and isinstance(name, str) and written.rsplit("/", 1)[-1].removeprefix(
        "urn:uuid:") == name
