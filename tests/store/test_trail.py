"""Reading leaves its entry: one a chart, session and day; searches are counted and never written down."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from workstation.domain.user import Role, User
from workstation.errors import NotAllowed, NotFound
from workstation.services import patients, record, sign_in, trail, users
from workstation.services.clinic import Clinic
from workstation.store import schema
from workstation.store.keys import CHEAP

WORDS = "correct horse battery staple"


@pytest.fixture
def two(clinic: Clinic) -> Iterator[Clinic]:
    def write(conn: object) -> None:
        for name in ("p1", "p2"):
            conn.execute(insert(schema.patient_index).values(id=name, resource_key=f"Patient/{name}", family="Lee"))
            conn.execute(insert(schema.resource).values(
                key=f"Patient/{name}", type="Patient", patient_id=name, version=1, digest="d", source="s",
                body=zlib.compress(b"{}"), received="2024-05-06T00:00:00+00:00"))

    clinic.act("record.import", write=write)
    yield clinic


def entries(clinic: Clinic, action: str) -> list[tuple[str | None, str, str]]:
    clinic.act("audit.verify")                       # whatever is queued is written before this
    table = schema.audit
    with clinic.read() as conn:
        rows = conn.execute(select(table).where(table.c.action == action).order_by(table.c.seq)).all()
    return [(row.patient_id, row.outcome, row.detail) for row in rows]


READERS = {
    "banner": lambda clinic: patients.banner(clinic, "p1"),
    "summary": lambda clinic: record.summary(clinic, "p1"),
    "timeline": lambda clinic: record.timeline(clinic, "p1"),
    "source": lambda clinic: record.source(clinic, "Patient/p1"),
    "versions": lambda clinic: record.versions(clinic, "Patient/p1"),
    "resources": lambda clinic: record.resources(clinic, "p1"),
}


@pytest.mark.parametrize("first", READERS)
def test_whatever_is_read_first_leaves_the_entry_and_the_rest_adds_none(two: Clinic, first: str) -> None:
    READERS[first](two)
    assert entries(two, "record.read") == [("p1", "done", "")]
    for read in READERS.values():
        read(two)
    assert len(entries(two, "record.read")) == 1
    record.timeline(two, "p2")
    assert [who for who, _, _ in entries(two, "record.read")] == ["p1", "p2"]


def test_the_next_day_and_the_next_session_leave_their_own(two: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime, timedelta

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + timedelta(days=1)

    record.timeline(two, "p1")
    with monkeypatch.context() as patch:
        patch.setattr(trail, "datetime", Tomorrow)
        record.timeline(two, "p1")
        record.timeline(two, "p1")
    assert len(entries(two, "record.read")) == 2
    two.close()
    with sign_in.sign_in(two.data_dir, "ann", WORDS) as again:
        record.timeline(again, "p1")
        assert len(entries(again, "record.read")) == 3


@pytest.mark.parametrize("read", list(READERS))
def test_who_may_not_read_gets_nothing_and_leaves_an_entry(two: Clinic, read: str) -> None:
    users.add(two, User("adm", "Adm", Role.ADMINISTRATOR), WORDS, cost=CHEAP)
    with sign_in.sign_in(two.data_dir, "adm", WORDS) as clerk:
        with pytest.raises(NotAllowed):
            READERS[read](clerk)
        assert entries(clerk, "record.read")[0][:2] == ("p1", "denied")


def test_two_readers_at_once_leave_one_entry(two: Clinic) -> None:
    threads = [threading.Thread(target=record.timeline, args=(two, "p1")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entries(two, "record.read")) == 1


def test_searches_are_counted_and_their_words_are_nowhere(two: Clinic) -> None:
    assert len(patients.search(two, "zhangsan")) == 0
    assert entries(two, "patient.search") == [(None, "done", "1 search, 0 people listed")]
    for _ in range(5):
        patients.search(two)
    patients.find(two, "p1")
    with pytest.raises(NotFound):
        patients.find(two, "secretnumber")
    assert len(entries(two, "patient.search")) == 1
    two.close()
    with sign_in.sign_in(two.data_dir, "ann", WORDS) as again:
        assert [d for _, _, d in entries(again, "patient.search")] == [
            "1 search, 0 people listed", "7 searches, 11 people listed"]
        with again.read() as conn:
            said = str(conn.execute(select(schema.audit.c.detail)).all())
        assert "zhangsan" not in said and "secretnumber" not in said


def test_reading_on_takes_no_write(two: Clinic) -> None:
    """The writer is held: what was opened before and a search go on answering."""
    record.timeline(two, "p1")
    patients.search(two)
    hold = threading.Event()
    two.store.writer.submit(lambda _: hold.wait(20))
    begun = time.monotonic()
    for read in READERS.values():
        read(two)
    patients.search(two, "lee")
    assert time.monotonic() - begun < 5
    hold.set()


def test_a_search_that_could_not_be_entered_is_entered_later(tmp_path: Path) -> None:
    from concurrent.futures import Future

    said: list[str] = []
    fail = True

    def note(words: str) -> Future[None]:
        done: Future[None] = Future()
        done.set_exception(OSError()) if fail else done.set_result(None)
        said.append(words)
        return done

    one = trail.ReadingTrail(lambda _: None, note)
    one.search(3)
    fail = False
    one.search(4)
    one.flush()
    assert said == ["1 search, 3 people listed", "2 searches, 7 people listed"]
