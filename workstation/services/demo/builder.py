"""Builds the demo clinic beside its place and moves it there when it is whole.

A build that was stopped or failed leaves nothing; one that was killed leaves a hidden folder, which the next build in
the same place removes. What is built goes through the same import as any file from outside.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from workstation.domain.resource import FileStatus, ImportReport
from workstation.errors import StoreDamaged, StoreExists, UserMistake
from workstation.services import clinic_time, sign_in
from workstation.services.clinic import Clinic
from workstation.services.demo import bundles, contradictions, facts, reading, scan
from workstation.services.demo.calendar import ZONE
from workstation.services.importing import import_paths
from workstation.services.progress import Progress
from workstation.store.keys import Cost

COST = Cost()                       # of a guess at the passphrase
_ABANDONED_AFTER_S = 3600.0
_PARTS = {"records": (0.02, 0.25), "scan": (0.25, 0.65), "reading": (0.65, 0.98)}


def build(data_dir: Path, progress: Progress, seed: int, today: date, passphrase: str) -> None:
    """See ``workstation.services.demo.build``."""
    _check_place(data_dir)
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    _sweep(data_dir)
    with _beside(data_dir) as work:
        store = work / "store"
        progress.step(0.0, "Opening an encrypted store")
        _fill(store, work / "files", progress, seed, today, passphrase)
        own = passphrase != facts.PASSPHRASE
        marked = {"seed": seed, "day": today.isoformat(), "own_passphrase": own}
        (store / facts.MARKER).write_text(json.dumps(marked), encoding="utf-8")
        progress.check()
        if data_dir.exists():
            data_dir.rmdir()
        store.replace(data_dir)
    progress.step(1.0, "The demo clinic is ready")


def _check_place(data_dir: Path) -> None:
    if sign_in.exists(data_dir):
        raise StoreExists(place=str(data_dir))
    if data_dir.exists() and (not data_dir.is_dir() or any(data_dir.iterdir())):
        raise UserMistake(reason=f"{data_dir} is not empty; the demo clinic needs an empty or new folder")


def _prefix(data_dir: Path) -> str:
    return f".{data_dir.name}.building-"


def _sweep(data_dir: Path) -> None:
    """Removes what a killed build left in the same place."""
    for left in data_dir.parent.glob(f"{_prefix(data_dir)}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _beside(data_dir: Path) -> Generator[Path]:
    """A folder on the same disk as ``data_dir``, gone afterwards whatever happens."""
    work = Path(tempfile.mkdtemp(prefix=_prefix(data_dir), dir=data_dir.parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _fill(store: Path, files: Path, progress: Progress, seed: int, today: date, passphrase: str) -> None:
    records, images = files / "records", files / "scan"
    records.mkdir(parents=True)
    with ThreadPoolExecutor(1, thread_name_prefix="demo-scan") as pool:
        drawing = pool.submit(scan.write, images, seed, today, progress.check)
        try:
            with sign_in.create(store, facts.USERS[0], passphrase, COST) as clinic:
                _add_colleagues(clinic, passphrase)
                clinic_time.set_zone(clinic, ZONE)
                _write_records(records, seed, today)
                _take_in(clinic, records, progress, "records")
                _contradict(clinic, files / "letters", seed, today)
                progress.step(_PARTS["scan"][0], "Drawing a chest CT")
                drawing.result()
                _take_in(clinic, images, progress, "scan")
            with sign_in.sign_in(store, facts.USERS[1].name, passphrase) as radiologist:
                reading.read(radiologist, _part(progress, "reading"))
        except BaseException:
            progress.cancel()            # the drawing thread must not outlive a failed build
            raise


def _add_colleagues(clinic: Clinic, passphrase: str) -> None:
    from workstation.services import users

    for colleague in facts.USERS[1:]:
        users.add(clinic, colleague, passphrase, COST)


def _write_records(folder: Path, seed: int, today: date) -> None:
    for name, raw in bundles.bundles(today, seed).items():
        (folder / name).write_bytes(raw)


def _take_in(clinic: Clinic, folder: Path, progress: Progress, part: str) -> None:
    report = import_paths(clinic, [folder], _part(progress, part))
    refused = _refused(report)
    if refused:
        raise StoreDamaged(place=os.fspath(clinic.data_dir), reason=f"its own files were not taken in: {refused}")


def _contradict(clinic: Clinic, folder: Path, seed: int, today: date) -> None:
    """Takes in what is meant to wait for a person's decision."""
    folder.mkdir()
    for name, raw in contradictions.letters(today, seed).items():
        (folder / name).write_bytes(raw)
    import_paths(clinic, [folder], Progress("The demo's letters"))


def _part(progress: Progress, part: str) -> Progress:
    """Progress of one part of the whole; it never runs backwards, whatever steps the part has inside."""
    low, high = _PARTS[part]
    reached = low

    def tell(done: float, words: str) -> None:
        nonlocal reached
        reached = max(reached, low + done * (high - low))
        progress.step(reached, words)

    return Progress("The demo clinic", tell)


def _refused(report: ImportReport) -> str:
    """Names the first file that was not taken in whole, or '' where all were."""
    for file in report.files:
        if file.status is not FileStatus.IMPORTED:
            words = "; ".join(issue.message for issue in file.issues[:2])
            return f"{Path(file.path).name} {file.status.value} {words}"
    return ""
