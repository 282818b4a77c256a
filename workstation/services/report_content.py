"""Gathers what a report says from the services that the rooms use, so that paper and screen never differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from engines.report.content import (
    AdviceLine,
    Allergies,
    AllergyLine,
    Flag,
    Grade,
    Identity,
    Line,
    Record,
    ReportContent,
    ResultLine,
)
from workstation.domain.card import Card, CardState
from workstation.domain.opinion import ALLERGIES, IMAGES, SharedPart
from workstation.domain.partial_date import PartialDate, age_years
from workstation.domain.patient import Allergy, AllergyState, PatientBanner, spaced_number
from workstation.domain.record import Problem, RecordSummary, ResultTrend
from workstation.domain.report import ReportSection
from workstation.domain.timeline import TimelineEvent
from workstation.errors import Cancelled, ConsiliaError
from workstation.services import patients, report_charts, report_family, report_scans
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from engines.report.content import Chart, FamilyTree, Scan
    from workstation.services.clinic import Clinic

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_RESULTS = 24
_MOST_WORDS = 6
_MOST_INPUTS = 8
_MOST_DIGITS = 8
_UNIT_WORDS = {"mm[Hg]": "mmHg", "1": "", "umol/L": "µmol/L", "Cel": "°C", "mL/min/{1.73_m2}": "mL/min/1.73 m²"}
_SEXES_ZH = {"male": "男", "female": "女"}
_FLAGS = {
    "N": Flag.IN_RANGE, "L": Flag.LOW, "LU": Flag.LOW, "H": Flag.HIGH, "HU": Flag.HIGH, "LL": Flag.CRITICAL_LOW,
    "HH": Flag.CRITICAL_HIGH, "A": Flag.ABNORMAL, "AA": Flag.ABNORMAL,
}


def gather(
    clinic: Clinic, patient_id: str, progress: Progress, sections: frozenset[ReportSection], language: str,
    comment: str,
) -> tuple[ReportContent, tuple[str, ...]]:
    """The content of a draft, and one sentence for each part that could not be gathered."""
    unread: list[str] = []
    banner = patients.banner(clinic, patient_id)
    now = datetime.now(UTC).astimezone()

    def part(section: ReportSection, fraction: float, words: str) -> bool:
        if section in sections:
            progress.step(fraction, words)
        return section in sections

    record = _record(clinic, patient_id, language) if part(ReportSection.RECORD, 0.05, "Record") else None
    scans: tuple[Scan, ...] | None = None
    if part(ReportSection.IMAGING, 0.10, "Images"):
        scans = report_scans.scans(clinic, patient_id, progress, unread, language)
    charts: tuple[Chart, ...] | None = None
    if part(ReportSection.VITALS, 0.65, "Vital signs"):
        charts = report_charts.charts(clinic, patient_id, language)
    family: FamilyTree | None = None
    if part(ReportSection.FAMILY, 0.75, "Family"):
        family = _tried(unread, lambda: report_family.tree(clinic, patient_id, language))
    advice: tuple[AdviceLine, ...] | None = None
    if part(ReportSection.PLAN, 0.80, "Advice"):
        advice = _advice(clinic, patient_id, language)
    content = ReportContent(
        language=language, identity=identity(banner, now.date(), language), made_at=now.replace(microsecond=0),
        made_by=clinic.user.display or clinic.user.name, record=record, scans=scans, charts=charts, family=family,
        has_family_section=ReportSection.FAMILY in sections, advice=advice, comment=comment,
        case_of=clinic.guest_of, not_sent=not_sent(clinic.guest_parts) if clinic.guest_of else None,
    )
    return content, tuple(unread)


def not_sent(sent: Collection[str]) -> frozenset[str]:
    """Of a case: the parts that did not come, as the report names them. Images have no part of their own."""
    return frozenset({ALLERGIES, IMAGES, *(part.value for part in SharedPart)}).difference(sent)


def _tried(unread: list[str], ask: Callable[[], FamilyTree | None]) -> FamilyTree | None:
    try:
        return ask()
    except Cancelled:
        raise
    except ConsiliaError as error:
        unread.append(error.sentence())
        return None


def identity(banner: PatientBanner, on: date, language: str) -> Identity:
    """Who stands at the top of each page."""
    row = banner.row
    born = row.born.human(language) if row.born is not None else ""
    return Identity(
        name=row.name.formal(), latin=row.name.pinyin if row.name.is_chinese else "", sex=row.sex, born=born,
        age=_age(row.born, on if row.deceased is None else row.deceased.calendar, language),
        number_label=row.number_label, number=spaced_number(row.number),
        allergies=_ALLERGIES[banner.allergy_state], allergy_words=tuple(_allergy_words(a) for a in banner.allergies),
        allergy_severe=any(allergy.severe for allergy in banner.allergies),
        died=None if not row.is_deceased else row.deceased.human(language) if row.deceased is not None else "",
    )


_ALLERGIES = {
    AllergyState.LISTED: Allergies.LISTED, AllergyState.NO_KNOWN: Allergies.NO_KNOWN,
    AllergyState.NONE_RECORDED: Allergies.NONE_RECORDED,
}


def _allergy_words(allergy: Allergy) -> str:
    return f"{allergy.substance} ({allergy.reaction.lower()})" if allergy.reaction else allergy.substance


def _age(born: PartialDate | None, on: date, language: str) -> str:
    """Completed years; nothing where only a year is known or the days contradict each other."""
    if born is None or len(born.text) < 10 or on < born.calendar:
        return ""
    years = age_years(born.calendar, on)
    if years < 2:
        months = (on.year - born.calendar.year) * 12 + on.month - born.calendar.month - (on.day < born.calendar.day)
        return f"{months} 个月" if language.startswith("zh") else f"{months} months"
    return f"{years} 岁" if language.startswith("zh") else f"{years} y"


def _record(clinic: Clinic, patient_id: str, language: str) -> Record:
    from workstation.services import record

    return record_of(record.summary(clinic, patient_id), language)


def record_of(summary: RecordSummary, language: str = "en") -> Record:
    """The summary as the report prints it. Pure."""
    active = [problem for problem in summary.problems if problem.active]
    past = [problem for problem in summary.problems if not problem.active]
    measured = [trend for trend in summary.results if trend.latest.value is not None]
    in_words = [trend.latest for trend in summary.results if trend.latest.value is None and trend.latest.value_text]
    return Record(
        problems=tuple(Line(p.name, "", _day(p.onset, language), _code(p)) for p in active),
        past_problems=tuple(Line(p.name, "", _day(p.onset, language)) for p in past),
        medications=tuple(Line(m.name, m.dose, _day(m.since, language)) for m in summary.medications if m.current),
        allergy_state=_ALLERGIES[summary.banner.allergy_state],
        allergies=tuple(AllergyLine(a.substance, a.reaction, a.severe) for a in summary.allergies),
        results=tuple(_result(trend, language) for trend in measured[:_MOST_RESULTS]),
        results_left_out=max(0, len(measured) - _MOST_RESULTS) + max(0, len(in_words) - _MOST_WORDS),
        observations=tuple(Line(e.display, e.value_text, _day(e.start, language)) for e in in_words[:_MOST_WORDS]),
    )


def _code(problem: Problem) -> str:
    """An ICD code is printed; a SNOMED number says nothing to a reader."""
    return problem.code if "icd" in problem.system.lower() else ""


def _day(date_: PartialDate | None, language: str) -> str:
    return date_.human(language) if date_ is not None else ""


def _result(trend: ResultTrend, language: str) -> ResultLine:
    latest = trend.latest
    course = [value for _, value in trend.earlier] + ([latest.value] if latest.value is not None else [])
    return ResultLine(
        latest.display, shown_number(latest.value_text, latest.value), latest.unit, range_words(latest),
        flag_of(latest), _day(latest.start, language), tuple(course),
    )


def shown_number(text: str, value: float | None) -> str:
    """The digits as recorded; a machine's long tail of them is rounded as on the screen and says so (``≈ 8.818``)."""
    digits = sum(letter.isdigit() for letter in text)
    return text if value is None or digits <= _MOST_DIGITS else f"\u2248 {value:.4g}"


def range_words(event: TimelineEvent) -> str:
    """``59–104``, ``≥ 60``, ``≤ 2.6``, or the range as written; '' where none was recorded."""
    return event.range_words()


def flag_of(event: TimelineEvent) -> Flag:
    """The recorded interpretation; else where the value lies in the recorded range; else not judged."""
    if event.flag in _FLAGS:
        return _FLAGS[event.flag]
    if event.value is None or (event.low is None and event.high is None):
        return Flag.NOT_JUDGED
    if event.low is not None and event.value < event.low:
        return Flag.LOW
    return Flag.HIGH if event.high is not None and event.value > event.high else Flag.IN_RANGE


def _advice(clinic: Clinic, patient_id: str, language: str) -> tuple[AdviceLine, ...]:
    from workstation.services import plan

    spoken = "zh_CN" if language.startswith("zh") else "en"       # the plugins' names of the languages
    return advice_of(plan.cards(clinic, patient_id, Progress("The advice"), spoken), language)


def advice_of(cards: Sequence[Card], language: str = "en") -> tuple[AdviceLine, ...]:
    """Cards as the report prints them, in their order. Pure."""
    return tuple(_advice_line(card, language) for card in cards)


def _advice_line(card: Card, language: str) -> AdviceLine:
    reasons = dict(card.override_reasons)
    reason = ". ".join(part for part in (reasons.get(card.decision_reason, card.decision_reason), card.comment) if part)
    return AdviceLine(
        summary=card.summary, detail=card.detail, grade=Grade(card.indicator.value), source=_evidence(card),
        inputs=_inputs(card, language), missing=card.missing,
        could_not_check=card.could_not_check, decision="" if card.state is CardState.OPEN else card.state.value,
        decided_by=card.decided_by, decided_at=_moment(card.decided_at, language), reason=reason,
        engine=f"{card.plugin} {card.plugin_version}".strip(),
    )


def _evidence(card: Card) -> str:
    """Each document once, with its sections and their grades."""
    documents: dict[str, list[str]] = {}
    for evidence in card.evidence:
        section = f"{evidence.section} ({evidence.grade})" if evidence.grade else evidence.section
        title = f"{evidence.title}, {evidence.year}" if evidence.year else evidence.title
        documents.setdefault(title, []).append(section)
    return ". ".join(f"{title}: {'; '.join(dict.fromkeys(sections))}" for title, sections in documents.items())


def _inputs(card: Card, language: str) -> tuple[str, ...]:
    """What the advice rests on; of long lists the first ones and how many more the record holds."""
    said = [_input(i.name, i.value, i.unit, i.date, language) for i in card.inputs[:_MOST_INPUTS]]
    more = len(card.inputs) - len(said)
    return (*said, f"+ {more}") if more else tuple(said)


def _input(name: str, value: str, unit: str, when: str, language: str) -> str:
    chinese = language.startswith("zh")
    written = _day_of(value, language) if _DAY.fullmatch(value) else _SEXES_ZH.get(value, value) if chinese else value
    said = f"{name} {written} {_UNIT_WORDS.get(unit, unit)}".strip()
    days = " \u2013 ".join(_day_of(part, language) for part in when.split(" / ")) if when else ""
    return f"{said} ({days})" if days else said


def _day_of(text: str, language: str) -> str:
    try:
        return PartialDate.parse(text).human(language)
    except ValueError:
        return text


def _moment(text: str, language: str) -> str:
    from workstation.services.report import stamp

    try:
        return stamp(datetime.fromisoformat(text), language) if text else ""
    except ValueError:
        return text
