"""HL7 v2 data types (v2.8.2 chapter 2.A) as FHIR R4 elements. Each takes a Value and gives a dict, or {} for nothing.

The correspondences follow HL7's Version 2 to FHIR guide (1.0.0, 2024): CX, XPN, XAD, XTN, XCN, CWE, HD, EI, DTM.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from workstation.exchange.hl7v2.message import Value

Node = dict[str, Any]

# Table 0396 (coding systems) as FHIR R4 names them (4.3.0 "Using Code Systems").
_SYSTEMS = {
    "LN": "http://loinc.org", "SCT": "http://snomed.info/sct", "SNM": "http://snomed.info/sct",
    "UCUM": "http://unitsofmeasure.org", "CVX": "http://hl7.org/fhir/sid/cvx", "NDC": "http://hl7.org/fhir/sid/ndc",
    "MVX": "http://hl7.org/fhir/sid/mvx", "I10": "http://hl7.org/fhir/sid/icd-10",
    "I10C": "http://hl7.org/fhir/sid/icd-10-cm", "I9C": "http://hl7.org/fhir/sid/icd-9-cm",
    "I9": "http://hl7.org/fhir/sid/icd-9-cm", "C4": "http://www.ama-assn.org/go/cpt",
    "RXNORM": "http://www.nlm.nih.gov/research/umls/rxnorm", "CDCREC": "urn:oid:2.16.840.1.113883.6.238",
    "NCIT": "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl", "DCM": "http://dicom.nema.org/resources/ontology/DCM",
    "ATC": "http://www.whocc.no/atc", "MDC": "urn:iso:std:iso:11073:10101",
}
_TABLE = re.compile(r"(?:HL7)?(\d{4})")
_OID = re.compile(r"[0-2](\.\d+)+")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOMENT = re.compile(r"(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(\.\d{1,6})?)?)?)?)?)?([+-]\d{4})?")
_TIME = re.compile(r"(\d\d)(?:(\d\d)(?:(\d\d)(\.\d{1,6})?)?)?(?:[+-]\d{4})?")
_NAME_USES = {"L": "official", "D": "usual", "M": "maiden", "N": "nickname", "S": "anonymous", "T": "temp",
              "B": "official", "C": "old", "BAD": "old"}
_PLACE_USES = {"H": "home", "O": "work", "B": "work", "C": "temp", "BA": "old"}
_PHONES = {"PH": "phone", "FX": "fax", "CP": "phone", "BP": "pager", "Internet": "email", "X.400": "email"}
_PHONE_USES = {"PRN": "home", "ORN": "home", "WPN": "work", "VHN": "home"}
_ID_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"


class NoDate(ValueError):
    """A text that is no moment of the calendar."""


def moment(text: str, zone: str = "") -> str:
    """FHIR dateTime of a DTM, with the precision as written. ``zone`` (``+0800``) is the message's own, for times
    that carry none; without any the zone of this computer is taken, as the standard leaves it to the place of the
    sender (2.A.22). Raises NoDate."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise NoDate(f"'{text[:40]}' is no date")
    year, month, day, hour, minute, second, fraction, own = found.groups()
    try:
        made = datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        raise NoDate(f"'{text[:40]}' is no calendar date") from None
    if day is None:
        return "-".join(filter(None, (year, month)))
    if hour is None:
        return made.date().isoformat()
    return made.isoformat() + (fraction or "") + _zone(own or zone, made)


def _zone(written: str, local: datetime) -> str:
    if written:
        hours, minutes = int(written[1:3]), int(written[3:5])
        if hours > 14 or minutes > 59:
            raise NoDate(f"'{written}' is no time zone")
        return f"{written[:3]}:{written[3:5]}"
    shown = local.astimezone().strftime("%z")
    return f"{shown[:3]}:{shown[3:5]}"


def has_time_without_zone(text: str) -> bool:
    found = _MOMENT.fullmatch(text.strip())
    return found is not None and found[4] is not None and found[8] is None


def day(text: str) -> str:
    """FHIR date (``1970``, ``1970-01``, ``1970-01-31``) of a DT or of a DTM's day. Raises NoDate."""
    return moment(text)[:10]


def clock(text: str) -> str:
    """FHIR time of a TM. Raises NoDate."""
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59 or int(found[3] or 0) > 59:
        raise NoDate(f"'{text[:40]}' is no time of day")
    return f"{found[1]}:{found[2] or '00'}:{found[3] or '00'}{found[4] or ''}"


def is_future(text: str, today: date | None = None) -> bool:
    """True where a FHIR date lies after tomorrow (clocks and zones differ by a day)."""
    limit = (today or datetime.now(UTC).date()) + timedelta(days=1)
    return len(text) >= 10 and text[:10] > limit.isoformat()


def authority(value: Value, component: int) -> str:
    """The system URI of an HD (assigning authority): its OID or UUID, else a URN made of its name, else ""."""
    name, universal = value.part(component), value.part(component, 2)
    if _OID.fullmatch(universal):
        return f"urn:oid:{universal}"
    if _UUID.fullmatch(universal):
        return f"urn:uuid:{universal.lower()}"
    return named_authority(name or universal)


def named_authority(name: str) -> str:
    return f"urn:hl7v2:authority:{quote(name, safe='')}" if name else ""


def identifier(value: Value, otherwise: str = "") -> Node:
    """Identifier of a CX; ``otherwise`` is the authority where it names none."""
    made: Node = {}
    kind = value.part(5)
    if kind:
        made["type"] = {"coding": [{"system": _ID_TYPES, "code": kind}]}
    system = authority(value, 4) or named_authority(otherwise)
    if system:
        made["system"] = system
    return made | {"value": value.part(1)} if value.part(1) else {}


def entity(value: Value) -> Node:
    """Identifier of an EI (order and visit numbers): entity, namespace, universal id."""
    if not value.part(1):
        return {}
    name, universal = value.part(2), value.part(3)
    system = f"urn:oid:{universal}" if _OID.fullmatch(universal) else named_authority(name or universal)
    return ({"system": system} if system else {}) | {"value": value.part(1)}


def human_name(value: Value) -> Node:
    """HumanName of an XPN."""
    family = value.part(1)
    given = [name for name in (value.part(2), *value.part(3).split()) if name]
    made: Node = {}
    use = _NAME_USES.get(value.part(7))
    if use:
        made["use"] = use
    if family:
        made["family"] = family
    if given:
        made["given"] = given
    if value.part(5):
        made["prefix"] = [value.part(5)]
    suffix = [part for part in (value.part(4), value.part(6)) if part]
    if suffix:
        made["suffix"] = suffix
    return made if family or given else {}


def person(value: Value) -> str:
    """The name of an XCN as one text, its number where there is no name."""
    words = (value.part(6), value.part(3), value.part(4), value.part(2), value.part(5))
    return " ".join(word for word in words if word) or value.part(1)


def address(value: Value) -> Node:
    """Address of an XAD."""
    lines = [line for line in (value.part(1), value.part(2)) if line]
    made: Node = {"line": lines} if lines else {}
    for name, component in (("city", 3), ("district", 9), ("state", 4), ("postalCode", 5), ("country", 6)):
        if value.part(component):
            made[name] = value.part(component)
    use = _PLACE_USES.get(value.part(7))
    return made | ({"use": use} if use and made else {})


def contact_point(value: Value, use: str) -> Node:
    """ContactPoint of an XTN; ``use`` where it names none."""
    parts = [f"+{value.part(5)}" if value.part(5) else "", value.part(6), value.part(7)]
    number = value.part(12) or value.part(1) or " ".join(p for p in parts if p)
    mail = value.part(4)
    kind = "email" if mail and not number else _PHONES.get(value.part(3), "phone")
    text = mail if kind == "email" and mail else number
    if value.part(8) and text and not value.part(12) and not value.part(1):
        text += f" x{value.part(8)}"
    return {"system": kind, "value": text, "use": _PHONE_USES.get(value.part(2), use)} if text else {}


def system_of(name: str, oid: str = "") -> str:
    """The URI of a coding system of table 0396, "" for none named."""
    if name.upper() in _SYSTEMS:
        return _SYSTEMS[name.upper()]
    table = _TABLE.fullmatch(name)
    if table is not None:
        return f"http://terminology.hl7.org/CodeSystem/v2-{table[1]}"
    if _OID.fullmatch(oid):
        return f"urn:oid:{oid}"
    return f"urn:hl7v2:system:{quote(name, safe='')}" if name else ""


def concept(value: Value) -> Node:
    """CodeableConcept of a CE or CWE, with its alternate codes and its original text."""
    codings: list[Node] = []
    for first, oid in ((1, 14), (4, 17)):
        code, display, name = (value.part(first + n) for n in range(3))
        if code:
            system = system_of(name, value.part(oid))
            codings.append(({"system": system} if system else {}) | {"code": " ".join(code.split())}
                           | ({"display": display} if display else {}))
    text = value.part(9) or value.part(2) or value.part(5) or value.part(1)
    return ({"coding": codings} if codings else {}) | ({"text": text} if text else {})


def coded(system: str, code: str, display: str = "") -> Node:
    """CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code} | ({"display": display} if display else {})]}


# Table 0001 -> administrative gender, after the same guide.
SEXES = {"F": "female", "M": "male", "O": "other", "A": "other", "U": "unknown", "N": "other"}
