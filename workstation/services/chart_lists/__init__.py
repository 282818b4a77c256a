"""The lists of a chart: problems, medication, allergies, encounters, immunisations, procedures, care team.

Each is read from the original resources, so that everything a resource says can be shown; screens word it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workstation.domain.chart_list import Entry, ListKind
from workstation.domain.timeline import TimelineEvent
from workstation.exchange.fhir_parts import Node
from workstation.services import record
from workstation.services.chart_lists import (
    allergies,
    care_team,
    encounters,
    immunizations,
    medication,
    problems,
    procedures,
)
from workstation.services.chart_lists.references import References, resolved, stored_value
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress

Make = Callable[[Mapping[str, Node], References], list[Entry]]

_LISTS: dict[ListKind, tuple[tuple[str, ...], Make]] = {
    ListKind.PROBLEMS: (problems.TYPES, problems.entries),
    ListKind.MEDICATION: (medication.TYPES, medication.entries),
    ListKind.ALLERGIES: (allergies.TYPES, allergies.entries),
    ListKind.ENCOUNTERS: (encounters.TYPES, encounters.entries),
    ListKind.IMMUNIZATIONS: (immunizations.TYPES, immunizations.entries),
    ListKind.PROCEDURES: (procedures.TYPES, procedures.entries),
    ListKind.CARE_TEAM: (care_team.TYPES, care_team.entries),
}


def listing(clinic: Clinic, patient_id: str, kind: ListKind, progress: Progress | None = None) -> list[Entry]:
    """The entries of a list, in no order that matters; of linked records those of all.

    The way of life is read by ``services.way_of_life``. Raises NotAllowed, Cancelled.
    """
    types, make = _LISTS[kind]
    nodes = parsed(clinic, patient_id, types, progress)
    return make(nodes, resolved(clinic, patient_id, nodes))


def parsed(
    clinic: Clinic, patient_id: str, types: tuple[str, ...], progress: Progress | None = None
) -> dict[str, Node]:
    """The patient's resources of these types by key. Raises NotAllowed, Cancelled."""
    nodes: dict[str, Node] = {}
    stored = record.resources(clinic, patient_id, types)
    for number, resource in enumerate(stored):
        if progress is not None and number % 200 == 0:
            progress.step(number / len(stored))
        nodes[resource.key] = stored_value(resource.raw)
    return nodes


def within(clinic: Clinic, patient_id: str, key: str) -> list[TimelineEvent]:
    """What happened in an encounter: the timeline rows of every resource that refers to it, oldest first.

    Raises NotAllowed.
    """
    clinic.read_chart(patient_id)
    identity = key.split("/", 1)[1].encode()
    chosen = {resource.key for resource in record.resources(clinic, patient_id)
              if resource.key != key and _refers(resource.raw, identity)}
    return [event for event in reversed(record.timeline(clinic, patient_id)) if event.source in chosen]


def _refers(raw: bytes, identity: bytes) -> bool:
    """True where a reference in ``raw`` ends in this id."""
    place = raw.find(identity)
    while place >= 0:
        before, after = raw[place - 1:place], raw[place + len(identity):place + len(identity) + 1]
        if before in (b"/", b":") and after in (b'"', b"/"):
            return True
        place = raw.find(identity, place + 1)
    return False


__all__ = ["listing", "parsed", "within"]
