"""A table looked at before it is taken in: what is offered, and what a mapping would make of its first rows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from csv_samples import HR, VITALS, numbered
from sqlalchemy import func, select

from workstation.domain.resource import FileStatus
from workstation.errors import DamagedFile
from workstation.exchange.csv_mapping import mapping as mappings_of
from workstation.services import importing, mappings, table_preview
from workstation.services.clinic import Clinic
from workstation.services.table_preview import MEASUREMENT
from workstation.store import schema

NAME = "LEE, Ann"
Write = Callable[..., Path]
TABLE = ("patient,date,HR (/min),remark\nP1,2026-04-03,70,a\nP9,2026-04-03,71,b\nP1,2026-02-30,72,c\n"
         "P1,03/04/2026,73,d\n")


@pytest.fixture
def known(clinic: Clinic, write: Write) -> Clinic:
    importing.import_paths(clinic, [write(numbered(), "p1.json")])
    return clinic


def resources(clinic: Clinic) -> int:
    with clinic.read() as conn:
        return conn.execute(select(func.count()).select_from(schema.resource)).scalar_one()


def test_the_proposal_is_a_mapping_where_the_header_says_all(known: Clinic, write: Write) -> None:
    offer = table_preview.look(known, write(TABLE, "my table.csv"))
    assert offer.rows == 4 and offer.fitting == () and offer.proposal.name == "my-table"
    assert [one.means for one in offer.proposal.columns] == ["patient", "date", MEASUREMENT, ""]
    assert offer.proposal.columns[2].samples == ("70", "71", "72")
    made = mappings_of.read(offer.proposal.toml().encode())
    assert made.results[0].unit == "/min" and made.results[0].code == "8867-4"


def test_the_first_rows_are_shown_as_they_would_come_in_and_nothing_is_stored(known: Clinic, write: Write) -> None:
    path, before = write(TABLE, "t.csv"), resources(known)
    offer = table_preview.look(known, path)
    seen = table_preview.preview(known, path, offer.proposal.toml())
    assert [row.line for row in seen.rows] == [2, 3, 4, 5]
    fine, nobody, no_day, two_ways = seen.rows
    assert fine.values == (NAME, "2026-04-03", "Heart rate (8867-4)", "70 /min") and not fine.waits + fine.refused
    assert "nobody in this clinic" in nobody.waits
    assert "2026-02-30" in no_day.refused and "one day or another" in two_ways.waits
    assert resources(known) == before and mappings.listed(known) == []
    mappings.add(known, offer.proposal.toml().encode())
    report = importing.import_paths(known, [path], mapping="t").files[0]
    assert report.counts["Observation"] == {"found": 4, "stored": 1, "unchanged": 0, "quarantined": 2, "refused": 1}


def test_saved_mappings_are_told_apart_by_whether_they_fit(known: Clinic, write: Write) -> None:
    mappings.add(known, VITALS.encode(), "vitals")
    mappings.add(known, ('kind = "results"\n[columns]\ndate = "ts"\n[fixed]\npatient = "P1"\n' + HR).encode(), "t")
    offer = table_preview.look(known, write("patient,date,hr\nP1,2026-04-03,70\n", "t.csv"))
    assert [one.mapping.name for one in offer.fitting] == ["vitals"]
    assert [(one.mapping.name, lacks) for one, lacks in offer.others] == [("t", "ts")]
    assert offer.proposal.name == "t-2"


def test_a_draft_says_what_it_lacks(known: Clinic, write: Write) -> None:
    path = write("patient,hr\nP1,70\n", "t.csv")
    draft = table_preview.look(known, path).proposal
    with pytest.raises(DamagedFile, match="needs 'unit'"):
        table_preview.preview(known, path, draft.toml())
    draft.columns[1].unit = "/min"
    with pytest.raises(DamagedFile, match="which column is 'date'"):
        table_preview.preview(known, path, draft.toml())


@pytest.mark.parametrize(("kind", "columns", "line", "values"), [
    ("patients", ("number", "name", "born", "sex"), "7,Guo Wei,1950-01-02,f", ("7", "Guo Wei", "1950-01-02", "female")),
    ("medications", ("patient", "name", "dose", "start"), "P1,Aspirin,100 mg,2024-01-02",
     (NAME, "Aspirin", "100 mg", "2024-01-02")),
    ("problems", ("patient", "name", "onset", "status"), "P1,Asthma,2020-05-06,active",
     (NAME, "Asthma", "2020-05-06", "active")),
])
def test_each_kind_of_row_is_shown(known: Clinic, write: Write, kind: str, columns: tuple[str, ...], line: str,
                                   values: tuple[str, ...]) -> None:
    path = write(",".join(f"c{n}" for n in range(4)) + f"\n{line}\n", "t.csv")
    draft = table_preview.look(known, path).proposal
    draft.kind = kind
    for column, means in zip(draft.columns, columns, strict=True):
        column.means = means
    (row,) = table_preview.preview(known, path, draft.toml()).rows
    assert row.values == values, row


def test_one_patient_for_every_row(known: Clinic, write: Write) -> None:
    path = write("date,hr (/min)\n2026-04-03,70\n", "t.csv")
    draft = table_preview.look(known, path).proposal
    draft.patient = "P1"
    (row,) = table_preview.preview(known, path, draft.toml()).rows
    assert row.values[0] == NAME and row.waits == ""


def test_hostile_headers_stay_words(known: Clinic, write: Write) -> None:
    header = 'a"]\nb = "x\\'
    path = write(f'"{header.replace(chr(34), chr(34) * 2)}",date\n1,2\n', "t.csv")
    draft = table_preview.look(known, path).proposal
    draft.columns[0].means = "patient"
    assert tomllib.loads(draft.toml())["columns"]["patient"] == header


@pytest.mark.parametrize("data", [b"a,a\n1,2\n", b'a,b\n"1,2\n', b"a,b\n1\0,2\n", b"\x1f\x8bno gzip"])
def test_what_is_no_table_is_named(known: Clinic, write: Write, data: bytes) -> None:
    with pytest.raises(DamagedFile):
        table_preview.look(known, write(data, "t.csv"))


def test_the_report_says_which_files_want_a_mapping(known: Clinic, write: Write) -> None:
    report = importing.import_paths(known, [write(TABLE, "t.csv"), write("This is no record.", "n.txt")])
    assert [(file.status, file.wants_mapping) for file in report.files] == [
        (FileStatus.REJECTED, True), (FileStatus.REJECTED, False)]
