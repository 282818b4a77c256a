"""What the frame itself can do: the actions that don't belong to a room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from views.shell.actions import Action
from views.shell.language import LANGUAGES

if TYPE_CHECKING:
    from views.shell.frame import Frame
    from views.shell.window import Window


def bind(window: Window, frame: Frame) -> None:
    """Adds the actions of the window to the frame's registry and binds their keys."""
    tr = QCoreApplication.translate
    screen, records = tr("doings", "Screen"), tr("doings", "Records")
    frame.status.admin_asked.connect(lambda: show_admin(frame))
    frame.add_actions(
        Action(screen, tr("doings", "Find or do anything"), frame.show_palette, "Ctrl+K", "search"),
        Action(screen, tr("doings", "Page of keys"), lambda: show_keys(frame), "F1", "help"),
        Action(screen, tr("doings", "Administration: people, audit, plugins, institutions, about"),
               lambda: show_admin(frame), "Ctrl+Shift+A", "settings"),
        Action(screen, tr("doings", "Lock now"), window.lock, "Ctrl+L", "lock"),
        Action(screen, tr("doings", "Light or dark"), window.turn_theme, "Ctrl+Shift+L", "contrast"),
        *(Action(screen, tr("doings", "Language: {name}").format(name=shown),
                 lambda name=name: window.use_language(name), "", "language") for name, shown in LANGUAGES.items()),
        Action(screen, tr("doings", "Reset the window's layout"), window.reset_layout, "", "fit"),
        Action(screen, tr("doings", "Full screen"), lambda: full_screen(window), "F11", "fit"),
        Action(records, tr("doings", "Import files"), lambda: import_files(frame), "Ctrl+O", "import"),
        Action(records, tr("doings", "Import a folder"), lambda: import_folder(frame), "Ctrl+Shift+O", "folder"),
        Action(records, tr("doings", "Close the patient"), frame.close_patient, "Ctrl+W", "close"),
        Action(screen, tr("doings", "Quit Consilia"), window.close, "Ctrl+Q", "close"),
    )


def show_keys(frame: Frame) -> None:
    """Opens the page of keys."""
    from views.shell.keys_page import KeysPage

    KeysPage(frame, frame.chrome, frame.registry.all()).open()


def show_admin(frame: Frame) -> None:
    """Opens the page of people, audit, plugins, institutions and what this program is."""
    from views.admin.page import AdminPage

    AdminPage(frame, frame.chrome, frame.clinic, frame.tasks, frame.language, frame.banner).open()


def full_screen(window: Window) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def import_files(frame: Frame) -> None:
    """Asks for files and imports them; the format is found by content."""
    read = QCoreApplication.translate("doings", "FHIR R4, C-CDA, HL7 v2, DICOM, CSV, ZIP and tar, told by content (*)")
    chosen, _ = QFileDialog.getOpenFileNames(frame, QCoreApplication.translate("doings", "Import files"), "", read)
    _start(frame, [Path(name) for name in chosen])


def import_folder(frame: Frame) -> None:
    """Asks for a folder and imports all of it."""
    chosen = QFileDialog.getExistingDirectory(frame, QCoreApplication.translate("doings", "Import a folder"))
    _start(frame, [Path(chosen)] if chosen else [])


def _start(frame: Frame, paths: list[Path]) -> None:
    if paths:
        from views.shell.import_flow import start

        start(frame, paths)
