"""Saves the check-up report of the patient on the screen as a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from views.shell.room import Room
from views.widgets.theme import Severity
from workstation.services.progress import Progress

tr = QCoreApplication.translate


def ask_and_save(room: Room) -> None:
    """Asks where and writes a draft there."""
    if room.patient is None:
        return
    name = f"checkup-{room.patient.row.number or room.patient.row.id}.pdf"
    chosen, _ = QFileDialog.getSaveFileName(room, tr("checkup", "Save the check-up report"), name, "PDF (*.pdf)")
    if chosen:
        save_to(room, Path(chosen))


def save_to(room: Room, place: Path) -> None:
    """Makes a draft in a thread and writes it to ``place``, whole or not at all."""
    if room.patient is None:
        return
    context, patient = room.context, room.patient.row.id

    def work(progress: Progress) -> Path:
        from workstation.services import checkup

        return checkup.save(context.clinic, patient, place, progress)

    def done(written: Path) -> None:
        context.notify(tr("checkup", "Saved as {name}").format(name=written.name), Severity.FINE)

    context.tasks.run(work, done, label=tr("checkup", "Writing the check-up report"), scope=room,
                      failed=lambda error: context.notify(error.parts()[0], Severity.CRITICAL))
