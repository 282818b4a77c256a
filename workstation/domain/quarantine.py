"""What waits for a person: something on its way in that contradicts what is known, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class QuarantineState(StrEnum):
    WAITING = "waiting"
    KEPT = "kept"                 # ours is kept as it is; theirs was not taken in
    TAKEN = "taken"               # theirs became a new version of ours
    MOVED = "moved"               # taken in beside ours, for another patient
    DISCARDED = "discarded"


class Release(StrEnum):
    """What a person can decide."""

    OURS = "ours"
    THEIRS = "theirs"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class QuarantineItem:
    """One thing that waits or waited. ``resource_key`` is "" for a whole file (an image, a message); ``blob`` is where
    its bytes lie.
    """

    id: str
    path: str
    reason: str
    at: datetime
    state: QuarantineState
    patient_id: str | None
    resource_key: str
    blob: str
