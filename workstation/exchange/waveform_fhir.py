"""Recordings in FHIR R4 Observations: SampledData, as the value of the Observation or one a component (a lead)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np

from engines.signals.quality import poor_spans
from engines.signals.sampled_data import Decoded, decode
from engines.spec import Refusal
from workstation.domain.signals import Channel, Recording
from workstation.errors import DamagedFile, NotThatFormat
from workstation.exchange.fhir_parts import Node, coding, date, number_text, part, parts, word
from workstation.exchange.safe_json import JsonFault, loads

_MARK_WORDS = {"E": "without a valid value", "L": "below the detection limit", "U": "above the detection limit"}
# ISO/IEEE 11073-10101 codes of the electrode potentials (MDC_ECG_ELEC_POTL_*), for components without a text.
_LEADS = {
    "131329": "I", "131330": "II", "131389": "III", "131390": "aVR", "131391": "aVL", "131392": "aVF",
    "131331": "V1", "131332": "V2", "131333": "V3", "131334": "V4", "131335": "V5", "131336": "V6",
}


def read_fhir(path: Path) -> Recording:
    """The recording of a file that holds one Observation, or a Bundle with one that has SampledData (the first).

    Raises NotThatFormat where there is none, DamagedFile where its samples can't be read.
    """
    try:
        document = loads(path.read_bytes())
    except JsonFault as fault:
        raise DamagedFile(place=path.name, reason=fault.reason) from fault
    if not isinstance(document, dict):
        raise NotThatFormat(place=path.name, format="FHIR Observation", reason="it is no JSON object")
    for resource in [document, *(part(entry, "resource") for entry in parts(document, "entry"))]:
        if word(resource, "resourceType") == "Observation" and sampled_parts(resource):
            return recording_of(resource, path.name)
    raise NotThatFormat(place=path.name, format="FHIR Observation with SampledData", reason="it holds no SampledData")


def sampled_parts(observation: Node) -> list[Node]:
    """The Observation and those of its components that hold a SampledData."""
    return [node for node in [observation, *parts(observation, "component")] if part(node, "valueSampledData")]


def recording_of(observation: Node, source: str) -> Recording:
    """The recording of one Observation. Raises DamagedFile (``source`` names it) where a SampledData breaks R4."""
    channels: list[Channel] = []
    marks = {"E": 0, "L": 0, "U": 0}
    for node in sampled_parts(observation):
        sampled = part(node, "valueSampledData")
        system, code, display = coding(part(node, "code"))
        name = _LEADS.get(code, "") if system.startswith("urn:iso:std:iso:11073") else ""
        decoded, rate_hz = _decoded(sampled, source)
        unit = word(sampled, "origin", "code") or word(sampled, "origin", "unit")
        for count, values in enumerate(decoded.dimensions):
            samples = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
            suffix = f" {count + 1}" if len(decoded.dimensions) > 1 else ""
            poor = tuple(poor_spans(samples, rate_hz))
            channels.append(Channel((name or display) + suffix, unit, rate_hz, samples, poor))
        for mark, number in decoded.marks.items():
            marks[mark] += number
    notes = [f"samples {_MARK_WORDS[mark]}: {number}" for mark, number in marks.items() if number]
    notes += [word(note, "text") for note in parts(observation, "note")]
    started = word(observation, "effectiveDateTime") or word(observation, "effectivePeriod", "start")
    title = coding(part(observation, "code"))[2]
    return Recording(title, source, tuple(channels), date(started), tuple(notes))


def _decoded(sampled: Node, source: str) -> tuple[Decoded, float]:
    """The values and samples a second of one SampledData."""
    period = _decimal(sampled.get("period"), "period", source)
    if not 0 < period < 1_000_000_000:
        raise DamagedFile(place=source, reason=f"the period of its SampledData is {period} ms")
    dimensions = number_text(sampled.get("dimensions"))
    if not (dimensions.isdigit() and 1 <= int(dimensions) <= 1000):
        raise DamagedFile(place=source, reason="its SampledData has no valid number of dimensions")
    factor = sampled.get("factor")
    try:
        decoded = decode(
            word(sampled, "data"), _decimal(part(sampled, "origin").get("value"), "origin", source),
            Decimal(1) if factor is None else _decimal(factor, "factor", source), int(dimensions),
        )
    except Refusal as refusal:
        raise DamagedFile(place=source, reason=f"its SampledData: {refusal.input} {refusal.reason}") from refusal
    return decoded, float(Decimal(1000) / period)


def _decimal(value: object, name: str, source: str) -> Decimal:
    try:
        return Decimal(number_text(value))
    except InvalidOperation as fault:
        raise DamagedFile(place=source, reason=f"its SampledData has no {name}") from fault
