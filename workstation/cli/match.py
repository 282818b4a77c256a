"""``consilia match``: records that may be of one person, and what a person decides about them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.cli.patients import as_json

if TYPE_CHECKING:
    from workstation.services.matching import Candidate

HELP = "lists records that may be of one person; links two of them, keeps them apart, or takes that back"
_LONGEST = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("ids", nargs="*", metavar="ID", help="one patient: who may be the same; two: what links them")
    parser.add_argument("--least", type=float, default=0.5, metavar="P", help="from this probability on (0.5)")
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument("--link", action="store_true", help="show the second as the first; both stay as they are")
    decision.add_argument("--apart", action="store_true", help="these are two people")
    decision.add_argument("--undo", action="store_true", help="take the decision about the two back")


def run(options: argparse.Namespace, out: Output) -> int:
    """Without a decision nothing is changed."""
    from workstation.errors import UserMistake

    deciding = options.link or options.apart or options.undo
    if len(options.ids) > 2 or (deciding and len(options.ids) != 2):
        raise UserMistake(reason="a decision is about two patients; name both")
    if deciding:
        return _decide(options, out)
    if len(options.ids) == 2:
        return _preview(options, out)
    return _list(options, out)


def _list(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import matching, patients

    with out.clinic(options) as clinic:
        if options.ids:
            found = matching.alike(clinic, patients.find(clinic, options.ids[0]).id)
            told: dict[str, int] = {}
        else:
            batch = matching.duplicates(clinic, out.progress("Comparing"), options.least)
            found, told = list(batch.candidates), {"compared": batch.compared, "crowded": batch.crowded}
    if out.as_json:
        out.document({"candidates": [candidate_json(one) for one in found], **told})
        return 0
    out.table(("Patient", "May be", "Probability", "Because"), [
        (one.a.id, one.b.id, f"{one.score.probability:.3f}", one.why()) for one in found[:_LONGEST]])
    if len(found) > _LONGEST:
        out.line(f"and {len(found) - _LONGEST} more")
    return 0


def _preview(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import matching

    with out.clinic(options) as clinic:
        seen = matching.preview(clinic, *options.ids)
    if out.as_json:
        out.document({**candidate_json(seen.candidate), "shown_as": seen.shown_as.id, "together": list(seen.together),
                      "resources": list(seen.resources), "decision": seen.decision,
                      "differences": [{"what": w, "a": a, "b": b} for w, a, b in seen.differences]})
        return 0
    out.line(f"{seen.candidate.score.probability:.3f}  {seen.candidate.why()}")
    out.table(("Differs", seen.candidate.a.id, seen.candidate.b.id), seen.differences)
    out.line(f"Linked, they would be shown as {seen.shown_as.name.formal()} ({seen.shown_as.id}); nothing is moved.")
    return 0


def _decide(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import matching

    act, done = (matching.link, "linked") if options.link else (matching.keep_apart, "apart") if options.apart else (
        matching.undo, "undone")
    with out.clinic(options) as clinic:
        act(clinic, *options.ids)
    if out.as_json:
        out.document({"a": options.ids[0], "b": options.ids[1], "decision": done})
    else:
        out.line(f"{options.ids[0]} and {options.ids[1]}: {done}")
    return 0


def candidate_json(one: Candidate) -> dict[str, object]:
    """The shape that scripts rely on: both people, the probability, the weight in bits and each reason."""
    return {
        "a": as_json(one.a), "b": as_json(one.b), "probability": round(one.score.probability, 6),
        "weight": round(one.score.weight, 2),
        "reasons": [{"field": r.field.value, "level": r.level.value, "weight": round(r.weight, 2)}
                    for r in one.score.reasons],
    }
