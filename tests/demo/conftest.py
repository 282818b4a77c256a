from __future__ import annotations

from datetime import date
from typing import Any

import orjson
import pytest

from workstation.services.demo.bundles import bundles

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def demo_bytes() -> dict[str, bytes]:
    return bundles(TODAY)


@pytest.fixture(scope="session")
def demo(demo_bytes: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """Resources of each patient, by the patient's slug."""
    return {
        name.removesuffix(".json"): [entry["resource"] for entry in orjson.loads(raw)["entry"]]
        for name, raw in demo_bytes.items()
    }
