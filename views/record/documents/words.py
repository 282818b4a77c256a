"""What documents, their parts and what is to be said of them are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.record import words as record
from workstation.domain.document import (
    ChartDocument,
    ContentKind,
    DocumentKind,
    DocumentPart,
    NoReading,
    PartForm,
    Remark,
    RemarkKind,
    Unshown,
)
from workstation.domain.timeline import EventKind, TimelineEvent

ICONS = {
    DocumentKind.NOTE: "note", DocumentKind.REPORT: "report", DocumentKind.SUMMARY: "record",
    DocumentKind.MESSAGE: "message", DocumentKind.REMARK: "note", DocumentKind.PDF: "document",
    DocumentKind.IMAGE: "picture", DocumentKind.SOUND: "sound", DocumentKind.FILE: "folder",
}


def kind(of: DocumentKind) -> str:
    """One word for a kind of document."""
    words = {
        DocumentKind.NOTE: QCoreApplication.translate("documents", "Note"),
        DocumentKind.REPORT: QCoreApplication.translate("documents", "Report"),
        DocumentKind.SUMMARY: QCoreApplication.translate("documents", "Clinical document"),
        DocumentKind.MESSAGE: QCoreApplication.translate("documents", "Message"),
        DocumentKind.REMARK: QCoreApplication.translate("documents", "Remark"),
        DocumentKind.PDF: QCoreApplication.translate("documents", "PDF"),
        DocumentKind.IMAGE: QCoreApplication.translate("documents", "Picture"),
        DocumentKind.SOUND: QCoreApplication.translate("documents", "Sound"),
        DocumentKind.FILE: QCoreApplication.translate("documents", "File"),
    }
    return words[of]


def title(document: ChartDocument) -> str:
    """What a document is about; a relative is named in words."""
    if not document.source.startswith("FamilyMemberHistory/"):
        return document.title
    event = TimelineEvent(EventKind.FAMILY, None, None, "", "", document.title, document.source, detail=document.title)
    return QCoreApplication.translate("documents", "Family: {relative}").format(relative=record.relative(event)[0])


def part(document: ChartDocument, place: int) -> str:
    """How the chooser calls one of several parts."""
    held = document.parts[place]
    if held.form is PartForm.TEXT:
        return QCoreApplication.translate("documents", "Text")
    named = held.title or (content(held.found) if held.found else held.declared)
    return named or QCoreApplication.translate("documents", "Attachment {number}").format(number=place + 1)


def content(found: ContentKind) -> str:
    """What bytes are; names of formats stay as they are."""
    words = {
        ContentKind.TEXT: QCoreApplication.translate("documents", "plain text"),
        ContentKind.OFFICE: QCoreApplication.translate("documents", "office document"),
        ContentKind.EMPTY: QCoreApplication.translate("documents", "empty"),
        ContentKind.UNKNOWN: QCoreApplication.translate("documents", "unknown content"),
    }
    return words.get(found, found.value)


def size(held: DocumentPart) -> str:
    """``12 kB``; "" where it isn't told."""
    if held.size is None:
        return ""
    if held.size < 1000:
        return QCoreApplication.translate("documents", "{count} bytes").format(count=held.size)
    return f"{held.size / 1000:,.0f} kB" if held.size < 1_000_000 else f"{held.size / 1_000_000:,.1f} MB"


def remark(said: Remark) -> str:
    """One sentence for the strip over the reader."""
    words = {
        RemarkKind.TYPE_DIFFERS: QCoreApplication.translate(
            "documents", "The sender calls it {0}, but its content is {1}; it is shown by its content."),
        RemarkKind.DATA_CUT: QCoreApplication.translate(
            "documents", "Its data are cut off or damaged; what could be read is shown."),
        RemarkKind.HASH_DIFFERS: QCoreApplication.translate(
            "documents", "Its content does not match the fingerprint that the sender gave: it was changed or damaged."),
        RemarkKind.SIZE_DIFFERS: QCoreApplication.translate(
            "documents", "The sender gave {0} bytes, but {1} are there."),
        RemarkKind.LETTERS_GUESSED: QCoreApplication.translate(
            "documents", "Its encoding was not named rightly; it is read as {0}, so letters may be wrong."),
        RemarkKind.SCRIPTS_LEFT_OUT: QCoreApplication.translate(
            "documents", "Scripts and embedded programs left out: {0}."),
        RemarkKind.PICTURES_LEFT_OUT: QCoreApplication.translate(
            "documents", "Linked or embedded pictures not shown: {0}."),
        RemarkKind.LENGTHENED: QCoreApplication.translate(
            "documents", "It is very long; the first {0} characters are shown."),
        RemarkKind.MORE_PAGES: QCoreApplication.translate("documents", "The first {0} of {1} pages are shown."),
        RemarkKind.FIRST_FRAME: QCoreApplication.translate("documents", "It is animated; its first picture is shown."),
        RemarkKind.ACTIVE_PDF: QCoreApplication.translate(
            "documents", "This PDF carries scripts, actions or files; none of them is run or opened."),
        RemarkKind.SOUND_CUT: QCoreApplication.translate(
            "documents", "The recording should last {0} s, but only {1} s are there."),
    }
    values = [content(ContentKind(v)) if v in set(ContentKind) else v for v in said.values]
    return words[said.kind].format(*values)


def unshown(reading: NoReading) -> tuple[str, str]:
    """(title, what it means and what to do) of a part that no reader shows."""
    words = {
        Unshown.ADDRESS: (
            QCoreApplication.translate("documents", "This document lies elsewhere"),
            QCoreApplication.translate(
                "documents", "The record names only an address. Consilia never fetches it: {0}")),
        Unshown.MISSING: (
            QCoreApplication.translate("documents", "No content was sent"),
            QCoreApplication.translate(
                "documents", "The record speaks of a document but holds neither its content nor an address.")),
        Unshown.NOT_HERE: (
            QCoreApplication.translate("documents", "The content is not in this store"),
            QCoreApplication.translate(
                "documents", "The record points at {0}, which was never received. Import it to read it here.")),
        Unshown.IMAGING: (
            QCoreApplication.translate("documents", "This is an image for the imaging room"),
            QCoreApplication.translate(
                "documents", "It holds DICOM data. Save it and import it; the imaging room then shows it.")),
        Unshown.NO_READER: (
            QCoreApplication.translate("documents", "There is no reader for this content"),
            QCoreApplication.translate("documents", "It is: {0}. Save it to open it with a program that you trust.")),
        Unshown.EMPTY: (
            QCoreApplication.translate("documents", "The attachment is empty"),
            QCoreApplication.translate("documents", "The sender attached no data.")),
    }
    title, said = words[reading.why]
    detail = content(ContentKind(reading.detail)) if reading.detail in set(ContentKind) else reading.detail
    return title, said.format(detail)
