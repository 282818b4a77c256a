"""The documents keep step with the program."""

from __future__ import annotations

import re
from pathlib import Path

from workstation.cli.commands import COMMANDS, SCREEN_COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def test_every_command_stands_in_the_list_of_commands() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    named = {word for cell in cells for word in re.findall(r"`([a-z]+)", cell)}
    assert set(COMMANDS) | set(SCREEN_COMMANDS) <= named


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
