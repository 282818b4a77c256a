"""``consilia audit``: the trail of who did what."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workstation.cli.output import Output

if TYPE_CHECKING:
    from workstation.services.audit import AuditEntry

HELP = "audit verify: proves that no entry was changed, removed or cut off; audit list: the latest entries"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", choices=("verify", "list"))
    parser.add_argument("--patient", default=None, metavar="ID")
    parser.add_argument("--limit", type=int, default=50)


def run(options: argparse.Namespace, out: Output) -> int:
    """``verify`` gives 1 where the trail was touched."""
    from workstation.services import audit

    with out.clinic(options) as clinic:
        if options.operation == "list":
            return _list(audit.entries(clinic, options.patient, max(1, options.limit)), out)
        check = audit.verify(clinic)
    if out.as_json:
        out.document({"ok": check.ok, "entries": check.entries, "first_bad": check.first_bad, "reason": check.reason})
    if check.ok:
        out.message(f"The audit trail is whole: {check.entries} entries, each bound to the one before, head anchored.")
        return 0
    where = f" (entry {check.first_bad})" if check.first_bad else ""
    out.message(f"The audit trail was touched: {check.reason}{where}. Keep the store as it is and tell whoever answers "
                "for it.")
    return 1


def _list(found: list[AuditEntry], out: Output) -> int:
    if out.as_json:
        out.document({"entries": [
            {"seq": e.seq, "at": e.at, "user": e.user, "action": e.action, "patient": e.patient_id,
             "outcome": e.outcome, "detail": e.detail} for e in found]})
    else:
        out.table(("No", "At (UTC)", "User", "Act", "Patient", "Outcome", "Detail"), [
            (e.seq, e.at[:19], e.user, e.action, e.patient_id or "", e.outcome, e.detail) for e in found])
    return 0
