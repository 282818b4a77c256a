"""How long a chart takes to open: banner, summary and the first page of the timeline, as the services give them.

    python tests/bench/bench_chart.py [--charts 5] [--events 10000] [--opens 10]
    python -m installer.postgresql --durable .venv/bin/python tests/bench/bench_chart.py     # on a server too

Every chart is imported as FHIR, then opened again and again, each time by a session of its own (the first opening of a
session leaves its audit entry). CPU is the time of this process alone: a busy machine shows by it. Targets on two
cores: p95 150 ms on the embedded store, 300 ms on PostgreSQL.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[n]) for n in (2, 1, 0)]

from generators.long_chart import long_chart  # noqa: E402

from workstation.domain.user import Role, User  # noqa: E402
from workstation.services import importing, patients, record, sign_in  # noqa: E402
from workstation.services.clinic import Clinic  # noqa: E402
from workstation.store.keys import CHEAP  # noqa: E402

WORDS = "correct horse battery staple"
TARGETS = {"embedded": 150.0, "postgresql": 300.0}
STEPS: dict[str, Callable[[Clinic, str], object]] = {
    "banner": patients.banner,
    "summary": record.summary,
    "first page": lambda clinic, patient_id: record.timeline_page(clinic, patient_id),
}


def fill(clinic: Clinic, folder: Path, charts: int, events: int) -> list[str]:
    """Imports the charts; returns their patients."""
    ids = [f"long{number}" for number in range(charts)]
    for patient_id in ids:
        file = folder / f"{patient_id}.ndjson"
        begun = time.perf_counter()
        with file.open("w", encoding="utf-8") as out:
            for one in long_chart(patient_id, events):
                out.write(json.dumps(one, ensure_ascii=False) + "\n")
        report = importing.import_paths(clinic, [file])
        rows = len(record.timeline(clinic, patient_id))
        print(f"  {patient_id}: {rows:,} events in {time.perf_counter() - begun:.1f} s, "
              f"{len(report.files[0].issues)} issues", file=sys.stderr)
        file.unlink()
    return ids


def measure(place: Path, ids: list[str], opens: int) -> dict[str, list[float]]:
    """Milliseconds of each step and of the whole, every opening of every chart."""
    times: dict[str, list[float]] = {name: [] for name in (*STEPS, "whole", "CPU")}
    for _ in range(opens):
        with sign_in.sign_in(place, "ann", WORDS) as clinic:
            for patient_id in ids:
                whole, busy = 0.0, time.process_time()
                for name, step in STEPS.items():
                    begun = time.perf_counter()
                    step(clinic, patient_id)
                    times[name].append((time.perf_counter() - begun) * 1000)
                    whole += times[name][-1]
                times["whole"].append(whole)
                times["CPU"].append((time.process_time() - busy) * 1000)
    return times


@contextlib.contextmanager
def stores(folder: Path) -> Iterator[dict[str, Path]]:
    """Where the store of each kind will lie; the server's only where one is named."""
    places = {"embedded": folder / "embedded"}
    with contextlib.ExitStack() as held:
        address = os.environ.get("CONSILIA_TEST_POSTGRESQL")
        if address:
            import postgresql_server

            places["postgresql"] = held.enter_context(postgresql_server.store(folder / "postgresql", address))
        yield places


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--charts", type=int, default=5)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--opens", type=int, default=10, help="sessions; each opens every chart once")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, stores(Path(name)) as places:
        for kind, place in places.items():
            with sign_in.create(place, User("ann", "Ann", Role.PHYSICIAN), WORDS, cost=CHEAP) as clinic:
                ids = fill(clinic, Path(name), options.charts, options.events)
            print(f"{kind}: {options.charts} charts of {options.events:,} events, {options.opens} sessions")
            print(f"  {'':12}{'p50 ms':>9}{'p95 ms':>9}{'worst':>9}")
            times = measure(place, ids, options.opens)
            for step, taken in times.items():
                print(f"  {step:12}{statistics.median(taken):9.1f}{statistics.quantiles(taken, n=20)[-1]:9.1f}"
                      f"{max(taken):9.1f}")
            reached = statistics.quantiles(times["whole"], n=20)[-1]
            print(f"  target p95 {TARGETS[kind]:.0f} ms: {'reached' if reached <= TARGETS[kind] else 'NOT REACHED'}")


if __name__ == "__main__":
    main()
