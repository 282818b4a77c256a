"""What is asked of a worker and how it can fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from workstation.workers.memory import SharedBlock

OnPart = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Job:
    """One call of ``module:function`` in a worker: ``function(call: workstation.workers.serving.Call)``.

    ``arguments`` must be JSON; ``payload`` travels as it is; ``block`` is mapped in the worker. ``on_part`` is called
    in the asking thread for each message the job sends before its answer; what it raises stops the job.
    """

    function: str
    arguments: dict[str, Any] = field(default_factory=dict[str, Any])
    payload: bytes | bytearray | memoryview | Sequence[bytes] = b""
    block: SharedBlock | None = None
    seconds: float = 30.0
    on_part: OnPart | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The answer: a JSON object and bytes. It comes from a process that saw untrusted input: check it."""

    value: dict[str, Any]
    data: bytes = b""


class JobFailed(Exception):
    """A job gave no result. ``kind``: ``damaged``, ``unsafe``, ``format`` or ``unfit`` (the job says so), ``memory``,
    ``timeout``, ``crash``, ``fault`` (an error nobody expected), ``start`` (no worker could be started)."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind = kind
        self.reason = reason
