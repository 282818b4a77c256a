"""``consilia pedigree``: shapes that scripts rely on, and clear refusals."""

from __future__ import annotations

import json

import pytest

from workstation.cli.main import run_command

COUSINS = """C 1 0 0 1 1
C 2 0 0 2 1
C 3 1 2 1 1
C 4 0 0 2 1
C 5 1 2 1 1
C 6 0 0 2 1
C 7 3 4 1 1
C 8 5 6 2 1
C 9 7 8 1 2
"""


@pytest.fixture
def cousins(tmp_path):
    path = tmp_path / "cousins.ped"
    path.write_text(COUSINS)
    return str(path)


def answer(capsys, *arguments):
    code = run_command(["pedigree", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out or "null")


def test_layout(cousins, capsys):
    code, document = answer(capsys, cousins, "layout")
    assert code == 0
    assert document["violations"] == []
    assert {p["id"]: p["number"] for p in document["persons"]}["9"] == "IV-1"
    assert {line["kind"] for line in document["lines"]} >= {"partner", "drop", "child"}


def test_kinship_and_inbreeding(cousins, capsys):
    _, document = answer(capsys, cousins, "kinship", "--pair", "7", "8")
    assert document["pairs"] == [{"pair": ["7", "8"], "kinship": 1 / 16}]
    _, document = answer(capsys, cousins, "inbreeding")
    assert document["inbreeding"] == {"9": 1 / 16}


def test_convert_writes_what_can_be_read_again(cousins, capsys, tmp_path):
    target = tmp_path / "out.ped"
    code, _ = answer(capsys, cousins, "convert", "-o", str(target))
    assert code == 0
    assert answer(capsys, str(target), "inbreeding")[1]["inbreeding"] == {"9": 1 / 16}


def test_a_missing_file_and_a_stranger_are_wrong_use(cousins, capsys):
    assert run_command(["pedigree", cousins + ".no", "layout"]) == 2
    assert run_command(["pedigree", cousins, "kinship", "--pair", "7", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err
