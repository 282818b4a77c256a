"""The words of importing a table: what columns mean, kinds of rows, what becomes of a row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workstation.services.table_preview import MEASUREMENT


def column_titles() -> list[str]:
    """The headings of the list of columns, in the order of its places."""
    translate = QCoreApplication.translate
    return [
        translate("import", "Column"), translate("import", "First values"), translate("import", "Means"),
        translate("import", "Measurement"), translate("import", "LOINC"), translate("import", "Unit (UCUM)"),
    ]


def kind(name: str) -> str:
    """What the rows of a table are."""
    translate = QCoreApplication.translate
    known = {
        "patients": translate("import", "Patients"),
        "results": translate("import", "Results"),
        "medications": translate("import", "Medication"),
        "problems": translate("import", "Problems"),
    }
    return known.get(name, name)


def meaning(name: str) -> str:
    """A field of a row, or what else a column may be."""
    translate = QCoreApplication.translate
    known = {
        "": translate("import", "not read"),
        MEASUREMENT: translate("import", "a measurement"),
        "number": translate("import", "patient's number"),
        "patient": translate("import", "patient"),
        "family": translate("import", "family name"),
        "given": translate("import", "given name"),
        "name": translate("import", "name"),
        "sex": translate("import", "sex"),
        "born": translate("import", "born"),
        "died": translate("import", "died"),
        "phone": translate("import", "telephone"),
        "address": translate("import", "address"),
        "date": translate("import", "date"),
        "code": translate("import", "code"),
        "value": translate("import", "value"),
        "unit": translate("import", "unit"),
        "low": translate("import", "range from"),
        "high": translate("import", "range to"),
        "flag": translate("import", "flag"),
        "status": translate("import", "state"),
        "id": translate("import", "number of the entry"),
        "dose": translate("import", "dose"),
        "start": translate("import", "start"),
        "end": translate("import", "end"),
        "onset": translate("import", "onset"),
        "resolved": translate("import", "resolved"),
    }
    return known.get(name, name)


def orders_of_dates() -> list[tuple[str, str]]:
    """(words, value of the mapping)."""
    translate = QCoreApplication.translate
    return [(translate("import", "unambiguous only"), ""), (translate("import", "year, month, day"), "YMD"),
            (translate("import", "day, month, year"), "DMY"), (translate("import", "month, day, year"), "MDY")]


def decimals() -> list[tuple[str, str]]:
    """(words, value of the mapping)."""
    translate = QCoreApplication.translate
    return [(translate("import", "with a point"), ""), (translate("import", "with a comma"), ",")]


def charsets() -> list[tuple[str, str]]:
    """(words, value of the mapping)."""
    return [(QCoreApplication.translate("import", "by content"), ""), ("UTF-8", "utf-8"), ("GB18030", "gb18030"),
            ("ISO 8859-1", "latin-1"), ("Windows-1252", "windows-1252")]


def code_systems() -> list[tuple[str, str]]:
    """(words, the address of the code system)."""
    return [(QCoreApplication.translate("import", "not said"), ""), ("LOINC", "http://loinc.org"),
            ("SNOMED CT", "http://snomed.info/sct"), ("ICD-10", "http://hl7.org/fhir/sid/icd-10"),
            ("RxNorm", "http://www.nlm.nih.gov/research/umls/rxnorm"), ("ATC", "http://www.whocc.no/atc")]
