"""Files to import."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a value (as JSON), text or bytes to a file and gives its path."""

    def written(content: Any, name: str = "file.bin") -> Path:
        raw = content if isinstance(content, bytes) else content.encode() if isinstance(content, str) \
            else json.dumps(content, ensure_ascii=False).encode()
        path = tmp_path / name
        path.write_bytes(raw)
        return path

    return written
