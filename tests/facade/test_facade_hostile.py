"""What must not bring the facade down: odd requests, slow and many clients, damaged TLS, and a stop in the middle."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workstation.domain.user import Role, User
from workstation.errors import NotAllowed, UserMistake
from workstation.services import facade_tokens, sign_in, users
from workstation.services.clinic import Clinic
from workstation.services.facade_server import FacadeServer
from workstation.store.keys import CHEAP

PHRASE = "correct horse battery staple"


def raw(server: FacadeServer, sent: bytes, wait: float = 6.0) -> bytes:
    """What comes back for these bytes, "" where the line was just closed."""
    host, port = re.search(r"//(.+):(\d+)/", server.url).groups()        # type: ignore[union-attr]
    answer = b""
    with socket.create_connection((host, int(port)), timeout=wait) as line:
        try:
            line.sendall(sent)
            while piece := line.recv(65536):
                answer += piece
        except (ConnectionError, TimeoutError):
            pass
    return answer


def outcome_of(answer: bytes) -> int:
    """The HTTP status; what stands in the body must be an OperationOutcome."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert json.loads(body)["resourceType"] == "OperationOutcome"
    return int(head.split()[1])


@pytest.mark.parametrize(("sent", "status"), [
    (b"GET /fhir/Patient/p1 HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", {431}),
    (b"GET /fhir/Patient/p1 HTTP/1.1\r\n" + b"X: 1\r\n" * 500 + b"\r\n", {431}),
    (b"GET /fhir/" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n", {431, 414}),
    (b"GET /fhir/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", {401, 404}),
    (b"GET /fhir/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", {401, 404}),
    (b"GET /../fhir/metadata HTTP/1.1\r\nHost: x\r\n\r\n", {404}),
    (b"GET /fhir/Patient/%00 HTTP/1.1\r\nHost: x\r\n\r\n", {401, 404}),
    (b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n", {400}),
    (b"GARBAGE\r\n\r\n", {400}), (b"GET / HTTP/9.9\r\n\r\n", {505, 400}), (b"\x00\xff\x16\x03\r\n\r\n", {400}),
    (b"TRACE /fhir/metadata HTTP/1.1\r\nHost: x\r\n\r\n", {405}),
    (b"POST /fhir/Patient/_search HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{bad}",
     {415}),
    (b"POST /fhir/Patient/_search HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
     b"Content-Length: 99999999\r\n\r\n", {413}),
    (b"POST /fhir/Patient/_search HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
     b"Content-Length: -1\r\n\r\n", {411}),
])
def test_an_odd_request_is_answered_and_harms_nobody(server: FacadeServer, ask, sent: bytes, status: set[int]) -> None:
    answer = raw(server, sent)
    if answer:                        # a client that still sends when it is refused may find the line cut instead
        assert outcome_of(answer) in status
    else:
        assert len(sent) > 30_000
    assert ask("/Patient/p1").status == 200


def test_a_forged_host_is_not_echoed(server: FacadeServer, filled: Clinic) -> None:
    token = facade_tokens.add(filled, "lab")
    answer = raw(server, b'GET /fhir/Patient HTTP/1.1\r\nHost: evil"><script>\r\nAuthorization: Bearer '
                 + token.encode() + b"\r\n\r\n")
    assert b"200 OK" in answer and b"evil" not in answer and server.url.encode() in answer


def test_a_slow_client_loses_its_place(server: FacadeServer, ask) -> None:
    """One byte now and then does not hold a place beyond the deadline of three seconds."""
    host, port = re.search(r"//(.+):(\d+)/", server.url).groups()        # type: ignore[union-attr]
    lines = [socket.create_connection((host, int(port)), timeout=10) for _ in range(4)]
    begun, ended = time.monotonic(), 0
    try:
        for _ in range(60):
            ended = 0
            for line in lines:
                try:
                    line.sendall(b"G")
                except OSError:
                    ended += 1
            if ended == len(lines):
                break
            time.sleep(0.1)
        assert ended == len(lines) and time.monotonic() - begun < 6.0
        assert ask("/Patient/p1").status == 200
    finally:
        for line in lines:
            line.close()


def test_more_clients_than_places_are_turned_away_and_the_rest_served(server: FacadeServer, ask) -> None:
    host, port = re.search(r"//(.+):(\d+)/", server.url).groups()        # type: ignore[union-attr]
    lines = [socket.create_connection((host, int(port)), timeout=10) for _ in range(4)]
    try:
        time.sleep(0.5)
        with socket.create_connection((host, int(port)), timeout=5) as fifth:
            assert fifth.recv(1) == b""
    finally:
        for line in lines:
            line.close()
    for _ in range(50):
        try:
            assert ask("/Patient/p1").status == 200
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the places were not given back")


def test_many_readers_at_once_get_their_answers(server: FacadeServer, ask) -> None:
    got: list[int] = []

    def read() -> None:
        got.extend(ask("/Observation?patient=p1").status for _ in range(10))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert got == [200] * 30


def test_a_stop_in_the_middle_ends_every_line_and_thread(filled: Clinic) -> None:
    before = threading.active_count()
    server = FacadeServer(filled, 0)
    host, port = re.search(r"//(.+):(\d+)/", server.url).groups()        # type: ignore[union-attr]
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(b"GET /fhir/Pat")
        time.sleep(0.4)
        begun = time.monotonic()
        server.close()
        server.close()
        assert time.monotonic() - begun < 3.0
        assert line.recv(1) == b""
    assert threading.active_count() == before
    with pytest.raises(OSError):
        socket.create_connection((host, int(port)), timeout=2).close()


def test_a_fault_inside_is_an_outcome_without_a_trace(server: FacadeServer, ask, monkeypatch) -> None:
    monkeypatch.setattr("workstation.services.facade.statement", lambda base: 1 / 0)
    got = ask("/metadata")
    assert got.status == 500 and b"Traceback" not in got.body and b"ZeroDivisionError-" in got.body


def test_it_refuses_other_addresses_without_a_certificate(filled: Clinic, tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.org"):
        with pytest.raises(UserMistake):
            FacadeServer(filled, 0, host)
    (tmp_path / "bad.pem").write_text("no certificate")
    for path in (tmp_path / "bad.pem", tmp_path / "missing.pem"):
        with pytest.raises(UserMistake):
            FacadeServer(filled, 0, certificate=path)
    with FacadeServer(filled, 0) as first, pytest.raises(UserMistake):
        FacadeServer(filled, int(re.search(r":(\d+)/", first.url)[1]))       # type: ignore[index]


def test_who_may_not_serve_does_not(filled: Clinic) -> None:
    users.add(filled, User("nina", "Nina", Role.NURSE), PHRASE, cost=CHEAP)
    with sign_in.sign_in(filled.data_dir, "nina", PHRASE) as nurse:
        with pytest.raises(NotAllowed):
            FacadeServer(nurse, 0)
        with pytest.raises(NotAllowed):
            facade_tokens.add(nurse, "mine")


@pytest.mark.parametrize(("name", "scopes", "days"), [
    ("", ("read:patient",), 1), ("a b", ("read:patient",), 1), ("ok", ("write:patient",), 1), ("ok", (), 1),
    ("ok", ("read:patient/..%2f",), 1), ("ok", ("read:patient",), 0), ("ok", ("read:patient",), 10_000),
])
def test_a_token_must_make_sense(filled: Clinic, name: str, scopes: tuple[str, ...], days: int) -> None:
    with pytest.raises(UserMistake):
        facade_tokens.add(filled, name, scopes, days)
    assert facade_tokens.listed(filled) == []


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A site's own certificate and key, as PEM."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "clinic.example")])
    now = datetime.now(UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256()))
    (tmp_path / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return tmp_path / "cert.pem", tmp_path / "key.pem"


def test_over_tls_a_client_that_trusts_the_site_reads(filled: Clinic, certificate, ask) -> None:
    with FacadeServer(filled, 0, "0.0.0.0", *certificate) as server:
        port = re.search(r":(\d+)/", server.url)[1]                          # type: ignore[index]
        url = f"https://127.0.0.1:{port}/fhir"
        trusting = ssl.create_default_context(cafile=str(certificate[0]))
        got = ask(f"{url}/Patient?name=anna", context=trusting)
        assert got.ids == ["p1"] and got.json["link"][0]["url"].startswith(url)
        with pytest.raises(OSError):                                         # not a trusted one
            ask(f"{url}/metadata", context=ssl.create_default_context())
        answer = raw(server_at(int(port)), b"GET /fhir/metadata HTTP/1.1\r\n\r\n")    # no TLS at all
        assert b"CapabilityStatement" not in answer
        assert ask(f"{url}/Patient/p1", context=trusting).status == 200


class server_at:  # noqa: N801 - stands for a server of which only the address is known
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/fhir"


def test_the_command_serves_until_it_is_told_to_stop(filled: Clinic, ask, server: FacadeServer) -> None:
    store = filled.data_dir
    secret = facade_tokens.add(filled, "other")
    server.close()
    filled.close()
    door = Path(__file__).parents[2] / "main.py"
    process = subprocess.Popen(
        [sys.executable, str(door), "serve", "--fhir", "0", "--data-dir", str(store), "--json"], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"CONSILIA_PASSPHRASE": PHRASE, "PYTHONUNBUFFERED": "1"})
    try:
        assert process.stderr is not None
        url = re.search(r"http://\S+/fhir", process.stderr.readline())[0]     # type: ignore[index]
        ask.url, ask.token = url, secret
        assert ask("/Patient/p1").status == 200
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=20)
        assert process.returncode == 0 and json.loads(said)["fhir"] == {"url": url, "requests": 1}
    finally:
        process.kill()
        process.communicate(timeout=20)


def test_the_command_makes_lists_and_revokes_tokens(
    filled: Clinic, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from workstation.cli.main import run_command

    store = str(filled.data_dir)
    filled.close()
    monkeypatch.setenv("CONSILIA_PASSPHRASE", PHRASE)

    def said(*words: str) -> str:
        assert run_command([*words, "--data-dir", store]) == 0
        return capsys.readouterr().out

    secret = said("tokens", "add", "lab", "--scope", "read:patient/p1", "--days", "7").strip()
    assert len(secret) >= 43
    shown = json.loads(said("tokens", "list", "--json"))["tokens"]
    assert [(t["name"], t["scopes"]) for t in shown] == [("lab", ["read:patient/p1"])] and secret not in str(shown)
    said("tokens", "revoke", "lab")
    assert json.loads(said("tokens", "list", "--json")) == {"tokens": []}
    for wrong in (["tokens", "add"], ["serve"], ["serve", "--cert", "x", "--mllp", "0"],
                  ["serve", "--fhir", "0", "--host", "0.0.0.0"]):
        assert run_command([*wrong, "--data-dir", store]) == 2
