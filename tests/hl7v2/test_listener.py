"""The MLLP listener on a real socket: answers after the commit, pieces and heaps, garbage, limits, kill and resend."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hl7_samples import GLUCOSE, HEADER, PATIENT, REQUEST, result, text
from sqlalchemy import func, select

from workstation.errors import DiskFull, UserMistake
from workstation.services import messages
from workstation.services.listener import Limits, Listener
from workstation.store import schema

SECONDS = 20.0


@contextlib.contextmanager
def line(listener: Listener) -> Iterator[socket.socket]:
    with socket.create_connection(listener.address, timeout=SECONDS) as connection:
        yield connection


def heard(connection: socket.socket, count: int = 1) -> list[str]:
    """The next ``count`` answers."""
    got = b""
    until = time.monotonic() + SECONDS
    while got.count(b"\x1c\r") < count and time.monotonic() < until:
        piece = connection.recv(4096)
        if not piece:
            break
        got += piece
    return [block.decode() for block in re.findall(rb"\x0b(.*?)\x1c\r", got, re.DOTALL)]


def block(message: bytes) -> bytes:
    return b"\x0b" + message + b"\x1c\r"


def msa(answer: str) -> list[str]:
    return next(segment for segment in answer.split("\r") if segment.startswith("MSA")).split("|")


def stored(clinic: Any, kind: str = "Observation") -> int:
    with clinic.read() as conn:
        return conn.execute(select(func.count()).where(schema.resource.c.type == kind)).scalar_one()


@pytest.fixture
def listener(clinic: Any) -> Iterator[Listener]:
    with Listener(clinic, 0) as opened:
        yield opened


def test_a_message_is_answered_after_it_was_stored(clinic, listener) -> None:
    with line(listener) as connection:
        connection.sendall(block(result()))
        (answer,) = heard(connection)
        assert stored(clinic) == 1
    assert msa(answer)[1:3] == ["AA", "C1"]
    header = answer.split("\r")[0].split("|")
    assert header[2:6] == ["WS", "CLINIC", "LAB", "GENERAL"]
    assert header[8] == "ACK^R01^ACK"


def test_it_listens_on_this_computer_only(listener) -> None:
    assert listener.address[0] == "127.0.0.1"


def test_a_message_in_pieces_of_one_byte(clinic, listener) -> None:
    with line(listener) as connection:
        for byte in block(result()):
            connection.sendall(bytes([byte]))
        assert msa(heard(connection)[0])[1] == "AA"
    assert stored(clinic) == 1


def test_several_messages_in_one_piece_are_answered_in_order(clinic, listener) -> None:
    heap = b"".join(block(result(GLUCOSE.replace("2345-7", f"{n}-1"), header=HEADER.replace("C1", f"C{n}")))
                    for n in range(10))
    with line(listener) as connection:
        connection.sendall(heap)
        assert [msa(answer)[1:3] for answer in heard(connection, 10)] == [["AA", f"C{n}"] for n in range(10)]
    assert stored(clinic) == 10


def test_garbage_before_between_and_after_blocks_is_passed_over(clinic, listener) -> None:
    with line(listener) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n" + block(result()) + b"\x00\xff\xfe" + block(b"") + block(b"x"))
        answers = heard(connection, 3)
    assert [msa(answer)[1] for answer in answers] == ["AA", "AE", "AE"]
    assert stored(clinic) == 1


def test_a_message_sent_again_changes_nothing_and_is_answered(clinic, listener) -> None:
    with line(listener) as connection:
        connection.sendall(block(result()) + block(result()))
        assert [msa(answer)[1] for answer in heard(connection, 2)] == ["AA", "AA"]
    assert stored(clinic) == 1
    assert listener.counts["repeated"] == 1


def test_a_refusal_names_segment_and_field(clinic, listener) -> None:
    with line(listener) as connection:
        connection.sendall(block(result(GLUCOSE.replace("5.50", "abc"))))
        (answer,) = heard(connection)
        connection.sendall(block(result(header=HEADER.replace("2.5.1", "9.9"))))
        (other,) = heard(connection)
    assert msa(answer)[1] == "AE"
    assert "ERR||OBX^1^5|" in answer
    assert msa(other)[1] == "AR"
    assert "ERR||MSH^1^12|203^" in other
    assert stored(clinic) == 0


def test_what_waits_for_a_person_is_kept_and_said(clinic, listener) -> None:
    with line(listener) as connection:
        connection.sendall(block(result()) + block(result(header=HEADER.replace("C1", "C2"),
                                                          patient=PATIENT.replace("1970", "1980"))))
        first, second = heard(connection, 2)
    assert msa(first)[1] == "AA"
    assert msa(second)[1] == "AA"
    assert "waits for a person" in msa(second)[3]
    assert "|W|" in second


def test_a_store_that_can_not_write_gives_no_aa(clinic, listener, monkeypatch) -> None:
    def full(*_: Any) -> Any:
        raise DiskFull(place="/nowhere")

    with line(listener) as connection:
        with monkeypatch.context() as patched:
            patched.setattr(messages, "take", full)
            connection.sendall(block(result()))
            assert msa(heard(connection)[0])[1] == "AE"
        connection.sendall(block(result()))
        assert msa(heard(connection)[0])[1] == "AA"
    assert stored(clinic) == 1


def test_a_block_without_end_is_given_up_by_size_and_by_time(clinic) -> None:
    limits = Limits(message_bytes=20_000, block_seconds=0.6)
    with Listener(clinic, 0, limits=limits) as listener:
        with line(listener) as connection:
            connection.sendall(b"\x0b" + result()[:-1] + b"x" * 30_000)
            assert msa(heard(connection)[0])[1] == "AR"
            assert connection.recv(10) == b""
        with line(listener) as slow:
            slow.sendall(b"\x0bMSH|^~")
            assert slow.recv(10) == b""
        with line(listener) as connection:
            connection.sendall(block(result()))
            assert msa(heard(connection)[0])[1] == "AA"
    assert stored(clinic) == 1


def test_more_senders_than_places_wait_for_their_turn(clinic) -> None:
    with Listener(clinic, 0, limits=Limits(connections=2)) as listener:
        answers: list[str] = []

        def send(number: int) -> None:
            with line(listener) as connection:
                connection.sendall(block(result(GLUCOSE.replace("2345-7", f"{number}-1"),
                                                header=HEADER.replace("C1", f"C{number}"))))
                answers.extend(heard(connection))

        threads = [threading.Thread(target=send, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SECONDS)
    assert sorted(msa(answer)[2] for answer in answers) == [f"C{n}" for n in range(8)]
    assert stored(clinic) == 8


def test_a_line_that_breaks_in_a_message_leaves_nothing(clinic, listener) -> None:
    with line(listener) as connection:
        connection.sendall(b"\x0b" + result()[:80])
    with line(listener) as connection:
        connection.sendall(block(result()))
        assert msa(heard(connection)[0])[1] == "AA"
    assert stored(clinic) == 1


def test_it_stops_with_lines_open_and_leaves_no_thread(clinic) -> None:
    listener = Listener(clinic, 0)
    listener.start()
    with line(listener) as connection:
        connection.sendall(block(result()))
        heard(connection)
        listener.close()
        assert connection.recv(10) == b""


def test_a_port_in_use_is_said(clinic, listener) -> None:
    with pytest.raises(UserMistake, match="can't be listened on"):
        Listener(clinic, listener.address[1])


def test_the_monitors_messages_over_the_wire(clinic, listener, reference_data, rows) -> None:
    data = (reference_data / "vitals" / "hl7" / "oru_synthetic.mllp").read_bytes()
    with line(listener) as connection:
        connection.sendall(data)
        assert {msa(answer)[1] for answer in heard(connection, 40)} == {"AA"}
    assert len([row for row in rows("SYN0001") if row.kind.value == "vital"]) == 200


def test_killed_and_sent_again_is_stored_once(tmp_path: Path) -> None:
    """The real command, killed without warning after each answer; every message ends up stored exactly once."""
    from workstation.domain.user import Role, User
    from workstation.services import sign_in
    from workstation.store.keys import CHEAP

    sign_in.create(tmp_path / "store", User("ann", "Ann", Role.NURSE), "correct horse battery", cost=CHEAP).close()
    sent = [text(HEADER.replace("C1", f"C{n}"), PATIENT, REQUEST.replace("F1", f"F{n}"), GLUCOSE) for n in range(4)]
    done: set[str] = set()
    for _ in range(6):
        with served(tmp_path / "store") as (process, port):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
                for message in sent[:len(done) + 2]:
                    connection.sendall(block(message))
                    done |= {msa(answer)[2] for answer in heard(connection)}
                connection.sendall(block(sent[min(len(done), 3)]))
            process.kill()
        if len(done) == 4:
            break
    assert done == {"C0", "C1", "C2", "C3"}
    with sign_in.sign_in(tmp_path / "store", "ann", "correct horse battery") as clinic:
        assert stored(clinic) == 4
        assert stored(clinic, "DiagnosticReport") == 4


def test_the_command_ends_on_a_signal_with_its_counts(tmp_path: Path) -> None:
    from workstation.domain.user import Role, User
    from workstation.services import sign_in
    from workstation.store.keys import CHEAP

    sign_in.create(tmp_path / "store", User("ann", "Ann", Role.NURSE), "correct horse battery", cost=CHEAP).close()
    with served(tmp_path / "store", "--json") as (process, port):
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
            connection.sendall(block(result()))
            heard(connection)
        process.send_signal(signal.SIGTERM)
        shown, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert '"AA": 1' in shown


@contextlib.contextmanager
def served(store: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """``consilia serve --mllp 0`` in a process of its own, and the port it took."""
    door = Path(__file__).parents[2] / "main.py"
    environment = os.environ | {"CONSILIA_PASSPHRASE": "correct horse battery", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, str(door), "--data-dir", str(store), "serve", "--mllp", "0", *more], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        yield process, int(re.search(r":(\d+);", said)[1])         # type: ignore[index]
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)
