"""The longest time the window does not answer, by the wall clock and by the GUI thread's own processor time.

    python tests/bench/bench_answering.py DEMO      # DEMO: the folder of a demo clinic

Signs in, warms as at idle, then walks every room of two patients, types into the palette and turns through the scan.
Target: never 50 ms. The wall clock counts other programs too, so the machine should be quiet.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer  # noqa: E402 - found through the lines above

from views.record.pages import PAGES  # noqa: E402
from views.shell.application import build, options_of  # noqa: E402
from views.shell.rooms import ROOMS  # noqa: E402
from views.shell.warm import Warmer  # noqa: E402
from workstation.services.demo import facts  # noqa: E402

BEAT_MS = 2
TARGET_MS = 50


class Gaps:
    """Beats on the GUI thread and keeps, a step each, the longest time between two beats."""

    def __init__(self) -> None:
        self.step = "start"
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        for kept, gap in ((self.wall, now[0] - self._last[0]), (self.cpu, now[1] - self._last[1])):
            kept[self.step] = max(kept.get(self.step, 0.0), gap)
        self._last = now


def main() -> None:
    demo = Path(sys.argv[1])
    os.environ["CONSILIA_PASSPHRASE"] = facts.documented_passphrase(demo) or os.environ["CONSILIA_PASSPHRASE"]
    application, window = build(options_of(["--data-dir", str(demo)]))
    window.resize(1440, 900)
    window.show()
    gaps = Gaps()

    def run_for(seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and not until():
            application.processEvents()
            time.sleep(0.0005)

    window.begin()
    run_for(20, lambda: window.frame is not None)
    frame = window.frame
    if frame is None:
        sys.exit("nobody could sign in")
    gaps.step = "warming at idle"
    warmer = Warmer()
    warmer.start()
    run_for(60, lambda: not warmer.is_alive())
    for patient in (facts.HERO, "demo-okafor-daniel"):
        for entry in ROOMS:
            gaps.step = f"{entry.name} of {patient}"
            frame.open(entry.name, patient=patient)
            run_for(6 if entry.name == "imaging" else 2.5)
        for page in PAGES:
            gaps.step = f"page {page.name} of {patient}"
            frame.open("record", page=page.name)
            run_for(1.5)
    gaps.step = "typing into the palette"
    frame.show_palette()
    for part in ("w", "wa", "wang"):
        frame.palette_box.field.setText(part)
        run_for(0.5)
    print(f"{'step':44} {'wall ms':>8} {'CPU ms':>8}")
    for step, wall in gaps.wall.items():
        print(f"{step:44} {wall * 1000:8.0f} {gaps.cpu[step] * 1000:8.0f}")
    rooms = [step for step in gaps.wall if step not in ("start", "warming at idle")]
    print(f"longest while used: wall {max(gaps.wall[s] for s in rooms) * 1000:.0f} ms, "
          f"CPU {max(gaps.cpu[s] for s in rooms) * 1000:.0f} ms (target {TARGET_MS} ms)")
    warmer.stop()
    window.close()
    run_for(0.5)


if __name__ == "__main__":
    main()
