"""The read-only DICOMweb face of the clinic (DICOM PS3.18, 2025): search and retrieval of studies, without sockets.

Files leave with their original bytes in the transfer syntax they came in. Who asks is a token of ``facade_tokens``;
each request leaves an entry in the audit trail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import orjson

from workstation.services import dicomweb_retrieve, dicomweb_search, exporting
from workstation.services.dicomweb_attributes import Level, as_json
from workstation.services.dicomweb_retrieve import File
from workstation.services.facade_answers import Answer, Fault, Request
from workstation.services.facade_face import Face
from workstation.services.facade_tokens import Token

_UID = r"[0-9.]{1,64}"
_SEARCH = re.compile(rf"(?:/studies/({_UID}))?(?:/series/({_UID}))?/(studies|series|instances)")
_PLACE = re.compile(rf"/studies/({_UID})(?:/series/({_UID})(?:/instances/({_UID}))?)?"
                    r"(?:/(metadata|rendered|frames/(\d{1,6}(?:,\d{1,6}){0,63})(/rendered)?))?")
_ACCEPT = re.compile(r"""\s*([\w*+.-]+/[\w*+.-]+)((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s;,"]+))*)\s*(?:,|$)""")
_PARAMETER = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""")
_DICOM, _JSON, _PLAIN = "application/dicom", ("application/dicom+json", "application/json"), "application/octet-stream"


class DicomWeb(Face):
    """Answers QIDO-RS and WADO-RS."""

    name, root, media_type = "DICOMweb", "/dicomweb", "application/dicom+json"

    def refusal(self, fault: Fault) -> Answer:
        return Answer(fault.status, (fault.words.encode(),),
                      {"Content-Type": "text/plain; charset=utf-8", **fault.headers})

    def _answered(self, request: Request) -> Answer:
        path = request.path.removesuffix("/")
        token = self._token(request)
        search = _SEARCH.fullmatch(path)
        if search is not None and _level(search[1], search[2], search[3]) is not None:
            return self._search(request, token, search[1] or "", search[2] or "", search[3])
        place = _PLACE.fullmatch(path)
        if place is None or (place[4] and place[4] != "metadata" and not place[3]):
            raise Fault(404, "not-found", "there is nothing at this address")
        return self._retrieve(request, token, place)

    def _search(self, request: Request, token: Token, study: str, series: str, what: str) -> Answer:
        _acceptable(request, *_JSON)
        level = _level(study, series, what)
        assert level is not None
        asked = dicomweb_search.Asked.of(level, study, series, request.query)
        names = ", ".join(sorted({name for name, _ in asked.matches})) or "nothing"
        self._clinic.act("imaging.read", detail=f"DICOMweb token {token.name}: {what} by {names}"[:300])
        rows, more = dicomweb_search.search(self._clinic, token, asked)
        warnings = [f'299 - "There are {more} additional results that can be requested"'] if more else []
        if asked.fuzzy:
            warnings.append('299 - "The fuzzymatching parameter is not supported. Only literal matching has been '
                            'performed."')
        headers = {"Warning": ", ".join(warnings)} if warnings else {}
        if not rows:
            return Answer(204, (), headers)
        body = orjson.dumps([as_json(row, level, _address(request, row)) for row in rows])
        return Answer(200, (body,), headers)

    def _retrieve(self, request: Request, token: Token, place: re.Match[str]) -> Answer:
        study, series, instance, what, numbers, drawn = place.groups()
        if any(name != "accept" for name, _ in request.query):
            raise Fault(400, "not-supported", "a retrieval has no parameters here")
        found = dicomweb_retrieve.files(self._clinic, token, study, series or "", instance or "")
        wanted = ",".join(filter(None, (what,))) or "files"
        where = f"series {series}" if series and not instance else f"instance {instance}" if instance else ""
        self._enter(token, found, f"{wanted} of study {study} {where}".rstrip())
        if what == "metadata":
            _acceptable(request, *_JSON)
            return dicomweb_retrieve.metadata(self._clinic, found)
        if what == "rendered" or drawn:
            _acceptable(request, "image/png")
            return dicomweb_retrieve.rendered(self._clinic, found[0], int((numbers or "1").split(",")[0]))
        if numbers:
            _acceptable(request, _PLAIN)
            return dicomweb_retrieve.frames(self._clinic, found[0], [int(one) for one in numbers.split(",")])
        if _as_files(request, found):
            return dicomweb_retrieve.single(self._clinic, found[0])
        return dicomweb_retrieve.multipart(self._clinic, found)

    def _enter(self, token: Token, found: Sequence[File], words: str) -> None:
        self._clinic.act(exporting.ACTION, found[0].patient_id,
                         detail=f"DICOMweb token {token.name}: {words} ({len(found)} files)"[:300])


def _level(study: str | None, series: str | None, what: str) -> Level | None:
    """What is searched for, None where there is no such address (PS3.18 table 10.6.1-2)."""
    if what == "studies":
        return None if study or series else Level.STUDY
    if what == "series":
        return None if series else Level.SERIES
    return None if series and not study else Level.INSTANCE


def _address(request: Request, row: dict[str, str]) -> str:
    steps = [("studies", "StudyInstanceUID"), ("series", "SeriesInstanceUID"), ("instances", "SOPInstanceUID")]
    return request.base + "".join(f"/{step}/{row[keyword]}" for step, keyword in steps if keyword in row)


def _accepted(request: Request) -> list[tuple[str, dict[str, str]]]:
    """(media type, parameters) of the query's ``accept``, else of the header; nothing stands for anything."""
    asked = next((value for name, value in request.query if name == "accept"), request.headers.get("accept", ""))
    if len(asked) > 4096:
        raise Fault(400, "invalid", "the list of accepted types is too long")
    found: list[tuple[str, dict[str, str]]] = []
    for item in _ACCEPT.finditer(asked):
        parameters = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(item[2])}
        found.append((item[1].lower(), parameters))
    return found or [("*/*", {})]


def _acceptable(request: Request, *offered: str) -> None:
    """Raises Fault where none of these types is accepted, by itself or as the type of the parts."""
    groups = {f"{one.split('/')[0]}/*" for one in offered} | {"*/*"}
    for media, parameters in _accepted(request):
        inner = parameters.get("type", "*/*").lower() if media == "multipart/related" else media
        if inner in offered or inner in groups:
            return
    raise Fault(406, "not-supported", f"here is given {' or '.join(offered)}")


def _as_files(request: Request, found: Sequence[File]) -> bool:
    """Whether one file is to be sent without parts. Raises Fault where the files can't be given as asked.

    No transfer syntax is converted: where one is named, the files must be in it already.
    """
    _acceptable(request, _DICOM)
    held = {file.syntax or dicomweb_retrieve.IMPLICIT for file in found}
    syntaxes: set[str] = set()
    alone = False
    for media, parameters in _accepted(request):
        inner = parameters.get("type", "*/*").lower() if media == "multipart/related" else media
        if inner in (_DICOM, "application/*", "*/*"):
            syntaxes.add(parameters.get("transfer-syntax", "*"))
            alone = alone or (media == _DICOM and len(found) == 1)
    if "*" not in syntaxes and not held <= syntaxes:
        raise Fault(406, "not-supported", f"the files are in {', '.join(sorted(held))} and are not converted")
    return alone
