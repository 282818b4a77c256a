"""Findings as DICOM objects: a SEG with a segment each and an SR (TID 1500) that measures them.

highdicom builds both in a worker, because it reads the headers of the source images.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workstation import workers
from workstation.domain.finding import Finding, FindingState
from workstation.errors import DamagedFile, NotFound
from workstation.exchange.dicom_load import HEAD_BYTES, Source
from workstation.exchange.dicom_uid import new_uid

_JOB = "workstation.exchange.dicom_findings_jobs:build"
_PRELOAD = ("orjson", "numpy", "pydicom", "highdicom", "workstation.exchange.dicom_findings_jobs")
_MEGABYTES, _SECONDS = 4096, 120.0


def objects(sources: Sequence[Source], findings: Sequence[Finding], reader: str) -> tuple[bytes, bytes]:
    """(SEG file, SR file) of the findings of one series; rejected ones are left out.

    ``reader`` is who exports, "" for nobody. Raises NotFound where nothing is left, DamagedFile where the source images
    can't be referenced.
    """
    kept = [one for one in findings if one.state is not FindingState.REJECTED]
    if not kept:
        raise NotFound(what="finding", name="to write")
    arguments: dict[str, Any] = {
        "findings": [_document(one) for one in kept], "reader": reader,
        "uids": [new_uid() for _ in range(4)], "tracking": {one.id: new_uid() for one in kept},
    }
    with workers.alone(_MEGABYTES, _PRELOAD) as worker:
        limit: int | None = HEAD_BYTES
        while True:
            heads = [source.read(limit) for source in sources]
            arguments["lengths"], arguments["whole"] = [len(head) for head in heads], limit is None
            try:
                result = worker.run(workers.Job(_JOB, arguments, heads, seconds=_SECONDS))
            except workers.JobFailed as failed:
                reason = f"its findings can't be written ({failed.reason})"
                raise DamagedFile(place="The series", reason=reason) from failed
            if not result.value.get("more") or limit is None:
                break
            limit = None
    length = int(result.value["seg_length"])
    return result.data[:length], result.data[length:]


def _document(one: Finding) -> dict[str, Any]:
    return {
        "id": one.id, "label": one.label, "system": one.code_system, "code": one.code, "center_mm": list(one.center_mm),
        "diameter_mm": one.diameter_mm, "volume_mm3": one.volume_mm3, "state": one.state.value, "score": one.confidence,
        "score_meaning": one.score_meaning, "origin": one.origin.name, "version": one.origin.version,
        "sha256": one.origin.sha256, "origin_kind": one.origin.kind.value, "reviewed_by": one.reviewed_by,
        "reviewed_at": one.reviewed_at.isoformat() if one.reviewed_at else "", "outline": one.outline,
    }
