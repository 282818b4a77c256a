"""A consultation report: what goes in, the draft on the desk, the signed one in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engines.report.content import ReportContent


class ReportSection(StrEnum):
    RECORD = "record"
    IMAGING = "imaging"
    VITALS = "vitals"
    FAMILY = "family"
    PLAN = "plan"


ALL_SECTIONS = tuple(ReportSection)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that nobody signed. ``sha256`` is that of ``pdf``; signing sets the same ``content`` again, signed.

    ``unread`` names what could not be put in, one sentence each (an image that can't be read, an engine that failed).
    """

    patient_id: str
    pdf: bytes
    sha256: str
    content: ReportContent
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A signed report in the record: ``blob`` its place in the vault, ``signature`` Ed25519 over ``sha256``, base64."""

    id: str
    patient_id: str
    blob: str
    sha256: str
    signature: str
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a signed report is what was signed. ``reason`` says what is wrong where ``valid`` is False."""

    valid: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels: RGB, 8 bits each, ``width`` x ``height``, rows without padding."""

    number: int
    count: int
    pixels: bytes
    width: int
    height: int
