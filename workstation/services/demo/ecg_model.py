"""Synthetic electrocardiograms with known R times.

Each beat is a sum of Gaussian waves (P, Q, R, S, T) placed around its R time, after the idea of McSharry et al. 2003
(IEEE Trans Biomed Eng 50:289). Leads I, II and V1 to V6 have their own wave heights; III, aVR, aVL and aVF follow from
I and II by Einthoven's and Goldberger's relations, so the twelve leads agree with each other. In atrial fibrillation
there is no P wave, the baseline fibrillates at 5 to 7 Hz and the beats have no order; a ventricular extrasystole comes
early, is wide, has no P wave and is followed by a compensatory pause.

Codes of the leads are ISO/IEEE 11073-10101 (MDC_ECG_ELEC_POTL_I = 131329 ...).
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workstation.services.demo.chart import Chart

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MDC = "urn:iso:std:iso:11073:10101"
LEADS = {
    "I": "131329", "II": "131330", "III": "131389", "aVR": "131390", "aVL": "131391", "aVF": "131392",
    "V1": "131331", "V2": "131332", "V3": "131333", "V4": "131334", "V5": "131335", "V6": "131336",
}
RESOLUTION_MV = 0.005

# Wave heights in mV (P, Q, R, S, T) of the eight leads that are modelled.
_HEIGHTS = {
    "I": (0.06, -0.03, 0.60, -0.10, 0.20), "II": (0.12, -0.08, 1.05, -0.16, 0.30),
    "V1": (0.05, 0.00, 0.22, -1.00, 0.06), "V2": (0.06, 0.00, 0.42, -1.40, 0.48),
    "V3": (0.07, -0.02, 0.85, -1.00, 0.55), "V4": (0.07, -0.06, 1.50, -0.60, 0.50),
    "V5": (0.07, -0.10, 1.50, -0.30, 0.40), "V6": (0.06, -0.10, 1.20, -0.12, 0.30),
}
# Place (s from R) and width (s) of P, Q, R, S and T at 60 beats a minute.
_PLACES = ((-0.170, 0.022), (-0.028, 0.009), (0.0, 0.010), (0.028, 0.010), (0.270, 0.048))
_WIDE = ((-0.010, 0.030, 1.45), (0.075, 0.034, -0.75), (0.290, 0.065, -0.42))   # an extrasystole: place, width, height


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat at ``time`` s; ``kind`` is ``N`` (sinus), ``F`` (conducted from fibrillating atria) or ``V``
    (ventricular)."""

    time: float
    kind: str = "N"


def sinus(seconds: float, rate: float, chance: random.Random, early: Sequence[int] = ()) -> list[Beat]:
    """Regular beats with respiratory variation; the beats numbered in ``early`` are ventricular extrasystoles."""
    beats: list[Beat] = []
    time, interval = 0.45, 60 / rate
    while time < seconds - 0.35:
        kind = "V" if len(beats) in early else "N"
        beats.append(Beat(round(time, 3), kind))
        step = interval * (1 + 0.03 * math.sin(2 * math.pi * 0.25 * time) + chance.gauss(0, 0.008))
        coming_early = len(beats) in early
        time += step * (0.62 if coming_early else 1.38 if kind == "V" else 1.0)
    return beats


def fibrillating(seconds: float, rate: float, chance: random.Random) -> list[Beat]:
    """Beats without any order around ``rate``, never nearer than 0.34 s."""
    beats: list[Beat] = []
    time = 0.40
    while time < seconds - 0.35:
        beats.append(Beat(round(time, 3), "F"))
        time += max(0.34, chance.gauss(60 / rate, 0.22 * 60 / rate))
    return beats


def twelve_leads(
    beats: Sequence[Beat], seconds: float, hertz: int, seed: int
) -> dict[str, npt.NDArray[np.float64]]:
    """The twelve leads in mV, each of ``seconds * hertz`` samples."""
    import numpy as np

    noise = np.random.default_rng(seed)
    times = np.arange(int(seconds * hertz)) / hertz
    made: dict[str, npt.NDArray[np.float64]] = {}
    for number, (lead, heights) in enumerate(_HEIGHTS.items()):
        wave = _waves(times, beats, heights)
        wave += 0.04 * np.sin(2 * np.pi * (0.21 * times + number / 11)) + noise.normal(0, 0.008, times.size)
        made[lead] = wave
    one, two = made["I"], made["II"]
    made |= {"III": two - one, "aVR": -(one + two) / 2, "aVL": one - two / 2, "aVF": two - one / 2}
    return {lead: made[lead] for lead in LEADS}


def _waves(
    times: npt.NDArray[np.float64], beats: Sequence[Beat], heights: Sequence[float]
) -> npt.NDArray[np.float64]:
    import numpy as np

    wave = np.zeros_like(times)
    for index, beat in enumerate(beats):
        before = beat.time - beats[index - 1].time if index else 0.9
        near = (times > beat.time - 0.45) & (times < beat.time + 0.75)
        offset = times[near] - beat.time
        if beat.kind == "V":
            sign = 1.0 if heights[2] + heights[3] > 0 else -1.0
            parts = [(place, width, height * sign) for place, width, height in _WIDE]
        else:
            parts = [(place, width, height) for (place, width), height in zip(_PLACES, heights, strict=True)]
            stretch = math.sqrt(min(1.2, max(0.35, before)))      # the QT interval follows the beat before it (Bazett)
            parts[4] = (parts[4][0] * stretch, parts[4][1] * stretch, parts[4][2])
            if beat.kind == "F":
                parts = parts[1:]
        for place, width, height in parts:
            wave[near] += height * np.exp(-0.5 * ((offset - place) / width) ** 2)
    if any(beat.kind == "F" for beat in beats):
        wave += 0.045 * np.sin(2 * np.pi * 6.1 * times + 0.9 * np.sin(2 * np.pi * 0.7 * times)) * abs(heights[0]) / 0.08
    return wave


def record(
    chart: Chart, when: str, leads: dict[str, npt.NDArray[np.float64]], hertz: int, words: str, conclusion: str
) -> str:
    """Stores a recording: one component a lead, SampledData in mV with ``RESOLUTION_MV`` as factor."""
    import numpy as np

    components: list[dict[str, Any]] = []
    for lead, samples in leads.items():
        steps = np.rint(samples / RESOLUTION_MV).astype(np.int64).tolist()
        components.append({
            "code": {"coding": [{"system": MDC, "code": LEADS[lead], "display": f"MDC_ECG_ELEC_POTL_{lead.upper()}"}],
                     "text": lead},
            "valueSampledData": {
                "origin": {"value": 0, "unit": "mV", "system": "http://unitsofmeasure.org", "code": "mV"},
                "period": 1000 / hertz, "factor": RESOLUTION_MV, "dimensions": 1, "data": " ".join(map(str, steps)),
            },
        })
    return chart.add({
        "resourceType": "Observation", "status": "final",
        "category": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "procedure"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "11524-6", "display": "EKG study"}], "text": words},
        "subject": chart.subject, "effectiveDateTime": when, "issued": when,
        "note": [{"text": conclusion}], "device": {"display": "Synthetic signal, no patient"}, "component": components,
    })
