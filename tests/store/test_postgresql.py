"""A clinic of many seats on a real server: who gets in, several seats at once, the server pulled while in use."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from postgresql_server import Settings, database
from sqlalchemy import func, insert, select, text
from wire import Wire

from installer.postgresql import programs
from workstation.domain.user import Role, User
from workstation.errors import ServerRefused, ServerUnreachable, StoreBusy
from workstation.services import audit, database_server, importing, record, sign_in
from workstation.services.clinic import Clinic
from workstation.store import opened, postgresql, schema
from workstation.store.keys import CHEAP
from workstation.store.server import Server

ANN = User("ann", "Dr. Ann Lee", Role.PHYSICIAN)
WORDS = "correct horse battery staple"


@pytest.fixture
def address() -> str:
    given = os.environ.get("CONSILIA_TEST_POSTGRESQL")
    if not given:
        pytest.skip("CONSILIA_TEST_POSTGRESQL is not set")
    return given


@pytest.fixture
def there(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """An empty database; the password is in the environment."""
    with database(address) as settings:
        monkeypatch.setenv("CONSILIA_DATABASE_PASSWORD", settings.password)
        yield settings


def lay(place: Path, settings: Settings, **changed: object) -> Path:
    """A folder whose settings lead to this database."""
    place.mkdir(exist_ok=True)
    words = settings.toml
    for name, value in changed.items():
        line = next((line for line in words.splitlines() if line.startswith(name)), "")
        words = words.replace(line, f"{name} = {json.dumps(value)}")
    (place / "store.toml").write_text(words, encoding="utf-8")
    return place


def made(place: Path) -> Clinic:
    return sign_in.create(place, ANN, WORDS, cost=CHEAP)


def put(name: str):
    return lambda conn: conn.execute(insert(schema.meta).values(name=name, value="1"))


def names(clinic: Clinic) -> set[str]:
    with clinic.read() as conn:
        return set(conn.execute(select(schema.meta.c.name).where(schema.meta.c.name.like("t-%"))).scalars())


@pytest.mark.parametrize(("written", "said"), [
    ("x", "TOML"), ("", "one table"), ("[database]\nhost = 'localhost'\npassword = 'x'\n", "password"),
    ("[database]\nhost = 'localhost'\nport = '5432'\n", "port"), ("[database]\nhost = 'localhost'\nport = 0\n", "port"),
    ("[database]\nname = 'x'\n", "host"), ("[database]\nhost = '/run/x,db.clinic.example'\n", "one host"),
    ("[database]\nhost = 'localhost'\nsslmode = 'disable'\n", "sslmode"),
    ("[database]\nhost = 'db.clinic.example'\n", "TLS"), ("[database]\nhost = '192.0.2.7'\n", "TLS"),
    ("[database]\nhost = 'localhost'\n[other]\n", "one table"),
])
def test_settings_that_are_wrong_or_unsafe_are_refused(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "store.toml").write_text(written)
    with pytest.raises(ServerRefused, match=said):
        Server.of(tmp_path)


def test_settings_that_hold(tmp_path: Path) -> None:
    assert Server.of(tmp_path) is None
    (tmp_path / "store.toml").write_text("[database]\nhost = '/run/postgresql'\n")
    assert Server.of(tmp_path) == Server("/run/postgresql")
    (tmp_path / "store.toml").write_text("[database]\nhost = 'db.clinic.example'\nroot_certificate = 'ca.pem'\n")
    found = Server.of(tmp_path)
    assert found is not None and found.root_certificate == str(tmp_path / "ca.pem") and not found.is_local


def test_the_connection_is_encrypted_and_the_server_must_be_the_one_named(
    there: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = lay(tmp_path / "s", there)
    with made(place) as clinic:
        found = database_server.state(clinic)
        assert found is not None and found.encrypted and found.seats >= 1
    other = tmp_path / "other.crt"
    subprocess.run(["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-keyout", str(tmp_path / "key"),
                    "-out", str(other), "-subj", "/CN=another"], check=True, capture_output=True)
    lay(place, there, root_certificate=str(other))
    with pytest.raises(ServerRefused, match="TLS did not prove"):
        sign_in.sign_in(place, "ann", WORDS)
    lay(place, there, host="localhost")                # the certificate is for 127.0.0.1
    with pytest.raises(ServerRefused, match="TLS did not prove"):
        sign_in.sign_in(place, "ann", WORDS)


def test_a_wrong_password_or_a_missing_database_is_named_and_shows_no_secret(
    there: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = lay(tmp_path / "s", there)
    with monkeypatch.context() as patch, pytest.raises(ServerRefused, match="password") as caught:
        patch.setenv("CONSILIA_DATABASE_PASSWORD", "not-the-secret")
        made(place)
    assert "not-the-secret" not in caught.value.sentence() and not sign_in.exists(place)
    with pytest.raises(ServerRefused, match="does not exist"):
        made(lay(place, there, name="nowhere"))
    made(lay(place, there)).close()


def test_the_password_lies_under_the_keys(there: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = lay(tmp_path / "s", there)
    with made(place) as clinic:
        database_server.keep_password(clinic, there.password)
    monkeypatch.delenv("CONSILIA_DATABASE_PASSWORD")
    monkeypatch.delenv("PGPASSWORD", raising=False)
    assert there.password not in "".join(file.read_text(errors="replace") for file in place.iterdir() if file.is_file())
    with sign_in.sign_in(place, "ann", WORDS) as again:
        found = database_server.state(again)
        assert found is not None and found.password_kept
    written = json.loads((place / "keys.json").read_text())
    written["secrets"] = {}
    (place / "keys.json").write_text(json.dumps(written))
    with pytest.raises(ServerRefused, match="password"):
        sign_in.sign_in(place, "ann", WORDS)


def test_one_database_holds_one_store(there: Settings, tmp_path: Path) -> None:
    first = lay(tmp_path / "first", there)
    made(first).close()
    with pytest.raises(ServerRefused, match="not empty"):
        made(lay(tmp_path / "second", there))
    assert not sign_in.exists(tmp_path / "second")
    sign_in.sign_in(first, "ann", WORDS).close()


def test_the_keys_of_another_store_do_not_open_it(there: Settings, address: str, tmp_path: Path) -> None:
    made(lay(tmp_path / "s", there)).close()
    with database(address) as elsewhere:
        made(lay(tmp_path / "t", elsewhere)).close()
        with pytest.raises(ServerRefused, match="another store"):
            sign_in.sign_in(lay(tmp_path / "t", there), "ann", WORDS)
    with database(address) as empty, pytest.raises(ServerRefused, match="no store"):
        sign_in.sign_in(lay(tmp_path / "s", empty), "ann", WORDS)


def test_a_database_that_sorts_by_language_is_refused(address: str, tmp_path: Path) -> None:
    with database(address) as one, psycopg.connect(address, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {one.name}")
        admin.execute(f"CREATE DATABASE {one.name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' "
                      "LOCALE_PROVIDER icu ICU_LOCALE 'en'")
        with pytest.MonkeyPatch.context() as patch, pytest.raises(ServerRefused, match="code points"):
            patch.setenv("CONSILIA_DATABASE_PASSWORD", one.password)
            made(lay(tmp_path / "s", one))


def test_a_making_that_was_killed_is_begun_again(
    there: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = lay(tmp_path / "s", there)

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    for moment in ("Writer", "migrate"):               # after and before the tables were committed
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(opened, moment, killed)
            made(place)
        assert not sign_in.exists(place)
    with made(place) as clinic:
        assert audit.verify(clinic).ok


_SEAT = """
import sys
from pathlib import Path
from sqlalchemy import insert
from workstation.services import sign_in
from workstation.store import schema
with sign_in.sign_in(Path(sys.argv[1]), "ann", sys.argv[2]) as clinic:
    for n in range(40):
        clinic.act("record.import", f"p{n}", write=lambda c: c.execute(
            insert(schema.meta).values(name=f"t-{sys.argv[3]}-{n}", value="1")), command_id=f"shared-{n % 20}-{n < 20}")
"""


def test_several_seats_write_one_whole_trail(there: Settings, tmp_path: Path) -> None:
    place = lay(tmp_path / "s", there)
    with made(place) as clinic:
        seats = [subprocess.Popen([sys.executable, "-c", _SEAT, str(place), WORDS, str(n)]) for n in range(3)]
        for _ in range(25):
            clinic.act("patient.read", "p1")
        assert [seat.wait(120) for seat in seats] == [0, 0, 0]
        assert len(names(clinic)) == 40                # each command once, whichever seat was first
        check = audit.verify(clinic)
        assert check.ok and check.entries >= 25 + 40 + 4
    with sign_in.sign_in(place, "ann", WORDS) as again:
        assert again.audit_state.ok


def test_what_one_seat_saved_the_other_reads_and_a_reader_sees_one_state(there: Settings, tmp_path: Path) -> None:
    place = lay(tmp_path / "s", there)
    with made(place) as one, sign_in.sign_in(place, "ann", WORDS) as other:
        counted = select(func.count()).select_from(schema.meta)
        with other.read() as conn:
            before = conn.execute(counted).scalar_one()
            one.act("record.import", write=put("t-a"))
            assert conn.execute(counted).scalar_one() == before
        assert names(other) == {"t-a"}


def test_a_seat_that_holds_the_lock_too_long_is_named(
    there: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "_ALWAYS", postgresql._ALWAYS.replace("=5000", "=200"))
    place = lay(tmp_path / "s", there)
    with made(place) as one, sign_in.sign_in(place, "ann", WORDS) as other:
        held, done = threading.Event(), threading.Event()
        holder = threading.Thread(target=lambda: one.act("record.import", write=lambda _: (held.set(), done.wait(10))))
        holder.start()
        held.wait(10)
        try:
            with pytest.raises(StoreBusy):
                other.act("record.import", write=put("t-b"))
        finally:
            done.set()
            holder.join()
        other.act("record.import", write=put("t-b"))
        assert names(one) == {"t-b"}


def test_the_server_pulled_while_in_use(there: Settings, tmp_path: Path) -> None:
    with Wire(there.host, there.port) as wire:
        place = lay(tmp_path / "s", there, port=wire.port)
        with made(place) as clinic:
            clinic.act("record.import", write=put("t-before"))

            def half(conn: object) -> None:
                put("t-half")(conn)
                wire.pull()
                put("t-more")(conn)

            with pytest.raises(ServerUnreachable, match="does not answer"):
                clinic.act("record.import", write=half)
            with pytest.raises(ServerUnreachable):
                clinic.act("record.import", write=put("t-away"))
            with pytest.raises(ServerUnreachable):
                names(clinic)
            with pytest.raises(ServerUnreachable):
                sign_in.sign_in(place, "ann", WORDS)
            wire.mend()
            assert names(clinic) == {"t-before"}
            clinic.act("record.import", write=put("t-after"))
            assert names(clinic) == {"t-before", "t-after"} and audit.verify(clinic).ok
            wire.pull()
            wire.mend()                                # away and back while nobody asked
            assert names(clinic) == {"t-before", "t-after"}
            clinic.act("record.import", write=put("t-again"))
            wire.pull()                                # away while the clinic is closed
        wire.mend()
        with sign_in.sign_in(place, "ann", WORDS) as again:
            assert again.audit_state.ok and len(names(again)) == 3


def test_the_server_restarted_between_two_commands(there: Settings, address: str, tmp_path: Path) -> None:
    with made(lay(tmp_path / "s", there)) as clinic:
        clinic.act("record.import", write=put("t-a"))
        assert names(clinic) == {"t-a"}
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [there.name])
        assert names(clinic) == {"t-a"}
        clinic.act("record.import", write=put("t-b"))
        assert names(clinic) == {"t-a", "t-b"} and audit.verify(clinic).ok


def test_a_dump_and_the_folder_give_the_store_back(there: Settings, address: str, tmp_path: Path) -> None:
    """The way that docs/postgresql.md names: the server's own programs, then a copy of the folder."""
    binaries = programs()
    assert binaries is not None
    dump = tmp_path / "consilia.dump"

    def run(program: str, *words: str) -> None:
        subprocess.run([str(binaries / program), "--host", there.host, "--port", str(there.port), "--username",
                        there.user, *words], check=True, env={**os.environ, "PGPASSWORD": there.password})

    with made(lay(tmp_path / "s", there)) as clinic:
        clinic.act("record.import", write=put("t-kept"))
        digest = clinic.vault.put(b"a document")
    run("pg_dump", "--format=custom", "--file", str(dump), there.name)
    shutil.copytree(tmp_path / "s", tmp_path / "copy")
    with database(address) as elsewhere:
        run("pg_restore", "--dbname", elsewhere.name, str(dump))
        with sign_in.sign_in(lay(tmp_path / "copy", elsewhere), "ann", WORDS) as again:
            assert names(again) == {"t-kept"} and again.vault.get(digest) == b"a document" and audit.verify(again).ok


def test_texts_that_no_index_takes_are_kept_in_the_record(there: Settings, tmp_path: Path) -> None:
    chance = random.Random(1)
    long = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789郭伟赵") for _ in range(9000))
    subject = {"reference": "Patient/p1"}
    resources = [
        {"resourceType": "Practitioner", "id": "dr"},
        {"resourceType": "Patient", "id": "p1", "name": [{"family": long}], "telecom": [{"value": long}],
         "identifier": [{"system": "urn:x", "value": long}]},
        {"resourceType": "Condition", "id": "c1", "subject": subject, "code": {"coding": [{"code": long}]}},
        {"resourceType": "MedicationRequest", "id": "m1", "subject": subject, "status": "active", "intent": "order",
         "medicationReference": {"reference": f"urn:x:{long}"}},
        {"resourceType": "Condition", "id": "c2", "subject": subject, "code": {"text": "x"},
         long: [{"reference": "Practitioner/nowhere"}]},
    ]
    (tmp_path / "in.ndjson").write_text("\n".join(json.dumps(one) for one in resources))
    with made(lay(tmp_path / "s", there)) as clinic:
        file = importing.import_paths(clinic, [tmp_path / "in.ndjson"]).files[0]
        assert sum(counts["stored"] for counts in file.counts.values()) == 5, file.issues
        assert json.dumps(long).encode() in record.source(clinic, "Condition/c1").raw
        clinic.act("record.import", write=put("t-nul\0l"))
        with clinic.read() as conn:
            assert conn.execute(text("SELECT count(*) FROM meta WHERE name = 't-nul\ufffdl'")).scalar() == 1
