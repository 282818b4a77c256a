"""Every command: name to module, imported only when it is asked for.

A command module holds ``HELP`` (one line), ``arguments(parser)`` and ``run(options, out) -> int``; the general options
(``--json``, ``--data-dir``, ``--user``) are added for it. A command that needs the store calls ``out.clinic(options)``.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "demo": "workstation.cli.demo",
    "import": "workstation.cli.importing",
    "mappings": "workstation.cli.mappings",
    "patients": "workstation.cli.patients",
    "patient": "workstation.cli.patient",
    "register": "workstation.cli.register",
    "appointments": "workstation.cli.appointments",
    "entries": "workstation.cli.entries",
    "match": "workstation.cli.match",
    "export": "workstation.cli.export",
    "studies": "workstation.cli.studies",
    "series": "workstation.cli.series",
    "findings": "workstation.cli.findings",
    "signal": "workstation.cli.signal",
    "beats": "workstation.cli.beats",
    "pedigree": "workstation.cli.pedigree",
    "compute": "workstation.cli.compute",
    "plan": "workstation.cli.plan",
    "plugins": "workstation.cli.plugins",
    "plugin": "workstation.cli.plugin",
    "report": "workstation.cli.report",
    "checkup": "workstation.cli.checkup",
    "schedule": "workstation.cli.schedules",
    "share": "workstation.cli.share",
    "quarantine": "workstation.cli.quarantine",
    "audit": "workstation.cli.audit",
    "users": "workstation.cli.users",
    "server": "workstation.cli.server",
    "tokens": "workstation.cli.tokens",
    "serve": "workstation.cli.serve",
    "institutions": "workstation.cli.institutions",
    "fetch": "workstation.cli.fetch",
}

# Commands that draw: they live with the screens and are started from main.py.
SCREEN_COMMANDS: dict[str, str] = {
    "tour": "writes a picture of every view on the demo clinic",
}
