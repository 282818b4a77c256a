"""A recording: channels of samples with their unit, their rate and the stretches that can't be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from engines.signals.quality import Span
from workstation.domain.partial_date import PartialDate

Samples = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Channel:
    """One lead or sensor. ``samples``: shape (n,), in ``unit``, NaN where there is no value; ``rate_hz`` above 0."""

    name: str
    unit: str                         # mV, mmHg ..., "" where the source doesn't say
    rate_hz: float
    samples: Samples
    poor: tuple[Span, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate_hz


@dataclass(frozen=True, slots=True)
class Recording:
    """What was recorded at one time. ``source``: a file name or a resource key. ``notes``: what a reader must know."""

    title: str
    source: str
    channels: tuple[Channel, ...]
    started: PartialDate | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def seconds(self) -> float:
        return max((channel.seconds for channel in self.channels), default=0.0)
