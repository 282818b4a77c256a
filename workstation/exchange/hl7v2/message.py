"""The grammar of an HL7 v2 message (v2.8.2 chapter 2): segments, fields, repetitions, components, subcomponents.

A message is cut into lines and fields at once; what lies inside a field is cut only when it is asked for, so that a
message of thousands of fields costs what is read of it. Nothing here knows what a segment means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

MOST_SEGMENTS = 10_000
MOST_FIELDS = 500                  # a segment; OBX, the widest in use, has 33 (v2.9)
MOST_REPETITIONS = 1_000           # a field
LONGEST_NAME = 20_000              # characters of a field that is no text or document
NULL = '""'                        # chapter 2.5.3: the value is to be deleted

_LINE_END = re.compile(r"\r\n|\r|\n")
_SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}")
_HEX = re.compile(r"X([0-9A-Fa-f]{2})+")
_FORMAT = re.compile(r"\.(br|sp|in|ti|fi|nf|ce|sk)([+-]?\d{1,3})?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Hl7Fault(ValueError):
    """Why a message or a part of it is refused: ``where`` is ``OBX[2]-5``, ``reason`` a clause."""

    def __init__(self, where: str, reason: str, ack: str = "AE") -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason
        self.ack = ack                # AE: its content; AR: the kind of message itself (table 0008)


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The separators that MSH-1 and MSH-2 declare, and the charset that ``\\Xhh..\\`` escapes are written in."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"
    charset: str = "utf-8"

    def decoded(self, text: str) -> str:
        """``text`` with its escapes resolved; one that is unknown or makes a control character stays as written."""
        if not self.escape or self.escape not in text:
            return text
        return _escapes(self.escape).sub(lambda found: self._escaped(found[1], found[0]), text)

    def knows(self, sequence: str) -> bool:
        """True where the sequence between two escape characters is one that ``decoded`` resolves."""
        return self._escaped(sequence, "") != "" or sequence in ("H", "N") or _FORMAT.fullmatch(sequence) is not None

    def _escaped(self, sequence: str, written: str) -> str:
        plain = {"F": self.field, "S": self.component, "T": self.subcomponent, "R": self.repetition,
                 "E": self.escape, "P": "#", "H": "", "N": ""}
        if sequence in plain:
            return plain[sequence]
        if _HEX.fullmatch(sequence):
            made = bytes.fromhex(sequence[1:]).decode(self.charset, "replace").replace("\r\n", "\n").replace("\r", "\n")
            return written if "\ufffd" in made or _CONTROL.search(made) else made
        layout = _FORMAT.fullmatch(sequence)
        if layout is None:
            return written
        if layout[1] in ("br", "sp"):
            return "\n" * max(1, min(20, int(layout[2] or 1)))
        return " " if layout[1] == "sk" else ""


@lru_cache(maxsize=32)
def _escapes(escape: str) -> re.Pattern[str]:
    mark = re.escape(escape)
    return re.compile(f"{mark}([^{mark}\n]{{1,200}}){mark}")


@dataclass(frozen=True, slots=True)
class Value:
    """One repetition of a field as written. Components and subcomponents count from 1, as the standard does."""

    raw: str
    marks: Delimiters

    def part(self, component: int, subcomponent: int = 1) -> str:
        """The decoded text of a subcomponent, "" where it is not there or says ``""``."""
        pieces = self.raw.split(self.marks.component, component)
        if len(pieces) < component:
            return ""
        inner = pieces[component - 1].split(self.marks.subcomponent, subcomponent)
        if len(inner) < subcomponent or inner[subcomponent - 1] == NULL:
            return ""
        return self.marks.decoded(inner[subcomponent - 1]).strip()

    def component(self, number: int) -> Value:
        """A component as a value of its own: its subcomponents become components."""
        pieces = self.raw.split(self.marks.component, number)
        raw = pieces[number - 1] if len(pieces) >= number else ""
        return Value(raw.replace(self.marks.subcomponent, self.marks.component), self.marks)

    @property
    def text(self) -> str:
        """The whole as one decoded text, its separators as written."""
        return "" if self.raw == NULL else self.marks.decoded(self.raw).strip()

    @property
    def is_null(self) -> bool:
        return self.raw == NULL

    def __bool__(self) -> bool:
        return bool(self.raw.strip(self.marks.component + self.marks.subcomponent + " ")) and self.raw != NULL


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment. ``ordinal`` counts the segments of its name in the message from 1."""

    name: str
    fields: list[str]
    ordinal: int
    marks: Delimiters

    def raw(self, number: int) -> str:
        return self.fields[number] if number < len(self.fields) else ""

    def values(self, number: int) -> list[Value]:
        """Every repetition of a field that says something."""
        raw = self.raw(number)
        pieces = raw.split(self.marks.repetition) if raw else []
        return [value for value in (Value(piece, self.marks) for piece in pieces) if value]

    def value(self, number: int) -> Value:
        """The first repetition of a field, empty where there is none."""
        return Value(self.raw(number).split(self.marks.repetition, 1)[0], self.marks)

    def text(self, number: int, component: int = 1, subcomponent: int = 1) -> str:
        """The decoded text of a component of a field's first repetition, "" where there is none."""
        return self.value(number).part(component, subcomponent)

    def whole(self, number: int) -> str:
        """The decoded text of a field with all its repetitions and components (ST, TX, FT and NTE-3)."""
        lines = self.raw(number).split(self.marks.repetition)
        return "\n".join(Value(line, self.marks).text for line in lines).strip()

    def where(self, number: int | None = None) -> str:
        """``OBX[2]-5``: how an issue names this place."""
        return f"{self.name}[{self.ordinal}]" + (f"-{number}" if number is not None else "")


@dataclass(slots=True)
class Message:
    """A message whose grammar was readable. ``notes`` are the repairs and oddities met on the way, as (place, text)."""

    segments: list[Segment]
    marks: Delimiters
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @property
    def header(self) -> Segment:
        return self.segments[0]

    @property
    def kind(self) -> str:
        """``ORU``: MSH-9.1."""
        return self.header.text(9, 1).upper()

    @property
    def event(self) -> str:
        """``R01``: MSH-9.2, else the end of the structure MSH-9.3, else EVN-1."""
        named = self.header.text(9, 2) or self.header.text(9, 3).partition("_")[2]
        return (named or next((s.text(1) for s in self.named("EVN")), "")).upper()

    @property
    def sender(self) -> str:
        """Sending facility and application, as the assigning authority of numbers that name none."""
        return self.header.text(4) or self.header.text(3)

    def named(self, *names: str) -> Iterator[Segment]:
        return (segment for segment in self.segments if segment.name in names)


def parse(text: str, charset: str = "utf-8", whole: bool = False) -> Message:
    """Cuts the text of one message. Raises Hl7Fault where it can't be cut or is larger than any real message.

    ``whole``: an end block proves that the last segment is complete although no carriage return ends it.
    """
    notes: list[tuple[str, str]] = []
    controls = len(_CONTROL.findall(text.rstrip("\x1c")))
    if controls:
        notes.append(("message", f"{controls} control characters were taken out"))
    lines = [line for line in _LINE_END.split(_CONTROL.sub("", text)) if line.strip()]
    if not lines or not lines[0].startswith("MSH"):
        first = lines[0][:3] if lines and _SEGMENT.match(lines[0]) else "nothing of that kind"
        raise Hl7Fault("MSH", f"the message header is missing; it begins with {first}")
    marks = _delimiters(lines[0], charset)
    lines = _joined(lines, marks.field, notes)
    if len(lines) > MOST_SEGMENTS:
        raise Hl7Fault("message", f"it has {len(lines)} segments, more than the {MOST_SEGMENTS} that are read")
    if text[-1] not in "\r\n" and not whole:
        notes.append((lines[-1][:3], "the last segment is not ended by a carriage return; it may be cut off"))
    seen: dict[str, int] = {}
    segments: list[Segment] = []
    for line in lines:
        name = line[:3]
        seen[name] = seen.get(name, 0) + 1
        segments.append(_segment(line, name, seen[name], marks))
    return Message(segments, marks, notes)


def _segment(line: str, name: str, ordinal: int, marks: Delimiters) -> Segment:
    fields = line.split(marks.field, MOST_FIELDS + 1)
    made = Segment(name, fields, ordinal, marks)
    if len(fields) > MOST_FIELDS:
        count = line.count(marks.field)
        raise Hl7Fault(made.where(), f"it has {count} fields, more than the {MOST_FIELDS} that are read")
    if name == "MSH":
        fields.insert(1, marks.field)
        return made
    if line.count(marks.repetition) > MOST_REPETITIONS:
        for number, raw in enumerate(fields):
            if raw.count(marks.repetition) >= MOST_REPETITIONS:
                raise Hl7Fault(made.where(number), f"it repeats {raw.count(marks.repetition) + 1} times, "
                                                   f"more than the {MOST_REPETITIONS} that are read")
    return made


def _delimiters(line: str, charset: str) -> Delimiters:
    separator = line[3:4]
    if not separator or separator.isalnum() or separator.isspace():
        raise Hl7Fault("MSH-1", "the field separator is missing")
    marks = line[4:].split(separator, 1)[0]
    if len(marks) < 2:
        raise Hl7Fault("MSH-2", "the encoding characters are missing")
    distinct = len(set(marks + separator)) == len(marks) + 1
    if len(marks) > 5 or not distinct or any(m.isalnum() or m.isspace() for m in marks):
        raise Hl7Fault("MSH-2", f"'{marks[:8]}' are no encoding characters, each of which must be another one")
    padded = marks + "\x00" * 3       # a message may leave out escape and subcomponent (chapter 2.5.4)
    escape, inner = ("" if m == "\x00" else m for m in padded[2:4])
    return Delimiters(separator, marks[0], marks[1], escape, inner or "\x1f", charset)


def _joined(lines: list[str], separator: str, notes: list[tuple[str, str]]) -> list[str]:
    """A line that begins no segment belongs to the field before it: somebody's line end was not escaped."""
    made: list[str] = []
    run: list[str] = []
    loose = 0
    for line in lines:
        if _SEGMENT.match(line) and line[3:4] in (separator, ""):
            if run:
                made.append("\n".join(run))
            run = [line]
        else:
            run.append(line)
            loose += 1
    made.append("\n".join(run))
    if loose:
        notes.append(("message", f"{loose} lines begin no segment and were taken as text of the field before them"))
    return made
