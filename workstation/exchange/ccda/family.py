"""Family History Organizer (C-CDA) as a FamilyMemberHistory."""

from __future__ import annotations

from typing import Any

from workstation.exchange.ccda import header
from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.statements import base, below, code_of, has, marked_value, negated, notes
from workstation.exchange.ccda.values import identifiers, label
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
_SEX = {"M": "male", "F": "female", "UN": "other"}
_SEX_SYSTEM = "http://hl7.org/fhir/administrative-gender"
_AGE_CODES = ("445518008", "397659008")               # SNOMED CT: age at onset; age
_DEATH = ("22.4.47", "1.42")                          # Family History Death Observation


def member(chart: Chart, organizer: Element) -> bool:
    """Keeps the FamilyMemberHistory of one relative; False where nobody is named and no illness told.

    ``organizer`` may also be a single observation: older documents tell of a relative's illness without a group.
    """
    relative = organizer.first("subject", "relatedSubject")
    relation = chart.values.concept(relative.first("code")) if relative is not None else {}
    told = [o for o in (organizer, *below(organizer)) if o.name == "observation"]
    conditions = [found for each in told if not negated(each) and (found := _illness(chart, each))]
    denied = [shown for each in told if negated(each) and (shown := _denied(chart, each))]
    if not relation and not conditions:
        return False
    content: Json = {
        **base(organizer), "status": "completed" if code_of(organizer, "statusCode") in ("completed", "") else
        "partial", "patient": chart.patient, "relationship": relation or {"text": "relative, not said which"},
        "condition": conditions, "note": [*notes(chart, organizer), *({"text": words} for words in denied)],
    }
    person = relative.first("subject") if relative is not None else None
    if person is not None:
        _person(chart, person, content)
    chart.put("FamilyMemberHistory", content, organizer)
    return True


def _person(chart: Chart, person: Element, content: Json) -> None:
    content["identifier"] = [*content["identifier"], *identifiers(person.all("id"))]
    sex = person.first("administrativeGenderCode")
    if sex is not None and sex.get("code") in _SEX:
        content["sex"] = {"coding": [{"system": _SEX_SYSTEM, "code": _SEX[sex.get("code")]}]}
    names = header.names(person.all("name"))
    if names:
        content["name"] = " ".join([*names[0].get("given", []), names[0].get("family", "")]).strip() \
            or names[0].get("text", "")
    chart.clock.put(content, "bornDate", person.first("birthTime"))
    content["bornDate"] = content.get("bornDate", "")[:10]
    died, said = person.first("deceasedTime"), person.first("deceasedInd")
    if died is not None and died.get("value"):
        chart.clock.put(content, "deceasedDate", died)
        content["deceasedDate"] = content.get("deceasedDate", "")[:10]
    elif said is not None and said.get("value") in ("true", "false"):
        content["deceasedBoolean"] = said.get("value") == "true"


def _illness(chart: Chart, observation: Element) -> Json:
    values = chart.values.concepts(observation.all("value"))
    if not values:
        words = chart.values.text(observation.first("text"))
        values = [{"text": words}] if words else []
    if not values:
        return {}
    chart.mark(observation)
    found: Json = {"code": values[0], "note": notes(chart, observation)}
    age = marked_value(chart, observation, _AGE_CODES)
    if age is not None:
        onset = chart.values.value(age)
        found["onsetAge"] = onset.get("valueQuantity")
        found["onsetString"] = onset.get("valueString")
    elif (when := observation.first("effectiveTime")) is not None:
        dated: Json = {}
        chart.clock.put(dated, "start", when)
        found["onsetString"] = dated.get("start", "")
    for each in below(observation):
        if has(each, _DEATH):
            chart.mark(each)
            found["contributedToDeath"] = True
    return found


def _denied(chart: Chart, observation: Element) -> str:
    """An illness that the relative does not have."""
    shown = label(next(iter(chart.values.concepts(observation.all("value"))), {}))
    if shown:
        chart.mark(observation)
    return f"does not have: {shown}" if shown else ""
