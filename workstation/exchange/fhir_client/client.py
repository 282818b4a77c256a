"""The FHIR R4 RESTful client: find a person, then everything that the other server holds of them, page by page.

Pages are kept as the bytes that came: a client library that gives out parsed resources would turn ``72.50`` into
``72.5``. They are parsed here only to find links and people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast
from urllib.parse import quote, urlencode, urljoin

from workstation.errors import CallFailed
from workstation.exchange.fhir_parts import Node, part, parts, word
from workstation.exchange.safe_json import JsonFault, loads
from workstation.exchange.web_call import Caller, Reply

JSON = "application/fhir+json"
PAGE = 500
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_NO_OPERATION = (400, 404, 405, 501)
# Asked one by one where the server has no $everything (types of the Patient compartment that charts show).
COMPARTMENT = (
    "AllergyIntolerance", "CarePlan", "CareTeam", "Condition", "DiagnosticReport", "DocumentReference", "Encounter",
    "FamilyMemberHistory", "Goal", "ImagingStudy", "Immunization", "MedicationRequest", "MedicationStatement",
    "Observation", "Procedure", "ServiceRequest")


class SignIn(Protocol):
    """Where the bearer token comes from; "" for none."""

    def token(self) -> str: ...
    def forget(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FixedToken:
    """A token that the other institution gave out, or none."""

    secret: str = field(default="", repr=False)

    def token(self) -> str:
        return self.secret

    def forget(self) -> None:
        """There is no other one."""


@dataclass(frozen=True, slots=True)
class Person:
    """A Patient that a search there found: enough to tell people apart before anything is fetched."""

    id: str
    name: str
    born: str
    sex: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Greeting:
    """A server that answered: its software as it names it, and the FHIR version."""

    software: str
    version: str


@dataclass(frozen=True, slots=True)
class Most:
    """What one errand may bring."""

    pages: int = 400
    bytes: int = 512 << 20


@dataclass(slots=True)
class FhirClient:
    """Asks one server at its base address. Every method raises CallFailed."""

    caller: Caller
    sign_in: SignIn
    most: Most = field(default_factory=Most)
    brought: int = 0

    @property
    def base(self) -> str:
        return self.caller.server.url

    def greet(self) -> Greeting:
        """What the server says of itself (``/metadata``); raises CallFailed for one that doesn't speak R4."""
        told: Any = loads_or(self.caller, self._good(self._ask(f"{self.base}/metadata")))
        if word(told, "resourceType") != "CapabilityStatement":
            raise self.caller.failed("it gives no CapabilityStatement: that address is no FHIR server")
        version = word(told, "fhirVersion")
        if not version.startswith("4.0"):
            raise self.caller.failed(f"it speaks FHIR {version[:20] or 'of a version it does not name'}, not R4")
        software = part(told, "software")
        return Greeting(" ".join(filter(None, (word(software, "name"), word(software, "version"))))[:200], version)

    def find(self, asked: Sequence[tuple[str, str]]) -> list[Person]:
        """The people who fit the search parameters, over all pages."""
        found: dict[str, Person] = {}
        for page in self._pages(f"{self.base}/Patient?{urlencode(asked)}"):
            for resource in resources(page):
                if word(resource, "resourceType") == "Patient" and _ID.fullmatch(word(resource, "id")):
                    found[word(resource, "id")] = _person(resource)
        return list(found.values())

    def everything(self, patient_id: str, since: str = "") -> Iterator[bytes]:
        """The pages of ``$everything``; where that isn't offered, the Patient and a search for each type."""
        asked = [("_count", str(PAGE)), *([("_since", since)] if since else [])]
        url = f"{self.base}/Patient/{quote(patient_id, safe='')}/$everything?{urlencode(asked)}"
        first = self._ask(url)
        if first.status in _NO_OPERATION and not since:
            yield from self._piecemeal(patient_id)
        else:
            yield from self._pages(url, first)

    def summary(self, patient_id: str) -> bytes:
        """The International Patient Summary that the server writes (``$summary``)."""
        return self._good(self._ask(f"{self.base}/Patient/{quote(patient_id, safe='')}/$summary"))

    def _piecemeal(self, patient_id: str) -> Iterator[bytes]:
        yield self._good(self._ask(f"{self.base}/Patient/{quote(patient_id, safe='')}"))
        for kind in COMPARTMENT:
            url = f"{self.base}/{kind}?{urlencode([('patient', patient_id), ('_count', str(PAGE))])}"
            first = self._ask(url)
            if first.status not in _NO_OPERATION:          # a type that this server doesn't hold
                yield from self._pages(url, first)

    def _pages(self, url: str, first: Reply | None = None) -> Iterator[bytes]:
        seen = {url}
        for _ in range(self.most.pages):
            page = self._good(first or self._ask(url))
            first = None
            following = self._next(page)
            yield page
            if not following:
                return
            url = self.caller.within(urljoin(url, following), "its next page leads")
            if url in seen:
                raise self.caller.failed("its pages lead back to one that was read already")
            seen.add(url)
        raise self.caller.failed(f"its answer has more than {self.most.pages} pages")

    def _ask(self, url: str) -> Reply:
        reply = self.caller.get(url, self._headers())
        if reply.status == 401 and self.sign_in.token():
            self.sign_in.forget()
            reply = self.caller.get(url, self._headers())
        self.brought += len(reply.body)
        if self.brought > self.most.bytes:
            raise self.caller.failed(f"it gives more than {self.most.bytes >> 20} MB for one patient")
        return reply

    def _headers(self) -> dict[str, str]:
        token = self.sign_in.token()
        return {"Accept": JSON} | ({"Authorization": f"Bearer {token}"} if token else {})

    def _good(self, reply: Reply) -> bytes:
        if reply.status != 200:
            raise self._told(reply)
        if reply.media_type not in (JSON, "application/json"):
            raise self.caller.failed(f"it answers with {reply.media_type[:60] or 'no type'} instead of FHIR JSON")
        return reply.body

    def _told(self, reply: Reply) -> CallFailed:
        """What an OperationOutcome says, in one line."""
        try:
            told = loads(reply.body[:1 << 20])
        except JsonFault:
            told = {}
        issues = parts(told, "issue") if isinstance(told, dict) else ()
        said = next((text for issue in issues
                     for text in (word(issue, "diagnostics"), word(issue, "details", "text")) if text), "")
        return self.caller.failed(f"it answered with status {reply.status}" + (f": {said[:200]}" if said else ""))

    def _next(self, page: bytes) -> str:
        bundle = loads_or(self.caller, page)
        if not isinstance(bundle, dict):
            raise self.caller.failed("its answer is no FHIR resource")
        node = cast("Node", bundle)
        if word(node, "resourceType") == "OperationOutcome":
            raise self.caller.failed("it answered with an outcome where a record was expected")
        return next((word(link, "url") for link in parts(node, "link") if word(link, "relation") == "next"), "")


def loads_or(caller: Caller, raw: bytes) -> Any:
    """An answer's JSON. Raises CallFailed."""
    try:
        return loads(raw)
    except JsonFault as fault:
        raise caller.failed(f"its answer can't be read ({fault.reason})") from fault


def resources(page: bytes) -> Iterator[Node]:
    """The resources of a searchset, or the one that the page is."""
    value: Any = loads(page)
    if word(value, "resourceType") != "Bundle":
        yield value
        return
    for entry in parts(value, "entry"):
        yield part(entry, "resource")


def _person(resource: Node) -> Person:
    name = next(iter(parts(resource, "name")), {})
    held = name.get("given")
    given = cast("list[Any]", held) if isinstance(held, list) else []
    whole = " ".join(filter(None, (word(name, "family"), *map(str, given))))
    numbers = ("|".join(filter(None, (word(i, "system"), word(i, "value")))) for i in parts(resource, "identifier"))
    return Person(word(resource, "id"), word(name, "text") or whole, word(resource, "birthDate"),
                  word(resource, "gender"), tuple(numbers)[:10])
