"""What nobody foresaw: one sentence with an id on the screen, one line without patient data in the log."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from workstation.errors import ConsiliaError

_log = logging.getLogger("consilia.screen")


def note(error: BaseException, code: str = "") -> str:
    """Logs where an error arose (type and frames, never its message, which may hold patient data); returns its id."""
    code = code or ConsiliaError(reason=type(error).__name__).code
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
    _log.error("%s %s %s", code, type(error).__name__, places)
    return code


def catch(tell: Callable[[str], object]) -> None:
    """From now on an exception that reaches the event loop is told by ``tell(id)`` and the window goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tell(note(error))

    sys.excepthook = hook
