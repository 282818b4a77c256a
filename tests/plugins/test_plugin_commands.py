"""``plan``, ``plugins`` and ``plugin check`` as a script sees them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from test_plan_service import panel, take_in

from workstation.cli.main import run_command
from workstation.domain.user import Role, User
from workstation.plugin_host.discovery import bundled_folder
from workstation.services import sign_in

WORDS = "correct horse battery staple"


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, object, str]:
    code = run_command([*arguments, "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


@pytest.mark.parametrize("name", ["home_blood_pressure", "kidney_check"])
def test_a_good_plugin_passes(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, document, _ = answer(capsys, "plugin", "check", str(bundled_folder() / name))
    assert code == 0
    assert isinstance(document, dict) and document["passed"] and len(document["vignettes"]) > 10


def test_a_bad_plugin_names_every_fault_and_fails(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(bundled_folder() / "home_blood_pressure", folder)
    table = (folder / "table.yaml").read_text(encoding="utf-8")
    (folder / "table.yaml").write_text(table.replace("135 mm[Hg]", "135 kg"), encoding="utf-8")
    code, document, _ = answer(capsys, "plugin", "check", str(folder))
    assert code == 1 and isinstance(document, dict)
    assert any("table.yaml: is not the file" in fault for fault in document["faults"])


def test_no_folder_is_one_clear_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, document, err = answer(capsys, "plugin", "check", str(tmp_path / "nowhere"))
    assert (code, document) == (1, None)
    assert err.count("\n") == 1 and "nowhere" in err and "Traceback" not in err


def test_plugins_lists_what_runs_and_what_holds_here(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, document, _ = answer(capsys, "plugins", "--data-dir", str(tmp_path))
    assert code == 0 and isinstance(document, dict)
    kinds = {plugin["id"]: plugin["kind"] for plugin in document["plugins"]}
    assert kinds["home-blood-pressure"] == "decision-table" and kinds["kidney-check"] == "python"
    assert document["protections"]["own process, deadline, output cap"] is True


def test_plan_gives_cards(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    with sign_in.create(store, User("ann", "Dr Ann", Role.PHYSICIAN), WORDS) as clinic:
        patient = take_in(clinic, tmp_path, *(panel(n, 1 + n // 2, 150, 88) for n in range(14)))
    monkeypatch.setenv("CONSILIA_PASSPHRASE", WORDS)
    code, document, _ = answer(capsys, "plan", patient, "--data-dir", str(store))
    assert code == 0 and isinstance(document, dict)
    card = document["cards"][0]
    assert (card["rule_row"], card["indicator"], card["state"]) == ("esc-2024-hypertension", "warning", "open")
    assert card["source"]["url"].startswith("https://") and len(card["summary"]) <= 140
    assert {"name", "value", "unit", "date", "source"} == set(card["inputs"][0])
    code = run_command(["plan", patient, "--language", "zh_CN", "--data-dir", str(store)])
    assert code == 0 and "家庭血压" in capsys.readouterr().out
    assert run_command(["plan", "nobody", "--data-dir", str(store)]) == 1
