"""A clinic with two charts, served over loopback, and a client that is no part of the product."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workstation.services import facade_tokens, importing
from workstation.services.clinic import Clinic
from workstation.services.facade_server import FacadeServer, Limits

SUBJECT = {"reference": "Patient/p1"}
OTHER = {"reference": "Patient/p2"}
LOINC = "http://loinc.org"
TERMS = "http://terminology.hl7.org/CodeSystem"


def observation(number: int, subject: dict[str, str], when: str, code: str, category: str) -> dict[str, Any]:
    return {"resourceType": "Observation", "id": f"o{number}", "status": "final", "subject": subject,
            "category": [{"coding": [{"code": category}]}], "effectiveDateTime": when,
            "code": {"coding": [{"system": "http://other.example", "code": "local"}, {"system": LOINC, "code": code}]},
            "valueQuantity": {"value": 72.50, "unit": "kg"}}


RESOURCES: list[dict[str, Any]] = [
    {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1980-05",
     "name": [{"family": "Müller", "given": ["Anna"]}], "identifier": [{"system": "urn:clinic", "value": "N-17"}]},
    {"resourceType": "Patient", "id": "p2", "gender": "male", "birthDate": "1950-01-02",
     "name": [{"family": "郭", "given": ["伟"]}], "identifier": [{"system": "urn:other", "value": "N-18"}]},
    {"resourceType": "Practitioner", "id": "dr", "name": [{"family": "Li"}]},
    {"resourceType": "Condition", "id": "c1", "subject": SUBJECT, "code": {"coding": [{"code": "44054006"}]},
     "clinicalStatus": {"coding": [{"system": f"{TERMS}/condition-clinical", "code": "active"}]},
     "asserter": {"reference": "Practitioner/dr"},
     "onsetPeriod": {"start": "2010", "end": "2012-03"}},
    {"resourceType": "Condition", "id": "c2", "subject": OTHER, "code": {"text": "private"}},
    *(observation(n, SUBJECT, f"2020-01-{n:02d}", "29463-7" if n % 2 else "8302-2",
                  "vital-signs" if n < 10 else "laboratory") for n in range(1, 13)),
    observation(90, OTHER, "2020-01-01", "29463-7", "vital-signs"),
]


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def ids(self) -> list[str]:
        return [e["resource"]["id"] for e in self.json.get("entry", []) if e["search"]["mode"] == "match"]


class Client:
    """Asks one server with one token."""

    def __init__(self, url: str, token: str = "") -> None:
        self.url, self.token = url, token

    def __call__(self, path: str, method: str = "GET", data: bytes | None = None, context: Any = None,
                 **headers: str) -> Reply:
        request = urllib.request.Request(path if "://" in path else self.url + path, data=data, method=method)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=20, context=context) as answer:
                return Reply(answer.status, answer.read(), dict(answer.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.read(), dict(error.headers))


@pytest.fixture
def filled(clinic: Clinic, tmp_path: Path) -> Clinic:
    # Two people in one bundle would wait for a person: as lines each stands for itself.
    lines = [json.dumps(r, ensure_ascii=False).replace("72.5", "72.50") for r in RESOURCES]
    (tmp_path / "in.ndjson").write_text("\n".join(lines))
    importing.import_paths(clinic, [tmp_path / "in.ndjson"])
    return clinic


@pytest.fixture
def server(filled: Clinic) -> Iterator[FacadeServer]:
    with FacadeServer(filled, 0, limits=Limits(connections=4, seconds=3.0, silence_seconds=2.0)) as running:
        yield running


@pytest.fixture
def ask(server: FacadeServer, filled: Clinic) -> Client:
    """A client with a token for every chart."""
    return Client(server.url, facade_tokens.add(filled, "lab"))


@pytest.fixture
def scoped(server: FacadeServer, filled: Clinic) -> Callable[..., Client]:
    """Makes clients whose token has these scopes."""

    def made(*scopes: str) -> Client:
        return Client(server.url, facade_tokens.add(filled, f"t{len(facade_tokens.listed(filled))}", scopes))

    return made
