"""What the first page of a chart says."""

from __future__ import annotations

from dataclasses import dataclass

from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import Allergy, PatientBanner
from workstation.domain.timeline import TimelineEvent


@dataclass(frozen=True, slots=True)
class Problem:
    """A condition. ``active`` is False only where its clinical status says so (resolved, inactive, remission)."""

    name: str
    active: bool
    status: str                   # as recorded, "" where not recorded
    onset: PartialDate | None
    ended: PartialDate | None
    code: str
    system: str
    source: str                   # resource key


@dataclass(frozen=True, slots=True)
class Medication:
    """A prescription or statement. ``current`` is True for the states active, on-hold and unknown or unstated ones."""

    name: str
    current: bool
    status: str
    dose: str                     # as recorded, "" where not recorded
    since: PartialDate | None
    code: str
    system: str
    source: str


@dataclass(frozen=True, slots=True)
class ResultTrend:
    """One analyte: its newest value, and up to eleven before it in the same unit, oldest first, for a sparkline."""

    latest: TimelineEvent
    earlier: tuple[tuple[PartialDate, float], ...] = ()
    other_units: int = 0          # earlier values in another unit, left out of the line


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """The summary of one chart. Empty tuples mean 'none recorded', which is not 'none'."""

    banner: PatientBanner
    problems: tuple[Problem, ...]          # active first, then by onset, newest first
    medications: tuple[Medication, ...]    # current first, newest first
    allergies: tuple[Allergy, ...]
    results: tuple[ResultTrend, ...]       # laboratory and other results, newest first
    vitals: tuple[ResultTrend, ...]
    encounters: int = 0
    documents: int = 0
