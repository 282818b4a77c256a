"""``consilia tour -o DIR``: opens every view on a store and writes a picture of each; works without a display."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.errors import ConsiliaError, UserMistake

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from views.shell.window import Window

SIZE = (1440, 900)
_LONGEST_WAIT_S = 90.0             # a view that still works after this is pictured as it is, and said so


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what it shows and how long the view took to be ready."""

    name: str
    file: Path
    title: str
    patient: str
    theme: str
    language: str
    seconds: float
    ready: bool


def run_tour(arguments: Sequence[str]) -> int:
    """Runs the tour. Exit codes as for every command: 0 done, 1 failed, 2 wrong use."""
    options = _parser().parse_args(list(arguments))
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler

    before = qInstallMessageHandler(_say_what_matters)
    try:
        shots = _walk(options)
    except ConsiliaError as error:
        print(error.sentence(), file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"The pictures could not be written: {error.strerror}. Nothing else was changed.", file=sys.stderr)
        return 1
    finally:
        qInstallMessageHandler(before)
    if options.json:
        print(json.dumps({"shots": [_as_json(shot) for shot in shots]}, indent=2))
    else:
        for shot in shots:
            late = "" if shot.ready else "  (not ready in time)"
            print(f"{shot.file}  {shot.title}{late}")
    return 0


def _say_what_matters(_kind: object, _context: object, text: str | None) -> None:
    """Qt's messages, but for the one the offscreen platform gives with every window and nobody can act on."""
    if text and "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="consilia", description="writes a picture of every view")
    parser.add_argument("--data-dir", type=Path, default=None, help="folder of the store (default: the demo clinic)")
    parser.add_argument("--user", default=None)
    parser.add_argument("--json", action="store_true", help="an index of the pictures on standard output")
    parser.add_argument("--size", type=_size, default=SIZE, metavar="WxH", help="of the window, e.g. 1366x768")
    parser.add_argument("tour")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the pictures")
    return parser


def _size(text: str) -> tuple[int, int]:
    """``1366x768`` as (1366, 768)."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and 640 <= int(width) <= 7680 and 480 <= int(height) <= 4320):
        raise argparse.ArgumentTypeError(f"{text} is no size such as 1366x768 (640x480 to 7680x4320)")
    return int(width), int(height)


def _as_json(shot: Shot) -> dict[str, object]:
    return {"name": shot.name, "file": str(shot.file), "title": shot.title, "patient": shot.patient,
            "theme": shot.theme, "language": shot.language, "seconds": round(shot.seconds, 2), "ready": shot.ready}


def _walk(options: argparse.Namespace) -> list[Shot]:
    from views.shell.tour_stops import stops
    from workstation.services import sign_in
    from workstation.services.places import default_data_dir
    from workstation.services.progress import Progress

    data_dir = options.data_dir or default_data_dir()
    if not sign_in.exists(data_dir):
        from workstation.services import demo

        print(f"Making the demo clinic in {data_dir}", file=sys.stderr)
        demo.build(data_dir, Progress("The demo clinic"))
    options.output.mkdir(parents=True, exist_ok=True)
    guide = Guide(options.output, data_dir, options.user or "", options.size)
    try:
        for stop in stops(guide):
            stop()
    finally:
        guide.close()
    return guide.shots


class Guide:
    """Holds the window of the tour, waits for views to be ready, and takes the pictures."""

    def __init__(self, output: Path, data_dir: Path, user: str, size: tuple[int, int] = SIZE) -> None:
        from views.shell.application import build, options_of

        self.output, self.data_dir = output, data_dir
        self.shots: list[Shot] = []
        self.passphrase = _passphrase(data_dir)
        chosen = ["--data-dir", str(data_dir), "--theme", "light", "--language", "en"]
        os.environ.pop("CONSILIA_PASSPHRASE", None)               # the sign-in page is a stop of the tour
        self.application: QApplication
        self.window: Window
        self.application, self.window = build(options_of([*chosen, "--user", user] if user else chosen))
        self.window.remembers = False
        self.window.setFixedSize(*size)
        self.window.show()

    def wait(self, ready: Callable[[], bool], longest: float = _LONGEST_WAIT_S) -> tuple[float, bool]:
        """Lets the screen work until ``ready``; (seconds, whether it was)."""
        begun = time.monotonic()
        while time.monotonic() - begun < longest:
            self.application.processEvents()
            if ready():
                self._settle()
                if ready():
                    return time.monotonic() - begun, True
            time.sleep(0.004)
        return time.monotonic() - begun, False

    def _settle(self) -> None:
        until = time.monotonic() + 0.15
        while time.monotonic() < until:
            self.application.processEvents()
            time.sleep(0.004)

    def quiet(self) -> bool:
        """True when no view has work under way."""
        frame = self.window.frame
        return not self.window.door.tasks.running() and (frame is None or not frame.busy())

    def take(self, name: str, title: str, widget: QWidget | None = None, patient: str = "") -> Shot:
        """Waits until the view is ready and pictures it."""
        seconds, ready = self.wait(self.quiet)
        file = self.output / f"{len(self.shots) + 1:02d}_{name}.png"
        if not (widget or self.window).grab().save(str(file)):
            raise UserMistake(reason=f"the picture {file} can't be written")
        shot = Shot(name, file, title, patient, self.window.theme.name, self.window.language.name, seconds, ready)
        self.shots.append(shot)
        return shot

    def close(self) -> None:
        self.window.close()
        self.application.processEvents()


def _passphrase(data_dir: Path) -> str:
    from views.shell.door import demo_passphrase

    given = os.environ.get("CONSILIA_PASSPHRASE") or demo_passphrase(data_dir)
    if not given:
        raise UserMistake(reason="no passphrase: set CONSILIA_PASSPHRASE")
    return given
