"""How the desk calls what it shows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engines.matching.identity import Field, Level


def field(which: Field) -> str:
    words = {
        Field.FAMILY: QCoreApplication.translate("desk", "Family name"),
        Field.GIVEN: QCoreApplication.translate("desk", "Given name"),
        Field.BORN: QCoreApplication.translate("desk", "Birth date"),
        Field.SEX: QCoreApplication.translate("desk", "Sex"),
        Field.PHONE: QCoreApplication.translate("desk", "Telephone"),
        Field.NUMBER: QCoreApplication.translate("desk", "Number"),
        Field.ADDRESS: QCoreApplication.translate("desk", "Address"),
    }
    return words[which]


def level(which: Level) -> str:
    words = {
        Level.SAME: QCoreApplication.translate("desk", "the same"),
        Level.SOUND: QCoreApplication.translate("desk", "the same sound in other characters"),
        Level.SWAPPED: QCoreApplication.translate("desk", "day and month changed"),
        Level.ALIKE: QCoreApplication.translate("desk", "alike"),
        Level.PARTLY: QCoreApplication.translate("desk", "partly known, and agrees"),
        Level.DIFFERENT: QCoreApplication.translate("desk", "different"),
        Level.MISSING: QCoreApplication.translate("desk", "missing"),
    }
    return words[which]


def resource(key: str) -> str:
    """What came, in a clinician's words: the kind of record, or a whole file."""
    kind = key.split("/", 1)[0]
    words = {
        "": QCoreApplication.translate("desk", "A whole file"),
        "Patient": QCoreApplication.translate("desk", "A patient"),
        "Observation": QCoreApplication.translate("desk", "An observation"),
        "Condition": QCoreApplication.translate("desk", "A problem"),
        "MedicationRequest": QCoreApplication.translate("desk", "A prescription"),
        "AllergyIntolerance": QCoreApplication.translate("desk", "An allergy"),
        "Encounter": QCoreApplication.translate("desk", "An encounter"),
        "Procedure": QCoreApplication.translate("desk", "A procedure"),
        "Immunization": QCoreApplication.translate("desk", "An immunisation"),
        "DiagnosticReport": QCoreApplication.translate("desk", "A diagnostic report"),
        "DocumentReference": QCoreApplication.translate("desk", "A document"),
    }
    return words.get(kind, kind)
