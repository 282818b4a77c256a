"""Relationships in the language of the screen, the same in every room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def relationship(words: str) -> str:
    """The relationships this program words itself; what the record says otherwise stays as written."""
    return {
        "proband": translate("kin", "proband"),
        "father": translate("kin", "father"), "mother": translate("kin", "mother"),
        "brother": translate("kin", "brother"), "sister": translate("kin", "sister"),
        "sibling": translate("kin", "sibling"), "twin": translate("kin", "twin"),
        "twin brother": translate("kin", "twin brother"), "twin sister": translate("kin", "twin sister"),
        "son": translate("kin", "son"), "daughter": translate("kin", "daughter"),
        "child": translate("kin", "child"),
        "husband": translate("kin", "husband"), "wife": translate("kin", "wife"),
        "spouse": translate("kin", "spouse"), "partner": translate("kin", "partner"),
        "maternal grandfather": translate("kin", "maternal grandfather"),
        "maternal grandmother": translate("kin", "maternal grandmother"),
        "paternal grandfather": translate("kin", "paternal grandfather"),
        "paternal grandmother": translate("kin", "paternal grandmother"),
        "maternal aunt": translate("kin", "maternal aunt"),
        "maternal uncle": translate("kin", "maternal uncle"),
        "paternal aunt": translate("kin", "paternal aunt"),
        "paternal uncle": translate("kin", "paternal uncle"),
        "maternal aunt or uncle": translate("kin", "maternal aunt or uncle"),
        "paternal aunt or uncle": translate("kin", "paternal aunt or uncle"),
        "maternal cousin": translate("kin", "maternal cousin"),
        "paternal cousin": translate("kin", "paternal cousin"),
        "nephew": translate("kin", "nephew"), "niece": translate("kin", "niece"),
        "grandson": translate("kin", "grandson"), "granddaughter": translate("kin", "granddaughter"),
        "grandchild": translate("kin", "grandchild"),
        "father-in-law": translate("kin", "father-in-law"),
        "mother-in-law": translate("kin", "mother-in-law"),
        "brother-in-law": translate("kin", "brother-in-law"),
        "sister-in-law": translate("kin", "sister-in-law"),
        "son-in-law": translate("kin", "son-in-law"), "daughter-in-law": translate("kin", "daughter-in-law"),
        "half-brother": translate("kin", "half-brother"), "half-sister": translate("kin", "half-sister"),
        "half-sibling": translate("kin", "half-sibling"),
        "aunt": translate("kin", "aunt"), "uncle": translate("kin", "uncle"),
        "cousin": translate("kin", "cousin"), "grandfather": translate("kin", "grandfather"),
        "grandmother": translate("kin", "grandmother"), "grandparent": translate("kin", "grandparent"),
        "great-grandfather": translate("kin", "great-grandfather"),
        "great-grandmother": translate("kin", "great-grandmother"),
    }.get(words, words)
