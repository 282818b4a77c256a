"""Reading one section of a clinical document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ccda_samples import document, resources, section


@pytest.fixture
def read() -> Callable[..., dict[str, list[dict[str, Any]]]]:
    """Reads a document of one section: (LOINC code, narrative, entries)."""
    return lambda code, text, *entries: resources(document(section(code, text, *entries)))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes, str], Path]:
    """Writes bytes to a file of that name and gives its path."""

    def written(content: bytes, name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written
