"""The whole clinic as NDJSON: a folder with one file a resource type and a manifest, streamed in one pass.

The manifest has the shape of the FHIR Bulk Data Access output (IG 2.0.0, "Response - Complete Status"); its addresses
are file names of the folder. The export sees one state of the store, and holds one resource at a time in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, func, select

from engines.text.safe_text import for_path
from workstation.access.policy import Purpose
from workstation.errors import NotFound, UserMistake
from workstation.exchange.fhir_bundle import one_line
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import schema
from workstation.store.files import disk_full_named, sync_folder

ACTION = "clinic.export"
MANIFEST = "manifest.json"
_ROWS_AT_ONCE = 200
_BUFFER = 1 << 18


@dataclass(slots=True)
class _File:
    """The growing file of one type."""

    name: str
    handle: BinaryIO
    count: int = 0
    relaid: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


@dataclass(frozen=True, slots=True)
class ClinicExport:
    """What left: resources and files, and how many resources had line breaks that NDJSON can't hold."""

    folder: Path
    resources: int
    relaid: int
    types: dict[str, int]


def export_clinic(clinic: Clinic, folder: Path, progress: Progress | None = None) -> ClinicExport:
    """Writes every current resource into ``folder``, which must not be there or be empty.

    Written beside and renamed: the folder is there whole or not at all. Files of the vault are not in it.
    Raises NotAllowed, NotFound, UserMistake, DiskFull, Cancelled.
    """
    if not clinic.may(ACTION):
        clinic.act(ACTION, purpose=Purpose.OPERATIONS)                # refuses, and leaves the entry of it
    if not folder.parent.is_dir():
        raise NotFound(what="folder", name=str(folder.parent))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserMistake(reason=f"{folder} is there already and not empty; an export never mixes with other files")
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    with disk_full_named(folder):
        try:
            beside.mkdir(mode=0o700)
            made = _written(clinic, beside, folder, progress or Progress("The export"))
            clinic.act(ACTION, detail=f"ndjson, {made.resources} resources in {len(made.types)} files",
                       purpose=Purpose.OPERATIONS)
            if folder.exists():
                folder.rmdir()                       # empty: some systems don't rename over a folder
            beside.rename(folder)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        sync_folder(folder.parent)
    return made


def _written(clinic: Clinic, beside: Path, folder: Path, progress: Progress) -> ClinicExport:
    files: dict[str, _File] = {}
    begun = datetime.now(UTC)
    with contextlib.ExitStack() as open_files, clinic.read() as conn:
        total = conn.execute(select(func.count()).select_from(schema.resource)).scalar_one()
        for done, (kind, body) in enumerate(_resources(conn)):
            if done % 1000 == 0:
                progress.step(done / total if total else 1.0, f"{done} of {total} resources")
            line, changed = one_line(zlib.decompress(body))
            into = files.get(kind)
            if into is None:
                name = f"{for_path(kind)}.ndjson"
                handle = open_files.enter_context((beside / name).open("xb", buffering=_BUFFER))
                into = files[kind] = _File(name, handle)
            into.handle.write(line)
            into.digest.update(line)
            into.count += 1
            into.relaid += changed
        for into in files.values():
            into.handle.flush()
            os.fsync(into.handle.fileno())
    _manifest(beside / MANIFEST, begun, files)
    sync_folder(beside)
    progress.step(1.0)
    return ClinicExport(folder, sum(f.count for f in files.values()), sum(f.relaid for f in files.values()),
                        {kind: files[kind].count for kind in sorted(files)})


def _resources(conn: Connection) -> Iterator[tuple[str, bytes]]:
    """(type, compressed bytes) in the order in which the store holds them: any other order would seek for each row."""
    table = schema.resource
    rows = conn.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table.c.type, table.c.body))
    for row in rows:
        yield row.type, row.body


def _manifest(path: Path, begun: datetime, files: dict[str, _File]) -> None:
    import orjson

    document = {
        "transactionTime": begun.isoformat(timespec="seconds"),
        "request": "consilia export --all --format ndjson",
        "requiresAccessToken": False,
        "output": [{"type": kind, "url": file.name, "count": file.count,
                    "extension": {"sha256": file.digest.hexdigest(), "relaid": file.relaid}}
                   for kind, file in sorted(files.items())],
        "error": [],
    }
    with path.open("xb") as handle:
        handle.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
        handle.flush()
        os.fsync(handle.fileno())
