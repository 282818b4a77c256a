"""Writes resources that are made here through the same door as those that come from outside."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workstation.errors import ConsiliaError
from workstation.exchange import fhir_read, fhir_write
from workstation.exchange.fhir_parts import Node
from workstation.exchange.fhir_store import FhirWriter

if TYPE_CHECKING:
    from sqlalchemy import Connection

SOURCE = "Consilia"                # what stands as the source of a resource that was made here


class NotStored(ConsiliaError):
    """A resource made here that the checks of the store refuse."""

    happened = "{what} could not be stored: {reason}."


def new_id() -> str:
    return str(uuid.uuid4())


def stamped(resource: Node) -> Node:
    """The resource with the moment of this version (``meta.lastUpdated``), its other members kept."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    held: Any = resource.get("meta")
    return {**resource, "meta": {**(held if isinstance(held, dict) else {}), "lastUpdated": now}}


def put(conn: Connection, resources: list[Node], command_id: str = "") -> list[str]:
    """Stores new or changed resources within the caller's transaction; their keys. Raises NotStored: nothing is
    stored then."""
    candidates = fhir_read.read_document(fhir_write.document(resources))
    writer = FhirWriter(conn, SOURCE, command_id)
    writer.put(candidates)
    if writer.outcome.total("stored") + writer.outcome.total("unchanged") != len(candidates):
        first = next((issue for issue in writer.outcome.issues if issue.severity == "error"), None)
        raise NotStored(what=candidates[0].type, reason=first.message if first else "it was not accepted")
    return [candidate.key for candidate in candidates]
