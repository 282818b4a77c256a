"""What the references of a chart's resources are called: who, where, which medicine."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, or_, select

from workstation.exchange.fhir_parts import Node, coding, parts, word
from workstation.exchange.fhir_parts import part as at
from workstation.exchange.safe_json import Digits
from workstation.services import patients
from workstation.services.clinic import Clinic
from workstation.store import schema

_SLICE = 400
_KEY = re.compile(r"(?:.*/)?([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?")
_UUID = "urn:uuid:"
# What a bare urn:uuid may mean here; only its own document knew the type.
_TYPES = ("Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "Patient", "RelatedPerson",
          "CareTeam", "Encounter", "Condition", "Procedure", "Observation", "Device", "MedicationRequest", "Substance")
_CHINESE = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class References:
    """The resources that others refer to, by key, and which key a reference as written means."""

    nodes: Mapping[str, Node]
    targets: Mapping[str, str] = field(default_factory=dict[str, str])

    def key(self, reference: str) -> str:
        """The key of a stored resource that ``reference`` means, or ''."""
        if reference in self.targets:
            return self.targets[reference]
        return next((key for key in _candidates(reference) if key in self.nodes), "")

    def node(self, reference: Node, holder: Node | None = None) -> Node:
        """The resource a Reference leads to: stored, or contained in ``holder``; {} where it is neither."""
        written = word(reference, "reference")
        if written.startswith("#") and holder is not None:
            return next((c for c in parts(holder, "contained") if f"#{word(c, 'id')}" == written), Node())
        return self.nodes.get(self.key(written), {})

    def name(self, reference: Node, holder: Node | None = None) -> str:
        """What a Reference is called: its display as recorded, else the target's name, else the reference itself."""
        return (word(reference, "display") or self.called(self.node(reference, holder))
                or word(at(reference, "identifier"), "value") or word(reference, "reference"))

    def called(self, node: Node) -> str:
        """The name of a resource; '' where it has none."""
        kind = word(node, "resourceType")
        if kind in ("Practitioner", "Patient", "RelatedPerson"):
            return human_name(node)
        if kind == "PractitionerRole":
            roles = ", ".join(coding(c)[2] for c in parts(node, "code"))
            who = [self.name(at(node, part)) for part in ("practitioner", "organization") if at(node, part)]
            return ", ".join(filter(None, [*who, roles]))
        if kind == "Encounter":
            kinds = [coding(c)[2] for c in parts(node, "type")]
            return next(filter(None, kinds), "") or word(node, "class", "display") or word(node, "class", "code")
        if kind == "Device":
            return next((word(n, "name") for n in parts(node, "deviceName")), "") or coding(at(node, "type"))[2]
        concept = at(node, "code") or at(node, "medicationCodeableConcept")
        return word(node, "name") or coding(concept)[2] or word(node, "title") or word(node, "description")


def human_name(node: Node) -> str:
    """The name of a person as recorded: its text, else prefix, given, family; Chinese family first, without spaces."""
    names = parts(node, "name")
    chosen = next((n for n in names if word(n, "use") in ("official", "usual", "")), names[0] if names else {})
    if word(chosen, "text"):
        return word(chosen, "text")
    given, family = words_of(chosen, "given"), word(chosen, "family")
    if _CHINESE.search(family):
        return family + "".join(given)
    return " ".join(filter(None, [*words_of(chosen, "prefix"), *given, family, *words_of(chosen, "suffix")]))


def stored_value(raw: bytes) -> Node:
    """A stored resource parsed, its reals with their digits; {} where it can't be.

    What is stored was read strictly and within bounds when it came (``exchange.safe_json``): the quick reader serves.
    """
    try:
        return at({"": json.loads(raw, parse_float=Digits)}, "")
    except (ValueError, RecursionError):
        return {}


def listed(held: Any) -> list[Any]:
    """A list member; anything else counts as a list of one, nothing as none."""
    if isinstance(held, list):
        return cast("list[Any]", held)
    return [] if held is None else [held]


def words_of(node: Node, name: str) -> list[str]:
    """The texts of a list member."""
    return [item for item in listed(node.get(name)) if isinstance(item, str)]


def resolved(clinic: Clinic, patient_id: str, nodes: Mapping[str, Node]) -> References:
    """Fetches what ``nodes`` refer to: shared resources and those of this patient, never another patient's."""
    everybody = patients.charts(clinic, patient_id)
    with clinic.read() as conn:
        targets = _targets(conn, nodes)
        wanted = {key for node in nodes.values() for written in references_in(node) for key in _candidates(written)}
        found = dict(nodes) | _fetched(conn, (wanted | set(targets.values())) - nodes.keys(), everybody)
        roles = [node for key, node in found.items() if key.startswith("PractitionerRole/")]
        more = {key for node in roles for written in references_in(node) for key in _candidates(written)}
        found |= _fetched(conn, more - found.keys(), everybody)
    return References(found, {written: key for written, key in targets.items() if key in found})


def references_in(node: Any) -> Iterator[str]:
    """Every reference below ``node``, as written."""
    if isinstance(node, dict):
        for name, held in cast(Node, node).items():
            if name == "reference" and isinstance(held, str):
                yield held
            else:
                yield from references_in(held)
    elif isinstance(node, list):
        for held in listed(node):
            yield from references_in(held)


def _candidates(reference: str) -> list[str]:
    """The keys that a reference may mean: ``Type/id``, the end of an address, any type for a urn:uuid."""
    found = _KEY.fullmatch(reference)
    if found is not None:
        return [f"{found[1]}/{found[2]}"]
    if reference.startswith(_UUID):
        return [f"{kind}/{reference.removeprefix(_UUID)}" for kind in _TYPES]
    return []


def _targets(conn: Connection, nodes: Mapping[str, Node]) -> dict[str, str]:
    """Where a document gave a resource an address unlike its id, what its medicines and devices mean."""
    table, found = schema.reference_target, dict[str, str]()
    for some in _slices(nodes):
        rows = conn.execute(select(table.c.reference, table.c.target).where(table.c.key.in_(some)))
        found |= {row.reference: row.target for row in rows}
    return found


def _fetched(conn: Connection, keys: Iterable[str], everybody: list[str]) -> dict[str, Node]:
    table, found = schema.resource, dict[str, Node]()
    for some in _slices(keys):
        wanted = select(table.c.key, table.c.body).where(
            table.c.key.in_(some), or_(table.c.patient_id.is_(None), table.c.patient_id.in_(everybody)))
        found |= {row.key: stored_value(zlib.decompress(row.body)) for row in conn.execute(wanted)}
    return found


def _slices(keys: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _SLICE):
        yield ordered[start:start + _SLICE]
