"""The header of a clinical document: whose it is, who wrote it, who keeps it (CDA R2, 4.2; C-CDA US Realm Header)."""

from __future__ import annotations

import hashlib
from typing import Any

from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.values import identifiers
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
_SSN = "2.16.840.1.113883.4.1"
_SEX = {"M": "male", "F": "female", "UN": "other"}                        # HL7 v3 AdministrativeGender
_NAME_USE = {"L": "official", "C": "official", "P": "nickname", "A": "anonymous", "ABC": "usual"}
_PLACE_USE = {"HP": "home", "H": "home", "HV": "home", "WP": "work", "DIR": "work", "PUB": "work", "TMP": "temp",
              "BAD": "old", "MC": "mobile"}
_TELECOM = {"tel": "phone", "fax": "fax", "mailto": "email", "http": "url", "https": "url", "sms": "sms"}
_MARITAL = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"
_MR = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}


def patient(chart: Chart, role: Element | None) -> Json:
    """Keeps the Patient of a ``patientRole`` and returns the reference to it, {} where nobody is named."""
    person = role.first("patient") if role is not None else None
    ids = [i for i in role.all("id") if i.get("extension") or i.get("root")] if role is not None else []
    if role is None or (person is None and not ids):
        return {}
    content: Json = {"identifier": identifiers(ids), "telecom": telecoms(role), "address": addresses(role)}
    chosen = _number(ids)
    if chosen is not None:
        for found in content["identifier"]:
            if found.get("value") == chosen.get("extension"):
                found["type"] = _MR
    if person is not None:
        content |= _person(chart, person)
    return chart.put_as("Patient", _identity(chart, ids, content), content)


def _person(chart: Chart, person: Element) -> Json:
    content: Json = {"name": names(person.all("name"))}
    sex = person.first("administrativeGenderCode")
    if sex is not None:
        content["gender"] = _SEX.get(sex.get("code"), "unknown")
    chart.clock.put(content, "birthDate", person.first("birthTime"))
    born = content.get("birthDate", "")
    if "T" in born:                                                         # a FHIR date has no time
        content["birthDate"] = born[:10]
    _death(chart, person, content)
    marital = chart.values.concept(person.first("maritalStatusCode"))
    content["maritalStatus"] = marital
    spoken = [language(e) for e in person.all("languageCommunication")]
    content["communication"] = [each for each in spoken if each]
    contacts = [{"relationship": [c] if (c := chart.values.concept(g.first("code"))) else [],
                 "name": next(iter(names(g.all("name", "guardianPerson")) or _person_names(g)), {}),
                 "telecom": telecoms(g), "address": next(iter(addresses(g)), {})} for g in person.all("guardian")]
    content["contact"] = [c for c in contacts if any(c.values())]
    return content


def _death(chart: Chart, person: Element, content: Json) -> None:
    time, said = person.first("deceasedTime"), person.first("deceasedInd")
    if time is not None and time.get("value"):
        chart.clock.put(content, "deceasedDateTime", time)
    elif said is not None and said.get("value") in ("true", "false"):
        content["deceasedBoolean"] = said.get("value") == "true"


def _number(ids: list[Element]) -> Element | None:
    """The record number: the first id with a number that is no social security number."""
    own = [i for i in ids if i.get("extension")]
    return next((i for i in own if i.get("root") != _SSN), None)


def _identity(chart: Chart, ids: list[Element], content: Json) -> str:
    """Made of the record number and who gave it; without one, of everything said about the person."""
    chosen = _number(ids) or next((i for i in ids if i.get("extension")), None) or next(iter(ids), None)
    if chosen is not None:
        said = f"{chosen.get('root')}\0{chosen.get('extension').casefold().replace('-', '')}"
    else:
        said = f"{content.get('name')}\0{content.get('birthDate')}\0{content.get('gender')}"
        if not content.get("name") or not content.get("birthDate"):
            said += hashlib.sha256(chart.document.text).hexdigest()        # nobody else can be meant for sure
    return f"ccda-{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def language(element: Element) -> Json:
    """One language that the patient speaks."""
    code, preferred = element.first("languageCode"), element.first("preferenceInd")
    if code is None or not code.get("code"):
        return {}
    said: Json = {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": code.get("code")}]}}
    if preferred is not None and preferred.get("value") in ("true", "false"):
        said["preferred"] = preferred.get("value") == "true"
    return said


def names(elements: list[Element]) -> list[Json]:
    """HumanNames; a name that is mere text stays text."""
    found = [name for element in elements if (name := _name(element))]
    return [name for place, name in enumerate(found) if name not in found[:place]]


def _name(element: Element) -> Json:
    def parts(kind: str) -> list[str]:
        return [words for part in element.all(kind) if (words := part.words())]

    family = " ".join(parts("family"))
    name: Json = {"use": _NAME_USE.get(element.get("use").split(" ")[0], ""), "family": family,
                  "given": parts("given"), "prefix": parts("prefix"), "suffix": parts("suffix")}
    if not family and not name["given"]:
        name["text"] = element.words()
    return name if family or name["given"] or name.get("text") else {}


def _person_names(holder: Element) -> list[Json]:
    inner = next((e for e in holder.all() if e.name.endswith("Person")), None)
    return names(inner.all("name")) if inner is not None else []


def telecoms(holder: Element) -> list[Json]:
    """ContactPoints; the scheme of the address tells the kind."""
    found: list[Json] = []
    for element in holder.all("telecom"):
        scheme, colon, rest = element.get("value").partition(":")
        kind = _TELECOM.get(scheme.lower(), "") if colon else ""
        value = element.get("value") if kind in ("", "url") else rest
        if value:
            use = _PLACE_USE.get(element.get("use").split(" ")[0], "")
            found.append({"system": kind or "phone", "value": value, "use": use})
    return found


def addresses(holder: Element) -> list[Json]:
    """Addresses in their parts."""
    return [found for element in holder.all("addr") if (found := _address(element))]


def _address(element: Element) -> Json:
    def one(kind: str) -> str:
        return " ".join(words for part in element.all(kind) if (words := part.words()))

    lines = [words for part in element.all("streetAddressLine", "additionalLocator") if (words := part.words())]
    found: Json = {"line": lines, "city": one("city"), "state": one("state"), "postalCode": one("postalCode"),
                   "country": one("country")}
    if not any(found.values()):
        found = {"text": element.words()}
    use = _PLACE_USE.get(element.get("use").split(" ")[0], "")
    return {**found, "use": "" if use == "mobile" else use} if any(found.values()) else {}


def practitioner(chart: Chart, assigned: Element | None) -> Json:
    """Keeps the Practitioner of an ``assignedAuthor`` or ``assignedEntity``; the reference, {} where nobody is named.

    A program that wrote the document (``assignedAuthoringDevice``) and an unnamed author of an organization are named
    by a display alone.
    """
    if assigned is None:
        return {}
    person = _person_names(assigned)
    if person:
        content: Json = {"identifier": identifiers(assigned.all("id")), "name": person, "telecom": telecoms(assigned),
                         "address": addresses(assigned)}
        skill = chart.values.concept(assigned.first("code"))
        content["qualification"] = [{"code": skill}] if skill else []
        shown = " ".join([*person[0].get("given", []), person[0].get("family", "")]).strip()
        return {**chart.put("Practitioner", content), "display": shown or person[0].get("text", "")}
    device, unit = assigned.first("assignedAuthoringDevice"), assigned.first("representedOrganization")
    named = (device.first("softwareName") or device.first("manufacturerModelName")) if device is not None else None
    display = named.words() or named.get("displayName") if named is not None else ""
    if not display and unit is not None:
        return organization(chart, unit)
    return {"display": display} if display else {}


def organization(chart: Chart, element: Element | None) -> Json:
    """Keeps the Organization; the reference with its name, {} where it has none."""
    name = element.first("name") if element is not None else None
    if element is None or name is None or not name.words():
        return {}
    content = {"identifier": identifiers(element.all("id")), "name": name.words(), "telecom": telecoms(element),
               "address": addresses(element)}
    return {**chart.put("Organization", content), "display": name.words()}
