"""Work beside the window gives way to it: on two cores the person who scrolls comes first."""

from __future__ import annotations

import contextlib
import os

_GIVES_WAY = 10                                    # of 19: still gets its share on a busy machine


def give_way(pid: int) -> None:
    """Lets another process of ours run after the window's threads. Where that can't be asked for, nothing changes."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):         # already gone, or another priority is set from outside
            os.setpriority(os.PRIO_PROCESS, pid, _GIVES_WAY)
