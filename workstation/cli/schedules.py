"""``consilia schedule``: where a patient stands in the care schedules that apply."""

from __future__ import annotations

import argparse
from datetime import date, timedelta

from engines.care.schedule import Place, Reason, State
from workstation.cli.output import Output
from workstation.services.schedules import Standing

HELP = "shows visits and immunisations of a pregnancy or a child: done, due, overdue, too early"

_WORDS = {State.OVERDUE: "OVERDUE", State.DUE: "due", State.EARLY: "too early", State.DONE: "done",
          State.NOT_APPLICABLE: "not applicable"}
_REASONS = {
    Reason.PASSED: "its time has passed, the next one counts", Reason.ENDED: "beyond the ages of the schedule",
    Reason.OTHER_PRODUCT: "another product is recorded, which has its own schedule",
    Reason.UNCLEAR: "the schedule changed while it was due", Reason.BEFORE_AGE: "before the least age",
    Reason.OUTSIDE: "not at the time that is named",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the patient's id or record number")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where there is no such patient, 3 where a schedule applies and can't be computed."""
    from workstation.services import patients, schedules

    with out.clinic(options) as clinic:
        patient = patients.find(clinic, options.id)
        found = schedules.standings(clinic, patient.id, out.progress("The schedule"))
    if out.as_json:
        out.document([_described(each) for each in found])
    elif not found:
        out.line("No schedule applies: no pregnancy is recorded, and the patient is no child below 7 years.")
    for standing in () if out.as_json else found:
        _print(standing, out)
    return 3 if any(each.refusal is not None for each in found) else 0


def _print(standing: Standing, out: Output) -> None:
    out.line(standing.plan.title)
    if standing.refusal is not None:
        out.line(f"  cannot compute: {standing.refusal}")
        return
    for place in standing.places:
        when = f"{place.done} {place.source}" if place.done else _span(place)
        why = f" ({_REASONS[place.reason]})" if place.reason else ""
        out.line(f"  {_WORDS[place.state]:<15} {place.series.name} {place.item.number}, {place.item.at}: {when}{why}")
    out.line(f"  Source: {standing.plan.source}")


def _span(place: Place) -> str:
    last = _last(place)
    return f"from {place.start} to {last}" if last else f"from {place.start}"


def _last(place: Place) -> date | None:
    return place.to - timedelta(days=1) if place.to else None


def _described(standing: Standing) -> dict[str, object]:
    plan, refusal = standing.plan, standing.refusal
    return {
        "plan": plan.id, "title": plan.title, "source": plan.source, "note": plan.note,
        "counts_from": standing.start.isoformat() if standing.start else None,
        "cannot_compute": str(refusal) if refusal else None,
        "items": [{
            "series": place.series.id, "name": place.series.name, "number": place.item.number, "at": place.item.at,
            "state": place.state.value, "from": place.start.isoformat(),
            "to": last.isoformat() if (last := _last(place)) else None,
            "done": place.done.isoformat() if place.done else None, "record": place.source or None,
            "reason": place.reason.value if place.reason else None,
        } for place in standing.places],
    }
