"""A proxy that a person set: TLS goes through it unopened, what it refuses is told, the environment's is never used."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from other_institution import bundle, fhir, served
from test_fhir_client_tls import certificate

from workstation.errors import CallFailed, UserMistake
from workstation.exchange.web_call import checked_proxy
from workstation.services import institution_fetch, institution_images, institutions
from workstation.services.clinic import Clinic
from workstation.services.institution_fetch import Session
from workstation.services.institutions import Institution

HELLO = {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "Maple", "version": "2"}}


class Proxy:
    """A forward proxy that knows CONNECT only; it keeps what was said to it in clear."""

    def __init__(self, answer: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> None:
        self.answer = answer
        self.heads: list[bytes] = []
        self.carried: list[bytes] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(line,), daemon=True).start()

    def _one(self, line: socket.socket) -> None:
        with line:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += line.recv(1)
            self.heads.append(head)
            line.sendall(self.answer)
            if not self.answer.endswith(b"established\r\n\r\n"):
                return
            host, port = head.split(b" ")[1].decode().rsplit(":", 1)
            with socket.create_connection((host, int(port))) as there:
                back = threading.Thread(target=self._carry, args=(there, line, None), daemon=True)
                back.start()
                self._carry(line, there, self.carried)
                back.join(5)

    @staticmethod
    def _carry(one: socket.socket, other: socket.socket, kept: list[bytes] | None) -> None:
        try:
            while piece := one.recv(4096):
                if kept is not None:
                    kept.append(piece)
                other.sendall(piece)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)             # wakes accept
        self._door.close()
        self._thread.join(5)


@contextmanager
def proxy(**more: Any) -> Iterator[Proxy]:
    made = Proxy(**more)
    try:
        yield made
    finally:
        made.close()


def test_calls_go_through_it_sealed_and_the_certificate_still_decides(clinic: Clinic, tmp_path: Path) -> None:
    context, pem, _ = certificate(tmp_path)
    with served(context) as other, proxy() as between:
        other.answer = lambda asked: fhir(HELLO) if asked.path.endswith("/metadata") else fhir(bundle())
        there = institutions.add(clinic, Institution("county", other.url, authority=pem, proxy=between.url))
        assert institutions.find(clinic, "county").proxy == between.url
        told = institution_fetch.test(clinic, "county")
        assert (told.software, told.version) == ("Maple 2", "4.0.1")
        assert Session(clinic, there).people([("name", "Secretperson")]) == []
        assert [one.path for one in other.asked] == ["/r4/metadata", "/r4/Patient"]
        assert len(between.heads) == 2 and all(head.startswith(b"CONNECT 127.0.0.1:") for head in between.heads)
        assert b"Secretperson" not in b"".join(between.heads + between.carried)
        lines = [str(one) for one in institution_fetch.leaving(there, [("name", "x")])]
        assert lines[-1] == f"to the proxy {between.url}: the names of these servers"
        assert institution_images.leaving(there, [("name", "x")], fetches=False)[-1] == lines[-1]
        stranger = institutions.add(clinic, Institution("stranger", other.url, proxy=between.url))
        with pytest.raises(CallFailed, match="not trusted"):
            Session(clinic, stranger).people([("name", "li")])


@pytest.mark.parametrize(("answer", "words"), [
    (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "did not let the call through .status 407"),
    (b"SSH-2.0-OpenSSH\r\n\r\n", "did not let the call through"),
    (b"HTTP/1.1 200 " + b"x" * 10_000, "no answer that can be read"),
])
def test_a_proxy_that_refuses_is_named(clinic: Clinic, answer: bytes, words: str) -> None:
    with proxy(answer=answer) as between:
        there = institutions.add(clinic, Institution("county", "https://county.example/r4", proxy=between.url))
        with pytest.raises(CallFailed, match=words):
            Session(clinic, there).people([("name", "li")])


def test_one_that_is_not_there_is_named(clinic: Clinic) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    there = institutions.add(clinic, Institution("county", "https://county.example/r4",
                                                 proxy=f"http://127.0.0.1:{port}"))
    with pytest.raises(CallFailed, match=f"the proxy 127.0.0.1:{port} can't be reached"):
        Session(clinic, there).people([("name", "li")])


def test_the_environment_is_not_read(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    with served() as other, proxy() as between:
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, between.url)
        other.answer = lambda asked: fhir(HELLO)
        institutions.add(clinic, Institution("here", other.url))
        assert institution_fetch.test(clinic, "here").software == "Maple 2"
        assert between.heads == [] and len(other.asked) == 1


@pytest.mark.parametrize("written", ["proxy:3128", "https://proxy:3128", "http://proxy", "http://me:secret@proxy:3128",
                                     "http://proxy:3128/path", "http://proxy:99999", "socks5://proxy:1080",
                                     "http://pro xy:3128"])
def test_how_a_proxy_is_written(written: str) -> None:
    with pytest.raises(UserMistake):
        checked_proxy(written)


def test_a_proxy_is_optional_and_loses_its_last_slash() -> None:
    assert checked_proxy("") == "" and checked_proxy("http://proxy.clinic:3128/") == "http://proxy.clinic:3128"


@pytest.mark.parametrize(("said", "words"), [
    ({"resourceType": "Patient"}, "no CapabilityStatement"), ([1], "no CapabilityStatement"),
    ({**HELLO, "fhirVersion": "3.0.2"}, "speaks FHIR 3.0.2, not R4"), ({**HELLO, "fhirVersion": "5.0.0"}, "not R4"),
])
def test_a_server_of_another_kind_is_told(clinic: Clinic, said: Any, words: str) -> None:
    with served() as other:
        other.answer = lambda asked: fhir(said)
        institutions.add(clinic, Institution("here", other.url))
        with pytest.raises(CallFailed, match=words):
            institution_fetch.test(clinic, "here")
