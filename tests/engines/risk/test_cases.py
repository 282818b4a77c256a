"""Every engine of the catalogue against its file of reference cases, through the same door as ``consilia compute``."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest

from engines.catalogue import MODULES
from workstation.services import compute

CASES = os.environ.get("CONSILIA_REFERENCE_CASES")


def _differences(name, got, wanted, tolerance):
    """What an output gets wrong, as words; empty where it is right."""
    if isinstance(wanted, dict):
        return [fault for key, value in wanted.items()
                for fault in _differences(f"{name}.{key}", (got or {}).get(key), value, tolerance)]
    if isinstance(wanted, list) and isinstance(got, list) and len(got) == len(wanted):
        return [fault for i, value in enumerate(wanted)
                for fault in _differences(f"{name}[{i}]", got[i], value, tolerance)]
    if isinstance(wanted, float | int) and not isinstance(wanted, bool) and isinstance(got, float | int):
        close = math.isclose(got, wanted, rel_tol=tolerance.get("rel", 1e-9), abs_tol=tolerance.get("abs", 1e-9))
        return [] if close else [f"{name}: {got} is not {wanted}"]
    return [] if got == wanted and type(got) is type(wanted) else [f"{name}: {got!r} is not {wanted!r}"]


@pytest.mark.parametrize("engine", sorted(MODULES))
def test_an_engine_agrees_with_its_reference_cases(engine):
    if CASES is None:
        pytest.skip("CONSILIA_REFERENCE_CASES is not set")
    path = Path(CASES) / f"{engine}.jsonl"
    if not path.is_file():
        pytest.skip(f"there is no case file of {engine}")
    lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    assert lines
    faults = []
    for line in lines:
        case = json.loads(line)
        reply = compute.answer(line, Path(CASES))
        assert reply["id"] == case["id"]
        if case.get("refuse"):
            if not reply.get("error", {}).get("input"):
                faults.append(f"{case['id']}: was not refused")
            continue
        outputs = reply.get("outputs", reply)
        for name, wanted in case["expected"].items():
            tolerance = case.get("tolerance", {}).get(name, {})
            faults += [f"{case['id']} {fault}" for fault in _differences(name, outputs.get(name), wanted, tolerance)]
    assert faults == []


@pytest.mark.parametrize("engine", sorted(MODULES))
def test_an_engine_says_what_it_needs_and_where_it_comes_from(engine):
    spec = compute.engine(engine).SPEC
    assert spec.name == engine
    assert spec.version and spec.source and spec.rights and spec.outputs
    for declared in spec.inputs:
        if declared.optional:
            continue
        reply = compute.answer(json.dumps({"id": 1, "engine": engine, "inputs": {}}).encode())
        assert reply["error"]["reason"] == "is missing"
