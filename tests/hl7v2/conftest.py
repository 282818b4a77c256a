"""Messages taken in, and the record that came of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workstation.domain.resource import FileReport
from workstation.services import importing, record
from workstation.services.patients import find


@pytest.fixture
def take_in(clinic: Any, tmp_path: Path) -> Callable[..., FileReport]:
    """Imports bytes as a file and gives its line of the report."""

    def taken(data: bytes, name: str = "message.hl7") -> FileReport:
        path = tmp_path / name
        path.write_bytes(data)
        return importing.import_paths(clinic, [path]).files[0]

    return taken


@pytest.fixture
def rows(clinic: Any) -> Callable[..., list[Any]]:
    """The timeline of the patient with this number."""

    def listed(number: str = "P1") -> list[Any]:
        return list(record.timeline(clinic, find(clinic, number).id))

    return listed
