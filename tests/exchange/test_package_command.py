"""``consilia share``: the whole way by commands alone, with the shapes that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from package_helpers import WORDS, filled, make_clinic

from workstation.cli.main import run_command


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", WORDS)
    monkeypatch.delenv("CONSILIA_USER", raising=False)
    north, south = tmp_path / "north", tmp_path / "south"
    with make_clinic(north, "ann", "Dr. Ann Lee") as clinic:
        filled(clinic, tmp_path)
    make_clinic(south, "bo", "Dr. Bo Chen").close()
    return north, south


def test_the_whole_way_by_commands(places: tuple[Path, Path], tmp_path: Path, capsys: Any) -> None:
    north, south = places

    def ran(place: Path, *words: str, code: int = 0) -> Any:
        assert run_command(["share", *words, "--json", "--data-dir", str(place)]) == code
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else said.err

    mine = ran(south, "contacts", "mine", "-o", str(tmp_path / "south.txt"))
    added = ran(north, "contacts", "add", str(tmp_path / "south.txt"))
    assert added["words"] == mine["words"] and added["verified"] is False
    assert "not the words" in ran(north, "contacts", "verify", "Dr. Bo Chen", "--words", "a b c", code=2)
    assert ran(north, "contacts", "verify", "Dr. Bo Chen", "--words", mine["words"])["verified"] is True
    chosen = ("--part", "problems", "--part", "vitals")
    seen = ran(north, "send", "P-1", *chosen, "--preview")
    assert {line["what"]: (line["count"], line["withheld"]) for line in seen["lines"]} == {
        "identity": (1, 0), "allergies": (1, 0), "problems": (1, 3), "vitals": (1, 0)}
    assert "without consent" in ran(north, "send", "P-1", *chosen, "--to", "Dr. Bo Chen", "--question", "Why?",
                                    "-o", str(tmp_path / "q"), code=2)
    made = ran(north, "send", "P-1", *chosen, "--to", "Dr. Bo Chen", "--question", "Why the cough?", "--consent",
               "in writing", "--deadline", "2026-12-24", "-o", str(tmp_path / "q"))
    assert made["path"].endswith("q.consilia") and made["bytes"] == Path(made["path"]).stat().st_size
    look = ran(south, "open", made["path"], "--look")
    assert (look["kind"], look["known"], look["verified"], look["opened_before"]) == ("question", False, False, False)
    case = ran(south, "open", made["path"])
    assert case["direction"] == "received" and case["deadline"] == "2026-12-24" and not case["again"]
    assert ran(south, "open", made["path"])["again"] is True
    answer = ran(south, "answer", case["id"][:8], "--text", "A chest film.", "-o", str(tmp_path / "a"))
    merged = ran(north, "open", answer["path"])
    assert merged["direction"] == "answered" and merged["patient"] == "P-1" and len(merged["resources"]) == 3
    listed = ran(north, "list", "--patient", "P-1")["opinions"]
    assert [one["direction"] for one in listed] == ["answered", "sent"]
    assert ran(south, "list", "nothing like it") == {"opinions": []}
    assert "add --yes" in ran(south, "delete", case["id"][:8], code=2)
    assert ran(south, "delete", case["id"][:8], "--yes") == {"deleted": case["id"]}
    assert [one["direction"] for one in ran(south, "list")["opinions"]] == ["replied"]


def test_what_is_wrong_ends_with_one_sentence(places: tuple[Path, Path], tmp_path: Path, capsys: Any) -> None:
    north, south = places
    (tmp_path / "x.consilia").write_bytes(b"nothing")
    for words, code in (
        (["open", str(tmp_path / "x.consilia")], 1), (["open", str(tmp_path / "y.consilia")], 1),
        (["answer", "00000000", "--text", "x", "-o", str(tmp_path / "z")], 1),
        (["send", "P-1", "--part", "everything", "-o", str(tmp_path / "z")], 2),
        (["send", "P-9", "--preview"], 1), (["contacts", "add", str(tmp_path / "none.txt")], 1),
        (["contacts", "verify"], 2),
    ):
        assert run_command(["share", *words, "--data-dir", str(north)]) == code, words
        said = capsys.readouterr()
        assert not said.out and len(said.err.strip().splitlines()) == 1
    assert not list(tmp_path.glob("z*"))
