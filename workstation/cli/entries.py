"""``consilia entries``: what a patient measured at home: the list, one more, or the CSV of a home monitor."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.domain.own_entry import Measure, OwnEntry, Reporter, StoredEntry, unit_of
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

HELP = "a patient's own entries: list them, take in the CSV of a home monitor, or --add one"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("id", help="the patient: id or record number")
    parser.add_argument("file", nargs="?", type=Path, default=None, help="CSV of a home monitor or its app")
    parser.add_argument("--add", choices=[measure.value for measure in Measure], help="one entry from the command line")
    parser.add_argument("--value", default="", help="add: 128/82 or 36.8, digits are kept as written")
    parser.add_argument("--unit", default="", help="add: mmHg, kPa, /min, mmol/L, mg/dL, kg, lb, °C, °F, %%")
    parser.add_argument("--at", default="", metavar="TIME", help="add: '2026-11-20 08:30' in the clinic's time")
    parser.add_argument("--device", default="", metavar="NAME")
    parser.add_argument("--by", default=Reporter.PATIENT.value, choices=[who.value for who in Reporter])
    parser.add_argument("--withdraw", default="", metavar="ID", help="take one back as entered in error")
    parser.add_argument("--reason", default="", metavar="WHY", help="withdraw: why")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where nothing of a file could be taken, 2 for wrong use or a value that can't be."""
    from workstation.services import own_entries, patients

    with out.clinic(options) as clinic:
        patient = patients.find(clinic, options.id).id
        if options.file is not None:
            report = own_entries.import_file(clinic, patient, options.file)
            if out.as_json:
                out.document({"stored": report.stored, "known": report.known, "refused": [
                    {"line": one.line, "reason": one.reason} for one in report.refused]})
            else:
                out.line(f"{report.stored} stored, {report.known} known already, {len(report.refused)} refused")
                for one in report.refused:
                    out.line(f"  line {one.line}: {one.reason}")
            return 1 if report.refused and not report.stored + report.known else 0
        if options.add:
            own_entries.add(clinic, patient, [_entry(clinic, options)])
        if options.withdraw:
            own_entries.withdraw(clinic, patient, _chosen(own_entries.listed(clinic, patient), options.withdraw),
                                 options.reason)
        listed = own_entries.listed(clinic, patient)
    if out.as_json:
        out.document({"entries": [as_json(one) for one in listed]})
    elif listed:
        out.table(("When", "What", "Value", "Device", "By", "State", "Id"), [_cells(one) for one in listed])
    else:
        out.line("No entries of the patient's own.")
    return 0


def as_json(one: StoredEntry) -> dict[str, object]:
    """The shape that scripts rely on."""
    entry = one.entry
    return {
        "id": one.key.removeprefix("Observation/"), "measure": entry.measure.value, "value": entry.value,
        "diastolic": entry.lower or None, "unit": entry.unit, "at": entry.at, "device": entry.device,
        "by": entry.by.value, "amended": one.amended, "withdrawn": one.withdrawn, "why": one.why,
        "version": one.version,
    }


def _cells(one: StoredEntry) -> tuple[str, ...]:
    state = f"entered in error: {one.why}" if one.withdrawn else "amended" if one.amended else ""
    return (one.entry.at[:16].replace("T", " "), one.entry.measure.value, one.entry.shown(), one.entry.device,
            one.entry.by.value, state, one.key.removeprefix("Observation/")[:12])


def _chosen(listed: list[StoredEntry], wanted: str) -> StoredEntry:
    found = [one for one in listed if one.key.removeprefix("Observation/").startswith(wanted)]
    if len(found) != 1:
        raise UserMistake(reason=f"'{wanted[:40]}' names {len(found)} entries; name one")
    return found[0]


def _entry(clinic: Clinic, options: argparse.Namespace) -> OwnEntry:
    from workstation.cli.appointments import moment

    measure = Measure(options.add)
    unit = unit_of(measure, options.unit)
    if unit is None:
        raise UserMistake(reason=f"'{options.unit[:20]}' is no unit of {measure.value}; say it with --unit")
    if not options.at:
        raise UserMistake(reason="Say when with --at")
    value, _, lower = options.value.partition("/")
    at = moment(clinic, options.at).isoformat(timespec="seconds")
    return OwnEntry(measure, value.strip(), unit.ucum, at, lower.strip(), options.device, Reporter(options.by))
