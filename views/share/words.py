"""How the room calls things: kinds of package, parts, sensitive kinds, sizes, days."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.widgets import words as shown
from views.widgets.part_words import part
from workstation.domain.opinion import Direction, Sensitive, SharedPart
from workstation.domain.partial_date import PartialDate


def direction(kind: Direction) -> str:
    """What happened with a package, in a word or two."""
    return {
        Direction.SENT: QCoreApplication.translate("share", "Asked"),
        Direction.ANSWERED: QCoreApplication.translate("share", "Answer received"),
        Direction.RECEIVED: QCoreApplication.translate("share", "Case to read"),
        Direction.REPLIED: QCoreApplication.translate("share", "Answer given"),
    }[kind]


def sensitive(one: Sensitive) -> str:
    """A kind of record that stays back unless it is ticked."""
    return {
        Sensitive.GENETICS: QCoreApplication.translate("share", "Genetics"),
        Sensitive.PSYCHIATRY: QCoreApplication.translate("share", "Psychiatry"),
        Sensitive.HIV: QCoreApplication.translate("share", "HIV"),
    }[one]


def line(what: str) -> str:
    """The name of a line of the preview."""
    if what in {one.value for one in SharedPart}:
        return part(SharedPart(what))
    known = {
        "identity": QCoreApplication.translate("share", "Identity"),
        "allergies": QCoreApplication.translate("share", "Allergies"),
        "images": QCoreApplication.translate("share", "Images"),
        "findings": QCoreApplication.translate("share", "Findings"),
        "others": QCoreApplication.translate("share", "Who and what they refer to"),
        "objects": QCoreApplication.translate("share", "DICOM objects of findings"),
        "record.json": QCoreApplication.translate("share", "Record"),
        "findings.json": QCoreApplication.translate("share", "Findings"),
        "summary.pdf": QCoreApplication.translate("share", "Summary as PDF"),
        "answer.json": QCoreApplication.translate("share", "Answer"),
    }
    return known.get(what, what)


def size(count: int) -> str:
    """Bytes in a unit that can be read at a glance."""
    if count < 1000:
        return QCoreApplication.translate("share", "{count} bytes").format(count=count)
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB" if count < 1_000_000_000 else f"{count / 1_000_000_000:.1f} GB"


def day(iso: str) -> str:
    """``24-Dec-2026``, in the language of the screen."""
    return shown.day(PartialDate.parse(iso[:10]))


def note(said: str) -> str:
    """A remark of the service about what goes along, in the language of the screen."""
    count = "".join(letter for letter in said if letter.isdigit())
    known = {
        "the family history is not whole, so neither is its pedigree":
            QCoreApplication.translate("share", "The family history is not whole, so neither is its pedigree."),
        "a series has no image with a finding, so none of it goes along":
            QCoreApplication.translate("share", "A series has no image with a finding, so none of it goes along."),
        f"{count} linked records of the same person are not part of it":
            QCoreApplication.translate("share", "{count} linked records of the same person are not part of it.").format(
                count=count),
    }
    return known.get(said, said)
