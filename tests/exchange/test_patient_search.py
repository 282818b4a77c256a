"""Finding people: one Chinese character, pinyin, initials, number and phone tails, birth dates, accents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fhir_samples import bundle

from workstation.exchange.fhir_patient import pinyin_name, project_patient
from workstation.services import importing, patients
from workstation.services.clinic import Clinic

PEOPLE: list[dict[str, Any]] = [
    {"resourceType": "Patient", "id": "wang", "name": [{"family": "王", "given": ["小明"]}], "birthDate": "1975-03-09",
     "identifier": [{"value": "MR-0042871"}], "telecom": [{"system": "phone", "value": "138 0013 8000"}]},
    {"resourceType": "Patient", "id": "ouyang", "name": [{"text": "欧阳锋"}], "birthDate": "1950"},
    {"resourceType": "Patient", "id": "zeng", "name": [{"family": "曾", "given": ["华"]}]},
    {"resourceType": "Patient", "id": "obrien", "name": [{"family": "O'Brien-Smith", "given": ["Zoë", "Anne"]}],
     "birthDate": "1975-11-30"},
    {"resourceType": "Patient", "id": "lee", "name": [{"family": "Lee", "given": ["Ann"]}]},
    {"resourceType": "Patient", "id": "both", "name": [{"family": "Chan", "given": ["Tai Man"]},
                                                     {"family": "陳", "given": ["大文"]}]},
]


@pytest.fixture
def filled(clinic: Clinic, write: Callable[..., Path]) -> Clinic:
    importing.import_paths(clinic, [write(bundle(*PEOPLE))])
    return clinic


@pytest.mark.parametrize(("query", "found"), [
    ("王", {"wang"}), ("小明", {"wang"}), ("明", {"wang"}), ("王小明", {"wang"}), ("王大明", set()),
    ("wang", {"wang"}), ("wangxiao", {"wang"}), ("xiaoming", {"wang"}), ("wang xiaoming", {"wang"}), ("wxm", {"wang"}),
    ("ouyang", {"ouyang"}), ("欧阳", {"ouyang"}), ("zeng", {"zeng"}), ("ceng", {"zeng"}), ("zenghua", {"zeng"}),
    ("zoe", {"obrien"}), ("ZOË", {"obrien"}), ("o'brien", {"obrien"}), ("obrien", {"obrien"}), ("smith", {"obrien"}),
    ("anne zoe", {"obrien"}), ("ann", {"lee", "obrien"}), ("lee ann", {"lee"}),
    ("8000", {"wang"}), ("13800138000", {"wang"}), ("2871", {"wang"}), ("MR-0042871", {"wang"}), ("0042871", {"wang"}),
    ("1975", {"wang", "obrien"}), ("1975-03", {"wang"}), ("1950", {"ouyang"}),
    ("陳", {"both"}), ("chan", {"both"}), ("tai man", {"both"}),
    ("%", set()), ("_", set()), ("' OR 1=1 --", set()), ("*", set()), ("name:x", set()), ("nobody", set()),
])
def test_who_is_found(filled: Clinic, query: str, found: set[str]) -> None:
    assert {row.id for row in patients.search(filled, query)} == found


def test_everybody_for_no_query_and_the_exact_name_first(filled: Clinic) -> None:
    assert len(patients.search(filled)) == len(PEOPLE)
    assert len(patients.search(filled, limit=2)) == 2
    assert patients.search(filled, "ann")[0].id == "lee"


def test_a_patient_by_id_or_number(filled: Clinic) -> None:
    assert patients.find(filled, "wang") == patients.find(filled, "MR-0042871")
    with pytest.raises(Exception, match="no patient 'nobody'"):
        patients.find(filled, "nobody")


@pytest.mark.parametrize(("name", "pinyin"), [
    ("王小明", "Wang Xiaoming"), ("欧阳锋", "Ouyang Feng"), ("单雄信", "Shan Xiongxin"), ("曾国藩", "Zeng Guofan"),
    ("尉迟恭", "Yuchi Gong"), ("解放", "Xie Fang"), ("Ann", ""), ("", ""),
])
def test_pinyin_of_names(name: str, pinyin: str) -> None:
    assert pinyin_name(name) == pinyin


def test_the_row_keeps_what_was_written() -> None:
    seen = project_patient({"resourceType": "Patient", "gender": "M", "birthDate": "1980-02", "deceasedBoolean": True,
                            "name": [{"use": "old", "family": "Was"},
                                     {"use": "official", "family": "Is", "prefix": ["Dr."]}],
                            "identifier": [{"value": "x"}, {"value": "7", "type": {"coding": [{"code": "MR"}]}}]})
    assert (seen.name.family, seen.name.prefix, seen.sex, seen.number) == ("Is", "Dr.", "", "7")
    assert seen.born is not None and seen.born.human() == "Feb-1980" and seen.is_deceased and seen.deceased is None
