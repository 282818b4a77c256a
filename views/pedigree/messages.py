"""Every sentence of the room, for the translators."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workstation.services.pedigree import Words

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


def relationship(words: str) -> str:
    """The relationships this program words itself; what the record says otherwise stays as written."""
    return {
        "proband": translate("pedigree", "proband"),
        "father": translate("pedigree", "father"), "mother": translate("pedigree", "mother"),
        "brother": translate("pedigree", "brother"), "sister": translate("pedigree", "sister"),
        "sibling": translate("pedigree", "sibling"), "twin": translate("pedigree", "twin"),
        "twin brother": translate("pedigree", "twin brother"), "twin sister": translate("pedigree", "twin sister"),
        "son": translate("pedigree", "son"), "daughter": translate("pedigree", "daughter"),
        "child": translate("pedigree", "child"),
        "husband": translate("pedigree", "husband"), "wife": translate("pedigree", "wife"),
        "spouse": translate("pedigree", "spouse"), "partner": translate("pedigree", "partner"),
        "maternal grandfather": translate("pedigree", "maternal grandfather"),
        "maternal grandmother": translate("pedigree", "maternal grandmother"),
        "paternal grandfather": translate("pedigree", "paternal grandfather"),
        "paternal grandmother": translate("pedigree", "paternal grandmother"),
        "maternal aunt": translate("pedigree", "maternal aunt"),
        "maternal uncle": translate("pedigree", "maternal uncle"),
        "paternal aunt": translate("pedigree", "paternal aunt"),
        "paternal uncle": translate("pedigree", "paternal uncle"),
        "maternal aunt or uncle": translate("pedigree", "maternal aunt or uncle"),
        "paternal aunt or uncle": translate("pedigree", "paternal aunt or uncle"),
        "maternal cousin": translate("pedigree", "maternal cousin"),
        "paternal cousin": translate("pedigree", "paternal cousin"),
        "nephew": translate("pedigree", "nephew"), "niece": translate("pedigree", "niece"),
        "grandson": translate("pedigree", "grandson"), "granddaughter": translate("pedigree", "granddaughter"),
        "grandchild": translate("pedigree", "grandchild"),
        "father-in-law": translate("pedigree", "father-in-law"),
        "mother-in-law": translate("pedigree", "mother-in-law"),
        "brother-in-law": translate("pedigree", "brother-in-law"),
        "sister-in-law": translate("pedigree", "sister-in-law"),
        "son-in-law": translate("pedigree", "son-in-law"), "daughter-in-law": translate("pedigree", "daughter-in-law"),
        "half-brother": translate("pedigree", "half-brother"), "half-sister": translate("pedigree", "half-sister"),
        "half-sibling": translate("pedigree", "half-sibling"),
        "aunt": translate("pedigree", "aunt"), "uncle": translate("pedigree", "uncle"),
        "cousin": translate("pedigree", "cousin"), "grandfather": translate("pedigree", "grandfather"),
        "grandmother": translate("pedigree", "grandmother"), "grandparent": translate("pedigree", "grandparent"),
        "great-grandfather": translate("pedigree", "great-grandfather"),
        "great-grandmother": translate("pedigree", "great-grandmother"),
    }.get(words, words)
