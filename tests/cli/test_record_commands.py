"""The commands of the record: shapes that scripts rely on, exit codes, one clear sentence a failure, no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workstation.cli.main import run_command
from workstation.store import keys

PATIENT = {"resourceType": "Patient", "id": "p1", "name": [{"family": "王", "given": ["小明"]}],
           "birthDate": "1980-02-03",
           "identifier": [{"value": "MR-7"}]}
GLUCOSE = {"resourceType": "Observation", "id": "o1", "status": "final", "subject": {"reference": "Patient/p1"},
           "code": {"text": "Glucose"}, "effectiveDateTime": "2024-01-01",
           "valueQuantity": {"value": 5.5, "unit": "mmol/L"}}


class Shell:
    """Runs commands in a store of its own."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place = place
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        try:
            code = run_command(["--data-dir", str(self.place), "--user", "ann", *words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    def json(self, *words: str) -> dict:
        code, out, err = self(*words, "--json")
        assert code == 0, err
        return json.loads(out)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")
    monkeypatch.setattr(keys, "Cost", lambda: keys.CHEAP)
    monkeypatch.setattr("workstation.services.sign_in.Cost", lambda: keys.CHEAP)
    monkeypatch.setattr("workstation.services.users.Cost", lambda: keys.CHEAP)
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": PATIENT}, {"resource": GLUCOSE}]}
    (tmp_path / "bundle").write_text(json.dumps(bundle, ensure_ascii=False))
    made = Shell(tmp_path / "store", capsys)
    code, _, err = made("import", str(tmp_path / "bundle"))
    assert code == 0 and "Recovery key" in err
    return made


def test_import_says_what_became_of_each_file(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "bad").write_text("{")
    report = shell.json("import", str(tmp_path / "bundle"), str(tmp_path / "bad"))
    assert [file["status"] for file in report["files"]] == ["imported", "rejected"]
    assert set(report["files"][0]) >= {"path", "status", "counts", "issues"}
    assert report["counts"]["Patient"] == {"found": 1, "stored": 0, "unchanged": 1, "quarantined": 0, "refused": 0}
    assert "bad is damaged" in report["files"][1]["issues"][0]["message"]


def test_patients_and_patient(shell: Shell) -> None:
    (row,) = shell.json("patients", "xiaoming")["patients"]
    assert (row["id"], row["name"], row["pinyin"], row["born"], row["number"]) == (
        "p1", "王小明", "Wang Xiaoming", "1980-02-03", "MR-7")
    assert shell.json("patients", "nobody") == {"patients": []}
    chart = shell.json("patient", "MR-7", "--timeline")
    assert chart["allergy_state"] == "none-recorded"
    assert chart["results"][0]["value"] == "5.5" and chart["timeline"][0]["source"] == "Observation/o1"
    code, out, _ = shell("patient", "p1")
    assert code == 0 and "王小明" in out and "none recorded" in out and "Glucose 5.5 mmol/L" in " ".join(out.split())


def test_export_gives_the_bytes_back(shell: Shell, tmp_path: Path) -> None:
    told = shell.json("export", "p1", "-o", str(tmp_path / "out.json"))
    assert told["resources"] == 2
    assert json.dumps(GLUCOSE, ensure_ascii=False) in (tmp_path / "out.json").read_text()
    assert shell("export", "p1", "--format", "docx", "-o", str(tmp_path / "x"))[0] == 2
    assert shell("export", "nobody", "-o", str(tmp_path / "x"))[0] == 1
    assert shell("export", "p1", "-o", str(tmp_path / "no" / "x"))[0] == 1
    assert not (tmp_path / "x").exists()


def test_users_and_audit(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSILIA_NEW_PASSPHRASE", "another long passphrase")
    assert shell("users", "add", "wu", "--role", "nurse", "--display", "Nurse Wu")[0] == 0
    assert shell("users", "add", "wu")[0] == 2
    assert shell.json("users", "list")["users"][1] == {"name": "wu", "display": "Nurse Wu", "role": "nurse"}
    assert shell.json("audit", "verify")["ok"] is True
    acts = {entry["action"] for entry in shell.json("audit", "list")["entries"]}
    assert acts >= {"session.open", "record.import", "users.manage", "audit.verify"}
    assert shell("users", "remove", "wu")[0] == 0


def test_a_touched_trail_fails_the_check(shell: Shell) -> None:
    (shell.place / "audit.head").unlink()
    from workstation.store import audit_chain

    original = audit_chain.AuditChain.anchor
    audit_chain.AuditChain.anchor = lambda *_: None
    try:
        code, _, err = shell("audit", "verify")
    finally:
        audit_chain.AuditChain.anchor = original
    assert code == 1 and "touched" in err


def test_a_file_without_a_record_is_counted_apart(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"name": "not FHIR"}')
    code, out, err = shell("import", str(tmp_path / "other.json"))
    assert code == 0 and not err.strip()
    assert "0 taken in, 1 read that holds no record, 0 with" in out and "warning: other.json" in out


def test_failures_are_one_sentence(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other.json").write_text('{"resourceType": "Human", "name": "not FHIR"}')
    for words, said in (
        (("import", str(tmp_path / "nothing")), "no file or folder"),
        (("import", str(tmp_path / "empty")), "holds no files"),
        (("import", str(tmp_path / "other.json")), "no FHIR R4 resource type"),
        (("patient", "nobody"), "no patient"),
    ):
        code, _, err = shell(*words)
        assert code == 1 and said in err and len(err.strip().splitlines()) == 1, words
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "wrong")
    code, out, err = shell("patients")
    assert (code, out) == (1, "") and "does not fit" in err
    shell.place = tmp_path / "nowhere"
    assert shell("patients")[0] == 1
    assert shell("import", str(tmp_path / "bundle"))[0] == 2           # a new store asks for a longer passphrase
    assert not shell.place.exists()


def test_quarantine_is_listed_shown_and_decided(shell: Shell, tmp_path: Path) -> None:
    other = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": PATIENT | {
        "birthDate": "1981-02-03"}}]}
    (tmp_path / "other").write_text(json.dumps(other, ensure_ascii=False))
    assert shell("quarantine", "list")[1].strip() == "Nothing waits."
    shell("import", str(tmp_path / "other"))
    (item,) = shell.json("quarantine", "list")["items"]
    assert (item["state"], item["resource"], item["patient"]) == ("waiting", "Patient/p1", "p1")
    code, out, _ = shell("quarantine", "list")
    assert code == 0 and item["id"][:8] in out and "birth date" in out
    shown = shell.json("quarantine", "show", item["id"][:8])
    assert json.loads(shown["text"])["birthDate"] == "1981-02-03"
    assert '"1981-02-03"' in shell("quarantine", "show", item["id"][:8])[1]
    assert shell("quarantine", "show", "nothing")[0] == 1
    assert shell("quarantine", "release", item["id"], "both")[0] == 2
    assert shell("quarantine", "discard", item["id"])[0] == 2
    settled = shell.json("quarantine", "release", item["id"][:8], "another", "--alike")
    assert settled == {"settled": [item["id"]], "decision": "another"}
    assert shell.json("quarantine", "release", item["id"][:8], "another")["settled"] == []
    assert shell("quarantine", "discard", item["id"], "--reason", "no")[0] == 2
    assert {row["id"] for row in shell.json("patients")["patients"]} == {"p1", "p1-2"}
    assert [i["state"] for i in shell.json("quarantine", "list", "--all")["items"]] == ["moved"]


def test_documents_are_listed_with_where_their_content_lies(shell: Shell, tmp_path: Path) -> None:
    letter = {"resourceType": "DocumentReference", "id": "d1", "status": "current", "date": "2024-03-01T10:00:00Z",
              "subject": {"reference": "Patient/p1"}, "description": "Letter", "author": [{"display": "Dr. Ho"}],
              "content": [{"attachment": {"contentType": "text/plain", "data": "SGVsbG8="}},
                          {"attachment": {"url": "https://a.example/x.pdf"}}]}
    (tmp_path / "letter").write_text(json.dumps(letter))
    shell("import", str(tmp_path / "letter"))
    found = shell.json("patient", "MR-7", "--documents")
    assert [(one["title"], one["author"], [p["form"] for p in one["parts"]]) for one in found["documents"]] == [
        ("Letter", "Dr. Ho", ["inline", "address"])]
    code, out, _ = shell("patient", "MR-7", "--documents")
    assert code == 0
    assert "attached, text, 5 bytes" in out
    assert "elsewhere, never fetched" in out
