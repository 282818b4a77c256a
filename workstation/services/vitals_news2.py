"""NEWS2 from the record: computed wherever all its observations stand at one time, and otherwise what is missing.

Observations belong together where they were made within a quarter of an hour of each other's first. Scale 1 of SpO2 is
used: the RCP (2017) reserves scale 2 for patients for whom a clinician has prescribed it, which FHIR has no code for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from engines.risk import news2
from engines.spec import Refusal
from workstation.domain.partial_date import age_years
from workstation.domain.timeline import TimelineEvent
from workstation.domain.trend import Band, Standing, Trend, TrendKind, TrendPoint
from workstation.services.vitals_tables import (
    ACVPU,
    CONSCIOUSNESS,
    OXYGEN_FLOW,
    OXYGEN_FRACTION,
    PRESSURES,
    SIGNS,
    SYSTOLIC,
)
from workstation.services.vitals_trends import in_unit

TOGETHER_S = 15 * 60.0
_BAND = Band(0, 4, "NEWS2 (RCP 2017), low clinical risk")
_NAMES = {                        # input of the engine: how a person calls it
    "respiratory_rate": "respiratory rate", "spo2": "oxygen saturation", "on_oxygen": "air or oxygen",
    "systolic_bp": "systolic blood pressure", "pulse": "pulse", "consciousness": "consciousness",
    "temperature": "temperature",
}
_SIGN_INPUTS = {
    TrendKind.HEART_RATE: "pulse", TrendKind.SPO2: "spo2", TrendKind.RESPIRATORY_RATE: "respiratory_rate",
    TrendKind.TEMPERATURE: "temperature",
}
_STANDING = {
    "low": Standing.IN_RANGE, "low-medium": Standing.HIGH, "medium": Standing.HIGH, "high": Standing.CRITICAL_HIGH,
}
FEWEST = 4                        # observations of one time from which on somebody seems to be scoring
_ADULT = 16                       # RCP 2017: not for children under 16


def news2_trend(events: Iterable[TimelineEvent], born: date | None) -> Trend | None:
    """The trend of the score. None for a child, and where no four of its observations were made together."""
    points: list[TrendPoint] = []
    missing: tuple[str, ...] = ()
    seen = False
    for group in _groups(event for event in events if not event.reporter):       # the score is of the ward's own values
        inputs, source = _inputs(group)
        start = group[0].start
        assert start is not None                     # _groups keeps dated rows only
        if len(inputs) <= FEWEST or (born is not None and _age(born, start.calendar) < _ADULT):
            continue                                 # the scale is an input too
        seen = True
        if born is None:
            missing = ("birth date",)
            continue
        missing = ()
        try:
            answer = news2.compute(inputs)
        except Refusal as refusal:
            missing = _needed(inputs, refusal)
            continue
        points.append(TrendPoint(
            start, answer["score"], f"NEWS2 {answer['score']}", source, standing=_STANDING[answer["clinical_risk"]],
            band=_BAND, parts=_parts(answer["parts"]), risk=answer["clinical_risk"],
        ))
    if not seen:
        return None
    return Trend(
        TrendKind.NEWS2, "NEWS2", "", tuple(points), _BAND, missing=missing,
        formula_version=news2.SPEC.version, formula_source=news2.SPEC.source,
    )


def _groups(events: Iterable[TimelineEvent]) -> list[list[TimelineEvent]]:
    dated = sorted(((row.start.start, row) for row in events if row.start is not None), key=lambda pair: pair[0])
    groups: list[list[TimelineEvent]] = []
    first = None
    for moment, row in dated:
        if first is None or (moment - first).total_seconds() > TOGETHER_S:
            groups.append([])
            first = moment
        groups[-1].append(row)
    return groups


def _inputs(group: Sequence[TimelineEvent]) -> tuple[dict[str, Any], str]:
    """The inputs that a group gives, the latest of each, and the resource that a click should open."""
    inputs: dict[str, Any] = {"spo2_scale": 1}
    source = ""
    for row in group:
        code = row.component or row.code
        found = _input(row, code)
        if found is not None:
            inputs[found[0]] = found[1]
            source = row.source if found[0] == "respiratory_rate" or not source else source
    return inputs, source


def _input(row: TimelineEvent, code: str) -> tuple[str, Any] | None:
    if code == SYSTOLIC:
        value = in_unit(PRESSURES[TrendKind.BP_OFFICE], row)
        return None if value is None else ("systolic_bp", value)
    if code in CONSCIOUSNESS:
        word = ACVPU.get(row.value_text.strip().casefold())
        return None if word is None else ("consciousness", word)
    if code in OXYGEN_FLOW and row.value is not None:
        return "on_oxygen", row.value > 0
    if code in OXYGEN_FRACTION and row.value is not None and row.ucum == "%":
        return "on_oxygen", row.value > 21
    for sign in SIGNS:
        name = _SIGN_INPUTS.get(sign.kind)
        if name is not None and code in sign.codes:
            value = in_unit(sign, row)
            return None if value is None else (name, value)
    return None


def _needed(inputs: dict[str, Any], refusal: Refusal) -> tuple[str, ...]:
    """What is missing, by its everyday name; else the one input that was refused, with the reason."""
    absent = tuple(words for name, words in _NAMES.items() if name not in inputs)
    return absent or (f"{_NAMES.get(refusal.input, refusal.input)} ({refusal.reason})",)


def _age(born: date, on: date) -> int:
    return age_years(born, on) if on >= born else 0


def _parts(parts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((_NAMES[name], points) for name, points in parts.items() if points)
