"""Kidney function from the latest creatinine: CKD-EPI 2021 and the GFR category of KDIGO 2024, in adults.

Runs in a process of its own (see workstation/plugin_api/messages.py): ``advise(request)`` gets only the inputs that
plugin.toml declares and returns cards.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from engines.risk.ckd_epi_2021 import compute
from engines.spec import Refusal

_UMOL_PER_MGDL = 88.4             # creatinine, 113.12 g/mol; the factor NKF and KDIGO print
_CHRONIC_DAYS = 90                # KDIGO 2024: abnormal for at least 3 months

# lowest eGFR, category, severity, words (KDIGO 2024, GFR categories)
_CATEGORIES = (
    (90, "G1", "info", "normal or high"),
    (60, "G2", "info", "mildly decreased"),
    (45, "G3a", "warning", "mildly to moderately decreased"),
    (30, "G3b", "warning", "moderately to severely decreased"),
    (15, "G4", "warning", "severely decreased"),
    (0, "G5", "critical", "kidney failure"),
)
_SUGGESTION = {
    "G3a": "Measure the urine albumin-to-creatinine ratio",
    "G3b": "Check the doses of medicines that the kidney clears",
    "G4": "Refer to nephrology",
    "G5": "Refer to nephrology today",
}


def advise(request: dict[str, Any]) -> list[dict[str, Any]]:
    """One card: the category of the latest value, the earlier ones as arguments. Refuses children and odd values."""
    inputs = request["inputs"]
    sex = inputs["sex"][0]["value"]
    born = inputs["birth_date"][0]["value"]
    measured = _measured(inputs)
    if sex not in ("female", "male") or len(born) != 10 or not measured:
        return [_refused("The equation needs a creatinine, a full birth date and the sex female or male.")]
    if inputs["pregnancy"]:
        return [_pregnant()]
    try:
        results = [(day, _egfr(value, sex, born, day)) for day, value in measured]
    except Refusal as refusal:
        return [_refused("The equation refuses: {why}.", why=str(refusal))]
    return [_card(results)]


def _measured(inputs: dict[str, Any]) -> list[tuple[str, float]]:
    """(day, creatinine in mg/dL), the oldest first."""
    mass = [(value["date"][:10], float(value["value"])) for value in inputs["creatinine_mass"]]
    molar = [(value["date"][:10], float(value["value"]) / _UMOL_PER_MGDL) for value in inputs["creatinine_molar"]]
    return sorted(mass + molar)


def _egfr(creatinine: float, sex: str, born: str, day: str) -> int:
    birth, on = date.fromisoformat(born), date.fromisoformat(day)
    age = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    return int(compute({"creatinine_mgdl": creatinine, "age": age, "sex": sex})["reported"])


def _category(egfr: int) -> tuple[str, str, str]:
    return next((name, severity, words) for lowest, name, severity, words in _CATEGORIES if egfr >= lowest)


def _card(results: list[tuple[str, int]]) -> dict[str, Any]:
    day, egfr = results[-1]
    name, severity, words = _category(egfr)
    values = {"egfr": str(egfr), "category": name, "day": day}
    return {
        "summary": {"text": f"Kidney function {{category}}: {words}", "values": values},
        "detail": {
            "text": "eGFR {egfr} mL/min/1.73 m² from the creatinine of {day} (CKD-EPI 2021), category {category}. "
                    "Chronic kidney disease needs an abnormality for at least 3 months; G1 and G2 alone are none.",
            "values": values,
        },
        "indicator": severity,
        "rule": name.lower(),
        "evidence": ["kdigo-2024-egfr", "kdigo-2024-categories", "ckd-epi-2021"],
        "uses": ["creatinine_mass", "creatinine_molar", "birth_date", "sex"],
        "missing": [],
        "arguments_for": _arguments_for(results),
        "arguments_against": [
            "Creatinine misleads with unusual muscle mass, in pregnancy and while kidney function is changing quickly."
        ],
        "suggestions": [_SUGGESTION[name]] if name in _SUGGESTION else [],
    }


def _arguments_for(results: list[tuple[str, int]]) -> list[Any]:
    """Whether an earlier value, at least 90 days before, says the same."""
    day, egfr = results[-1]
    if egfr >= 60:
        return []
    last = date.fromisoformat(day)
    earlier = [(on, value) for on, value in results if (last - date.fromisoformat(on)).days >= _CHRONIC_DAYS]
    if earlier and all(value < 60 for on, value in results if on >= earlier[-1][0]):
        on, value = earlier[-1]
        return [{"text": "Already {value} on {on}, and below 60 since: it is chronic.",
                 "values": {"value": str(value), "on": on}}]
    return ["No value at least 3 months older is below 60 and stays so: repeat before calling it chronic."]


def _pregnant() -> dict[str, Any]:
    return {
        "summary": "Kidney function not judged – the patient is pregnant",
        "detail": "A current pregnancy is recorded. The equation was not made for pregnancy, in which creatinine "
                  "falls: a value in the usual range can already be too high.",
        "indicator": "info",
        "rule": "pregnancy",
        "evidence": ["ckd-epi-2021"],
        "could_not_check": True,
        "missing": [],
    }


def _refused(text: str, **values: str) -> dict[str, Any]:
    return {
        "summary": "Kidney function: could not check", "detail": {"text": text, "values": values}, "indicator": "info",
        "rule": "refused", "evidence": ["ckd-epi-2021"], "could_not_check": True,
    }
