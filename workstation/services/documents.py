"""The documents and notes of a chart: listed, and each opened by a reader that shuts out what it might try."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select

from workstation.domain.document import (
    Block,
    BlockKind,
    ChartDocument,
    ContentKind,
    DocumentPart,
    NoReading,
    OpenedPart,
    PagesReading,
    PartForm,
    Reading,
    Remark,
    RemarkKind,
    SoundReading,
    TextReading,
    Unshown,
)
from workstation.domain.report import PagePicture
from workstation.errors import ConsiliaError, DamagedFile, NotFound, UnreadableInput, UnsafeFile
from workstation.exchange import attachments
from workstation.exchange.attachments_sniff import fits, kind_of
from workstation.exchange.fhir_parts import Node, coding, part, parts, word
from workstation.exchange.safe_json import JsonFault, loads
from workstation.services import patients, record
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import schema
from workstation.workers import Job, JobFailed, Result, pool

LARGEST = 256 << 20                # bytes of one attachment
_SECONDS = 20.0                    # that a reader may take
_PICTURES = frozenset({ContentKind.PNG, ContentKind.JPEG, ContentKind.GIF, ContentKind.BMP, ContentKind.TIFF})
_WORDS = frozenset({ContentKind.TEXT, ContentKind.MARKUP, ContentKind.CDA, ContentKind.XML, ContentKind.RTF})
_SOUNDS = frozenset({ContentKind.WAV, ContentKind.FLAC, ContentKind.OGG, ContentKind.MP3})
_KEYS_A_QUERY = 500
_NAMED = ("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson", "Device", "Encounter")
_JOBS = "workstation.exchange.attachments_"


def listed(clinic: Clinic, patient_id: str, progress: Progress | None = None) -> list[ChartDocument]:
    """Every document and note, newest first, those without a date last; linked records with them. Raises NotAllowed."""
    everybody = patients.charts(clinic, patient_id)
    for one in everybody:
        clinic.read_chart(one)
    held, spoken_of = _gathered(clinic, everybody, progress or Progress())
    held = [one for one in held if one.source not in spoken_of]
    return sorted(_with_names(clinic, held), key=_order)


def find(clinic: Clinic, source: str, place: str = "") -> ChartDocument:
    """One document by its resource. Raises NotFound, NotAllowed."""
    node = _node(clinic, source)
    for one in attachments.documents(node, source):
        if one.place == place:
            return next(iter(_with_names(clinic, [one])))
    raise NotFound(what="document", name=source)


def opened(clinic: Clinic, document: ChartDocument, held: DocumentPart) -> OpenedPart:
    """Fetches a part from the store, tells what it is by its content, and reads it in a worker.

    Nothing is fetched from an address. Raises NotFound, NotAllowed, DamagedFile, UnsafeFile, StoreDamaged.
    """
    node = _node(clinic, document.source)
    if held.form is PartForm.TEXT:
        texts = attachments.texts(node, held.place)
        reading, remarks = _read_words(json.dumps(texts).encode(), "own", "", document.title)
        return OpenedPart(document, held, ContentKind.TEXT, b"", reading, remarks)
    attachment = attachments.at(node, held.place)
    if held.form in (PartForm.ADDRESS, PartForm.MISSING):
        why = Unshown.ADDRESS if held.form is PartForm.ADDRESS else Unshown.MISSING
        return OpenedPart(document, held, ContentKind.EMPTY, b"", NoReading(why, held.address))
    try:
        data, cut = _fetched(clinic, attachment, held, document)
    except NotFound:
        return OpenedPart(document, held, ContentKind.EMPTY, b"", NoReading(Unshown.NOT_HERE, held.address))
    if len(data) > LARGEST:
        raise UnsafeFile(place=document.title, reason=f"it holds more than {LARGEST >> 20} MB")
    found = kind_of(data)
    remarks = _checked(attachment, held, found, data, cut)
    reading, more = _read(data, found, held.declared, document.title)
    return OpenedPart(document, held, found, data, reading, (*remarks, *more))


def page(opened_part: OpenedPart, index: int, width_px: int) -> PagePicture:
    """One page of an opened PDF or picture, drawn in a worker. Raises DamagedFile, UnsafeFile."""
    reading = opened_part.reading
    assert isinstance(reading, PagesReading)
    result = _asked("pages:page", opened_part.data, opened_part.document.title, pdf=reading.scalable, index=index,
                    width=width_px)
    wide, high = int(result.value.get("width", 0)), int(result.value.get("height", 0))
    if wide < 1 or high < 1 or len(result.data) != wide * high * 3:
        raise DamagedFile(place=opened_part.document.title, reason="this page can't be drawn")
    return PagePicture(index + 1, len(reading.sizes), result.data, wide, high)


# --- the list --------------------------------------------------------------------------------------------------------


def _gathered(clinic: Clinic, everybody: Sequence[str], progress: Progress) -> tuple[list[ChartDocument], set[str]]:
    """(the documents, the Binaries that one of them speaks of)."""
    table = schema.resource
    wanted = select(table.c.key, table.c.type, table.c.body).where(table.c.patient_id.in_(everybody))
    held: list[ChartDocument] = []
    with clinic.read() as conn:
        for key, kind, body in conn.execute(wanted).yield_per(200):
            progress.check()
            raw = zlib.decompress(body)
            if kind in attachments.TYPES or b'"note"' in raw:
                held += _of(raw, key)
    return held, {attachments.binary_key(p.address) for one in held for p in one.parts if p.form is PartForm.BINARY}


def _of(raw: bytes, key: str) -> list[ChartDocument]:
    try:
        node = loads(raw)
    except JsonFault:
        return []                      # the gate refuses such bytes; a resource of an older gate has no documents
    return list(attachments.documents(_object(node), key))


def _order(one: ChartDocument) -> tuple[bool, float, str, str]:
    when = one.date.start.timestamp() if one.date is not None else 0.0
    return one.date is None, -when, one.title, one.id


def _with_names(clinic: Clinic, held: Sequence[ChartDocument]) -> list[ChartDocument]:
    """Authors and encounters that were given by reference only, by what the store calls them."""
    asked = {r for one in held for r in (one.author_reference, one.encounter_reference if not one.encounter else "")}
    names = _names(clinic, {key: reference for reference in asked if reference for key in _keys(reference)})
    return [replace(one, author=one.author or names.get(one.author_reference, ""),
                    encounter=one.encounter or names.get(one.encounter_reference, "")) for one in held]


def _keys(reference: str) -> list[str]:
    """What a reference may be stored as: its last two parts, or for a urn:uuid any kind with that id."""
    if reference.startswith("urn:uuid:"):
        return [f"{kind}/{reference[9:]}" for kind in _NAMED]
    pieces = reference.partition("/_history/")[0].split("/")
    return ["/".join(pieces[-2:])] if len(pieces) >= 2 and pieces[-2] in _NAMED else []


def _names(clinic: Clinic, by_key: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    table, keys = schema.resource, list(by_key)
    with clinic.read() as conn:
        for start in range(0, len(keys), _KEYS_A_QUERY):
            some = select(table.c.key, table.c.body).where(table.c.key.in_(keys[start:start + _KEYS_A_QUERY]))
            for key, body in conn.execute(some):
                try:
                    found[by_key[key]] = _name(loads(zlib.decompress(body)))
                except JsonFault:
                    continue
    return found


def _name(node: Node) -> str:
    if word(node, "resourceType") == "Encounter":
        return coding(_first(node, "type"))[2] or coding({"coding": [part(node, "class")]})[2]
    if word(node, "name"):
        return word(node, "name")
    human = _first(node, "name")
    given: Any = human.get("given")
    first = " ".join(map(str, cast("list[object]", given))) if isinstance(given, list) else ""
    named = word(human, "text") or ", ".join(filter(None, (word(human, "family"), first)))
    return named or word(node, "practitioner", "display")


def _first(node: Node, name: str) -> Node:
    held = parts(node, name)
    return held[0] if held else {}


# --- one part --------------------------------------------------------------------------------------------------------


def _node(clinic: Clinic, source: str) -> Node:
    try:
        node = loads(record.source(clinic, source).raw)
    except JsonFault as fault:
        raise DamagedFile(place=source, reason=str(fault)) from fault
    return _object(node)


def _object(value: object) -> Node:
    return cast("Node", value) if isinstance(value, dict) else {}


def _fetched(clinic: Clinic, attachment: Node, held: DocumentPart, document: ChartDocument) -> tuple[bytes, bool]:
    """(the bytes, whether their base64 was broken). Raises NotFound where a Binary or vault file isn't here."""
    if held.form is PartForm.INLINE:
        return attachments.content_of(attachment)
    if held.form is PartForm.VAULT:
        return clinic.vault.get(held.address.removeprefix(attachments.VAULT)), False
    key = attachments.binary_key(held.address)
    owner = record.source(clinic, document.source).patient_id
    stored = record.source(clinic, key)
    if stored.patient_id not in (None, owner):          # a document of one chart never opens a file of another
        raise NotFound(what="record", name=key)
    return attachments.content_of(_node(clinic, key))


def _checked(attachment: Node, held: DocumentPart, found: ContentKind, data: bytes, cut: bool) -> tuple[Remark, ...]:
    """What the sender said of the file and is not so."""
    said: list[Remark] = []
    if cut:
        said.append(Remark(RemarkKind.DATA_CUT))
    if not fits(held.declared, found):
        said.append(Remark(RemarkKind.TYPE_DIFFERS, (held.declared[:80], found.value)))
    size = attachment.get("size")
    if isinstance(size, int) and size != len(data):
        said.append(Remark(RemarkKind.SIZE_DIFFERS, (f"{size:,}", f"{len(data):,}")))
    written = word(attachment, "hash")
    if written and not cut:                             # FHIR R4, Attachment.hash: SHA-1 in base64
        ours = base64.b64encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
        said += [Remark(RemarkKind.HASH_DIFFERS)] if ours != written.strip() else []
    return tuple(said)


def _read(data: bytes, found: ContentKind, declared: str, title: str) -> tuple[Reading, tuple[Remark, ...]]:
    if found in _WORDS:
        return _read_words(data, found.value, declared, title)
    if found is ContentKind.PDF or found in _PICTURES:
        return _read_pages(data, found is ContentKind.PDF, title)
    if found in _SOUNDS:
        return _read_sound(data, title)
    why = {ContentKind.DICOM: Unshown.IMAGING, ContentKind.EMPTY: Unshown.EMPTY}.get(found, Unshown.NO_READER)
    return NoReading(why, found.value), ()


def _read_words(data: bytes, kind: str, declared: str, title: str) -> tuple[TextReading, tuple[Remark, ...]]:
    told: Any = json.loads(_asked("text:blocks", data, title, kind=kind, declared=declared).data)
    blocks = tuple(Block(BlockKind(kind), str(text), int(level), tuple(tuple(map(str, row)) for row in rows))
                   for kind, text, level, rows in told["blocks"])
    return TextReading(blocks), tuple(Remark(RemarkKind(kind), tuple(values)) for kind, values in told["remarks"])


def _read_pages(data: bytes, pdf: bool, title: str) -> tuple[PagesReading, tuple[Remark, ...]]:
    value = _asked("pages:outline", data, title, pdf=pdf).value
    sizes = tuple((float(wide), float(high)) for wide, high in value["sizes"])
    said: list[Remark] = []
    if value["active"]:
        said.append(Remark(RemarkKind.ACTIVE_PDF))
    if value.get("animated"):
        said.append(Remark(RemarkKind.FIRST_FRAME))
    elif value["count"] > len(sizes):
        said.append(Remark(RemarkKind.MORE_PAGES, (f"{len(sizes):,}", f"{value['count']:,}")))
    return PagesReading(sizes, pdf), tuple(said)


def _read_sound(data: bytes, title: str) -> tuple[SoundReading, tuple[Remark, ...]]:
    result = _asked("sound:samples", data, title)
    rate, channels, frames = (int(result.value[name]) for name in ("rate", "channels", "frames"))
    if rate < 1 or channels < 1 or len(result.data) != frames * channels * 4:
        raise DamagedFile(place=title, reason="it is cut off or is no sound")
    claimed = int(result.value["claimed"])
    said = (Remark(RemarkKind.SOUND_CUT, (f"{claimed / rate:.1f}", f"{frames / rate:.1f}")),) if claimed else ()
    return SoundReading(rate, channels, frames, str(result.value["coding"])[:60], result.data), said


def _asked(function: str, data: bytes, title: str, **arguments: object) -> Result:
    """One call of a reader in a worker. What it can't do becomes a leaf of the error tree."""
    job = Job(_JOBS + function, dict(arguments), data, seconds=_SECONDS)
    try:
        return pool().run(job)
    except JobFailed as failed:
        raise _failure(title, failed) from failed


def _failure(title: str, failed: JobFailed) -> ConsiliaError:
    if failed.kind in ("damaged", "format"):
        return DamagedFile(place=title, reason=failed.reason)
    if failed.kind == "fault":
        return DamagedFile(place=title, reason="it can't be understood")
    if failed.kind in ("unsafe", "crash", "timeout", "memory"):
        return UnsafeFile(place=title, reason=failed.reason)
    return UnreadableInput(place=title, reason=failed.reason)
