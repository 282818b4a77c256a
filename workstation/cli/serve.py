"""``consilia serve``: listeners for other systems. Off unless asked for, and for this computer only unless told."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.listener import Heard

HELP = "listens for HL7 v2 messages over MLLP until it is interrupted; for this computer only unless --host says more"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--mllp", type=int, metavar="PORT",
                        help="port of the MLLP listener (2575 is usual; 0: any free)")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS",
                        help="address to listen on (MLLP is not encrypted: only within a protected network)")


def run(options: argparse.Namespace, out: Output) -> int:
    """0 after Ctrl-C or SIGTERM."""
    if options.mllp is None:
        raise UserMistake(reason="nothing to serve: give --mllp PORT")
    from workstation.services.listener import LOOPBACK, Listener

    done = threading.Event()
    _until_told(done)
    with out.clinic(options) as clinic, Listener(clinic, options.mllp, options.host, heard=_shown(out)) as listener:
        host, port = listener.address
        out.message(f"Listening for HL7 v2 (MLLP) on {host}:{port}; Ctrl-C ends it.")
        if host != LOOPBACK:
            out.message("MLLP is not encrypted: whoever can reach this address can read and send.")
        while not done.wait(0.5):
            pass
        listener.close()
        counts = dict(listener.counts)
    if out.as_json:
        out.document({"mllp": {"host": host, "port": port, "counts": counts}})
    else:
        said = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
        out.line(f"Stopped listening. Answered: {said or 'no message'}")
    return 0


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
