"""Puts candidates into the store: new, unchanged, changed (the old version goes to the history) or into quarantine.

Runs within one transaction of the caller; screens see all of a file or nothing of it.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from workstation.domain.quarantine import QuarantineState
from workstation.domain.resource import ImportIssue
from workstation.exchange import projections
from workstation.exchange.fhir_parts import Node, date, word
from workstation.exchange.fhir_read import Candidate, excerpt, paths_to
from workstation.exchange.safe_json import JsonFault, loads
from workstation.store import schema, waiting

_SLICE = 400                       # keys asked for in one query
_LONGEST = 512                     # letters of a reference or a place in an index; the record itself keeps them whole
_ZLIB = 1                          # 11:1 on Synthea; the higher levels cost more time than they save


@dataclass(slots=True)
class Outcome:
    """Counts a resource type (found = stored + unchanged + quarantined + refused) and what is worth saying."""

    counts: dict[str, Counter[str]] = field(default_factory=dict[str, "Counter[str]"])
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])
    quarantined: list[tuple[Candidate, str]] = field(default_factory=list["tuple[Candidate, str]"])

    def count(self, kind: str, what: str) -> None:
        into = self.counts.setdefault(kind, Counter())
        into["found"] += 1
        into[what] += 1

    def total(self, what: str) -> int:
        return sum(into[what] for into in self.counts.values())


class FhirWriter:
    """Writes the candidates of one file. ``quarantine(raw)`` puts bytes into the vault and returns their digest."""

    def __init__(self, conn: Connection, source: str, command_id: str) -> None:
        self._conn = conn
        self._source = source
        self._command = command_id
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self.outcome = Outcome()

    def put(self, candidates: list[Candidate], contradicted: Mapping[str, str] | None = None) -> None:
        """Stores what can be stored; the rest is counted and told.

        ``contradicted`` (``contradicted_patients``) is given where these are only a part of the file.
        """
        usable = self._judged(candidates)
        known = self._known({c.key for c in usable})
        replaced = self._replaced({c.key for c in usable if c.key in known and known[c.key].digest != c.digest})
        contradictions = self._contradicted(usable, known) if contradicted is None else contradicted
        fresh: dict[str, tuple[Candidate, int]] = {}
        for candidate in usable:
            self._decide(candidate, known, replaced, contradictions, fresh)
        self._write(fresh, known)
        self._settle(fresh)
        self._settle_waiting(usable, known, fresh)

    def force(self, candidate: Candidate) -> None:
        """Stores what a person decided to take in, as a new version of what stands under its key. Raises JsonFault."""
        if candidate.refused:
            raise JsonFault(candidate.refused)
        known = self._known({candidate.key})
        before = known.get(candidate.key)
        if before is not None and before.digest == candidate.digest and before.patient_id == candidate.patient_id:
            return
        fresh = {candidate.key: (candidate, (before.version if before is not None else 0) + 1)}
        self._write(fresh, known)
        self._settle(fresh)
        if before is not None and before.patient_id is not None:
            projections.refresh_patients(self._conn, [before.patient_id])

    def _judged(self, candidates: list[Candidate]) -> list[Candidate]:
        usable: list[Candidate] = []
        for candidate in candidates:
            if candidate.refused:
                self.outcome.count(candidate.type, "refused")
                self._tell("error", candidate, f"refused: {candidate.refused}")
            elif candidate.doubted:
                self._wait(candidate, candidate.doubted)
            else:
                usable.append(candidate)
            self.outcome.issues.extend(candidate.issues)
        return usable

    def _decide(self, candidate: Candidate, known: dict[str, Any], replaced: set[tuple[str, str]],
                contradicted: Mapping[str, str], fresh: dict[str, tuple[Candidate, int]]) -> None:
        """Sorts one candidate into fresh, unchanged or quarantine."""
        before = known.get(candidate.key)
        earlier = fresh.get(candidate.key)
        reason = contradicted.get(candidate.patient_id or "", "")
        if earlier is not None:
            if earlier[0].digest == candidate.digest:
                self.outcome.count(candidate.type, "unchanged")
            else:
                self._wait(candidate, f"{candidate.key} stands twice in the file with different content")
        elif before is not None and (
                before.digest == candidate.digest or (candidate.key, candidate.digest) in replaced):
            self.outcome.count(candidate.type, "unchanged")
        elif reason:
            self._wait(candidate, reason)
        elif before is not None and before.patient_id != candidate.patient_id and before.patient_id is not None:
            self._wait(candidate, f"{candidate.key} is known already and belongs to another patient")
        elif before is not None and _older(candidate, before.body):
            self._wait(candidate, f"{candidate.key} is older than the version that is stored")
        else:
            fresh[candidate.key] = candidate, (before.version if before is not None else 0) + 1
            self.outcome.count(candidate.type, "stored")

    def contradicted_patients(self, patients: list[Candidate]) -> dict[str, str]:
        """By patient id why everything of theirs in this file waits."""
        return self._contradicted(patients, self._known({c.key for c in patients}))

    def _contradicted(self, usable: list[Candidate], known: dict[str, Any]) -> dict[str, str]:
        """Patients whose incoming birth date is not the stored one: everything of theirs in this file waits."""
        found: dict[str, str] = {}
        for candidate in usable:
            before = known.get(candidate.key)
            if candidate.type != "Patient" or before is None or before.digest == candidate.digest:
                continue
            old = word(loads(zlib.decompress(before.body)), "birthDate")
            new = word(candidate.value, "birthDate")
            if old and new and not (old.startswith(new) or new.startswith(old)):
                reason = f"{candidate.key} has the birth date {new} here and {old} in the store"
                found[candidate.patient_id or ""] = reason
        return found

    def _wait(self, candidate: Candidate, reason: str) -> None:
        decided = waiting.find(self._conn, waiting.identity(candidate.key, candidate.digest, reason))
        if decided is not None and decided.state is not QuarantineState.WAITING:
            self.outcome.count(candidate.type, "unchanged")
            self._tell("information", candidate, f"was decided before and is {decided.state.value}: {reason}")
            return
        self.outcome.count(candidate.type, "quarantined")
        self.outcome.quarantined.append((candidate, reason))
        self._tell("error", candidate, f"waits in quarantine: {reason}")

    def _settle_waiting(self, usable: list[Candidate], known: dict[str, Any],
                        fresh: dict[str, tuple[Candidate, int]]) -> None:
        """What waited and has now come cleanly needs nobody's decision any more.

        The very bytes that waited are stored: they count as taken. Of a resource that was never stored the sender has
        sent a sound version for the same patient: that one is kept. Whatever contradicts what is stored waits on.
        """
        stored = {c.key: (c, 0) for c in usable if c.key in known and known[c.key].digest == c.digest} | fresh
        ordered = sorted(stored)
        for start in range(0, len(ordered), _SLICE):
            for item in waiting.of_keys(self._conn, ordered[start:start + _SLICE]):
                candidate, version = stored[item.resource_key]
                if item.patient_id != candidate.patient_id:
                    continue
                same = item.id == waiting.identity(candidate.key, candidate.digest, item.reason)
                state = QuarantineState.TAKEN if same else QuarantineState.KEPT
                if (same or version == 1) and waiting.settle(self._conn, item, state):
                    self._tell("information", candidate, f"settles what waited of it: {item.reason}")

    def _tell(self, severity: str, candidate: Candidate, message: str) -> None:
        self.outcome.issues.append(ImportIssue(severity, candidate.place, message, excerpt(candidate.raw)))

    def _known(self, keys: set[str]) -> dict[str, Any]:
        table, found = schema.resource, {}
        ordered = sorted(keys)
        for start in range(0, len(ordered), _SLICE):
            wanted = select(table).where(table.c.key.in_(ordered[start:start + _SLICE]))
            found |= {row.key: row for row in self._conn.execute(wanted)}
        return found

    def _replaced(self, keys: set[str]) -> set[tuple[str, str]]:
        """(key, digest) of every earlier version of these: what was replaced once does not come back by itself."""
        table, found = schema.resource_history, set[tuple[str, str]]()
        ordered = sorted(keys)
        for start in range(0, len(ordered), _SLICE):
            wanted = select(table.c.key, table.c.digest).where(table.c.key.in_(ordered[start:start + _SLICE]))
            found |= {(row.key, row.digest) for row in self._conn.execute(wanted)}
        return found

    def _write(self, fresh: dict[str, tuple[Candidate, int]], known: dict[str, Any]) -> None:
        table, history = schema.resource, schema.resource_history
        rows, lines, replaced = [], [], [known[key] for key in fresh if key in known]
        named = self._named(fresh)
        for candidate, version in fresh.values():
            rows.append({"key": candidate.key, "type": candidate.type, "patient_id": candidate.patient_id,
                         "version": version, "digest": candidate.digest, "body": zlib.compress(candidate.raw, _ZLIB),
                         "received": self._now, "source": self._source, "command_id": self._command})
            if candidate.patient_id is not None:
                linked = {reference: named[key] for reference, key in candidate.links.items() if key in named}
                lines += projections.timeline_rows(candidate.value, candidate.key, candidate.patient_id, linked)
        if replaced:
            self._conn.execute(insert(history), [
                {"key": r.key, "version": r.version, "digest": r.digest, "body": r.body, "received": r.received,
                 "source": r.source, "command_id": r.command_id} for r in replaced])
            gone = [{"gone": r.key} for r in replaced]
            self._conn.execute(delete(table).where(table.c.key == bindparam("gone")), gone)
            self._conn.execute(delete(schema.timeline).where(schema.timeline.c.source == bindparam("gone")), gone)
        if rows:
            self._conn.execute(insert(table), rows)
        if lines:
            self._conn.execute(insert(schema.timeline), lines)
        meetings = {c.key: (c.patient_id, c.value) for c, _ in fresh.values() if c.type == "Appointment"}
        if meetings:
            projections.put_appointments(self._conn, meetings)

    def _named(self, fresh: dict[str, tuple[Candidate, int]]) -> dict[str, Node]:
        """The medications and devices that the fresh resources point at, from this file or the store; kept as links."""
        table = schema.reference_target
        aims = [{"key": c.key, "reference": reference, "target": key}
                for c, _ in fresh.values() for reference, key in c.links.items()
                if max(len(reference), len(key)) <= _LONGEST]
        if not aims:
            return {}
        self._conn.execute(delete(table).where(table.c.key == bindparam("own")), [{"own": aim["key"]} for aim in aims])
        self._conn.execute(insert(table), aims)
        wanted = {aim["target"] for aim in aims}
        here = {key: fresh[key][0].value for key in wanted if key in fresh}
        return projections.stored_values(self._conn, wanted - here.keys()) | here

    def _renamed(self, fresh: dict[str, tuple[Candidate, int]]) -> None:
        """Rows that take their name from something that came or changed only now."""
        table = schema.reference_target
        keys = sorted(key for key, (c, _) in fresh.items() if c.type in ("Medication", "Device"))
        for start in range(0, len(keys), _SLICE):
            found = self._conn.execute(select(table.c.key).where(table.c.target.in_(keys[start:start + _SLICE])))
            projections.reproject(self._conn, sorted({key for key in found.scalars() if key not in fresh}))

    def _settle(self, fresh: dict[str, tuple[Candidate, int]]) -> None:
        """The patient index, and which references point at nothing."""
        self._renamed(fresh)
        touched = {c.patient_id for c, _ in fresh.values() if c.patient_id is not None}
        projections.put_patients(self._conn, {
            c.patient_id: (c.value, c.key) for c, _ in fresh.values()
            if c.type == "Patient" and c.patient_id is not None})
        projections.refresh_patients(self._conn, touched)
        loose = schema.dangling_reference
        waiting = set(self._conn.execute(select(loose.c.reference).distinct()).scalars())
        met = [{"met": key} for key in fresh if key in waiting]
        if met:
            self._conn.execute(delete(loose).where(loose.c.reference == bindparam("met")), met)
        if fresh:
            self._conn.execute(delete(loose).where(loose.c.key == bindparam("own")), [{"own": key} for key in fresh])
        stored = self._known({r for c, _ in fresh.values() for r in c.dangling})
        rows: list[dict[str, str]] = []
        for candidate, _ in fresh.values():
            missing = {reference for reference in candidate.dangling if reference not in stored}
            loose_ends = {(path[:_LONGEST], reference[:_LONGEST])
                          for path, reference in (paths_to(candidate.value, missing) if missing else ())}
            rows += [{"key": candidate.key, "path": path, "reference": reference}
                     for path, reference in sorted(loose_ends)]
        if rows:
            self._conn.execute(insert(loose), rows)
            shown = sorted({row["reference"] for row in rows})
            self.outcome.issues.append(ImportIssue(
                "information", "", f"{len(rows)} references point at nothing that is stored yet and were kept: "
                + ", ".join(shown[:5]) + (" ..." if len(shown) > 5 else "")))


def _older(candidate: Candidate, body: bytes) -> bool:
    new = word(candidate.value, "meta", "lastUpdated")
    old = word(loads(zlib.decompress(body)), "meta", "lastUpdated")
    first, second = date(new), date(old)
    return first is not None and second is not None and first.start < second.start
