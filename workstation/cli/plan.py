"""``consilia plan``: the advice for one patient."""

from __future__ import annotations

import argparse

from workstation.cli.output import Output
from workstation.domain.card import Card

HELP = "shows the advice for one patient, with its evidence and the values it rests on"
_MARKS = {"critical": "▲", "warning": "◆", "info": "●"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("id", help="the patient's id or record number")
    parser.add_argument("--language", default="en", choices=("en", "zh_CN"), help="language of the advice")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where there is no such patient."""
    from workstation.services import patients, plan

    with out.clinic(options) as clinic:
        row = patients.find(clinic, options.id)
        found = plan.cards(clinic, row.id, out.progress("Advice"), options.language)
    if out.as_json:
        out.document(plan.document(found))
        return 0
    silent = sum(card.could_not_check for card in found)
    out.line(f"{row.name.formal()}: {len(found) - silent} cards of advice, {silent} could not check")
    for card in found:
        _say(card, out)
    out.line()
    out.line("Decision support for clinicians; no certified medical device. Check each card against the patient.")
    return 0


def _say(card: Card, out: Output) -> None:
    mark = "○" if card.could_not_check else _MARKS[card.indicator.value]
    out.line()
    out.line(f"{mark} {card.summary}  [{card.indicator.value}, {card.plugin} {card.plugin_version}, {card.rule_row}]")
    out.line(f"  {card.detail}")
    for source in card.evidence:
        out.line(f"  Source: {source.title}; {source.section}; {source.grade}")
    for title, lines in (("For", card.arguments_for), ("Against", card.arguments_against), ("Needs", card.missing),
                         ("Suggestion", card.suggestions)):
        for line in lines:
            out.line(f"  {title}: {line}")
    for given in card.inputs:
        if not given.source:
            out.line(f"  {given.name}: {given.value} {given.unit}  {given.date}".rstrip())
    sources = sum(1 for given in card.inputs if given.source)
    if sources:
        out.line(f"  Rests on {sources} values of the record; --json lists each with its source.")
    if card.decided_by:
        out.line(f"  {card.state.value} by {card.decided_by}, {card.decided_at}: {card.decision_reason} {card.comment}")
