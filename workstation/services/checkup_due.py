"""What of the care schedules is due or overdue, in both languages, for the check-up report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from engines.care.schedule import Place, State
from engines.report.checkup import Both, Fact
from workstation.services.checkup_changes import human
from workstation.services.schedules import Standing

_WORDS = {State.OVERDUE: Both("逾期", "Overdue"), State.DUE: Both("应做", "Due")}


def due(standings: Sequence[Standing]) -> tuple[tuple[Fact, ...] | None, Both | None]:
    """The overdue first, then what is due; None where no schedule applies. With it the sources, or what is missing."""
    if not standings:
        return None, None
    told = [standing for standing in standings if standing.refusal is None]
    open_ = [place for standing in told for place in standing.places if place.state in _WORDS]
    open_.sort(key=lambda place: (place.state is State.DUE, place.start))
    notes = [_note(standing) for standing in standings]
    return (tuple(_fact(place) for place in open_),
            Both(" ".join(note.zh for note in notes), " ".join(note.en for note in notes)))


def _fact(place: Place) -> Fact:
    series, item = place.series, place.item
    number = f" {item.number}" if len(series.items) > 1 else ""
    what = Both(f"{series.name_zh}{number}，{item.at_zh}{_until(place.to, 'zh')}",
                f"{series.name}{number}, {item.at}{_until(place.to, 'en')}")
    return Fact(_WORDS[place.state], what, human(place.start))


def _until(to: date | None, language: str) -> str:
    if to is None:
        return ""
    last = human(to - timedelta(days=1))
    return f"（至 {last.zh}）" if language == "zh" else f" (until {last.en})"


def _note(standing: Standing) -> Both:
    plan, refusal = standing.plan, standing.refusal
    if refusal is not None:
        return Both(f"{plan.title_zh}：缺少所需日期，无法计算。", f"{plan.title}: can't be computed, {refusal}.")
    return Both(f"{plan.title_zh}：{plan.note_zh}", f"{plan.title}: {plan.note} Source: {plan.source}.")
