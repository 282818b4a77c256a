"""``consilia signal``: what a recording holds."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workstation.cli.output import Output

HELP = "what a recording holds: channels, units, rate, length, gaps"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("file", type=Path, help="WFDB header, DICOM waveform or FHIR Observation with SampledData")


def run(options: argparse.Namespace, out: Output) -> int:
    """Prints title, time, and a line a channel with its range and the stretches that can't be trusted."""
    from workstation.services import vitals

    recording = vitals.read_recording(options.file)
    described = [vitals.described(channel) for channel in recording.channels]
    if out.as_json:
        out.document({
            "title": recording.title, "source": recording.source, "seconds": recording.seconds,
            "started": recording.started.text if recording.started else None,
            "channels": described, "notes": list(recording.notes),
        })
        return 0
    when = f", {recording.started.human()}" if recording.started else ""
    out.line(f"{recording.title}: {len(described)} channels, {recording.seconds:.1f} s{when}")
    out.table(
        ("channel", "unit", "per second", "samples", "lowest", "highest", "not trusted"),
        [(each["name"], each["unit"] or "not known", f"{each['rate_hz']:g}", each["samples"], _figure(each["lowest"]),
          _figure(each["highest"]), _poor(each["poor"])) for each in described],
    )
    for note in recording.notes:
        out.line(f"note: {note}")
    return 0


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.4g}"


def _poor(spans: list[dict[str, Any]]) -> str:
    if not spans:
        return "-"
    seconds: dict[str, float] = {}
    for span in spans:
        seconds[span["fault"]] = seconds.get(span["fault"], 0.0) + span["end_s"] - span["start_s"]
    return ", ".join(f"{fault} {length:.1f} s" for fault, length in seconds.items())
