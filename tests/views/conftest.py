"""A small real clinic for the screens: a living patient with a full chart and a deceased one with almost none."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))
from view_helpers import settle  # noqa: E402

from views.shell.language import Language  # noqa: E402
from views.shell.settings import Settings  # noqa: E402
from views.shell.window import Window  # noqa: E402
from views.widgets.theme import load_fonts  # noqa: E402
from workstation.services import importing  # noqa: E402
from workstation.services.clinic import Clinic  # noqa: E402

WANG, OLD = "wang", "old"


def _coded(code: str, text: str, system: str = "http://loinc.org") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": text}], "text": text}


def _of(patient: str) -> dict[str, str]:
    return {"reference": f"Patient/{patient}"}


def _creatinine(number: int, value: str, when: str) -> dict[str, Any]:
    return {
        "resourceType": "Observation", "id": f"crea-{number}", "status": "final", "subject": _of(WANG),
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category",
                                  "code": "laboratory"}]}],
        "code": _coded("14682-9", "Creatinine"), "effectiveDateTime": when,
        "valueQuantity": {"value": int(value), "unit": "µmol/L", "system": "http://unitsofmeasure.org",
                          "code": "umol/L"},
        "referenceRange": [{"low": {"value": 59, "unit": "µmol/L"}, "high": {"value": 104, "unit": "µmol/L"}}],
    }


def bundle() -> dict[str, Any]:
    """The two patients as one FHIR R4 bundle."""
    resources: list[dict[str, Any]] = [
        {"resourceType": "Patient", "id": WANG, "gender": "male", "birthDate": "1958-07-14",
         "identifier": [{"type": {"text": "Medical Record Number"}, "system": "urn:x", "value": "4820117903"}],
         "name": [{"family": "王", "given": ["小明"], "prefix": ["Mr"]}]},
        {"resourceType": "Patient", "id": OLD, "gender": "female", "birthDate": "1931",
         "deceasedDateTime": "2020-02-03", "name": [{"family": "Murphy", "given": ["Aoife"], "prefix": ["Mrs"]}]},
        {"resourceType": "Condition", "id": "dm", "subject": _of(WANG), "onsetDateTime": "2014",
         "clinicalStatus": {"coding": [{"code": "active"}]},
         "code": _coded("44054006", "Type 2 diabetes mellitus (disorder)", "http://snomed.info/sct")},
        {"resourceType": "AllergyIntolerance", "id": "pen", "patient": _of(WANG), "criticality": "high",
         "clinicalStatus": {"coding": [{"code": "active"}]},
         "code": _coded("91936005", "Penicillin", "http://snomed.info/sct"),
         "reaction": [{"manifestation": [{"text": "Anaphylaxis"}], "severity": "severe"}]},
        {"resourceType": "MedicationRequest", "id": "met", "status": "active", "intent": "order", "subject": _of(WANG),
         "authoredOn": "2014-03-01", "medicationCodeableConcept": {"text": "Metformin"},
         "dosageInstruction": [{"text": "1000 mg, twice daily with meals"}]},
        {"resourceType": "FamilyMemberHistory", "id": "father", "status": "completed", "patient": _of(WANG),
         "relationship": _coded("FTH", "father", "http://terminology.hl7.org/CodeSystem/v3-RoleCode"),
         "condition": [{"code": {"text": "Lung cancer"}, "onsetAge": {"value": 61, "unit": "a", "code": "a",
                                                                      "system": "http://unitsofmeasure.org"}}]},
        _creatinine(1, "98", "2026-05-02T08:00:00+08:00"), _creatinine(2, "118", "2026-11-12T08:40:00+08:00"),
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}


@pytest.fixture
def two_patients(clinic: Clinic, tmp_path: Path) -> Clinic:
    """The open clinic with both patients imported."""
    file = tmp_path / "two.json"
    file.write_text(json.dumps(bundle(), ensure_ascii=False), encoding="utf-8")
    importing.import_paths(clinic, [file])
    return clinic


@pytest.fixture
def patient_ids(two_patients: Clinic) -> dict[str, str]:
    """The store's ids of the two."""
    from workstation.services import patients

    return {("wang" if row.name.is_chinese else "old"): row.id for row in patients.search(two_patients)}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "screen.ini")


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    load_fonts()
    qapp.setStyle("Fusion")
    used = Language(qapp)
    yield used
    used.use("en")


@pytest.fixture
def window(two_patients: Clinic, settings: Settings, language: Language, qtbot: QtBot) -> Iterator[Window]:
    """The main window, signed in, at 1440x900 on the patient list."""
    made = Window(two_patients.data_dir, "ann", settings, language, "light")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.enter(two_patients)
    settle(qtbot, made)
    yield made
    made.close()


@pytest.fixture
def open_chart(window: Window, patient_ids: dict[str, str], qtbot: QtBot) -> Callable[[str, str], None]:
    """``open_chart("wang", "record")``: opens a room with a patient and waits for it."""
    def go(who: str, room: str = "record") -> None:
        assert window.frame is not None
        window.frame.open(room, patient=patient_ids[who])
        settle(qtbot, window)

    return go


@pytest.fixture
def stopwatch() -> Callable[[], float]:
    """Seconds of this thread's own work since the fixture was made (other programs don't count)."""
    begun = time.thread_time()
    return lambda: time.thread_time() - begun
