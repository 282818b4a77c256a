"""Searches of the DICOMweb view (QIDO-RS, DICOM PS3.18 10.6): studies, series and instances as the store knows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from engines.text.chinese_names import CHINESE
from workstation.services.clinic import Clinic
from workstation.services.dicomweb_attributes import Level, Row, keyword_of, test_of
from workstation.services.facade_answers import Fault
from workstation.services.facade_tokens import Token
from workstation.store import schema

PAGE, LARGEST_PAGE = 500, 5000
_SHAPING = ("limit", "offset", "fuzzymatching", "includefield", "accept")
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: the level, within which study and series, by which values, and which part of it."""

    level: Level
    study: str = ""
    series: str = ""
    matches: tuple[tuple[str, str], ...] = ()
    limit: int = PAGE
    offset: int = 0
    fuzzy: bool = False

    @classmethod
    def of(cls, level: Level, study: str, series: str, query: Sequence[tuple[str, str]]) -> Asked:
        """Raises Fault."""
        given = dict(query)
        matches = tuple((keyword_of(name, level), value) for name, value in query if name not in _SHAPING)
        if len({name for name, _ in matches}) != len(matches):
            raise Fault(400, "invalid", "an attribute stands twice")
        fuzzy = given.get("fuzzymatching", "false")
        if fuzzy not in ("true", "false"):
            raise Fault(400, "value", "fuzzymatching is true or false")
        named = dict(matches)
        study, series = study or named.get("StudyInstanceUID", ""), series or named.get("SeriesInstanceUID", "")
        if level is Level.INSTANCE and not (study or series):
            raise Fault(400, "too-costly", "instances are searched within a study or a series")
        limit = min(_number(given, "limit", PAGE), LARGEST_PAGE)
        return cls(level, study, series, matches, limit, _number(given, "offset", 0), fuzzy == "true")


def search(clinic: Clinic, token: Token, asked: Asked) -> tuple[list[Row], int]:
    """(the rows of the page, how many more there are after it)."""
    tests = [test_of(keyword, value) for keyword, value in asked.matches]
    with clinic.read() as conn:
        rows = [row for row in _rows(conn, asked) if token.may_read(row["patient"])]
        rows = [row for row in rows if all(test(row) for test in tests)]
        page = rows[asked.offset:asked.offset + asked.limit]
        _count(conn, page)
    return page, max(0, len(rows) - asked.offset - len(page))


def _number(given: dict[str, str], name: str, otherwise: int) -> int:
    text = given.get(name, str(otherwise))
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        raise Fault(400, "value", f"{name} takes a number")
    return int(text)


def _rows(conn: Connection, asked: Asked) -> list[Row]:
    study, series, instance, person = schema.study, schema.series, schema.instance, schema.patient_index
    columns: list[Any] = [
        study.c.uid.label("study_uid"), study.c.date, study.c.description, study.c.accession, study.c.modalities,
        study.c.patient_id, person.c.family, person.c.given, person.c.pinyin, person.c.sex, person.c.born,
        person.c.number]
    source = study.join(person, person.c.id == study.c.patient_id)
    order: list[Any] = [study.c.date.desc(), study.c.uid]
    if asked.level >= Level.SERIES:
        source = source.join(series, series.c.study_uid == study.c.uid)
        columns += [series.c.uid.label("series_uid"), series.c.number.label("series_number"), series.c.modality,
                    series.c.body_part, series.c.description.label("series_description"), series.c.instances]
        order += [series.c.number, series.c.uid]
    if asked.level is Level.INSTANCE:
        source = source.join(instance, instance.c.series_uid == series.c.uid)
        columns += [instance.c.uid.label("sop_uid"), instance.c.class_uid,
                    instance.c.number.label("instance_number")]
        order += [instance.c.number, instance.c.uid]
    wanted = select(*columns).select_from(source).order_by(*order)
    if _plain(asked.study):
        wanted = wanted.where(study.c.uid == asked.study)
    if _plain(asked.series) and asked.level >= Level.SERIES:
        wanted = wanted.where(series.c.uid == asked.series)
    return [_row(dict(row)) for row in conn.execute(wanted).mappings()]


def _plain(uid: str) -> bool:
    """One UID: a list of them, or none, is left to the matching."""
    return bool(uid) and "," not in uid and "\\" not in uid


def _row(held: dict[Any, Any]) -> Row:
    day, _, time = str(held["date"] or "").partition("T")
    row: Row = {
        "patient": held["patient_id"], "StudyDate": day.replace("-", "") if len(day) == 10 else "",
        "StudyTime": time.rstrip("Z").replace(":", ""), "AccessionNumber": held["accession"],
        "ModalitiesInStudy": held["modalities"].split(), "StudyDescription": held["description"],
        "PatientName": _name(held), "PatientID": held["number"] or held["patient_id"],
        "PatientBirthDate": (held["born"] or "").replace("-", "") if len(held["born"] or "") == 10 else "",
        "PatientSex": {"male": "M", "female": "F", "other": "O"}.get(held["sex"], ""),
        "StudyInstanceUID": held["study_uid"],
    }
    if "series_uid" in held:
        row |= {"SeriesInstanceUID": held["series_uid"], "SeriesNumber": held["series_number"],
                "Modality": held["modality"], "BodyPartExamined": held["body_part"],
                "SeriesDescription": held["series_description"],
                "NumberOfSeriesRelatedInstances": held["instances"]}
    if "sop_uid" in held:
        row |= {"SOPInstanceUID": held["sop_uid"], "SOPClassUID": held["class_uid"],
                "InstanceNumber": held["instance_number"]}
    return row


def _name(held: dict[str, Any]) -> dict[str, str]:
    """A name in its groups (PS3.5 6.2.1): Chinese characters are the ideographic one, pinyin the alphabetic."""
    written = "^".join(filter(None, (held["family"], held["given"])))
    if not CHINESE.search(written):
        return {"Alphabetic": written} if written else {}
    alphabetic = held["pinyin"].strip().replace(" ", "^", 1)
    return {**({"Alphabetic": alphabetic} if alphabetic else {}), "Ideographic": written}


def _count(conn: Connection, page: list[Row]) -> None:
    """How many series and instances each study of the page has."""
    series = schema.series
    counts: dict[str, tuple[int, int]] = {}
    uids = sorted({row["StudyInstanceUID"] for row in page})
    for start in range(0, len(uids), 400):
        found = conn.execute(
            select(series.c.study_uid, func.count(), func.sum(series.c.instances))
            .where(series.c.study_uid.in_(uids[start:start + 400])).group_by(series.c.study_uid))
        counts |= {row[0]: (int(row[1]), int(row[2] or 0)) for row in found}
    for row in page:
        held = counts.get(row["StudyInstanceUID"], (0, 0))
        row["NumberOfStudyRelatedSeries"], row["NumberOfStudyRelatedInstances"] = held
