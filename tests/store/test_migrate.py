"""Migrations lead to exactly the tables that the code knows, and a newer store is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, delete, insert, select, text

from workstation.errors import StoreDamaged
from workstation.services import patients, sign_in
from workstation.services.clinic import Clinic
from workstation.store import migrate, patient_search, schema
from workstation.store.patient_terms import Kind, terms_of

WORDS = "correct horse battery staple"


def test_migrating_an_empty_store_gives_the_tables_of_the_code(clinic: Clinic) -> None:
    with clinic.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


@pytest.mark.embedded_only
def test_the_index_of_people_is_clustered(clinic: Clinic) -> None:
    with clinic.read() as conn:
        made = conn.execute(text("SELECT sql FROM sqlite_master WHERE name = 'patient_entry'")).scalar_one()
    assert "WITHOUT ROWID" in made


def test_the_head_named_in_the_code_is_the_newest_script() -> None:
    assert ScriptDirectory.from_config(migrate.alembic_config()).get_current_head() == migrate.HEAD


def test_the_people_of_an_older_store_are_found_by_name_and_year(clinic: Clinic) -> None:
    def write(conn: Connection) -> None:
        row = {"id": "one", "family": "王", "given": "小明", "resource_key": "Patient/one"}
        conn.execute(insert(schema.patient_index).values(row))
        patient_search.put(conn, {"one": terms_of([("王", ["小明"], "")], ["77"], "1980-02-03")})

    clinic.act("record.import", write=write)
    place, entry = clinic.data_dir, schema.patient_entry
    with clinic.read() as conn:
        before = set(conn.execute(select(entry)).all())
    clinic.store.writer.close()
    with clinic.store.database.writer.begin() as conn:
        conn.execute(delete(entry).where(entry.c.kind == int(Kind.YEAR)))
        conn.execute(text("UPDATE alembic_version SET version_num = '0006'"))
    clinic.close()
    with sign_in.sign_in(place, "ann", WORDS) as again:
        with again.read() as conn:
            assert set(conn.execute(select(entry)).all()) == before
        assert [row.id for row in patients.search(again, "xiaom 1980")] == ["one"]


def test_a_store_of_a_newer_version_is_refused_unchanged(clinic: Clinic) -> None:
    place: Path = clinic.data_dir
    clinic.store.writer.close()
    with clinic.store.database.writer.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    clinic.close()
    with pytest.raises(StoreDamaged, match="newer version"):
        sign_in.sign_in(place, "ann", WORDS)
