"""Unique identifiers of objects that Consilia writes: UUID-derived, under 2.25 (DICOM PS3.5 B.2)."""

from __future__ import annotations

import re
import uuid

_HOUSE = uuid.UUID("7c0e6c0a-3c4f-5d1e-9a53-0b6a5f0f5a11")
_FORM = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+")
LONGEST = 64


def new_uid() -> str:
    """A fresh one."""
    return f"2.25.{uuid.uuid4().int}"


def derived_uid(*parts: str) -> str:
    """The same parts give the same identifier."""
    return f"2.25.{uuid.uuid5(_HOUSE, '/'.join(parts)).int}"


def is_uid(text: str) -> bool:
    """True for components of digits without leading zeros, joined by dots, at most 64 characters (PS3.5 9.1)."""
    return len(text) <= LONGEST and _FORM.fullmatch(text) is not None
