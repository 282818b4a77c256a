"""``consilia mappings`` and ``import --mapping``: from a proposal to results in the chart, and in an archive."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from workstation.cli.main import run_command
from workstation.store import keys

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")
    for place in ("workstation.store.keys", "workstation.services.sign_in", "workstation.services.users"):
        monkeypatch.setattr(f"{place}.Cost", lambda: keys.CHEAP)

    def ran(*words: str) -> tuple[int, str, str]:
        code = run_command(["--data-dir", str(tmp_path / "store"), "--user", "ann", *words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return ran


def test_from_a_proposal_to_the_chart(run: Run, tmp_path: Path) -> None:
    person = {"resourceType": "Patient", "id": "p1", "name": [{"text": "王小明"}], "identifier": [{"value": "X1"}]}
    (tmp_path / "p1.json").write_text(json.dumps(person))
    run("import", str(tmp_path / "p1.json"))
    table = tmp_path / "lab.csv"
    table.write_bytes("病历号,检验日期,检验项目,检验结果,单位\nX1,2024-01-02,血钾,4.10,mmol/L\n".encode("gb18030"))
    code, proposal, _ = run("mappings", "suggest", str(table))
    assert code == 0
    (tmp_path / "lab.toml").write_text(proposal)
    assert run("mappings", "add", str(tmp_path / "lab.toml"))[0] == 0
    assert json.loads(run("mappings", "list", "--json")[1])["mappings"][0]["kind"] == "results"
    assert run("mappings", "show", "lab")[1].strip() == proposal.strip()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.write(table, "lab.csv")
    code, out, _ = run("import", str(tmp_path / "all.zip"), "--mapping", "lab", "--json")
    (file,) = json.loads(out)["files"]
    assert code == 0 and file["status"] == "imported" and file["path"].endswith("all.zip/lab.csv")
    again = json.loads(run("import", str(table), "--mapping", "lab", "--json")[1])
    assert again["counts"]["Observation"]["unchanged"] == 1
    assert "4.10" in run("patient", "p1", "--results")[1]
    assert run("mappings", "remove", "lab")[0] == 0


def test_what_can_not_be_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("patient,date,hr\nP1,2024-01-01,70\n")
    code, _, err = run("import", str(tmp_path / "a.csv"))
    assert code == 1 and "could not be read" in err and "consilia mappings suggest" in err
    (tmp_path / "bad.toml").write_text('kind = "results"\n')
    for words, said in ((("mappings", "show", "none"), "no mapping"), (("mappings", "remove", "none"), "no mapping"),
                        (("mappings", "add", str(tmp_path / "bad.toml")), "patient"), (("mappings", "show"), "Name"),
                        (("mappings", "suggest", str(tmp_path / "none.csv")), "no file"),
                        (("import", str(tmp_path / "a.csv"), "--mapping", "none"), "no mapping")):
        code, _, err = run(*words)
        assert code in (1, 2) and said in err, (words, err)
