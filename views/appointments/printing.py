"""Printing the shown day: a PDF where the person says, in the language of the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from views.shell.room import Room
from views.widgets.states import translated_error
from views.widgets.theme import Severity
from workstation.services.progress import Progress

tr = QCoreApplication.translate


def ask_and_print(room: Room, on: date, who: str, place: str) -> None:
    """Asks where, then writes the list there."""
    chosen, _ = QFileDialog.getSaveFileName(room, tr("agenda", "Save the day list"), f"agenda-{on.isoformat()}.pdf",
                                            "PDF (*.pdf)")
    if chosen:
        print_to(room, on, Path(chosen), who, place)


def print_to(room: Room, on: date, place_of_file: Path, who: str = "", place: str = "") -> None:
    """Writes the list of a day in a thread; ``who`` and ``place`` are the filters that are set."""
    context = room.context

    def work(_progress: Progress) -> int:
        from workstation.services import agenda

        return agenda.save(context.clinic, on, place_of_file, context.language, who, place)

    def done(count: int) -> None:
        context.notify(tr("agenda", "Saved as {name}: {count} appointments").format(
            name=place_of_file.name, count=count), Severity.FINE)

    context.tasks.run(work, done, label=tr("agenda", "Writing the day list"), scope=room,
                      failed=lambda error: context.notify(translated_error(error)[0], Severity.CRITICAL))
