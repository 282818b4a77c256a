"""``consilia quarantine``: what waits for a person, and what they decide."""

from __future__ import annotations

import argparse
import sys

from workstation.cli.output import Output
from workstation.domain.quarantine import QuarantineItem, QuarantineState, Release
from workstation.errors import UserMistake

HELP = "what waits for a person: list, show ID, release ID ours|theirs|another, discard ID --reason WHY"
_SHORT = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", choices=("list", "show", "release", "discard"))
    parser.add_argument("id", nargs="?", default="", help="the item's id or its beginning")
    parser.add_argument("how", nargs="?", choices=[how.value for how in Release],
                        help="release: keep ours, take theirs as a new version, or take it in for another patient")
    parser.add_argument("--all", action="store_true", help="list: what was decided too")
    parser.add_argument("--patient", default=None, metavar="ID", help="release another: whose it is")
    parser.add_argument("--alike", action="store_true",
                        help="release: the same with all that waits for the same reason from the same file")
    parser.add_argument("--reason", default="", metavar="WHY", help="discard: why it stays out")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where there is no such item, 2 for a decision that can't be."""
    from workstation.services import quarantine

    if options.operation != "list" and not options.id:
        raise UserMistake(reason="Name the item; 'consilia quarantine list' shows what waits")
    if options.operation == "release" and options.how is None:
        raise UserMistake(reason="Say how: ours, theirs or another")
    with out.clinic(options) as clinic:
        if options.operation == "list":
            return _list(quarantine.listed(clinic, None if options.all else QuarantineState.WAITING), out)
        item = quarantine.find(clinic, options.id)
        if options.operation == "show":
            return _show(item, quarantine.raw(clinic, item), out)
        if options.operation == "discard":
            settled = [item] if quarantine.discard(clinic, item, options.reason) else []
            word = QuarantineState.DISCARDED.value
        else:
            how = Release(options.how)
            settled = quarantine.release(clinic, item, how, options.patient, options.alike)
            word = how.value
    if out.as_json:
        out.document({"settled": [one.id for one in settled], "decision": word})
    elif settled:
        out.line(f"{len(settled)} settled: {word}")
    else:
        out.line("It was decided so before; nothing was changed.")
    return 0


def _list(items: list[QuarantineItem], out: Output) -> int:
    if out.as_json:
        out.document({"items": [_document(item) for item in items]})
    elif items:
        out.table(("Item", "Since (UTC)", "State", "What", "File", "Why"), [
            (item.id[:_SHORT], f"{item.at:%Y-%m-%d %H:%M}", item.state.value, item.resource_key or "a whole file",
             item.path, item.reason) for item in items])
    else:
        out.line("Nothing waits.")
    return 0


def _show(item: QuarantineItem, raw: bytes, out: Output) -> int:
    text = _text(raw)
    if out.as_json:
        out.document(_document(item) | {"bytes": len(raw), "text": text})
        return 0
    out.line(f"{item.id}  {item.state.value} since {item.at:%Y-%m-%d %H:%M} UTC")
    whose = f", patient {item.patient_id}" if item.patient_id else ""
    out.line(f"{item.resource_key or 'a whole file'} from {item.path}{whose}")
    out.line(f"Why: {item.reason}")
    out.line()
    if text is None and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
    elif text is None:
        raise UserMistake(reason=f"It holds {len(raw)} bytes that are no text; send the output to a file")
    else:
        for line in text.splitlines():
            out.line(line)
    return 0


def _text(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _document(item: QuarantineItem) -> dict[str, object]:
    return {"id": item.id, "file": item.path, "reason": item.reason, "at": item.at.isoformat(),
            "state": item.state.value, "patient": item.patient_id, "resource": item.resource_key}
