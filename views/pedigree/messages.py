"""Every sentence of the room, for the translators."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.widgets.kin_words import relationship
from workstation.services.pedigree import Words

__all__ = ["label_words", "relationship", "sex", "translate"]

translate = QCoreApplication.translate


def label_words() -> Words:
    """The words under the symbols, in the language of the screen; no line breaks between a number and its unit."""
    return Words(
        age=translate("pedigree", "{} y").replace(" ", "\u00a0"),
        died_at=translate("pedigree", "d. {} y").replace(" ", "\u00a0"),
        died=translate("pedigree", "died"),
        onset=translate("pedigree", "{}, {} y").replace("{} ", "{}\u00a0"),
        sib=translate("pedigree", "stillborn"),
        pregnancy=translate("pedigree", "pregnancy"),
        other=translate("pedigree", "other conditions"),
    )


def sex(code: str) -> str:
    return {
        "male": translate("pedigree", "male"),
        "female": translate("pedigree", "female"),
    }.get(code, translate("pedigree", "sex not known"))
