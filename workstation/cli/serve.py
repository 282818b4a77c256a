"""``consilia serve``: listeners for other systems. Off unless asked for, and for this computer only unless told."""

from __future__ import annotations

import argparse
import contextlib
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from workstation.cli import serve_fhir
from workstation.cli.output import Output
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic
    from workstation.services.listener import Heard, Listener

HELP = "listens for other systems (MLLP, FHIR, DICOMweb) until interrupted; this computer only unless --host"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--mllp", type=int, metavar="PORT",
                        help="port of the MLLP listener (2575 is usual; 0: any free)")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS",
                        help="address to listen on (MLLP is not encrypted: only within a protected network)")
    serve_fhir.arguments(parser)


def run(options: argparse.Namespace, out: Output) -> int:
    """0 after Ctrl-C or SIGTERM."""
    if options.mllp is None and options.fhir is None and options.dicomweb is None:
        raise UserMistake(reason="nothing to serve: give --mllp PORT, --fhir PORT or --dicomweb PORT")
    serve_fhir.check(options)
    done = threading.Event()
    _until_told(done)
    with out.clinic(options) as clinic, contextlib.ExitStack() as running:
        listener = running.enter_context(_mllp(options, clinic, out)) if options.mllp is not None else None
        views = serve_fhir.opened(options, clinic, out)
        for _, view in views:
            running.enter_context(view)
        host, port = listener.address if listener is not None else ("", 0)
        while not done.wait(0.5):
            pass
        running.close()
    said: dict[str, Any] = {}
    lines: list[str] = []
    if listener is not None:
        said["mllp"] = {"host": host, "port": port, "counts": dict(listener.counts)}
        counts = ", ".join(f"{number} {what}" for what, number in sorted(listener.counts.items()))
        lines.append(f"Stopped listening. Answered: {counts or 'no message'}")
    for name, view in views:
        said[name] = {"url": view.url, "requests": view.requests}
        lines.append(f"The {serve_fhir.TITLES[name]} view is closed. Answered: {view.requests} requests")
    if out.as_json:
        out.document(said)
    else:
        out.line("\n".join(lines))
    return 0


def _mllp(options: argparse.Namespace, clinic: Clinic, out: Output) -> Listener:
    from workstation.services.listener import LOOPBACK, Listener

    listener = Listener(clinic, options.mllp, options.host, heard=_shown(out))
    host, port = listener.address
    out.message(f"Listening for HL7 v2 (MLLP) on {host}:{port}; Ctrl-C ends it.")
    if host != LOOPBACK:
        out.message("MLLP is not encrypted: whoever can reach this address can read and send.")
    return listener


def _until_told(done: threading.Event) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        done.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _shown(out: Output) -> Callable[[Heard], None]:
    def show(heard: Heard) -> None:
        again = " (again)" if heard.repeated else ""
        out.message(" ".join(filter(None, (heard.code + again, heard.label, heard.reason))))

    return show
