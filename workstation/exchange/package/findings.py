"""Findings as a part of a package: all that Consilia knows of them, as JSON, read again within bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from workstation.domain.finding import Finding, FindingState, Origin, OriginKind
from workstation.exchange.dicom_outline import unpacked
from workstation.exchange.safe_json import loads

MOST = 5000
_ID = re.compile(r"[A-Za-z0-9.\-_:]{1,128}")
_UID = re.compile(r"[0-9.]{1,64}")
_LONGEST = 2000


def to_bytes(findings: Sequence[Finding]) -> bytes:
    """The text of a list of findings."""
    import orjson

    return orjson.dumps([_row(one) for one in findings])


def _row(one: Finding) -> dict[str, Any]:
    return {
        "id": one.id, "study": one.study_uid, "series": one.series_uid, "label": one.label, "system": one.code_system,
        "code": one.code, "center_mm": list(one.center_mm), "diameter_mm": one.diameter_mm,
        "volume_mm3": one.volume_mm3, "confidence": one.confidence, "score_meaning": one.score_meaning,
        "origin": {"kind": one.origin.kind.value, "name": one.origin.name, "version": one.origin.version,
                   "sha256": one.origin.sha256},
        "state": one.state.value, "reviewed_by": one.reviewed_by, "reason": one.reason, "slice": one.slice_index,
        "attributes": [list(pair) for pair in one.attributes], "outline": one.outline,
    }


def from_bytes(data: bytes, patient_id: str) -> list[Finding]:
    """The findings of a part, each with the state its writer gave it. Raises ValueError (JsonFault)."""
    value = loads(data)
    if not isinstance(value, list) or len(cast("list[Any]", value)) > MOST:
        raise ValueError("it is no list of findings")
    try:
        return [_finding(one, patient_id) for one in cast("list[Any]", value)]
    except (KeyError, TypeError) as error:
        raise ValueError("a finding lacks something") from error


def _finding(held: dict[str, Any], patient_id: str) -> Finding:
    origin = held["origin"]
    center = tuple(float(number) for number in held["center_mm"])
    if len(center) != 3 or _ID.fullmatch(held["id"]) is None:
        raise ValueError("a finding has no place or no id")
    if _UID.fullmatch(held["study"]) is None or _UID.fullmatch(held["series"]) is None:
        raise ValueError("a finding lies on no series")
    if held["outline"]:
        unpacked(_text(held["outline"], 1 << 24))
    confidence, index = held["confidence"], held["slice"]
    return Finding(
        id=held["id"], patient_id=patient_id, study_uid=held["study"], series_uid=held["series"],
        label=_text(held["label"]), code_system=_text(held["system"]), code=_text(held["code"]),
        center_mm=(center[0], center[1], center[2]), diameter_mm=float(held["diameter_mm"]),
        volume_mm3=float(held["volume_mm3"]), confidence=None if confidence is None else float(confidence),
        score_meaning=_text(held["score_meaning"]), state=FindingState(held["state"]),
        origin=Origin(OriginKind(origin["kind"]), _text(origin["name"]), _text(origin["version"]),
                      _text(origin["sha256"])),
        reviewed_by=_text(held["reviewed_by"]), reason=_text(held["reason"]),
        slice_index=None if index is None else int(index),
        attributes=tuple((_text(pair[0]), _text(pair[1])) for pair in held["attributes"]),
        outline=held["outline"],
    )


def _text(value: Any, longest: int = _LONGEST) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("a finding has a text that is none")
    return value
