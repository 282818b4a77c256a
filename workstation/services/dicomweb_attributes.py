"""The attributes that the DICOMweb search knows, and how a value asked for fits one (DICOM PS3.18 10.6, PS3.4 C.2.2.2).

Universal, single value, list of UID, wildcard and range matching; of people's names without regard to case.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, cast

from workstation.services.facade_answers import Fault

Row = dict[str, Any]


class Level(IntEnum):
    """What is searched for."""

    STUDY = 0
    SERIES = 1
    INSTANCE = 2


@dataclass(frozen=True, slots=True)
class Attribute:
    """A data element: its tag, its value representation, and the level it belongs to."""

    tag: str
    vr: str
    level: Level
    matched: bool = True


ATTRIBUTES: dict[str, Attribute] = {
    "SpecificCharacterSet": Attribute("00080005", "CS", Level.STUDY, False),
    "StudyDate": Attribute("00080020", "DA", Level.STUDY),
    "StudyTime": Attribute("00080030", "TM", Level.STUDY),
    "AccessionNumber": Attribute("00080050", "SH", Level.STUDY),
    "InstanceAvailability": Attribute("00080056", "CS", Level.STUDY, False),
    "ModalitiesInStudy": Attribute("00080061", "CS", Level.STUDY),
    "StudyDescription": Attribute("00081030", "LO", Level.STUDY),
    "RetrieveURL": Attribute("00081190", "UR", Level.STUDY, False),
    "PatientName": Attribute("00100010", "PN", Level.STUDY),
    "PatientID": Attribute("00100020", "LO", Level.STUDY),
    "PatientBirthDate": Attribute("00100030", "DA", Level.STUDY),
    "PatientSex": Attribute("00100040", "CS", Level.STUDY),
    "StudyInstanceUID": Attribute("0020000D", "UI", Level.STUDY),
    "NumberOfStudyRelatedSeries": Attribute("00201206", "IS", Level.STUDY, False),
    "NumberOfStudyRelatedInstances": Attribute("00201208", "IS", Level.STUDY, False),
    "Modality": Attribute("00080060", "CS", Level.SERIES),
    "SeriesDescription": Attribute("0008103E", "LO", Level.SERIES),
    "BodyPartExamined": Attribute("00180015", "CS", Level.SERIES),
    "SeriesInstanceUID": Attribute("0020000E", "UI", Level.SERIES),
    "SeriesNumber": Attribute("00200011", "IS", Level.SERIES),
    "NumberOfSeriesRelatedInstances": Attribute("00201209", "IS", Level.SERIES, False),
    "SOPClassUID": Attribute("00080016", "UI", Level.INSTANCE),
    "SOPInstanceUID": Attribute("00080018", "UI", Level.INSTANCE),
    "InstanceNumber": Attribute("00200013", "IS", Level.INSTANCE),
}
_KEYWORDS = {attribute.tag: keyword for keyword, attribute in ATTRIBUTES.items()}
_TIME = re.compile(r"\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?")
_DATE = re.compile(r"\d{8}")


def keyword_of(name: str, level: Level) -> str:
    """The keyword of an attribute by keyword or tag. Raises Fault for one that isn't matched at this level."""
    keyword = _KEYWORDS.get(name.upper(), name)
    attribute = ATTRIBUTES.get(keyword)
    if attribute is None or not attribute.matched or attribute.level > level:
        offered = ", ".join(sorted(k for k, a in ATTRIBUTES.items() if a.matched and a.level <= level))
        raise Fault(400, "not-supported", f"it can't be searched by '{name[:60]}' here; there are {offered}")
    return keyword


def test_of(keyword: str, value: str) -> Callable[[Row], bool]:
    """Whether a row fits. Raises Fault for a value that can't be meant."""
    vr = ATTRIBUTES[keyword].vr
    if not value:
        return lambda row: True
    if vr in ("DA", "TM"):
        return _range(keyword, value, _DATE if vr == "DA" else _TIME)
    if vr == "UI":
        wanted = frozenset(re.split(r"[,\\]", value))
        return lambda row: str(row.get(keyword, "")) in wanted
    if vr == "IS":
        return lambda row: str(row.get(keyword, "")) == value.strip()
    return _wildcard(keyword, value)


def as_json(row: Row, level: Level, retrieve: str) -> dict[str, Any]:
    """The row as a DICOM JSON object (PS3.18 Annex F), with those attributes that belong to its level and above."""
    told: dict[str, Any] = {}
    whole: Row = {**row, "SpecificCharacterSet": "ISO_IR 192", "InstanceAvailability": "ONLINE",
                  "RetrieveURL": retrieve}
    for keyword, attribute in sorted(ATTRIBUTES.items(), key=lambda item: item[1].tag):
        if attribute.level > level:
            continue
        held = [one for one in _values(whole.get(keyword)) if one not in (None, "", {})]
        told[attribute.tag] = {"vr": attribute.vr, **({"Value": held} if held else {})}
    return told


def _range(keyword: str, value: str, form: re.Pattern[str]) -> Callable[[Row], bool]:
    low, dash, high = value.partition("-")
    if any(part and form.fullmatch(part) is None for part in (low, high)) or not (low or high):
        raise Fault(400, "value", f"{keyword} takes a DICOM date or time, or a range of them")
    if not dash:
        high = low

    def fits(row: Row) -> bool:
        held = str(row.get(keyword) or "")
        return bool(held) and (not low or held[:len(low)] >= low) and (not high or held[:len(high)] <= high)

    return fits


def _wildcard(keyword: str, value: str) -> Callable[[Row], bool]:
    """``*`` any letters, ``?`` one; everything else is itself."""
    pattern = re.compile(fnmatch.translate(value.casefold().replace("[", "[[]")))

    def fits(row: Row) -> bool:
        return any(pattern.fullmatch(text.casefold()) for held in _values(row.get(keyword)) for text in _texts(held))

    return fits


def _values(held: Any) -> list[Any]:
    return cast("list[Any]", held) if isinstance(held, list) else [held]


def _texts(held: Any) -> list[str]:
    """The written forms of a value: of a name each group, with and without the carets."""
    if isinstance(held, dict):
        forms = [str(form) for form in cast("dict[str, str]", held).values()]
        return [*forms, *(form.replace("^", " ") for form in forms)]
    return [str(held)] if held else []
