"""A stored FHIR resource and the run that brought it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class StoredResource:
    """One version of one resource. ``raw`` are the original bytes, never re-spelled. ``key`` is ``Type/id``."""

    key: str
    type: str
    patient_id: str | None
    version: int
    raw: bytes
    received: datetime
    source: str                   # file name or sender the bytes came from


class FileStatus(StrEnum):
    IMPORTED = "imported"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImportIssue:
    """One thing worth telling about an import: where, what, and the raw excerpt."""

    severity: str                 # error, warning, information
    place: str                    # e.g. entry[17] Observation/abc
    message: str
    excerpt: str = ""


@dataclass(slots=True)
class FileReport:
    """What became of one file: counts a section, each as found, stored, unchanged and refused."""

    path: str
    status: FileStatus
    counts: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])
    wants_mapping: bool = False        # a table (CSV) that only a mapping chosen by a person can read

    @property
    def without_record(self) -> bool:
        """True where it was read whole and without fault, and held nothing that belongs into a record."""
        return self.status is FileStatus.IMPORTED and not self.counts


@dataclass(slots=True)
class ImportReport:
    """What became of a run: one entry a file, and the sums."""

    run_id: str
    files: list[FileReport] = field(default_factory=list[FileReport])

    def totals(self) -> dict[str, dict[str, int]]:
        """Sums of the counts of all files, a section each."""
        sums: dict[str, dict[str, int]] = {}
        for report in self.files:
            for section, counts in report.counts.items():
                into = sums.setdefault(section, {})
                for name, number in counts.items():
                    into[name] = into.get(name, 0) + number
        return sums

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on (DESIGN section 8)."""
        return {
            "run": self.run_id,
            "files": [
                {
                    "path": report.path,
                    "status": report.status.value,
                    "counts": report.counts,
                    "issues": [
                        {"severity": i.severity, "place": i.place, "message": i.message, "excerpt": i.excerpt}
                        for i in report.issues
                    ],
                }
                for report in self.files
            ],
            "counts": self.totals(),
        }
