"""The documents and notes of a chart: listed, and each opened by a reader that shuts out what it might try."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select

from engines.text.safe_text import for_path
from workstation.domain.document import (
    ChartDocument,
    ContentKind,
    DocumentPart,
    NoReading,
    OpenedPart,
    PagesReading,
    PartForm,
    Remark,
    RemarkKind,
    Unshown,
)
from workstation.domain.report import PagePicture
from workstation.errors import DamagedFile, NotFound, UnsafeFile
from workstation.exchange import attachments, attachments_read
from workstation.exchange.attachments_sniff import fits, kind_of
from workstation.exchange.fhir_parts import Node, coding, part, parts, word
from workstation.exchange.safe_json import JsonFault, loads
from workstation.services import patients, record
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import schema
from workstation.store.files import write_atomically

LARGEST = 256 << 20                # bytes of one attachment
_ENDINGS = {ContentKind.TEXT: "txt", ContentKind.MARKUP: "html.txt", ContentKind.CDA: "xml", ContentKind.XML: "xml",
            ContentKind.RTF: "rtf", ContentKind.PDF: "pdf", ContentKind.PNG: "png", ContentKind.JPEG: "jpg",
            ContentKind.GIF: "gif", ContentKind.BMP: "bmp", ContentKind.TIFF: "tif", ContentKind.WAV: "wav",
            ContentKind.FLAC: "flac", ContentKind.OGG: "ogg", ContentKind.MP3: "mp3", ContentKind.DICOM: "dcm",
            ContentKind.ZIP: "zip"}
_KEYS_A_QUERY = 500
_NAMED = ("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson", "Device", "Encounter")


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
        reading, remarks = attachments_read.own_words(attachments.texts(node, held.place), document.title)
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
    reading, more = attachments_read.read(data, found, held.declared, document.title)
    return OpenedPart(document, held, found, data, reading, (*remarks, *more))


def page(opened_part: OpenedPart, index: int, width_px: int) -> PagePicture:
    """One page of an opened PDF or picture, drawn in a worker. Raises DamagedFile, UnsafeFile."""
    reading = opened_part.reading
    assert isinstance(reading, PagesReading)
    return attachments_read.page(opened_part.data, reading, index, width_px, opened_part.document.title)


def save(clinic: Clinic, opened_part: OpenedPart, out: Path) -> None:
    """Writes the content as it came to a file. Raises NotAllowed, NotFound, DiskFull; leaves an audit entry."""
    owner = record.source(clinic, opened_part.document.source).patient_id
    if not out.parent.is_dir():
        raise NotFound(what="folder", name=str(out.parent))
    clinic.act("patient.export", owner, f"attachment of {opened_part.document.source}, {len(opened_part.data)} bytes")
    write_atomically(out, [opened_part.data])


def file_name(opened_part: OpenedPart) -> str:
    """What a saved copy is called: its title with the ending of its content, never the one its sender chose."""
    title = opened_part.part.title or opened_part.document.title
    stem, dot, ending = title.rpartition(".")
    stem = stem if dot and 0 < len(ending) <= 5 and ending.isalnum() else title
    return f"{for_path(stem)}.{_ENDINGS.get(opened_part.found, 'bin')}"


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
        node = loads(attachments.shortened(raw))
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
    binary = _node(clinic, key)
    meant = word(binary, "securityContext", "reference").rpartition("/")[2]
    if stored.patient_id not in (None, owner) or meant not in ("", owner):
        raise NotFound(what="record", name=key)         # a document of one chart never opens a file of another
    return attachments.content_of(binary)


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
