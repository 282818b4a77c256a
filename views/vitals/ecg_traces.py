"""What the ECG view draws: prepared off the GUI thread, read while painting. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from engines.signals.envelope import Pyramid
from engines.signals.quality import Span
from workstation.domain.signals import Channel, Recording
from workstation.errors import ConsiliaError
from workstation.services import vitals

# The usual page of twelve leads: three rows of four, and a rhythm strip below.
PAGE = (("I", "aVR", "V1", "V4"), ("II", "aVL", "V2", "V5"), ("III", "aVF", "V3", "V6"))


@dataclass(frozen=True, slots=True)
class Trace:
    """One lead, ready to be drawn at any zoom."""

    name: str
    rate_hz: float
    pyramid: Pyramid
    poor: tuple[Span, ...]
    low_mv: float
    high_mv: float

    @property
    def seconds(self) -> float:
        return len(self.pyramid.samples) / self.rate_hz

    def is_broken(self, first_s: float, last_s: float) -> bool:
        """True where a stretch that can't be trusted lies between two moments."""
        return any(first_s < span.after / self.rate_hz and span.first / self.rate_hz < last_s for span in self.poor)


@dataclass(frozen=True, slots=True)
class Traces:
    """A recording with its beats. ``beats_s`` are R peaks of ``rhythm`` in seconds; ``rate_bpm`` None if none found."""

    recording: Recording
    traces: tuple[Trace, ...]
    rhythm: str
    beats_s: tuple[float, ...]
    rr_ms: tuple[float, ...]
    rate_bpm: float | None

    @property
    def seconds(self) -> float:
        return self.recording.seconds

    def trace(self, name: str) -> Trace | None:
        return next((trace for trace in self.traces if trace.name.casefold() == name.casefold()), None)

    @property
    def has_page(self) -> bool:
        return all(self.trace(name) is not None for line in PAGE for name in line)


def _trace(channel: Channel) -> Trace:
    pyramid = Pyramid(channel.samples)
    whole = pyramid.envelope(0, len(channel.samples), 1)
    low, high = float(whole.low[0]), float(whole.high[0])
    if low != low:                    # NaN: nothing was measured
        low = high = 0.0
    return Trace(channel.name, channel.rate_hz, pyramid, channel.poor, low, high)


def prepare(recording: Recording) -> Traces:
    """Builds the pyramids and finds the beats; leads in another unit than mV are left to the command line."""
    channels = [channel for channel in recording.channels if channel.unit == "mV"]
    traces = tuple(_trace(channel) for channel in channels)
    try:
        found = vitals.beats(recording)
    except ConsiliaError:
        return Traces(recording, traces, traces[0].name if traces else "", (), (), None)
    rate_hz = found.channel.rate_hz
    return Traces(
        recording, traces, found.channel.name, tuple(float(peak) / rate_hz for peak in found.beats.peaks),
        tuple(1000.0 * float(seconds) for seconds in found.beats.rr_s), found.beats.rate_bpm,
    )
