"""What is known of every demo clinic: who may sign in, with what, and whose story shows every room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

from workstation.domain.user import Role, User

SEED = 20_117
PASSPHRASE = "consilia demo clinic"      # documented in docs/demo.md: a demo clinic holds nothing to protect
HERO = "demo-wang-xiaoming"
MARKER = "demo.json"
USERS = (
    User("dr.li", "Dr LI Hua", Role.PHYSICIAN),
    User("dr.chen", "Dr CHEN Min", Role.RADIOLOGIST),
    User("dr.rossi", "Dr Giulia ROSSI", Role.GENETICIST),
    User("nurse.wu", "Nurse WU Lan", Role.NURSE),
)


def is_demo(data_dir: Path) -> bool:
    """True where the store in ``data_dir`` was made by ``build``."""
    return (data_dir / MARKER).is_file()


def documented_passphrase(data_dir: Path) -> str | None:
    """The public passphrase where the store is a demo clinic that was made with it, else None."""
    try:
        marked = json.loads((data_dir / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(marked, dict):
        return None
    return None if cast("dict[str, object]", marked).get("own_passphrase") else PASSPHRASE
