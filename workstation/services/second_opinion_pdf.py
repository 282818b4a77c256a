"""The summary of a package as PDF, for a reader without Consilia: only what the package holds, nothing of the rest."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workstation.domain.opinion import Question
from workstation.domain.patient import PatientBanner
from workstation.domain.timeline import TimelineEvent
from workstation.exchange.fhir_bundle import Keys
from workstation.exchange.fhir_timeline import project
from workstation.exchange.package.question import Asked
from workstation.services.progress import Progress
from workstation.services.second_opinion_choice import Chosen

if TYPE_CHECKING:
    from engines.report.content import FamilyTree, Scan
    from workstation.services.clinic import Clinic


def summary(clinic: Clinic, chosen: Chosen, asked: Question, said: Asked, progress: Progress) -> bytes:
    """The pages. Raises Cancelled."""
    from engines.report.content import ReportContent, Signature
    from engines.report.document import render
    from workstation.services import patients, report_content
    from workstation.services.record import build_summary
    from workstation.services.report import ink, stamp

    row = patients.banner(clinic, chosen.patient_id).row
    events = _events(chosen)
    allergies: Any = [event for event in events if event.source in set(chosen.sections["allergies"])]
    state, listed = patients.allergies_of(allergies)
    head = PatientBanner(row, state, listed)
    unread: list[str] = []
    content = ReportContent(
        language="en", identity=report_content.identity(head, datetime.now(UTC).date(), "en"), made_at=said.made,
        made_by=said.asker, record=report_content.record_of(build_summary(head, events)),
        not_sent=report_content.not_sent(chosen.sections),
        scans=_scans(clinic, chosen, progress, unread), family=_family(chosen),
        has_family_section="family" in chosen.sections, comment=_words(asked, said, chosen, unread),
        signature=Signature(clinic.user.display or clinic.user.name, clinic.user.role.value.capitalize(),
                            stamp(said.made), f"Ed25519 {hashlib.sha256(clinic.public_key.encode()).hexdigest()[:16]}"),
    )
    return render(content, ink())


def _words(asked: Question, said: Asked, chosen: Chosen, unread: list[str]) -> str:
    until = f" Please answer until {asked.deadline:%d-%b-%Y}." if asked.deadline else ""
    meeting = f"\nMeeting: {asked.meeting}" if asked.meeting else ""
    parts = ", ".join(name for name, keys in chosen.sections.items() if keys)
    return "\n".join([
        f"Request for a second opinion by {said.asker}.{until}", said.text + meeting,
        f"This is not the whole chart. Chosen parts: {parts}; {sum(map(len, chosen.instances.values()))} images. "
        "What stands in no chosen part was not asked for and says nothing about the patient.", *chosen.notes, *unread])


def _events(chosen: Chosen) -> list[TimelineEvent]:
    """The rows of the chosen resources, newest first."""
    held = {piece.key: piece for piece in chosen.pieces}
    keys, rows = Keys(chosen.pieces), list[TimelineEvent]()
    for name in chosen.sections:
        for key in chosen.sections[name]:
            piece = held[key]
            rows += project(piece.value, key, {r: held[k].value for r in piece.references
                                               if (k := keys.meant(r)) is not None})
    return sorted(rows, key=lambda row: row.start.start.timestamp() if row.start else float("-inf"), reverse=True)


def _scans(clinic: Clinic, chosen: Chosen, progress: Progress, unread: list[str]) -> tuple[Scan, ...] | None:
    from workstation.services import report_scans

    if not chosen.instances:
        return None
    marked = {one.series_uid for one in chosen.findings}
    return report_scans.scans(clinic, chosen.patient_id, progress, unread, only=frozenset(chosen.instances),
                              marked=frozenset(marked))


def _family(chosen: Chosen) -> FamilyTree | None:
    """The pedigree of the chosen family history; conditions of the patient only where problems go along."""
    from workstation.errors import CannotCompute
    from workstation.services import pedigree, report_family

    def values(kind: str) -> list[dict[str, Any]]:
        return [json.loads(piece.raw) for piece in chosen.pieces if piece.type == kind]

    histories = values("FamilyMemberHistory")
    if not histories:
        return None
    try:
        family = pedigree.build(values("Patient")[0], histories, values("Condition"), datetime.now(UTC).date())
    except CannotCompute:
        return None
    if family is None:
        return None
    return report_family.tree_of(pedigree.drawing(family), report_family.colors())
