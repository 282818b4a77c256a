"""A second opinion: what is asked and sent, of whom, what came back, and the cases of others that are read here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from workstation.domain.finding import Finding


class SharedPart(StrEnum):
    """What of a chart may go along, each chosen by itself. Identity and allergies always do."""

    PROBLEMS = "problems"
    MEDICATIONS = "medications"
    RESULTS = "results"
    VITALS = "vitals"
    PROCEDURES = "procedures"
    IMMUNIZATIONS = "immunizations"
    ENCOUNTERS = "encounters"
    DOCUMENTS = "documents"
    FAMILY = "family"


IDENTITY, ALLERGIES = "identity", "allergies"        # parts that every question carries
IMAGES = "images"                                    # chosen series by series, so no part of the record


class Sensitive(StrEnum):
    """What stays back unless it is ticked by itself, whatever part it stands in."""

    GENETICS = "genetics"
    PSYCHIATRY = "psychiatry"
    HIV = "hiv"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's public keys. ``verified_at`` is None until the words were compared on the telephone."""

    id: str                       # fingerprint over both keys, 64 hexadecimal digits
    name: str
    words: str                    # the fingerprint to read aloud
    added_at: datetime
    added_by: str
    verified_at: datetime | None = None
    verified_by: str = ""


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """A series that goes along: all its images, or only those with a finding."""

    uid: str
    key_images_only: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be sent. Nothing is chosen unless a person chose it."""

    parts: frozenset[SharedPart] = frozenset()
    sensitive: frozenset[Sensitive] = frozenset()
    series: tuple[SeriesChoice, ...] = ()
    findings: bool = False        # those on the chosen series that nobody rejected


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``consent`` says how the patient agreed; ``meeting`` is an https address or ''."""

    text: str
    consent: str
    deadline: date | None = None
    expires_days: int = 30
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of what would leave: how many, how many stay back as sensitive, and the bytes of those that go."""

    what: str                     # a SharedPart's value, 'identity', 'allergies', 'images', 'findings', 'others'
    count: int
    withheld: int
    size: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what would leave. ``withheld`` counts resources a sensitive category."""

    lines: tuple[PreviewLine, ...]
    withheld: dict[Sensitive, int]
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes, before the few that encryption adds."""
        return sum(line.size for line in self.lines)


class Direction(StrEnum):
    SENT = "sent"                 # our question
    ANSWERED = "answered"         # an answer that came to it
    RECEIVED = "received"         # a question to us: a case
    REPLIED = "replied"           # our answer to it


@dataclass(frozen=True, slots=True)
class Opinion:
    """One package that was sent or opened, as it is listed.

    ``thread`` is the id of the question's package; ``patient_id`` is ours for SENT and ANSWERED, and the sender's
    within the case for RECEIVED and REPLIED. ``digest`` is the SHA-256 of the signed manifest.
    """

    id: str
    thread: str
    direction: Direction
    patient_id: str
    patient_name: str
    peer_id: str                  # fingerprint of the other side, '' where a passphrase stood for it
    peer_name: str
    peer_verified: bool
    digest: str
    at: datetime
    deadline: date | None
    expires: datetime | None
    text: str                     # the question, or the answer
    meeting: str = ""
    receipt: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Sent:
    """A package that was written: its receipt."""

    opinion: Opinion
    path: str
    size: int
    sha256: str                   # of the file


@dataclass(frozen=True, slots=True)
class Look:
    """What an opened package says of itself, before anything of it is kept. Signature and digests stand.

    ``sender_known`` is True where the sender's key is among the contacts; ``sender_verified`` where its words were
    compared; ``own_answer_to`` names our question where it is an answer.
    """

    id: str
    kind: str                     # question, answer
    sender_name: str
    sender_words: str
    sender_known: bool
    sender_verified: bool
    patient_name: str
    made: datetime
    expires: datetime | None
    deadline: date | None
    text: str
    meeting: str
    parts: tuple[tuple[str, int, int], ...]       # (kind of part, how many, bytes)
    size: int
    before: str = ""              # id of what was made of it when it was opened before


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader says. ``report_id`` is a report signed in the case that goes along, or ''."""

    text: str
    report_id: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What an answer brought into the asker's record. ``again`` is True where it was there before."""

    opinion: Opinion
    resources: tuple[str, ...]
    findings: tuple[Finding, ...]
    again: bool = False
