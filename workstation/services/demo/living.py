"""How the demo's people live and who cares for them: contacts, a care team, and one whole way of life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workstation.domain.way_of_life import BY_NAME, LOINC
from workstation.services.demo.chart import PHYSICIAN, UCUM, Chart

_CONTACT_ROLE = "http://terminology.hl7.org/CodeSystem/v2-0131"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_TEAM = ((PHYSICIAN, "Family doctor"), ("Dr CHEN Min", "Radiologist"), ("Nurse WU Lan", "Respiratory nurse"))
# What BECKER answered before his rehabilitation: (days ago, factor, an answer's code, digits or words).
_ANSWERS = (
    (412, "smoking_status", "449868002"), (412, "cigarettes", "20"), (412, "exercise_days", "0"),
    (62, "smoking_status", "8517006"), (62, "pack_years", "32"), (62, "audit_c_1", "LA18928-4"),
    (62, "audit_c_2", "LA15695-2"), (62, "audit_c_3", "LA18933-4"), (62, "exercise_days", "3"),
    (62, "exercise_minutes", "30"), (62, "sleep", "6.5"), (62, "diet", "Low in salt, fish twice a week"),
    (62, "education", "LA30193-9"), (62, "employment", "LA30138-4"), (62, "occupation", "Bus driver"),
)


def add(charts: Mapping[str, Chart]) -> None:
    """Adds to the charts of these people; a story that is not there is passed over."""
    if "wang-xiaoming" in charts:
        _add_team(charts["wang-xiaoming"])
    if "becker-thomas" in charts:
        for ago, name, said in _ANSWERS:
            _add_answer(charts["becker-thomas"], ago, name, said)


def _add_team(chart: Chart) -> None:
    patient = chart.resources[0]
    patient["generalPractitioner"] = [{"display": PHYSICIAN, "type": "Practitioner"}]
    patient["contact"] = [{
        "relationship": [{"coding": [{"system": _CONTACT_ROLE, "code": "N", "display": "Next-of-Kin"}],
                          "text": "Wife"}],
        "name": {"text": "陈秀英", "family": "陈", "given": ["秀英"]},
        "telecom": [{"system": "phone", "value": "+86 10 5550 0142", "use": "mobile"}],
    }]
    chart.add({
        "resourceType": "CareTeam", "status": "active", "name": "Lung nodule board", "subject": chart.subject,
        "period": {"start": chart.calendar.day(21)},
        "participant": [{"role": [{"text": role}], "member": {"display": who, "type": "Practitioner"}}
                        for who, role in _TEAM],
        "reasonCode": [{"text": "Lung nodule, under investigation"}],
        "telecom": [{"system": "phone", "value": "+86 10 5550 0100", "use": "work"}],
    })


def _add_answer(chart: Chart, ago: int, name: str, said: str) -> None:
    factor = BY_NAME[name]
    answer = factor.answer(said)
    value: dict[str, Any] = {"valueString": said}
    if answer is not None:
        value = {"valueCodeableConcept": {"coding": [
            {"system": answer.system, "code": answer.code, "display": answer.display}]}}
    elif factor.unit:
        number = float(said) if "." in said else int(said)
        value = {"valueQuantity": {"value": number, "unit": factor.unit, "system": UCUM, "code": factor.ucum}}
    chart.add({
        "resourceType": "Observation", "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "social-history"}]}],
        "code": {"coding": [{"system": LOINC, "code": factor.code, "display": factor.display}]},
        "subject": chart.subject, "effectiveDateTime": chart.calendar.day(ago),
        "performer": [{"display": PHYSICIAN, "type": "Practitioner"}], **value,
    })
