"""The documents and notes that a FHIR R4 resource holds: who wrote what and when, and where its content lies."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from workstation.domain.document import ChartDocument, ContentKind, DocumentKind, DocumentPart, PartForm
from workstation.exchange.attachments_sniff import HEAD, kind_of, media_type
from workstation.exchange.fhir_parts import Node, coding, date, part, parts, word

VAULT = "urn:consilia:vault:"       # where an import keeps a file that a resource speaks of
TYPES = ("DocumentReference", "DiagnosticReport", "Composition", "Media", "Binary", "ClinicalImpression",
         "Communication")
WHOLE = "$"                         # the place of a Binary: it is an attachment itself
OWN = ""                            # the place of a resource's own words
_BINARY = re.compile(r"(?:https?://[^?#]{1,500}/)?(Binary/[A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?")
_BY_CONTENT = {
    ContentKind.PDF: DocumentKind.PDF, **dict.fromkeys(
        (ContentKind.PNG, ContentKind.JPEG, ContentKind.GIF, ContentKind.BMP, ContentKind.TIFF), DocumentKind.IMAGE),
    **dict.fromkeys((ContentKind.WAV, ContentKind.FLAC, ContentKind.OGG, ContentKind.MP3), DocumentKind.SOUND),
    **dict.fromkeys((ContentKind.TEXT, ContentKind.MARKUP, ContentKind.RTF), DocumentKind.NOTE),
}
_DATES = ("effectiveDateTime", "occurrenceDateTime", "performedDateTime", "authoredOn", "recordedDate",
          "onsetDateTime", "issued", "date", "started", "sent", "dateAsserted", "created")
_SUBJECTS = ("code", "medicationCodeableConcept", "vaccineCode", "relationship")      # what a note is about
_WORDS = {"DiagnosticReport": ("conclusion",), "ClinicalImpression": ("description", "summary")}
_NOTES_INSIDE = ("ClinicalImpression", "Communication")              # their notes are part of the document itself
_LONG_DATA = re.compile(rb'"data"\s*:\s*"([A-Za-z0-9+/=]{65536,})"')
_INLINE = 1 << 20                   # bytes of an original that also travels inside its DocumentReference
_LENGTH = "consilia:length"         # the bytes of data that ``shortened`` cut; no name of FHIR
Text = tuple[str, int, bool, str]   # heading, its level, whether the text is markup, the text


def documents(resource: Node, key: str) -> Iterator[ChartDocument]:
    """The documents of one resource, and each of its notes. What was entered in error gives none."""
    if word(resource, "status") == "entered-in-error":
        return
    kind = word(resource, "resourceType")
    make = _MAKERS.get(kind)
    if make is not None:
        made = make(resource, key)
        if made is not None:
            yield made
    if kind not in _NOTES_INSIDE:
        yield from _notes(resource, key)


def shortened(raw: bytes) -> bytes:
    """A resource for ``documents`` alone: of large data only the head is left, so that a list need not parse it."""
    return raw if len(raw) < 1 << 17 else _LONG_DATA.sub(_headed, raw)


def _headed(found: re.Match[bytes]) -> bytes:
    data = found[1]
    size = len(data) * 3 // 4 - data[-2:].count(b"=")
    return b'"data":"' + data[:HEAD * 2] + b'","' + _LENGTH.encode() + b'":' + str(size).encode()


def texts(resource: Node, place: str) -> list[Text]:
    """The words of a resource itself (``place`` OWN) or of one of its notes, in reading order."""
    if place.startswith("note."):
        return [("", 1, False, word(at(resource, place), "text"))]
    kind = word(resource, "resourceType")
    said = [word(resource, name) for name in _WORDS.get(kind, ())]
    if kind == "Communication":
        said += [word(payload, "contentString") for payload in parts(resource, "payload")]
    if kind in _NOTES_INSIDE:
        said += [word(note, "text") for note in parts(resource, "note")]
    found: list[Text] = [("", 1, False, text) for text in said if text]
    for section in parts(resource, "section"):
        found += _section(section, 1)
    div = word(resource, "text", "div")
    if div and (kind in ("DiagnosticReport", "ClinicalImpression") or (kind == "Composition" and not found)):
        found.append(("", 1, True, div))
    return found


def at(resource: Node, place: str) -> Node:
    """The object at a place such as ``content.0.attachment``; {} where there is none."""
    here: Any = resource
    for step in place.split(".") if place != WHOLE else ():
        if step.isdigit():
            items = parts({"held": here}, "held")
            here = items[int(step)] if int(step) < len(items) else None
        else:
            here = here.get(step) if isinstance(here, dict) else None
    return here if isinstance(here, dict) else {}


def original(data: bytes, kept_as: str, title: str, media: str) -> Node:
    """The Attachment for a file as it came; ``kept_as`` is its name in the vault, "" where it is not there.

    FHIR R4 asks for a SHA-1 (2.24.0.8, Attachment.hash).
    """
    held: Node = {"contentType": media, "title": title, "size": len(data),
                  "hash": base64.b64encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode(),
                  "url": f"{VAULT}{kept_as}" if kept_as else ""}
    return held | ({"data": base64.b64encode(data).decode()} if len(data) <= _INLINE else {})


def content_of(attachment: Node) -> tuple[bytes, bool]:
    """(the bytes of its base64, whether it ends in the middle or holds what is no base64)."""
    return decode(word(attachment, "data"))


def decode(text: str) -> tuple[bytes, bool]:
    """Base64 as far as it goes (RFC 4648; white space is skipped), and whether something was wrong with it."""
    squeezed = "".join(text.split())
    try:
        return base64.b64decode(squeezed, validate=True), False
    except (binascii.Error, ValueError):
        whole = re.match(r"[A-Za-z0-9+/]*", squeezed)
        sound = whole[0] if whole else ""
        return base64.b64decode(sound[:len(sound) // 4 * 4]), True


def binary_key(address: str) -> str:
    """``Binary/id`` where an address names one, else ""."""
    found = _BINARY.fullmatch(address)
    return found[1] if found else ""


def _section(section: Node, level: int) -> list[Text]:
    """A section with those inside it. Its title stands even where it holds nothing, with the reason given."""
    title = word(section, "title") or coding(part(section, "code"))[2]
    div = word(section, "text", "div")
    found: list[Text] = [(title, min(level, 6), True, div)]
    empty = coding(part(section, "emptyReason"))[2]
    if empty and not div:
        found = [(title, min(level, 6), False, empty)]
    if level < 20:
        for inner in parts(section, "section"):
            found += _section(inner, level + 1)
    return found


# --- the makers ------------------------------------------------------------------------------------------------------


def _attachment(attachment: Node, place: str) -> DocumentPart:
    title, declared, address = word(attachment, "title"), word(attachment, "contentType"), word(attachment, "url")
    held = attachment.get("size")
    size = held if isinstance(held, int) and not isinstance(held, bool) else None
    data = word(attachment, "data")
    if data:
        head = decode(data[:HEAD * 2].replace("\n", "").replace("\r", "")[:HEAD])[0]
        cut = attachment.get(_LENGTH)
        length = cut if isinstance(cut, int) else len(data) * 3 // 4 - data[-2:].count("=")
        return DocumentPart(place, PartForm.INLINE, title, declared, length, found=kind_of(head))
    form = PartForm.VAULT if address.startswith(VAULT) else PartForm.BINARY if binary_key(address) \
        else PartForm.ADDRESS if address else PartForm.MISSING
    return DocumentPart(place, form, title, declared, size, address)


def _kind(held: list[DocumentPart], otherwise: DocumentKind) -> DocumentKind:
    """By the first attachment: what it is, else what it is said to be."""
    first = next((p for p in held if p.form is not PartForm.TEXT), None)
    if first is None:
        return otherwise
    if first.found is not None and first.found in _BY_CONTENT:
        return _BY_CONTENT[first.found]
    said = media_type(first.declared)
    if said == "application/pdf":
        return DocumentKind.PDF
    for start, kind in (("image/", DocumentKind.IMAGE), ("audio/", DocumentKind.SOUND), ("text/", DocumentKind.NOTE)):
        if said.startswith(start):
            return kind
    return otherwise


def _made(resource: Node, key: str, kind: DocumentKind, title: str, when: str, who: Any, held: list[DocumentPart],
          encounter: Node, type_words: str = "") -> ChartDocument:
    author, reference = _people(who)
    return ChartDocument(
        key, OWN, kind, title or type_words or word(resource, "resourceType"), date(when), author,
        word(encounter, "display"), word(resource, "status"), type_words if title != type_words else "", tuple(held),
        reference, word(encounter, "reference"))


def _people(who: Any) -> tuple[str, str]:
    """(names as written, the reference of the first one that has none)."""
    everybody = [one for one in (who if isinstance(who, list) else [who]) if isinstance(one, dict)]
    names = ", ".join(filter(None, (word(one, "display") for one in everybody)))
    return names, "" if names else next((word(one, "reference") for one in everybody if word(one, "reference")), "")


def _document_reference(node: Node, key: str) -> ChartDocument:
    held = [_attachment(part(content, "attachment"), f"content.{place}.attachment")
            for place, content in enumerate(parts(node, "content"))]
    named = next((p.title for p in held if p.title), "")
    encounter = next(iter(parts(part(node, "context"), "encounter")), {})
    when = word(node, "date") or word(node, "context", "period", "start")
    when = when or next((word(c, "attachment", "creation") for c in parts(node, "content")), "")
    return _made(node, key, _kind(held, DocumentKind.FILE), word(node, "description") or named, when,
                 node.get("author"), held, encounter, coding(part(node, "type"))[2])


def _report(node: Node, key: str) -> ChartDocument | None:
    held = [_attachment(form, f"presentedForm.{place}") for place, form in enumerate(parts(node, "presentedForm"))]
    if not held and not word(node, "conclusion"):
        return None                                     # a panel of values: they stand among the results
    if texts(node, OWN):
        held.insert(0, DocumentPart(OWN, PartForm.TEXT))
    when = word(node, "effectiveDateTime") or word(node, "effectivePeriod", "start") or word(node, "issued")
    who = node.get("resultsInterpreter") or node.get("performer")
    return _made(node, key, DocumentKind.REPORT, coding(part(node, "code"))[2], when, who, held,
                 part(node, "encounter"))


def _composition(node: Node, key: str) -> ChartDocument:
    held = [DocumentPart(OWN, PartForm.TEXT)] if texts(node, OWN) else []
    return _made(node, key, DocumentKind.SUMMARY, word(node, "title"), word(node, "date"), node.get("author"), held,
                 part(node, "encounter"), coding(part(node, "type"))[2])


def _media(node: Node, key: str) -> ChartDocument:
    held = [_attachment(part(node, "content"), "content")]
    when = word(node, "createdDateTime") or word(node, "createdPeriod", "start") or word(node, "issued")
    title = held[0].title or coding(part(node, "bodySite"))[2]
    return _made(node, key, _kind(held, DocumentKind.FILE), title, when, node.get("operator"), held,
                 part(node, "encounter"), coding(part(node, "modality"))[2] or coding(part(node, "type"))[2])


def _binary(node: Node, key: str) -> ChartDocument:
    held = [_attachment(node, WHOLE)]
    return _made(node, key, _kind(held, DocumentKind.FILE), "", word(node, "meta", "lastUpdated"), None, held, {})


def _impression(node: Node, key: str) -> ChartDocument | None:
    if not texts(node, OWN):
        return None
    when = word(node, "effectiveDateTime") or word(node, "effectivePeriod", "start") or word(node, "date")
    return _made(node, key, DocumentKind.NOTE, coding(part(node, "code"))[2], when, part(node, "assessor"),
                 [DocumentPart(OWN, PartForm.TEXT)], part(node, "encounter"))


def _communication(node: Node, key: str) -> ChartDocument | None:
    held = [DocumentPart(OWN, PartForm.TEXT)] if texts(node, OWN) else []
    held += [_attachment(part(p, "contentAttachment"), f"payload.{place}.contentAttachment")
             for place, p in enumerate(parts(node, "payload")) if part(p, "contentAttachment")]
    if not held:
        return None
    title = coding(part(node, "topic"))[2] or next((coding(c)[2] for c in parts(node, "category")), "")
    return _made(node, key, DocumentKind.MESSAGE, title, word(node, "sent") or word(node, "received"),
                 part(node, "sender"), held, part(node, "encounter"))


def _notes(resource: Node, key: str) -> Iterator[ChartDocument]:
    """Each annotation of a resource, named by what it is about."""
    concepts = [part(resource, name) for name in _SUBJECTS] + parts(resource, "type")[:1]
    about = next((coding(concept)[2] for concept in concepts if coding(concept)[2]), "")
    when = next((word(resource, name) for name in _DATES if word(resource, name)), "")
    when = when or word(resource, "period", "start") or word(resource, "effectivePeriod", "start")
    for place, note in enumerate(parts(resource, "note")):
        if not word(note, "text"):
            continue
        author, reference = _people(part(note, "authorReference"))
        yield ChartDocument(
            key, f"note.{place}", DocumentKind.REMARK, about or word(resource, "resourceType"),
            date(word(note, "time") or when), word(note, "authorString") or author,
            word(resource, "encounter", "display"), "", "", (DocumentPart(f"note.{place}", PartForm.TEXT),), reference,
            word(resource, "encounter", "reference"))


_MAKERS: dict[str, Callable[[Node, str], ChartDocument | None]] = {
    "DocumentReference": _document_reference, "DiagnosticReport": _report, "Composition": _composition,
    "Media": _media, "Binary": _binary, "ClinicalImpression": _impression, "Communication": _communication,
}
