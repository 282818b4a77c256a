"""Starts the screen: options, Qt, fonts, language, the window. Nothing heavy is imported before the first paint."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.services.places import default_data_dir

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from views.shell.window import Window

# How long the window waits at most until a working thread lets go of the interpreter: Python's 5 ms add up.
_SWITCH_S = 0.0005


def run_screen(arguments: list[str]) -> int:
    """Runs the window, or the ``tour``, and returns the exit code."""
    if "tour" in arguments:
        from views.shell.tour import run_tour

        return run_tour(arguments)
    options = _parser().parse_args(arguments)
    if not has_display():
        print("There is no display here. Set DISPLAY or WAYLAND_DISPLAY, or run 'consilia tour -o DIR' for pictures of "
              "every view. Nothing was changed.", file=sys.stderr)
        return 1
    application, window = build(options)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from PySide6.QtCore import QTimer

    from views.shell.warm import Warmer

    warmer = Warmer()
    window.show()
    QTimer.singleShot(0, window.begin)
    QTimer.singleShot(1500, warmer.start)
    code = application.exec()
    if warmer.is_alive():
        warmer.stop()
    return code


def has_display() -> bool:
    """False where Qt would stop the process for want of a display."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def build(options: argparse.Namespace) -> tuple[QApplication, Window]:
    """The application and its window, not yet shown."""
    sys.setswitchinterval(_SWITCH_S)
    from PySide6.QtWidgets import QApplication

    from views.shell.language import Language
    from views.shell.settings import Settings
    from views.shell.window import Window
    from views.widgets.theme import load_fonts

    given = QApplication.instance()
    application = given if isinstance(given, QApplication) else QApplication(["consilia"])
    application.setApplicationName("Consilia")
    application.setStyle("Fusion")
    load_fonts()
    settings = Settings()
    language = Language(application, options.language or settings.language)
    window = Window(options.data_dir or default_data_dir(), options.user or "", settings, language,
                    options.theme or settings.theme)
    window.catch_faults()
    return application, window


def options_of(arguments: list[str]) -> argparse.Namespace:
    """The options of a call that opens the window."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="consilia", add_help=False)
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.add_argument("--user", default=None)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--language", choices=("en", "zh"), default=None)
    parser.add_argument("--theme", choices=("light", "dark"), default=None)
    return parser
