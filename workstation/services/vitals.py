"""Vital signs over time, and recordings: what the vitals room, the report and the signal commands show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from workstation.domain.partial_date import PartialDate, Precision
from workstation.domain.timeline import TimelineEvent
from workstation.domain.trend import Trend, TrendKind, TrendPoint
from workstation.errors import CannotCompute, NotFound
from workstation.services.vitals_news2 import news2_trend
from workstation.services.vitals_tables import (
    ALL_CODES,
    ECG,
    GLUCOSE_SENSOR,
    PRESSURE_PANELS,
    SIGNS,
    SYSTOLIC,
    VitalSign,
)
from workstation.services.vitals_trends import (
    in_written_unit,
    limits_for,
    pressure_trends,
    simple_trends,
    standing,
    with_latest_band,
)

if TYPE_CHECKING:
    from engines.signals.rpeaks import Beats
    from workstation.domain.signals import Channel, Recording
    from workstation.exchange.fhir_parts import Node
    from workstation.services.clinic import Clinic

BEAT_METHOD = "Elgendi 2013 (PLoS ONE 8(9):e73557), two moving averages; stretches that can't be trusted are left out"
_ORDER = tuple(TrendKind)
_PREFERRED_LEADS = ("ii", "mlii", "i", "ecg", "ecg i")
_KEYS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """A recording in the record, not yet read. ``id`` is its resource key."""

    id: str
    title: str
    started: PartialDate | None
    leads: int


@dataclass(frozen=True, slots=True)
class FoundBeats:
    """The beats of one channel of a recording."""

    channel: Channel
    beats: Beats


def trends(clinic: Clinic, patient_id: str, timeline: list[TimelineEvent] | None = None) -> list[Trend]:
    """Every vital sign that the record holds, NEWS2 first. ``timeline``: its rows where they are read already.

    Raises NotFound, NotAllowed.
    """
    from workstation.services import patients, record

    banner = patients.banner(clinic, patient_id)
    clinic.act("vitals.read", patient_id=patient_id)
    read = timeline if timeline is not None else record.timeline(clinic, patient_id)
    rows = [row for row in read if (row.component or row.code) in ALL_CODES]
    born = _youngest(banner.row.born)
    panels = {row.source for row in rows if row.code in PRESSURE_PANELS or (row.component or row.code) == SYSTOLIC}
    home = frozenset(key for key, node in _observations(clinic, panels) if measured_at_home(node))
    sensor = _observations(clinic, {row.source for row in rows if row.code in GLUCOSE_SENSOR and row.value is None})
    return assembled(rows, born, home, sensor)


def assembled(
    rows: list[TimelineEvent], born: date | None, home: frozenset[str], sensor: Iterable[tuple[str, Node]] = (),
) -> list[Trend]:
    """The trends of timeline rows; ``sensor`` are Observations whose values are SampledData. Pure."""
    made = [*simple_trends(rows, born), *pressure_trends(rows, born, home)]
    score = news2_trend(rows, born)
    if score is not None:
        made.append(score)
    made = _with_sensor(made, list(sensor), born)
    return sorted(made, key=lambda trend: _ORDER.index(trend.kind))


def measured_at_home(observation: Node) -> bool:
    """True where the patient measured it: HL7 CardX self-measured-bp, or the performer is the patient or a relative."""
    from workstation.domain.reporter import reporter

    return bool(reporter(observation))


def recordings(clinic: Clinic, patient_id: str) -> list[RecordingRow]:
    """The electrocardiograms of a record, newest first."""
    from workstation.services import record

    found: dict[str, list[TimelineEvent]] = {}
    for row in record.timeline(clinic, patient_id):
        if row.code in ECG:
            found.setdefault(row.source, []).append(row)
    return [
        RecordingRow(key, rows[0].display, rows[0].start, sum(1 for row in rows if row.component))
        for key, rows in found.items()
    ]


def recording(clinic: Clinic, recording_id: str) -> Recording:
    """The samples of one recording of the record. Raises NotFound, NotAllowed, DamagedFile."""
    from workstation.exchange.safe_json import loads
    from workstation.exchange.waveform_fhir import recording_of, sampled_parts
    from workstation.services import record

    stored = record.source(clinic, recording_id)
    clinic.act("vitals.read", patient_id=stored.patient_id, detail=recording_id)
    node: Any = loads(stored.raw)
    if not isinstance(node, dict) or not sampled_parts(cast("Node", node)):
        raise NotFound(what="recording", name=recording_id)
    return recording_of(cast("Node", node), recording_id)


def read_recording(path: Path) -> Recording:
    """The recording of a file of any supported format. Raises a leaf of UnreadableInput."""
    from workstation.exchange.waveform import read

    return read(path)


def beats(recording: Recording, lead: str | None = None) -> FoundBeats:
    """R peaks of one lead: the one named, else II, MLII, I, else the first in mV. Raises NotFound, CannotCompute."""
    from engines.signals.quality import trusted
    from engines.signals.rpeaks import find_beats

    channel = _lead(recording, lead)
    try:
        return FoundBeats(channel, find_beats(trusted(channel.samples, list(channel.poor)), channel.rate_hz))
    except ValueError as fault:
        raise CannotCompute(engine="R peaks", input=f"lead {channel.name}:", reason=str(fault)) from fault


def described(channel: Channel) -> dict[str, Any]:
    """A channel as the ``signal`` command prints it; times in seconds from the start."""
    import numpy as np

    there = channel.samples[np.isfinite(channel.samples)]
    return {
        "name": channel.name, "unit": channel.unit, "rate_hz": channel.rate_hz, "samples": len(channel.samples),
        "seconds": channel.seconds, "valid": len(there),
        "lowest": float(there.min()) if len(there) else None, "highest": float(there.max()) if len(there) else None,
        "poor": [
            {"start_s": span.first / channel.rate_hz, "end_s": span.after / channel.rate_hz, "fault": span.fault.value}
            for span in channel.poor
        ],
    }


def _lead(recording: Recording, wanted: str | None) -> Channel:
    by_name = {channel.name.casefold(): channel for channel in reversed(recording.channels)}
    if wanted is not None:
        if wanted.casefold() not in by_name:
            raise NotFound(what="channel", name=wanted)
        return by_name[wanted.casefold()]
    preferred = next((by_name[name] for name in _PREFERRED_LEADS if name in by_name), None)
    electric = next((channel for channel in recording.channels if channel.unit == "mV"), None)
    chosen = preferred or electric
    if chosen is None:
        raise CannotCompute(engine="R peaks", input="a channel", reason="in mV is needed; name one with --lead")
    return chosen


def _observations(clinic: Clinic, keys: set[str]) -> Iterator[tuple[str, Node]]:
    """The stored Observations of these keys; what can't be read as an object is passed over (the import named it)."""
    import zlib

    from sqlalchemy import select

    from workstation.exchange.safe_json import JsonFault, loads
    from workstation.store.schema import resource

    wanted = sorted(keys)
    for first in range(0, len(wanted), _KEYS_A_QUERY):
        asked = select(resource.c.key, resource.c.body).where(resource.c.key.in_(wanted[first:first + _KEYS_A_QUERY]))
        with clinic.read() as conn:
            rows = conn.execute(asked).all()
        for row in rows:
            try:
                node: Any = loads(zlib.decompress(row.body))
            except JsonFault:
                continue
            if isinstance(node, dict):
                yield row.key, cast("Node", node)


def _with_sensor(made: list[Trend], observations: list[tuple[str, Node]], born: date | None) -> list[Trend]:
    """Adds the samples of a glucose sensor to its trend."""
    if not observations:
        return made
    from workstation.exchange.fhir_parts import part, word

    sign = next(sign for sign in SIGNS if sign.kind is TrendKind.GLUCOSE_SENSOR)
    given = next((trend for trend in made if trend.kind is sign.kind and not trend.own), None)
    written = word(part(observations[-1][1], "valueSampledData", "origin"), "code")
    sign = in_written_unit(sign, [given.unit if given is not None else written])
    points = [point for key, node in observations for point in _samples(sign, key, node, born)]
    points.extend(given.points if given else ())
    points.sort(key=lambda point: point.at.start)
    trend = given or Trend(sign.kind, sign.title, sign.unit, (), decimals=sign.decimals)
    return [*(each for each in made if each is not given), with_latest_band(replace(trend, points=tuple(points)))]


def _samples(sign: VitalSign, key: str, node: Node, born: date | None) -> Iterator[TrendPoint]:
    from workstation.exchange.waveform_fhir import recording_of

    held = recording_of(node, key)
    if held.started is None or held.started.precision is not Precision.TIME:
        return
    begun = datetime.fromisoformat(held.started.text)
    limits = limits_for(sign.limits, born, held.started.calendar)
    band = limits.band if limits is not None else None
    for channel in held.channels:
        turn = sign.units.get(channel.unit)
        if turn is None:
            continue
        step = timedelta(seconds=1 / channel.rate_hz)
        for count, sample in enumerate(channel.samples.tolist()):
            if sample == sample:                         # NaN: the sensor was silent
                written = (begun + count * step).isoformat(timespec="seconds")
                at = PartialDate(written, Precision.TIME, held.started.start + count * step)
                value = turn(sample)
                judged = standing(value, "", band, limits)
                yield TrendPoint(at, value, f"{sample:g} {channel.unit}", key, standing=judged, band=band)


def _youngest(born: PartialDate | None) -> date | None:
    """The birth date, or the latest day it may be: a child is never judged as an adult."""
    if born is None:
        return None
    day = born.calendar
    if born.precision is Precision.YEAR:
        return date(day.year, 12, 31)
    if born.precision is Precision.MONTH:
        return date(day.year, day.month, 28)
    return day
