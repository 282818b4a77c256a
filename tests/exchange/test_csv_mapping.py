"""CSV by a saved mapping: rows become resources, what reads two ways waits, a bad row costs itself only."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from csv_samples import LAB, LAB_HEADER, PATIENTS, VITALS, numbered
from sqlalchemy import select

from workstation.domain.resource import FileReport, FileStatus
from workstation.errors import DamagedFile, NotFound, UserMistake
from workstation.exchange.csv_mapping import mapping as mappings_read
from workstation.exchange.csv_mapping import suggest, table
from workstation.exchange.csv_mapping.mapping import MappingFault
from workstation.services import importing, mappings, patients, quarantine
from workstation.services.clinic import Clinic
from workstation.store import schema

Take = Callable[..., FileReport]


@pytest.fixture
def take(clinic: Clinic, write: Callable[..., Path]) -> Take:
    """Imports a table by a mapping, in a clinic that knows the patient P1."""
    importing.import_paths(clinic, [write(numbered(), "p1.json")])

    def taken(content: str | bytes, toml: str, name: str = "table.csv") -> FileReport:
        if "m" in [one.mapping.name for one in mappings.listed(clinic)]:
            mappings.remove(clinic, "m")
        mappings.add(clinic, toml.encode(), "m")
        return importing.import_paths(clinic, [write(content, name)], mapping="m").files[0]

    return taken


def stored(clinic: Clinic, kind: str) -> list[dict[str, Any]]:
    with clinic.read() as conn:
        rows = conn.execute(select(schema.resource.c.body).where(schema.resource.c.type == kind)).scalars()
        return [json.loads(zlib.decompress(row)) for row in rows]


def test_results_become_observations_with_unit_range_and_flag(clinic: Clinic, take: Take) -> None:
    report = take(LAB_HEADER + "P1,2024-05-06 08:30:00+08:00,2823-3,Potassium,5.80,mmol/L,3.5,5.1,H\n", LAB)
    assert report.status is FileStatus.IMPORTED
    assert report.counts["row of the table"] == {**report.counts["row of the table"], "found": 1, "mapped": 1}
    (held,) = stored(clinic, "Observation")
    assert held["subject"] == {"reference": "Patient/p1"} and held["effectiveDateTime"] == "2024-05-06T08:30:00+08:00"
    assert held["code"]["coding"] == [{"system": "http://loinc.org", "code": "2823-3"}]
    assert held["valueQuantity"]["code"] == "mmol/L" and held["referenceRange"][0]["high"]["value"] == 5.1
    assert held["interpretation"][0]["coding"][0]["code"] == "H"
    with clinic.read() as conn:
        body, source = conn.execute(select(schema.resource.c.body, schema.resource.c.source).where(
            schema.resource.c.type == "Observation")).one()
        events = conn.execute(select(schema.timeline.c.patient_id)).scalars().all()
    assert b'"value":5.80' in zlib.decompress(body) and source == "table.csv" and "p1" in events


def test_the_original_is_kept_and_a_second_time_adds_nothing(clinic: Clinic, take: Take) -> None:
    content = LAB_HEADER + "P1,2024-05-06,2823-3,Potassium,4.2,mmol/L,,,\n"
    content += "P1,2024-05-07,2823-3,Potassium,4.3,mmol/L,,,\n"
    assert take(content, LAB).counts["Observation"]["stored"] == 2
    assert clinic.vault.get(clinic.vault.digest(content.encode())) == content.encode()
    again = take(content, LAB, "other name.csv").counts["Observation"]
    assert (again["stored"], again["unchanged"]) == (0, 2)
    corrected = take(content.replace("4.3", "4.4"), LAB).counts["Observation"]
    assert (corrected["stored"], corrected["unchanged"]) == (1, 1)
    assert len(stored(clinic, "Observation")) == 2
    outdated = take(content, LAB).counts["Observation"]
    assert (outdated["stored"], outdated["unchanged"]) == (0, 2)


@pytest.mark.parametrize(("row", "said"), [
    ("P1,2024-02-30,2823-3,K,4,mmol/L,,,", "no calendar day"), ("P1,yesterday,2823-3,K,4,mmol/L,,,", "no date"),
    ("P1,,2823-3,K,4,mmol/L,,,", "date is missing"), ("P1,2024-05-06,2823-3,K,,mmol/L,,,", "value is missing"),
    (",2024-05-06,2823-3,K,4,mmol/L,,,", "number is missing"), ("P1,2024-05-06,,,4,mmol/L,,,", "measured is missing"),
    ("P1,2024-05-06,2823-3,K,4", "cells"), ("P1,2024-05-06,2823-3,K,4,mmol/L,,,,,", "cells"),
    ("P1,2024-05-06 25:00,2823-3,K,4,mmol/L,,,", "no time"), ("P1,2024-05-06,2823-3,K,1E99,mmol/L,,,", "no number"),
])
def test_a_row_that_can_not_be_costs_itself_and_is_named(clinic: Clinic, take: Take, row: str, said: str) -> None:
    report = take(LAB_HEADER + row + "\nP1,2024-05-06,2823-3,Potassium,4.2,mmol/L,,,\n", LAB)
    assert report.counts["Observation"]["refused"] == 1 and report.counts["Observation"]["stored"] == 1
    (error,) = [issue for issue in report.issues if issue.severity == "error"]
    assert error.place.startswith("line 2") and said in error.message and error.excerpt == row


@pytest.mark.parametrize(("row", "said"), [
    ("P9,2024-05-06,2823-3,K,4,mmol/L,,,", "nobody in this clinic"),
    ("8.67E+12,2024-05-06,2823-3,K,4,mmol/L,,,", "rounded by a spreadsheet"),
    ("P1,2024-05-06,2823-3,K,4,,,,", "no unit"), ("P1,2024-05-06,2823-3,K,\"1,5\",mmol/L,,,", "two ways"),
    ("P1,2024-05-06,2823-3,K,5 mg/dL,mmol/L,,,", "another unit"), ("P1,06-05-24,2823-3,K,4,mmol/L,,,", "four digits"),
    ("P1,2024-05-06,8867-4,Pulse,-7,/min,,,", "below zero"),
])
def test_what_reads_two_ways_waits_for_a_person(clinic: Clinic, take: Take, row: str, said: str) -> None:
    report = take(LAB_HEADER + row + "\n", LAB)
    assert report.status is FileStatus.QUARANTINED and report.counts["Observation"]["quarantined"] == 1
    assert said in report.issues[0].message and report.issues[0].place.startswith("line 2")
    assert not stored(clinic, "Observation") and len(quarantine.listed(clinic)) == 1


@pytest.mark.parametrize(("order", "written", "wanted"), [
    ("DMY", "03/04/2020", "2020-04-03"), ("MDY", "03/04/2020", "2020-03-04"), ("", "25/04/2020", "2020-04-25"),
    ("", "2020/4/3", "2020-04-03"), ("", "20200403", "2020-04-03"), ("", "2020年4月3日", "2020-04-03"),
    ("", "04.04.2020", "2020-04-04"), ("", "2020-04", "2020-04"), ("", "2020", "2020"),
    ("", "2020-04-03T10:00:00.250Z", "2020-04-03T10:00:00.250Z"),
])
def test_dates(clinic: Clinic, take: Take, order: str, written: str, wanted: str) -> None:
    assert take(f"patient,date,hr\nP1,{written},70\n", (f'dates = "{order}"\n' if order else "") + VITALS).status \
        is FileStatus.IMPORTED
    assert stored(clinic, "Observation")[0]["effectiveDateTime"] == wanted


@pytest.mark.parametrize(("cell", "wanted"), [
    ("<5", {"value": 5, "comparator": "<", "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}),
    ("007", {"value": 7, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}),
    ("negative", "negative"), ("120/80", "120/80"), ("+1+1", "+1+1"), ("10:30", "10:30"), ("=1+1", "=1+1"),
])
def test_what_a_cell_says(clinic: Clinic, take: Take, cell: str, wanted: object) -> None:
    take(f"patient,date,hr\nP1,2024-01-01,{cell}\n", VITALS)
    (held,) = stored(clinic, "Observation")
    assert held.get("valueQuantity", held.get("valueString")) == wanted


def test_patients_medications_and_problems(clinic: Clinic, take: Take) -> None:
    assert take("mrn,name,sex,born\n0012,王小明,男,1970-01-02\n1E5,Li,f,\n", PATIENTS).counts["Patient"]["stored"] == 2
    found = patients.search(clinic, "王小明")
    assert [(row.number, row.sex) for row in found] == [("0012", "male")]
    drugs = 'kind = "medications"\n[columns]\npatient = "p"\nname = "drug"\ndose = "dose"\nstart = "from"\n'
    assert take("p,drug,dose,from\n0012,阿司匹林,100 mg,2024-01-02\n", drugs).status is FileStatus.IMPORTED
    (drug,) = stored(clinic, "MedicationStatement")
    assert drug["subject"]["reference"] == f"Patient/{found[0].id}" and drug["dosage"] == [{"text": "100 mg"}]
    problems = ('kind = "problems"\ncode_system = "http://hl7.org/fhir/sid/icd-10"\n[columns]\npatient = "p"\n'
                'name = "d"\ncode = "c"\nresolved = "end"\n')
    assert take("p,d,c,end\n1E5,Pneumonia,J18.9,2023\n", problems).status is FileStatus.IMPORTED
    (problem,) = stored(clinic, "Condition")
    assert problem["clinicalStatus"]["coding"][0]["code"] == "resolved" and problem["abatementDateTime"] == "2023"


def test_a_row_about_somebody_who_has_a_chart_never_overwrites_it(clinic: Clinic, take: Take) -> None:
    same = take("mrn,name,sex,born\nP1,Ann Lee,F,1980-02-03\n", PATIENTS)
    assert same.status is FileStatus.IMPORTED and same.counts["Patient"]["unchanged"] == 1
    other = take("mrn,name,sex,born\nP1,Bob Lee,M,1990-02-03\n", PATIENTS)
    assert other.status is FileStatus.QUARANTINED and "another birth date" in other.issues[0].message
    assert len(patients.search(clinic)) == 1


def test_two_people_of_one_number_are_never_guessed(clinic: Clinic, take: Take, write: Callable[..., Path]) -> None:
    twin = numbered(identity="p2", identifier=[{"system": "urn:other", "value": "P1"}], birthDate="1990-01-01")
    importing.import_paths(clinic, [write(twin, "p2.json")])
    row = "patient,date,hr\nP1,2024-01-01,70\n"
    assert take(row, VITALS).status is FileStatus.QUARANTINED
    assert take(row, 'system = "urn:other"\n' + VITALS).status is FileStatus.IMPORTED
    assert stored(clinic, "Observation")[0]["subject"]["reference"] == "Patient/p2"


@pytest.mark.parametrize(("data", "charset"), [
    ("姓名,值\n王小明,1\n".encode("gb18030"), "gb18030"), ("姓名,值\n王,1\n".encode(), "utf-8-sig"),
    ("a,b\nJosé,1\n".encode("latin-1"), "latin-1"), ("a,b\n1,2\n".encode("utf-16"), "utf-16"),
    (b"\xef\xbb\xbfa,b\n1,2\n", "utf-8-sig"), ("Größe,b\nMüller,2\n".encode("latin-1"), "latin-1"),
])
def test_the_character_set_is_told_by_content(data: bytes, charset: str) -> None:
    found = table.read(data)
    assert found.charset == charset and bool(found.guessed) is (charset == "latin-1")


def test_a_quoted_line_break_and_the_line_numbers(clinic: Clinic, take: Take) -> None:
    content = 'mrn,name,sex,born\n7,"Lee,\nAnn",f,\n8,Bob,x,\n'
    report = take(content, PATIENTS)
    assert [issue.place.split(" P")[0] for issue in report.issues if "sex" in issue.message] == ["line 4"]
    assert patients.search(clinic, "7")


@pytest.mark.parametrize(("toml", "said"), [
    ("kind = ", "TOML"), ('kind = "x"', "one of patients"), ('kind = "results"', "patient"),
    (VITALS + 'colour = "red"', "no key"), (VITALS.replace("/min", "bpm"), "UCUM"),
    (VITALS.replace('unit = "/min"\n', ""), "unit"), (VITALS.replace("8867-4", "pulse"), "LOINC"),
    ('dates = "DD.MM."\n' + VITALS, "YMD"), (VITALS.replace('date = "date"', 'when = "date"'), "no field"),
    (PATIENTS.replace('name = "name"\n', ""), "name"), ('charset = "klingon"\n' + VITALS, "charset"),
    ("x" * 70_000, "larger"), (VITALS.replace('"patient"', "7", 1), "text"),
])
def test_a_mapping_with_a_fault_is_refused_with_its_reason(toml: str, said: str) -> None:
    with pytest.raises(MappingFault, match=said):
        mappings_read.read(toml.encode(), "m")


def test_mappings_are_kept_listed_and_removed_with_an_entry(clinic: Clinic) -> None:
    mappings.add(clinic, VITALS.encode(), "vitals")
    with pytest.raises(UserMistake, match="already"):
        mappings.add(clinic, VITALS.encode(), "vitals")
    with pytest.raises(DamagedFile):
        mappings.add(clinic, VITALS.encode(), "no name / at all")
    assert [one.mapping.kind for one in mappings.listed(clinic)] == ["results"]
    assert mappings.find(clinic, "vitals").mapping.text == VITALS
    mappings.remove(clinic, "vitals")
    with pytest.raises(NotFound):
        mappings.find(clinic, "vitals")
    with clinic.read() as conn:
        told = conn.execute(select(schema.audit.c.detail).where(schema.audit.c.action == mappings.MANAGE)).scalars()
        assert [one.split(":")[0] for one in told] == ["mapping vitals added", "mapping vitals removed"]


def test_without_a_mapping_a_table_is_refused_with_the_way_to_one(clinic: Clinic, write: Callable[..., Path]) -> None:
    path = write("patient,date,hr\nP1,2024-01-01,70\n", "table.csv")
    report = importing.import_paths(clinic, [path]).files[0]
    assert report.status is FileStatus.REJECTED and "consilia mappings suggest" in report.issues[0].message
    with pytest.raises(NotFound, match="nobody"):
        importing.import_paths(clinic, [path], mapping="nobody")
    mappings.add(clinic, VITALS.replace('"hr"', '"pulse"').encode(), "m")
    report = importing.import_paths(clinic, [path], mapping="m").files[0]
    assert report.status is FileStatus.REJECTED and "no column 'pulse'" in report.issues[0].message


@pytest.mark.parametrize(("header", "kind", "holds"), [
    ("患者编号,检验日期,检验项目,检验结果,单位,参考下限,参考上限", "results", 'value = "检验结果"'),
    ("MRN,Date of birth,Last name,First name,Sex", "patients", 'born = "Date of birth"'),
    ("patient,date,Heart rate (/min)", "results", 'unit = "/min"'), ("病历号,药品名称,用法用量", "medications", "dose"),
    ("mrn;diagnosis;onset", "problems", 'delimiter = ";"'),
])
def test_a_proposal_is_a_mapping_that_can_be_read(header: str, kind: str, holds: str) -> None:
    text = suggest.suggest(table.read(f"{header}\n".encode()), "clinic table")
    made = mappings_read.read(text.encode())
    assert made.kind == kind and made.name == "clinic-table" and holds in text and "check" in text
    assert set(made.wanted()) <= set(table.read(f"{header}\n".encode()).header)


def test_a_hostile_header_stays_a_text_in_the_proposal() -> None:
    header = 'patient,date,hr,"a""]\n[fixed]\nstatus = ""x"",b\\'
    text = suggest.suggest(table.read((header + '"\n').encode()), 'x"]\n')
    assert "\n[fixed]" not in text and 'column = "hr"' in text
