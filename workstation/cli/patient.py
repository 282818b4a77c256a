"""``consilia patient``: one chart."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workstation.cli import patient_documents, patient_results
from workstation.cli.output import Output
from workstation.cli.patients import as_json
from workstation.domain.patient import AllergyState, PatientRow
from workstation.domain.record import RecordSummary
from workstation.domain.timeline import TimelineEvent

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

HELP = "shows one chart: problems, medications, allergies, last results; --timeline, --results, --find give more"
_SHOWN = 15
_ALLERGY_WORDS = {
    AllergyState.NONE_RECORDED: "none recorded (this is not 'no known allergy')",
    AllergyState.NO_KNOWN: "no known allergy",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("id", help="the patient's id or record number")
    parser.add_argument("--timeline", action="store_true", help="every row of the timeline too")
    parser.add_argument("--results", action="store_true",
                        help="every result by analyte, across codes and units, instead of the summary")
    parser.add_argument("--documents", action="store_true",
                        help="every note and document with its parts, instead of the summary")
    parser.add_argument("--find", metavar="WORDS", help="what in the chart holds all of these words, instead of the "
                                                        "summary: names, codes, values, notes, documents")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where there is no such patient."""
    from workstation.services import patients, record

    with out.clinic(options) as clinic:
        row = patients.find(clinic, options.id)
        if options.find is not None:
            return _find(clinic, row, options.find, out)
        if options.results:
            return patient_results.show(clinic, row, out)
        if options.documents:
            return patient_documents.show(clinic, row, out)
        summary = record.summary(clinic, row.id)
        events = record.timeline(clinic, row.id) if options.timeline else []
    if out.as_json:
        out.document(_document(summary) | ({"timeline": [_event(e) for e in events]} if options.timeline else {}))
        return 0
    _say(summary, out)
    if options.timeline:
        out.line()
        out.table(("When", "Kind", "What", "Value", "Unit", "Status"), [
            (e.start.human() if e.start else "not dated", e.kind.value, e.display, e.value_text, e.unit, e.status)
            for e in events])
    return 0


def _find(clinic: Clinic, row: PatientRow, words: str, out: Output) -> int:
    """What in the chart holds the words; documents that could not be read are named."""
    from workstation.services import chart_search

    found = chart_search.find(clinic, row.id, words)
    if out.as_json:
        out.document({
            "patient": as_json(row), "words": words, "records": found.records,
            "hits": [{"kind": hit.kind.value, "title": hit.title, "date": hit.date.text if hit.date else None,
                      "source": hit.source, "snippet": hit.snippet().text, "marks": hit.snippet().marks}
                     for hit in found.hits],
            "not_searched": [{"source": one.source, "title": one.title, "form": one.form} for one in found.unread],
        })
        return 0
    for kind, hits in found.by_kind().items():
        out.line(f"{kind.value} ({len(hits)})")
        for hit in hits:
            when = hit.date.human() if hit.date else "not dated"
            out.line(f"  {when:<12} {hit.title}: {hit.snippet().text}  [{hit.source}]")
    if not found.hits:
        out.line(f"Nothing in {found.records} records holds all of these words.")
    for one in found.unread:
        out.message(f"Not searched, it holds no text that can be read: {one.title} ({one.form or 'no content'}, "
                    f"{one.source})")
    return 0


def _document(summary: RecordSummary) -> dict[str, object]:
    return {
        "patient": as_json(summary.banner.row),
        "allergy_state": summary.banner.allergy_state.value,
        "allergies": [{"substance": a.substance, "reaction": a.reaction, "severe": a.severe, "source": a.source}
                      for a in summary.allergies],
        "problems": [{"name": p.name, "active": p.active, "status": p.status,
                      "onset": p.onset.text if p.onset else None, "code": p.code, "system": p.system,
                      "source": p.source} for p in summary.problems],
        "medications": [{"name": m.name, "current": m.current, "status": m.status, "dose": m.dose,
                         "since": m.since.text if m.since else None, "code": m.code, "system": m.system,
                         "source": m.source} for m in summary.medications],
        "results": [_event(t.latest) | {"earlier": len(t.earlier)} for t in summary.results],
        "vitals": [_event(t.latest) | {"earlier": len(t.earlier)} for t in summary.vitals],
    }


def _event(e: TimelineEvent) -> dict[str, object]:
    return {
        "kind": e.kind.value, "start": e.start.text if e.start else None, "end": e.end.text if e.end else None,
        "system": e.system, "code": e.code, "component": e.component, "display": e.display, "detail": e.detail,
        "status": e.status, "value": e.value_text, "unit": e.unit, "ucum": e.ucum, "low": e.low, "high": e.high,
        "range": e.range_text, "flag": e.flag, "category": e.category, "source": e.source,
    }


def _say(summary: RecordSummary, out: Output) -> None:
    row = summary.banner.row
    born = f"born {row.born.human()}" if row.born else "birth date not recorded"
    out.line("  ".join(filter(None, [row.name.formal(), row.name.pinyin, row.sex or "sex not recorded", born,
                                     f"{row.number_label or 'Number'} {row.number}" if row.number else ""])))
    state = summary.banner.allergy_state
    listed = "; ".join(f"{a.substance}{' (severe)' if a.severe else ''}" for a in summary.allergies)
    out.line(f"Allergies: {_ALLERGY_WORDS.get(state, listed)}")
    active = [p for p in summary.problems if p.active]
    _section(out, f"Problems ({len(active)} active, {len(summary.problems) - len(active)} past)",
             [f"{p.name}  {p.onset.human() if p.onset else ''}" for p in active])
    current = [m for m in summary.medications if m.current]
    _section(out, f"Medications ({len(current)} current)", [f"{m.name}  {m.dose}" for m in current])
    for title, trends in (("Last results", summary.results), ("Vital signs", summary.vitals)):
        _section(out, title, [
            f"{t.latest.display} {t.latest.detail if t.latest.component else ''} {t.latest.value_text} {t.latest.unit} "
            f"{t.latest.flag}  {t.latest.start.human() if t.latest.start else 'not dated'}" for t in trends])


def _section(out: Output, title: str, lines: list[str]) -> None:
    out.line(title)
    for line in lines[:_SHOWN]:
        out.line("  " + " ".join(line.split()))
    if len(lines) > _SHOWN:
        out.line(f"  and {len(lines) - _SHOWN} more")
