"""``consilia beats``: R peaks, RR intervals and heart rate of an electrocardiogram."""

from __future__ import annotations

import argparse
from pathlib import Path

from workstation.cli.output import Output

HELP = "R peaks, RR intervals and heart rate of an ECG"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("file", type=Path, help="WFDB header, DICOM waveform or FHIR Observation with SampledData")
    parser.add_argument("--lead", metavar="NAME", help="the channel to search (else II, MLII, I, or the first in mV)")


def run(options: argparse.Namespace, out: Output) -> int:
    """Prints rate and intervals; with --json also every peak in seconds and samples."""
    from workstation.services import vitals

    recording = vitals.read_recording(options.file)
    found = vitals.beats(recording, options.lead)
    rr_ms = [round(1000 * float(seconds), 1) for seconds in found.beats.rr_s]
    if out.as_json:
        rate_hz = found.channel.rate_hz
        out.document({
            "title": recording.title, "lead": found.channel.name, "rate_hz": rate_hz,
            "beats": [{"sample": int(peak), "seconds": round(float(peak) / rate_hz, 4)} for peak in found.beats.peaks],
            "rate_bpm": found.beats.rate_bpm, "rr_ms": rr_ms, "searched_s": found.beats.searched_s,
            "method": vitals.BEAT_METHOD,
        })
        return 0
    rate = "none" if found.beats.rate_bpm is None else f"{found.beats.rate_bpm:.0f} /min"
    out.line(f"{recording.title}, lead {found.channel.name}: {len(found.beats.peaks)} beats in "
             f"{found.beats.searched_s:.1f} s of trusted signal, median rate {rate}")
    if rr_ms:
        out.line(f"RR intervals: {min(rr_ms):.0f} to {max(rr_ms):.0f} ms, mean {sum(rr_ms) / len(rr_ms):.0f} ms")
    out.line(f"method: {vitals.BEAT_METHOD}")
    return 0
