"""The DICOMweb client: which studies another server has (QIDO-RS), and their files one by one (WADO-RS).

Files are kept as the bytes that came and are looked at by the import's workers only; nothing is parsed here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from workstation.exchange.dicom_uid import is_uid
from workstation.exchange.fhir_client.client import SignIn
from workstation.exchange.safe_json import JsonFault, loads
from workstation.exchange.web_call import Caller, Reply

JSON = "application/dicom+json"
FILE = 'multipart/related; type="application/dicom"; transfer-syntax=*'
_PAGE = 500
_MOST_PAGES = 40
_PLAIN = "*?/:@,"                  # may stand in a query as they are (RFC 3986, 3.4); Orthanc 1.10 decodes none of them
_BOUNDARY = re.compile(r"""boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;,"]{1,70}))""", re.IGNORECASE)
# What is shown of a study: name here, tag there (PS3.18 table 10.6.3-3).
_SHOWN = {"uid": "0020000D", "date": "00080020", "description": "00081030", "accession": "00080050",
          "number": "00100020", "born": "00100030", "sex": "00100040"}


@dataclass(frozen=True, slots=True)
class RemoteStudy:
    """A study as the other server tells of it. Texts are as written there; ``name`` in the order of its groups."""

    uid: str
    date: str
    description: str
    accession: str
    modalities: tuple[str, ...]
    files: str
    number: str
    name: str
    born: str
    sex: str


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came over the network, in the shape that the import reads: never written to disk in clear."""

    source: str
    uid: str
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.source} {self.uid}"

    def stat(self) -> os.stat_result:
        return os.stat_result((0, 0, 0, 0, 0, 0, len(self.data), 0, 0, 0))

    def read_bytes(self) -> bytes:
        return self.data

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class DicomWebClient:
    """Asks one server at its base address. Every method raises CallFailed."""

    caller: Caller
    sign_in: SignIn

    def studies(self, asked: Sequence[tuple[str, str]]) -> list[RemoteStudy]:
        """Studies that fit, by keyword of the attribute."""
        fields = [("includefield", one) for one in ("StudyDescription", "PatientBirthDate", "PatientSex")]
        return [_study(one) for one in self._search("/studies", [*asked, *fields]) if is_uid(_text(one, _SHOWN["uid"]))]

    def instances(self, study: str) -> list[tuple[str, str]]:
        """(series UID, SOP instance UID) of every file of a study."""
        found = self._search(f"/studies/{study}/instances", [("includefield", "SeriesInstanceUID")])
        pairs = [(_text(one, "0020000E"), _text(one, "00080018")) for one in found]
        if any(not is_uid(uid) for pair in pairs for uid in pair):
            raise self.caller.failed("it lists a file without its identifiers")
        return list(dict.fromkeys(pairs))

    def file(self, study: str, series: str, uid: str) -> bytes:
        """One file byte for byte."""
        reply = self._ask(f"{self.caller.server.url}/studies/{study}/series/{series}/instances/{uid}", FILE)
        if reply.status != 200:
            raise self._told(reply)
        if reply.media_type == "application/dicom":
            return reply.body
        return self._part(reply)

    def _part(self, reply: Reply) -> bytes:
        """The one part of a multipart/related answer (RFC 2046, section 5.1)."""
        found = _BOUNDARY.search(reply.headers.get("content-type", ""))
        if reply.media_type != "multipart/related" or found is None:
            raise self.caller.failed(f"it answers with {reply.media_type[:60] or 'no type'} instead of a DICOM file")
        mark = b"--" + (found[1] or found[2]).encode()
        start = reply.body.find(mark)
        head = reply.body.find(b"\r\n\r\n", start + len(mark))
        end = reply.body.find(b"\r\n" + mark, head + 2)
        if min(start, head, end) < 0 or not reply.body[end + 2 + len(mark):].startswith(b"--"):
            raise self.caller.failed("its answer does not hold exactly one file")
        return reply.body[head + 4:end]

    def _search(self, path: str, asked: Sequence[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        for page in range(_MOST_PAGES):
            query = urlencode([*asked, ("limit", str(_PAGE)), ("offset", str(page * _PAGE))], safe=_PLAIN)
            reply = self._ask(f"{self.caller.server.url}{path}?{query}", JSON)
            if reply.status == 204:
                return
            if reply.status != 200:
                raise self._told(reply)
            found = self._objects(reply)
            yield from found
            if len(found) < _PAGE and "additional" not in reply.headers.get("warning", ""):
                return
            if not found:
                return
        raise self.caller.failed(f"it lists more than {_MOST_PAGES * _PAGE} results")

    def _objects(self, reply: Reply) -> list[dict[str, Any]]:
        try:
            told = loads(reply.body) if reply.body else []
        except JsonFault as fault:
            raise self.caller.failed(f"its answer can't be read ({fault.reason})") from fault
        held = cast("list[Any]", told) if isinstance(told, list) else []
        if not isinstance(told, list) or not all(isinstance(one, dict) for one in held):
            raise self.caller.failed("its answer is no list of DICOM objects")
        return held

    def _ask(self, url: str, accept: str) -> Reply:
        reply = self.caller.get(url, self._headers(accept))
        if reply.status == 401 and self.sign_in.token():
            self.sign_in.forget()
            reply = self.caller.get(url, self._headers(accept))
        return reply

    def _headers(self, accept: str) -> dict[str, str]:
        token = self.sign_in.token()
        return {"Accept": accept} | ({"Authorization": f"Bearer {token}"} if token else {})

    def _told(self, reply: Reply) -> Exception:
        said = reply.body[:200].decode("utf-8", "replace") if reply.media_type == "text/plain" else ""
        return self.caller.failed(f"it answered with status {reply.status}" + (f": {said}" if said else ""))


def _study(told: dict[str, Any]) -> RemoteStudy:
    values = {name: _text(told, tag) for name, tag in _SHOWN.items()}
    modalities = tuple(str(one) for one in _values(told, "00080061") if isinstance(one, str))
    named = next(iter(_values(told, "00100010")), {})
    groups = cast("dict[str, Any]", named) if isinstance(named, dict) else {}
    name = " ".join(str(groups[group]).replace("^", " ").strip() for group in ("Ideographic", "Alphabetic")
                    if isinstance(groups.get(group), str))
    return RemoteStudy(**values, modalities=modalities, files=_text(told, "00201208"), name=name)


def _values(told: dict[str, Any], tag: str) -> list[Any]:
    held = told.get(tag)
    values = cast("dict[str, Any]", held).get("Value") if isinstance(held, dict) else None
    return cast("list[Any]", values) if isinstance(values, list) else []


def _text(told: dict[str, Any], tag: str) -> str:
    value = next(iter(_values(told, tag)), "")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
