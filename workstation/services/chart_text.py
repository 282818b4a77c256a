"""Everything that is written in one patient's chart, as pieces of plain text a record: what a search inside it reads.

Names, codes, values and notes come from the resources as received; narrative and documents are freed of their markup.
Documents that hold no text we can read (pictures, PDF) are named, so that a search never seems to have read them.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import orjson
from sqlalchemy import select

from engines.text.markup import without_markup
from engines.text.safe_text import for_search
from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.errors import ConsiliaError
from workstation.services import patients, record
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import schema

_LONGEST_DOCUMENT = 2_000_000      # characters of one document that are read
_LONGEST_RECORD = 20_000_000       # characters of a record's words in all
_PIECE = 1500                      # characters of a piece: long texts are cut at a blank
_VAULT = "urn:consilia:vault:"
_MARKED_UP = ("html", "xml")
_DATES = ("date", "authored", "authoredOn", "created", "sent", "issued", "recordedDate", "received")
_NAMES = ("title", "name", "code", "type", "category", "description", "topic")
# Members that address, type or count something: no words that a person wrote or would look for.
_NO_WORDS = frozenset({
    "id", "reference", "system", "url", "uri", "fullUrl", "contentType", "data", "hash", "div", "resourceType",
    "profile", "versionId", "lastUpdated", "linkId", "implicitRules", "instantiatesCanonical",
})

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """One record's words. ``folded`` is what a search compares, ``pieces`` what it shows."""

    kind: EventKind
    title: str
    date: PartialDate | None
    source: str
    pieces: tuple[str, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A document whose words can't be searched. ``form`` is its content type, or that it is not there."""

    source: str
    title: str
    form: str


@dataclass(frozen=True, slots=True)
class ChartText:
    """One patient's chart as text, newest record first, those without a date last."""

    patient_id: str
    passages: tuple[Passage, ...]
    unread: tuple[Unread, ...]


def read(clinic: Clinic, patient_id: str, progress: Progress | None = None) -> ChartText:
    """The text of a chart, of linked records that of all. Raises NotFound, NotAllowed, Cancelled."""
    progress = progress or Progress("Reading the chart's text")
    rows: dict[str, list[TimelineEvent]] = {}
    for event in record.timeline(clinic, patient_id):
        rows.setdefault(event.source, []).append(event)
    reader = _Documents(clinic)
    found: list[Passage] = []
    table = schema.resource
    with clinic.read() as conn:
        held = conn.execute(select(table.c.key, table.c.body).where(
            table.c.patient_id.in_(patients.charts(clinic, patient_id)))).all()
    for count, (key, body) in enumerate(held):
        if count % 500 == 0:
            progress.step(count / len(held))
        found.append(_passage(key, zlib.decompress(body), rows.get(key, []), reader))
    order = {key: place for place, key in enumerate(rows)}
    found.sort(key=lambda one: (one.date is None, order.get(one.source, len(order)), one.source))
    return ChartText(patient_id, tuple(found), tuple(reader.unread))


def _passage(key: str, raw: bytes, rows: Sequence[TimelineEvent], reader: _Documents) -> Passage:
    words = [" ".join(filter(None, (row.display, row.value_text, row.unit, row.detail))) for row in rows]
    parts = _Parts()
    try:
        node: Any = orjson.loads(raw)
        parts.gather(node)
    except (orjson.JSONDecodeError, RecursionError):
        node = {}
        words.append(raw.decode("utf-8", "replace"))      # it was stored, so it can be shown: its text is searched
    title = rows[0].display if rows else _title(node, parts) or key
    words += parts.words
    words += [without_markup(text) for text in parts.narratives]
    if key.startswith("Binary/"):
        parts.attachments.append(cast(Node, node))
    for attachment in parts.attachments:
        words += reader.texts(attachment, key, title)
    pieces = tuple(dict.fromkeys(piece for text in words for piece in _pieces(text)))
    folded = for_search(" ".join(pieces), _LONGEST_RECORD)
    return Passage(rows[0].kind if rows else EventKind.OTHER, title, rows[0].start if rows else _date(node), key,
                   pieces, folded)


class _Parts:
    """What of one resource holds words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.narratives: list[str] = []                   # of sections and contained resources too
        self.attachments: list[Node] = []

    def gather(self, node: Any) -> None:
        """Walks through everything below ``node``."""
        if isinstance(node, dict):
            held = cast(Node, node)
            if "contentType" in held and ("data" in held or "url" in held):
                self.attachments.append(held)
            for name, value in held.items():
                if isinstance(value, str):
                    if name == "div":
                        self.narratives.append(value)
                    elif name not in _NO_WORDS:
                        self.words.append(value)
                elif isinstance(value, dict | list) and name not in _NO_WORDS:
                    self.gather(value)
        elif isinstance(node, list):
            for value in cast("list[Any]", node):
                if isinstance(value, str):
                    self.words.append(value)
                else:
                    self.gather(value)


def _pieces(text: str) -> Iterator[str]:
    """Short texts as they are; long ones cut at blanks, so that a hit is shown without reading all of it."""
    text = " ".join(text.split())
    while len(text) > _PIECE:
        cut = text.rfind(" ", _PIECE // 2, _PIECE)
        cut = cut if cut > 0 else _PIECE
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def _title(node: Node, parts: _Parts) -> str:
    """What a record without a row is called: its own words, else its first ones, else its type."""
    own = _Parts()
    for name in _NAMES:
        own.gather([node.get(name)])
    return next((text for text in [*own.words, *parts.words, str(node.get("resourceType", ""))] if text.strip()), "")


def _date(node: Node) -> PartialDate | None:
    for name in _DATES:
        held = node.get(name)
        if isinstance(held, str):
            try:
                return PartialDate.parse(held)
            except ValueError:
                continue
    return None


class _Documents:
    """The text of attachments: within the record, in the vault, or in a Binary of the store."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self.unread: list[Unread] = []

    def texts(self, attachment: Node, key: str, title: str) -> list[str]:
        """The text of one attachment; none where it has none, which is then named in ``unread``."""
        form = str(attachment.get("contentType") or "")
        kind = form.casefold().split(";")[0].strip()
        marked_up = kind.endswith(_MARKED_UP)
        is_text = marked_up or not kind or (kind.startswith("text/") and kind != "text/rtf")
        data = self._bytes(attachment) if is_text else None
        if data is None:
            self._name(attachment, key, title, kind)
            return []
        text = _decoded(data, form)
        if len(text) > _LONGEST_DOCUMENT:                                # its beginning is read, and it is named
            self._name(attachment, key, title, kind)
        text = text[:_LONGEST_DOCUMENT]
        return [without_markup(text) if marked_up else text]

    def _name(self, attachment: Node, key: str, title: str, kind: str) -> None:
        self.unread.append(Unread(key, str(attachment.get("title") or title), kind))

    def _bytes(self, attachment: Node) -> bytes | None:
        held, url = attachment.get("data"), str(attachment.get("url") or "")
        try:
            if isinstance(held, str) and held:
                return base64.b64decode(held)
            if url.startswith(_VAULT):
                return self._clinic.vault.get(url.removeprefix(_VAULT))
            if url.startswith("Binary/"):
                binary: Any = orjson.loads(record.source(self._clinic, url).raw)
                return base64.b64decode(binary["data"])
        except (binascii.Error, ConsiliaError, KeyError, TypeError, ValueError, OSError):
            return None                           # not there or not whole: the caller names the document
        return None


def _decoded(data: bytes, form: str) -> str:
    """By the charset that is named, else UTF-8, else GB18030 as Chinese hospitals write."""
    named = form.casefold().partition("charset=")[2].split(";")[0].strip(" \"'")
    for charset in filter(None, (named, "utf-8", "gb18030")):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")
