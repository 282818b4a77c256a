"""A store is made whole or not at all: killed at every step that touches the disk, and begun again."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from workstation.domain.user import Role, User
from workstation.errors import StoreBusy, StoreExists
from workstation.services import audit, sign_in
from workstation.store import making, opened
from workstation.store.keys import CHEAP

ANN = User("ann", "Dr. Ann Lee", Role.PHYSICIAN)
WORDS = "correct horse battery staple"

# Makes stores in 0, 1, 2, ... and has the process of number n killed at the n-th call that opens, renames or removes a
# file, or that hands SQL to the database, until one comes through.
_KILLER = """
import os, signal, sys
from pathlib import Path
from workstation.domain.user import Role, User
from workstation.services import clinic, sign_in
from workstation.store import database, keys, making, migrate, opened
import alembic.command, cryptography.hazmat.primitives.ciphers.aead, argon2.low_level
from sqlalchemy import event
from sqlalchemy.engine import Engine

WATCHED = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}
place, fatal = Path(sys.argv[1]), 0
while True:
    child = os.fork()
    if child == 0:
        seen = 0
        def count(*_):
            global seen
            seen += 1
            if seen > fatal:
                os.kill(os.getpid(), signal.SIGKILL)
        def heard(name, arguments):
            if name in WATCHED and str(place) in str(arguments[0]):
                count()
        sys.addaudithook(heard)
        event.listen(Engine, "before_cursor_execute", count)
        event.listen(Engine, "commit", count)
        ann = User("ann", "Dr. Ann Lee", Role.PHYSICIAN)
        made = sign_in.create(place / str(fatal), ann, sys.argv[2], cost=keys.CHEAP)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(fatal, os.waitstatus_to_exitcode(status), flush=True)
    fatal += 1
    if os.waitstatus_to_exitcode(status) == 0:
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_killed_at_any_moment_there_is_a_whole_store_or_none(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLER, str(tmp_path), WORDS], capture_output=True, text=True,
                          check=True)
    ends = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert len(ends) > 50 and [code for _, code in ends] == [-9] * (len(ends) - 1) + [0]
    whole = 0
    for number, _ in ends:
        place = tmp_path / str(number)
        if sign_in.exists(place):
            whole += 1
            opening = sign_in.sign_in(place, "ann", WORDS)
        else:
            opening = sign_in.create(place, ANN, WORDS, cost=CHEAP)
        with opening as clinic:
            assert audit.verify(clinic).ok
        assert not (place / making.UNFINISHED).exists()
    assert 1 <= whole < len(ends)


def test_a_failure_in_the_middle_leaves_no_store_and_nothing_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("no more")

    with monkeypatch.context() as patch:
        patch.setattr(opened, "migrate", broken)
        with pytest.raises(OSError, match="no more"):
            sign_in.create(tmp_path / "s", ANN, WORDS, cost=CHEAP)
    assert not sign_in.exists(tmp_path / "s")
    assert {file.name for file in (tmp_path / "s").iterdir()} <= {".making"}
    sign_in.create(tmp_path / "s", ANN, WORDS, cost=CHEAP).close()


def test_a_database_whose_keys_are_gone_is_never_made_over(tmp_path: Path) -> None:
    place = tmp_path / "s"
    sign_in.create(place, ANN, WORDS, cost=CHEAP).close()
    (place / "keys.json").rename(tmp_path / "kept")
    before = (place / "consilia.db").read_bytes()
    with pytest.raises(StoreExists):
        sign_in.create(place, ANN, WORDS, cost=CHEAP)
    assert (place / "consilia.db").read_bytes() == before
    (tmp_path / "kept").rename(place / "keys.json")
    sign_in.sign_in(place, "ann", WORDS).close()


def test_two_programs_do_not_make_one_store(tmp_path: Path) -> None:
    with contextlib.ExitStack() as first:
        first.enter_context(making.making(tmp_path / "s"))
        with pytest.raises(StoreBusy):
            sign_in.create(tmp_path / "s", ANN, WORDS, cost=CHEAP)
    sign_in.create(tmp_path / "s", ANN, WORDS, cost=CHEAP).close()
