"""Reading HL7 v2 messages: ``python tests/bench/bench_hl7v2.py FOLDER``.

Prints how many of the folder's files are read and the milliseconds a file: charset, grammar and rules ("read"), and
with the FHIR resources made of it ("mapped"). The target is 2 ms a file for reading. Best of five a file, so that a
busy machine does not count; hl7apy and python-hl7 are named beside it in the same run where they are installed.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

TARGET_MS = 2.0


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest of five."""
    times: list[float] = []
    for _ in range(5):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return min(times)


def read(data: bytes) -> list[object]:
    from workstation.exchange.hl7v2 import intake
    from workstation.exchange.hl7v2.framing import messages_of

    return [intake.receive(block) for block in messages_of(data)]


def mapped(data: bytes) -> list[object]:
    from workstation.exchange.hl7v2.mapping import drafted

    return [drafted(one.message, "v2-bench", one.digest) for one in read(data)]  # type: ignore[attr-defined]


def peers() -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {}
    if importlib.util.find_spec("hl7") is not None:
        found["python-hl7"] = importlib.import_module("hl7").parse
    if importlib.util.find_spec("hl7apy") is not None:
        found["hl7apy"] = importlib.import_module("hl7apy.parser").parse_message
    return found


def line(name: str, times: list[float]) -> None:
    times.sort()
    print(f"{name:10} {len(times):4} files   median {statistics.median(times):6.2f} ms   "
          f"p95 {times[int(len(times) * 0.95)]:6.2f} ms   slowest {times[-1]:6.2f} ms")


def main(folder: Path) -> int:
    files = [path.read_bytes() for path in sorted(folder.glob("*.hl7"))]
    read_times: list[float] = []
    mapped_times: list[float] = []
    for data in files:
        read_times.append(best(lambda data=data: read(data)))
        mapped_times.append(best(lambda data=data: mapped(data)))
    line("read", list(read_times))
    line("mapped", list(mapped_times))
    for name, parse in peers().items():
        texts = [data.decode("utf-8-sig").replace("\n", "\r") for data in files]
        line(name, [best(lambda text=text, parse=parse: parse(text)) for text in texts])
    over = sum(one > TARGET_MS for one in read_times)
    print(f"{len(files) - over} of {len(files)} under {TARGET_MS:g} ms")
    return 1 if over else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    raise SystemExit(main(Path(sys.argv[1])))
