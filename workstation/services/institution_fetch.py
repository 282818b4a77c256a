"""A patient's record from another institution: who is meant, what leaves for it, and the import of what comes.

What comes goes through the import as a file would, with the institution named as its source. Nothing of it is put
under a person known here from elsewhere (``fhir_strangers``): whether two records are of one person, a person decides.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from workstation.domain.resource import ImportReport
from workstation.errors import UserMistake
from workstation.exchange.fhir_client.client import FhirClient, FixedToken, Greeting, Person
from workstation.exchange.fhir_client.smart import SmartSession
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_strangers import doubt_others, doubt_strangers
from workstation.exchange.web_call import Limits
from workstation.services import importing, institutions
from workstation.services.clinic import Clinic
from workstation.services.institutions import Institution, SignIn
from workstation.services.progress import Progress

BY = ("identifier", "name", "family", "given", "birthdate", "gender", "_id")
_SLEEP_S = 0.2


class Form(StrEnum):
    """How much is fetched."""

    EVERYTHING = "everything"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought: the import's report, and how many calls and bytes it took."""

    report: ImportReport
    calls: int
    bytes: int


class Session:
    """One errand at one institution; its access token is kept until it ends. ``progress`` stops it between calls."""

    def __init__(self, clinic: Clinic, institution: Institution, progress: Progress | None = None,
                 limits: Limits | None = None) -> None:
        if not institution.url:
            raise UserMistake(reason=f"{institution.name} has no FHIR address")
        self._clinic, self.institution = clinic, institution
        self._progress = progress or Progress("The fetch")
        self._limits = limits or Limits()
        self._caller = institutions.caller(clinic, institution, institution.url, pause=self._pause,
                                           limits=self._limits)
        self._client = FhirClient(self._caller, signed_in(clinic, institution, self._pause, self._limits))

    def greet(self) -> Greeting:
        """Calls once without asking for anybody: whether it answers, by which certificate and sign-in.

        Raises NotAllowed, CallFailed, Cancelled.
        """
        return self._client.greet()

    def people(self, asked: Sequence[tuple[str, str]]) -> list[Person]:
        """Who fits there. Raises NotAllowed, UserMistake, CallFailed, Cancelled."""
        check(asked)
        return self._client.find(asked)

    def fetch(self, patient_id: str, form: Form = Form.EVERYTHING, since: str = "") -> Fetched:
        """Brings one record and imports it. Raises as ``people`` does, and what the import raises."""
        pages: list[bytes] = []
        if form is Form.SUMMARY:
            pages.append(self._client.summary(patient_id))
        else:
            for page in self._client.everything(patient_id, since):
                pages.append(page)
                self._progress.step(min(0.9, len(pages) / 20), f"{self._client.brought >> 10} KB")

        def judge(conn: Connection, candidates: list[Candidate]) -> None:
            doubt_others(candidates, patient_id if form is Form.EVERYTHING else "")
            doubt_strangers(conn, candidates, self.institution.source)

        report = importing.import_received(self._clinic, self.institution.source, pages, judge)
        self._progress.step(1.0)
        return Fetched(report, self._caller.count, self._client.brought)

    def _pause(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._progress.check()
            time.sleep(min(left, _SLEEP_S))


def test(clinic: Clinic, name: str, progress: Progress | None = None) -> Greeting:
    """Whether an institution's FHIR server answers us. Raises NotFound, UserMistake, and as ``Session.greet`` does."""
    there = institutions.find(clinic, name)
    return Session(clinic, there, progress, Limits(seconds=20.0, tries=1)).greet()


def signed_in(clinic: Clinic, institution: Institution, pause: institutions.Pause,
              limits: Limits) -> SmartSession | FixedToken:
    """How calls prove who they come from."""
    secret = institutions.secret(clinic, institution.name)
    if institution.sign_in is SignIn.SMART:
        there = institutions.caller(clinic, institution, institution.token_url, pause=pause, limits=limits)
        return SmartSession(there, institution.token_url, institution.client_id, secret, institution.scope)
    return FixedToken(secret.decode())


def check(asked: Sequence[tuple[str, str]]) -> None:
    """Raises UserMistake for a question that names nobody or by what is not offered."""
    if not any(value.strip() and name not in ("gender", "birthdate") for name, value in asked):
        raise UserMistake(reason="name the person: by a number, a name, or the id they have there")
    if any(name not in BY or len(value) > 300 for name, value in asked):
        raise UserMistake(reason=f"people are asked for by {', '.join(BY)}")


@dataclass(frozen=True, slots=True)
class Leaves:
    """One line of what leaves: ``template`` is one of LEAVING, so that a screen can say it in its own language."""

    template: str
    fields: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.template.format(**dict(self.fields))


_PROOF = "to {url}: our client id {client} and a signed proof of it, asking for {scope}"
_TOKEN = "to {url}: the token they gave us, with each call"
_ID = "to {url}: the id they know the person by, {value}"
_ASKED = "to {url}: the person's {name}, {value}"
_FOUND = "to {url}: the id of the person they find"
_FORM = "to {url}: that this clinic asks for {form} of that person, from this computer's address"
_PROXY = "to the proxy {proxy}: the names of these servers"
LEAVING = (_PROOF, _TOKEN, _ID, _ASKED, _FOUND, _FORM, _PROXY)


def leaving(institution: Institution, asked: Sequence[tuple[str, str]], form: Form = Form.EVERYTHING) -> list[Leaves]:
    """Exactly what leaves the clinic for such a fetch, a line each, to be shown before it does."""
    url = ("url", institution.url)
    lines: list[Leaves] = []
    if institution.sign_in is SignIn.SMART:
        lines.append(Leaves(_PROOF, (("url", institution.token_url), ("client", institution.client_id),
                                     ("scope", institution.scope))))
    elif institution.sign_in is SignIn.BEARER:
        lines.append(Leaves(_TOKEN, (url,)))
    if [name for name, _ in asked] == ["_id"]:
        lines.append(Leaves(_ID, (url, ("value", asked[0][1]))))
    else:
        lines += [Leaves(_ASKED, (url, ("name", name), ("value", value))) for name, value in asked]
        lines.append(Leaves(_FOUND, (url,)))
    lines.append(Leaves(_FORM, (url, ("form", form.value))))
    if institution.proxy:
        lines.append(Leaves(_PROXY, (("proxy", institution.proxy),)))
    return lines
