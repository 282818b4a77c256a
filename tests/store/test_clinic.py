"""The one door for every act: permitted, written, audited and committed together, or not at all."""

from __future__ import annotations

import base64
import sqlite3
import threading
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from workstation.domain.user import Role, User
from workstation.errors import DiskFull, NotAllowed, StoreBusy
from workstation.services import audit, sign_in, users
from workstation.services.clinic import Clinic
from workstation.store import schema
from workstation.store.keys import CHEAP

WORDS = "correct horse battery staple"


def _put(name: str, value: str = "1"):
    return lambda conn: len(conn.execute(insert(schema.meta).values(name=name, value=value)
                                         .returning(schema.meta.c.name)).all())


def _count(clinic: Clinic, table) -> int:
    """Rows, but what a new store writes down about its projections."""
    counted = select(func.count()).select_from(table)
    if table is schema.meta:
        counted = counted.where(table.c.name.not_like("projection.%"), table.c.name != "store")
    with clinic.read() as conn:
        return conn.execute(counted).scalar_one()


def test_an_act_is_written_with_its_entry_and_answered_after_commit(clinic: Clinic) -> None:
    before = _count(clinic, schema.audit)
    assert clinic.act("record.import", "p1", "one", write=_put("a")) == 1
    with clinic.read() as conn:
        entry = conn.execute(select(schema.audit).order_by(schema.audit.c.seq.desc())).first()
        assert conn.execute(select(schema.meta.c.value).where(schema.meta.c.name == "a")).scalar() == "1"
    assert (entry.user, entry.action, entry.patient_id, entry.outcome, entry.detail) == (
        "ann", "record.import", "p1", "done", "one")
    assert _count(clinic, schema.audit) == before + 1


def test_a_failing_act_leaves_nothing_and_the_store_goes_on(clinic: Clinic) -> None:
    before = _count(clinic, schema.audit)

    def half(conn: Connection) -> None:
        _put("half")(conn)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        clinic.act("record.import", write=half)
    assert _count(clinic, schema.meta) == 0 and _count(clinic, schema.audit) == before
    clinic.act("record.import", write=_put("after"))
    assert _count(clinic, schema.meta) == 1


def test_a_command_is_done_once(clinic: Clinic) -> None:
    assert clinic.act("record.import", write=_put("a"), command_id="c-1") == 1
    assert clinic.act("record.import", write=_put("a"), command_id="c-1") is None
    with pytest.raises(DBAPIError):
        clinic.act("record.import", write=_put("a"), command_id="c-2")
    assert clinic.act("record.import", write=_put("b"), command_id="c-2") == 1     # the failed try did not use it up


def test_a_denied_act_writes_nothing_but_its_entry(clinic: Clinic) -> None:
    users.add(clinic, User("bob", "Nurse Bob", Role.NURSE), "another long passphrase", cost=CHEAP)
    with sign_in.sign_in(clinic.data_dir, "bob", "another long passphrase") as nurse:
        assert not nurse.may("report.sign")
        with pytest.raises(NotAllowed):
            nurse.act("report.sign", "p1", "x", write=_put("never"))
        with pytest.raises(NotAllowed):
            nurse.act("no.such.act", write=_put("never"))
    assert _count(clinic, schema.meta) == 0
    denied = [e for e in audit.entries(clinic) if e.outcome == "denied"]
    assert [(e.user, e.action) for e in denied] == [("bob", "no.such.act"), ("bob", "report.sign")]


def test_what_leaves_the_clinic_must_be_said(clinic: Clinic) -> None:
    with pytest.raises(NotAllowed):
        clinic.act("patient.export", "p1")
    clinic.act("patient.export", "p1", "bundle, 3 resources")


def test_reading_connections_can_not_write(clinic: Clinic) -> None:
    with clinic.read() as conn, pytest.raises(DBAPIError):
        conn.execute(insert(schema.meta).values(name="x", value="y"))
    with clinic.read() as outer, clinic.read() as inner:
        assert outer is inner


def test_many_threads_read_and_write(clinic: Clinic) -> None:
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(10):
                clinic.act("record.import", write=_put(f"{number}-{step}"))
                assert _count(clinic, schema.meta) > 0
        except BaseException as error:  # noqa: BLE001 - the thread hands over whatever happened
            faults.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults and _count(clinic, schema.meta) == 80
    assert audit.verify(clinic).ok


@pytest.mark.embedded_only
def test_a_full_disk_undoes_the_step_and_the_store_stays_usable(clinic: Clinic) -> None:
    """SQLite's own limit on pages stands for the full disk: it answers with the same error."""
    clinic.act("record.import", write=_put("before"))

    def fill(conn: Connection) -> None:
        pages = conn.execute(text("PRAGMA page_count")).scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
        for number in range(200):
            _put(f"big{number}", "x" * 4000)(conn)

    with pytest.raises(DiskFull):
        clinic.act("record.import", write=fill)
    clinic.act("record.import", write=lambda conn: conn.exec_driver_sql("PRAGMA max_page_count = 1073741823"))
    assert _count(clinic, schema.meta) == 1
    clinic.act("record.import", write=_put("after"))
    assert audit.verify(clinic).ok


@pytest.mark.embedded_only
def test_another_program_that_holds_the_store_is_named(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.store import embedded

    monkeypatch.setattr(embedded, "_WAIT_MS", 100)
    with sign_in.sign_in(clinic.data_dir, "ann", WORDS) as other:
        held, done = threading.Event(), threading.Event()

        def hold(_: Connection) -> None:
            held.set()
            done.wait(10)

        holder = threading.Thread(target=lambda: clinic.act("record.import", write=hold))
        holder.start()
        held.wait(10)
        try:
            with pytest.raises(StoreBusy):
                other.act("record.import", write=_put("b"))
        finally:
            done.set()
            holder.join()
        other.act("record.import", write=_put("b"))
    assert _count(clinic, schema.meta) == 1


@pytest.mark.embedded_only
def test_nothing_readable_lies_on_the_disk(clinic: Clinic) -> None:
    clinic.act("record.import", "p1", "Wang Xiaoming", write=_put("canary-7f3a", "Wang Xiaoming"))
    clinic.vault.put(b"Wang Xiaoming " * 1000)
    for file in clinic.data_dir.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"Xiaoming" not in content and b"canary-7f3a" not in content, file
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(clinic.data_dir / "consilia.db").execute("SELECT * FROM meta")


def test_signatures_hold(clinic: Clinic) -> None:
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(clinic.public_key))
    key.verify(base64.b64decode(clinic.sign(b"report")), b"report")
    with pytest.raises(InvalidSignature):
        key.verify(base64.b64decode(clinic.sign(b"report")), b"another")


def test_closing_ends_the_writer_and_a_closed_store_says_so(tmp_path: Path) -> None:
    clinic = sign_in.create(tmp_path / "s", User("ann", "Ann", Role.PHYSICIAN), WORDS, cost=CHEAP)
    clinic.close()
    clinic.close()
    assert not [t for t in threading.enumerate() if t.name == "consilia-writer"]
    with pytest.raises(Exception, match="closed"):
        clinic.act("patient.read", "p1")
    assert not (tmp_path / "s" / "consilia.db-wal").exists()


# ---- the audit trail -------------------------------------------------------------------------------------------------

def _tampered(clinic: Clinic, statement) -> audit.AuditCheck:
    """Changes the trail as somebody with the database key could, behind the door's back, and verifies."""
    clinic.store.writer.close()
    with clinic.store.database.writer.begin() as conn:
        conn.execute(statement)
    with clinic.read() as conn:
        return clinic.store.audit.verify(conn)


@pytest.mark.parametrize("column", ["at", "user", "action", "patient_id", "outcome", "detail", "chain"])
def test_a_changed_entry_is_found_and_located(clinic: Clinic, column: str) -> None:
    for number in range(6):
        clinic.act("patient.read", f"p{number}")
    check = _tampered(clinic, update(schema.audit).where(schema.audit.c.seq == 4).values({column: "0" * 64}))
    assert not check.ok and check.first_bad == 4


def test_a_removed_entry_is_found(clinic: Clinic) -> None:
    for number in range(6):
        clinic.act("patient.read", f"p{number}")
    check = _tampered(clinic, delete(schema.audit).where(schema.audit.c.seq == 3))
    assert not check.ok and check.first_bad == 3


def test_a_cut_tail_is_found_by_the_anchor_also_when_the_store_is_opened(clinic: Clinic, tmp_path: Path) -> None:
    for number in range(6):
        clinic.act("patient.read", f"p{number}")
    place = clinic.data_dir
    clinic.close()
    again = sign_in.sign_in(place, "ann", WORDS)
    assert again.audit_state.ok and audit.verify(again).ok
    total = _count(again, schema.audit)
    check = _tampered(again, delete(schema.audit).where(schema.audit.c.seq > total - 3))
    assert not check.ok and "cut off" in check.reason


def test_a_missing_or_forged_anchor_is_found(clinic: Clinic) -> None:
    clinic.act("patient.read", "p1")
    anchor = clinic.data_dir / "audit.head"
    clinic.store.writer.close()
    whole = anchor.read_text()
    for content in ("", "{}", whole.replace('"seq": ', '"seq": 1')):
        anchor.write_text(content)
        with clinic.read() as conn:
            assert not clinic.store.audit.verify(conn).ok
    anchor.unlink()
    with clinic.read() as conn:
        assert not clinic.store.audit.verify(conn).ok
    anchor.write_text(whole)
    with clinic.read() as conn:
        assert clinic.store.audit.verify(conn).ok


def test_the_anchor_may_lie_on_another_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "usb").mkdir()
    monkeypatch.setenv("CONSILIA_AUDIT_ANCHOR", str(tmp_path / "usb"))
    with sign_in.create(tmp_path / "s", User("ann", "Ann", Role.PHYSICIAN), WORDS, cost=CHEAP) as clinic:
        assert audit.verify(clinic).ok
    assert list((tmp_path / "usb").iterdir()) and not (tmp_path / "s" / "audit.head").exists()
