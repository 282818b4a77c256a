"""A record fetched from another institution's server: over pages, signed in, and never under the wrong person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from other_institution import Other, bundle, fhir, form, jwt_problem, served

from workstation.domain.resource import FileStatus
from workstation.domain.user import Role, User
from workstation.errors import CallFailed, NotAllowed, UserMistake
from workstation.exchange.web_call import Limits
from workstation.services import importing, institution_fetch, institutions, quarantine, record, sign_in, users
from workstation.services.clinic import Clinic
from workstation.services.institution_fetch import Form, Session
from workstation.services.institutions import Institution, SignIn
from workstation.store import schema
from workstation.store.keys import CHEAP

PHRASE = "correct horse battery staple"
QUICK = Limits(seconds=5.0, silence_seconds=3.0, answer_bytes=1 << 20, first_wait_s=0.01)
PATIENT = b'{"resourceType":"Patient","id":"7","gender":"female","birthDate":"1980-05-04","name":[{"family":"Li"}]}'
WEIGHT = (b'{"resourceType":"Observation","id":"w","status":"final","subject":{"reference":"%b"},'
          b'"code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},"effectiveDateTime":"2024-01-02",'
          b'"valueQuantity":{"value":72.50,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}')


@pytest.fixture
def other() -> Iterator[Other]:
    with served() as there:
        yield there


@pytest.fixture
def county(clinic: Clinic, other: Other) -> Institution:
    return institutions.add(clinic, Institution("county", other.url))


def session(clinic: Clinic, institution: Institution, **limits: Any) -> Session:
    return Session(clinic, institution, limits=Limits(**{**_as_words(QUICK), **limits}))


def _as_words(limits: Limits) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in Limits.__dataclass_fields__}


def trail(clinic: Clinic) -> list[tuple[str, str]]:
    with clinic.read() as conn:
        return [(r.action, r.detail) for r in conn.execute(schema.audit.select())]


def test_a_record_comes_over_all_pages_with_its_bytes_and_its_source(clinic, other, county) -> None:
    patient = f"{other.url}/Patient/7".encode()

    def answer(asked):
        if asked.path.endswith("/Patient"):
            return fhir(bundle(PATIENT))
        if asked.query.get("page") == "2":
            return fhir(bundle(WEIGHT % patient))
        whole = bundle(PATIENT, following=f"{other.url}/Patient/7/$everything?page=2")
        return fhir(whole.replace(b'{"resource":', b'{"fullUrl":"%b","resource":' % patient))

    other.answer = answer
    errand = session(clinic, county)
    people = errand.people([("identifier", "urn:x|17")])
    assert [(p.id, p.name, p.born) for p in people] == [("7", "Li", "1980-05-04")]
    fetched = errand.fetch("7")
    assert fetched.calls == 3 and [file.status for file in fetched.report.files] == [FileStatus.IMPORTED]
    held = record.source(clinic, "Observation/w")
    assert held.raw == WEIGHT % patient and held.patient_id == "7" and held.source == f"county ({other.url})"
    assert all(one.headers["accept"] == "application/fhir+json" and "authorization" not in one.headers
               for one in other.asked)
    again = session(clinic, county).fetch("7")
    assert sum(c["unchanged"] for c in again.report.totals().values()) == 2


def test_each_call_out_is_entered_and_numbers_of_people_stay_out(clinic, other, county) -> None:
    other.answer = lambda asked: fhir(bundle())
    session(clinic, county).people([("identifier", "urn:x|99887766"), ("name", "Secretname")])
    said = [detail for action, detail in trail(clinic) if action == "institution.ask"]
    assert said == [f"county: GET {other.url}/Patient by identifier, name"]
    assert "99887766" not in json.dumps(trail(clinic)) and "Secretname" not in json.dumps(trail(clinic))


def test_the_same_id_elsewhere_is_not_the_same_person(clinic, other, county, tmp_path: Path) -> None:
    """Their Patient/7 and ours have an id in common and nothing else: everything of theirs waits for a person."""
    ours = PATIENT.replace(b"Li", b"Marti").replace(b',"birthDate":"1980-05-04"', b"")
    (tmp_path / "ours.json").write_bytes(ours)
    importing.import_paths(clinic, [tmp_path / "ours.json"])
    other.answer = lambda asked: fhir(bundle(PATIENT, WEIGHT % b"Patient/7"))
    fetched = session(clinic, county).fetch("7")
    assert [file.status for file in fetched.report.files] == [FileStatus.QUARANTINED]
    assert record.source(clinic, "Patient/7").raw == ours
    waiting = quarantine.listed(clinic)
    assert {item.resource_key for item in waiting} == {"Patient/7", "Observation/w"}
    assert all("may mean another person" in item.reason for item in waiting)


def test_whoever_was_not_asked_for_waits(clinic, other, county) -> None:
    stranger = PATIENT.replace(b'"7"', b'"8"')
    theirs = (WEIGHT % b"Patient/8").replace(b'"w"', b'"x"')
    other.answer = lambda asked: fhir(bundle(PATIENT, stranger, theirs))
    fetched = session(clinic, county).fetch("7")
    assert {item.resource_key for item in quarantine.listed(clinic)} == {"Patient/8", "Observation/x"}
    assert fetched.report.totals()["Patient"]["stored"] == 1


def test_where_there_is_no_everything_each_type_is_asked_for(clinic, other, county) -> None:
    def answer(asked):
        if asked.path.endswith("$everything"):
            return fhir({"resourceType": "OperationOutcome"}, 404)
        if asked.path.endswith("/Patient/7"):
            return fhir(PATIENT)
        if asked.path.endswith("/Observation"):
            return fhir(bundle(WEIGHT % b"Patient/7"))
        return fhir({"resourceType": "OperationOutcome"}, 400) if asked.path.endswith("/Goal") else fhir(bundle())

    other.answer = answer
    fetched = session(clinic, county).fetch("7")
    assert fetched.report.totals()["Observation"]["stored"] == 1
    assert {one.query.get("patient") for one in other.asked[2:]} == {"7"}


def test_a_busy_server_is_asked_again_as_it_wishes(clinic, other, county) -> None:
    answers = iter([fhir({}, 429, Retry_After="0"), fhir({}, 503), fhir(bundle(PATIENT))])
    other.answer = lambda asked: next(answers)
    assert len(session(clinic, county).people([("name", "li")])) == 1
    assert len([1 for action, _ in trail(clinic) if action == "institution.ask"]) == 3
    other.answer = lambda asked: fhir({}, 503)
    with pytest.raises(CallFailed, match="503"):
        session(clinic, county, tries=2).people([("name", "li")])
    other.answer = lambda asked: fhir({}, 429, Retry_After="86400")
    with pytest.raises(CallFailed, match="86400 seconds"):
        session(clinic, county).people([("name", "li")])


@pytest.mark.parametrize(("answer", "why"), [
    (fhir(b"", 302, Location="https://elsewhere.example/r4/Patient"), "elsewhere.example"),
    (fhir(b"", 302, Location="http://127.0.0.1:1/r4/Patient"), "another place"),
    (fhir(b"", 301, Location="?again=1"), "on and on"),
    (fhir(bundle(PATIENT, following="https://elsewhere.example/r4?page=2")), "elsewhere.example"),
    (fhir(bundle(PATIENT, following="//elsewhere.example/r4?page=2")), "elsewhere.example"),
    (fhir(bundle(PATIENT, following="file:///etc/passwd")), "can't be read"),
    (fhir(bundle(PATIENT, following="?name=li")), "read already"),
    (fhir(b"x" * (2 << 20)), "larger than 1 MB"),
    (fhir(b"{", Content_Length="1000"), "cut off"),
    (fhir(b"<html>", Content_Type="text/html"), "text/html"),
    (fhir(b"\x1f\x8b", Content_Encoding="gzip"), "compresses"),
    (fhir(b"{broken"), "can't be read"), (fhir(b"[" * 100_000), "can't be read"), (fhir(b"[]"), "no FHIR"),
    (fhir({"resourceType": "OperationOutcome", "issue": []}), "outcome"),
    (fhir({"resourceType": "OperationOutcome", "issue": [{"diagnostics": "not for you"}]}, 403), "not for you"),
    (fhir(b"", 500), "status 500"),
])
def test_a_server_that_misbehaves_is_refused_in_a_sentence(clinic, other, county, answer, why: str) -> None:
    other.answer = lambda asked: answer
    with pytest.raises(CallFailed, match=why):
        session(clinic, county).people([("name", "li")])
    assert all(one.path.startswith("/r4") for one in other.asked)


def test_endless_pages_and_endless_answers_end(clinic, other, county) -> None:
    def endless(asked):
        return fhir(bundle(following=f"{other.url}/Patient?page={len(other.asked)}"))

    other.answer = endless
    errand = session(clinic, county)
    errand._client.most = type(errand._client.most)(pages=7)
    with pytest.raises(CallFailed, match="more than 7 pages"):
        errand.people([("name", "li")])
    other.trickle = 0.05
    other.answer = lambda asked: fhir(b" " * 400)
    with pytest.raises(CallFailed, match="within 0.5 seconds"):
        session(clinic, county, seconds=0.5).people([("name", "li")])


def test_a_same_host_redirect_is_followed(clinic, other, county) -> None:
    other.answer = lambda asked: (fhir(bundle(PATIENT)) if asked.path == "/r4/v2/Patient"
                                  else fhir(b"", 307, Location="/r4/v2/Patient?name=li"))
    assert [p.id for p in session(clinic, county).people([("name", "li")])] == ["7"]


def test_a_bearer_token_goes_with_each_call_and_lies_sealed(clinic, other) -> None:
    there = institutions.add(clinic, Institution("county", other.url, sign_in=SignIn.BEARER), "their-secret-token")
    other.answer = lambda asked: fhir(bundle(PATIENT))
    session(clinic, there).people([("name", "li")])
    assert other.asked[0].headers["authorization"] == "Bearer their-secret-token"
    with clinic.read() as conn:
        kept = json.dumps([tuple(row) for row in conn.execute(schema.meta.select())], default=str)
    assert "their-secret-token" not in kept and "their-secret-token" not in json.dumps(trail(clinic))
    assert "their-secret-token" not in repr(session(clinic, there)._client)
    institutions.remove(clinic, "county")
    assert institutions.listed(clinic) == []


@pytest.mark.parametrize("algorithm", ["ES384", "RS384"])
def test_smart_backend_services(clinic, other, algorithm: str) -> None:
    """Discovery, a signed assertion, a token kept until it ends, and a new one after a refusal."""
    given: list[str] = []
    scopes: list[str] = []

    def answer(asked):
        if asked.path == "/r4/.well-known/smart-configuration":
            return fhir({"token_endpoint": other.url.replace("/r4", "/auth/token"),
                         "grant_types_supported": ["client_credentials"],
                         "token_endpoint_auth_methods_supported": ["private_key_jwt"],
                         "token_endpoint_auth_signing_alg_values_supported": ["RS384", "ES384"]})
        if asked.path == "/auth/token":
            told = form(asked)
            jwk = institutions.jwk(clinic, "county")["keys"][0]
            wrong = jwt_problem(told["client_assertion"], jwk, other.url.replace("/r4", "/auth/token"), "consilia-7")
            if wrong or told["grant_type"] != "client_credentials" or told["client_assertion_type"] != (
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"):
                return fhir({"error": "invalid_client", "error_description": wrong}, 400)
            scopes.append(told["scope"])
            given.append(f"t{len(given)}")
            return fhir({"access_token": given[-1], "token_type": "bearer", "expires_in": 300, "scope": told["scope"]})
        if asked.headers.get("authorization") != f"Bearer {given[-1]}" or given[-1] == "t0" and len(other.asked) > 6:
            return fhir({}, 401)
        return fhir(bundle(PATIENT))

    other.answer = answer
    there = institutions.add(clinic, Institution("county", other.url, sign_in=SignIn.SMART, client_id="consilia-7"),
                             algorithm=algorithm)
    assert there.token_url.endswith("/auth/token")
    errand = session(clinic, there)
    for _ in range(3):
        assert errand.people([("name", "li")])
    assert given == ["t0"] and scopes == ["system/*.rs"]
    for _ in range(2):                                # the token is taken back there: a new one is asked for, once
        assert errand.people([("name", "li")])
    assert given == ["t0", "t1"]
    errand._client.sign_in._ends = 0.0                # it has ended
    assert errand.people([("name", "li")]) and given == ["t0", "t1", "t2"]
    assert json.dumps([tuple(r) for r in trail(clinic)]).count("auth/token") == 3


def test_an_assertion_is_shown_once(clinic, other) -> None:
    """A busy token endpoint has seen the assertion already: the next try brings another."""
    there = institutions.add(clinic, Institution("county", other.url, sign_in=SignIn.SMART, client_id="c",
                                                 token_url=other.url + "/token"))
    answers = iter([fhir({}, 503), fhir({"access_token": "x", "token_type": "Bearer", "expires_in": 60}),
                    fhir(bundle(PATIENT))])
    other.answer = lambda asked: next(answers)
    assert session(clinic, there).people([("name", "li")])
    first, second = (form(asked)["client_assertion"] for asked in other.asked[:2])
    assert first != second


@pytest.mark.parametrize(("told", "why"), [
    ({"error": "invalid_client"}, "invalid_client"), ({"access_token": "a b\n", "token_type": "bearer"}, "no access"),
    ({"access_token": "x", "token_type": "mac"}, "kind"), ({"access_token": "x", "token_type": "bearer",
                                                            "expires_in": -1}, "kind"), ([], "no JSON object")])
def test_a_bad_token_answer_is_refused(clinic, other, told, why: str) -> None:
    there = institutions.add(clinic, Institution("county", other.url, sign_in=SignIn.SMART, client_id="c",
                                                 token_url=other.url + "/token"))
    other.answer = lambda asked: fhir(told, 400 if "error" in told else 200)
    with pytest.raises(CallFailed, match=why):
        session(clinic, there).people([("name", "li")])


@pytest.mark.parametrize("told", [
    {"token_endpoint": "http://auth.example/token"}, {"token_endpoint": "file:///x"}, {},
    {"token_endpoint": "https://a.example/t", "token_endpoint_auth_methods_supported": ["client_secret_basic"]},
])
def test_a_sign_in_that_can_not_be_trusted_is_not_set_up(clinic, other, told) -> None:
    other.answer = lambda asked: fhir(told)
    with pytest.raises(CallFailed):
        institutions.add(clinic, Institution("county", other.url, sign_in=SignIn.SMART, client_id="c"))
    assert institutions.listed(clinic) == []


@pytest.mark.parametrize("url", [
    "http://fhir.example/r4", "ftp://fhir.example", "https://user:pw@fhir.example", "https://fhir.example/?x=1", "",
    "https://fhir.example/#a", "https://", "https://a b.example", "http://localhost.example/r4", "http://10.0.0.1/r4",
    "https://fhir.example:99999", "https://é.example",
])
def test_only_safe_addresses_are_kept(clinic, url: str) -> None:
    with pytest.raises(UserMistake):
        institutions.add(clinic, Institution("x", url))


@pytest.mark.parametrize("wanted", [
    Institution("a b", "https://x.example"), Institution("", "https://x.example"),
    Institution("x", "https://x.example", pin="abc"), Institution("x", "https://x.example", authority="no PEM"),
    Institution("x", "https://x.example", sign_in=SignIn.SMART), Institution("x", "https://x.example", client_id="c"),
    Institution("x", "https://x.example", sign_in=SignIn.BEARER), Institution("x", "https://x.example", scope=""),
])
def test_what_makes_no_sense_is_not_kept(clinic, wanted: Institution) -> None:
    with pytest.raises(UserMistake):
        institutions.add(clinic, wanted)


def test_a_name_is_taken_once_and_only_who_may_manage_adds(clinic, other, county) -> None:
    with pytest.raises(UserMistake):
        institutions.add(clinic, Institution("county", "https://x.example"))
    users.add(clinic, User("nina", "Nina", Role.NURSE), PHRASE, cost=CHEAP)
    with sign_in.sign_in(clinic.data_dir, "nina", PHRASE) as nurse:
        with pytest.raises(NotAllowed):
            institutions.add(nurse, Institution("mine", other.url))
        with pytest.raises(NotAllowed):
            session(nurse, institutions.find(nurse, "county")).people([("name", "li")])
    assert other.asked == []


def test_what_leaves_is_said_exactly(county) -> None:
    asked = [("identifier", "urn:x|17"), ("birthdate", "1980")]
    said = [str(line) for line in institution_fetch.leaving(county, asked)]
    assert any("identifier, urn:x|17" in line for line in said) and any("birthdate, 1980" in line for line in said)
    assert all(county.url in line for line in said)
    for nobody in ([], [("gender", "female")], [("birthdate", "1980")], [("name", " ")], [("phone", "1")]):
        with pytest.raises(UserMistake):
            institution_fetch.check(nobody)


def test_an_ips_is_fetched_as_a_document(clinic, other, county, reference_data: Path) -> None:
    document = min((reference_data / "fhir" / "ips").rglob("*.json"), key=lambda path: path.stat().st_size)
    other.answer = lambda asked: fhir(document.read_bytes())
    fetched = session(clinic, county).fetch("7", Form.SUMMARY)
    assert other.paths == ["/r4/Patient/7/$summary"]
    assert sum(c["stored"] + c["quarantined"] for c in fetched.report.totals().values()) > 1


def test_the_commands_add_ask_and_fetch(clinic, other, monkeypatch, capsys) -> None:
    from workstation.cli.main import run_command

    store = str(clinic.data_dir)
    clinic.close()
    monkeypatch.setenv("CONSILIA_PASSPHRASE", PHRASE)
    monkeypatch.setenv("CONSILIA_INSTITUTION_TOKEN", "t0ken")
    other.answer = lambda asked: fhir(bundle(PATIENT, WEIGHT % b"Patient/7"))
    everybody = [PATIENT, PATIENT.replace(b'"7"', b'"8"')]

    def done(code: int, *words: str) -> str:
        assert run_command([*words, "--data-dir", store]) == code
        return capsys.readouterr().out

    done(0, "institutions", "add", "county", "--url", other.url, "--bearer")
    shown = done(0, "institutions", "list", "--json")
    assert json.loads(shown)["institutions"][0]["sign_in"] == "bearer" and "t0ken" not in shown
    done(2, "fetch", "county", "--patient", "17")                     # nobody agreed
    assert other.asked == []
    got = json.loads(done(0, "fetch", "county", "--patient", "17", "--yes", "--json"))
    assert got["counts"]["Observation"]["stored"] == 1 and got["calls"] == 2
    other.answer = lambda asked: fhir(bundle(*everybody))
    assert len(json.loads(done(1, "fetch", "county", "--name", "li", "--yes", "--json"))["people"]) == 2
    done(1, "fetch", "nowhere", "--name", "li", "--yes")
    keys = json.loads(done(0, "institutions", "add", "town", "--url", other.url, "--smart", "me", "--token-url",
                           other.url + "/token"))["keys"]
    assert keys == json.loads(done(0, "institutions", "key", "town"))["keys"] and keys[0]["kty"] == "EC"
    done(0, "institutions", "remove", "county")
    done(2, "institutions", "add")
