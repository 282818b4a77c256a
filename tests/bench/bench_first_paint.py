"""From the start of the window's code to its first painted picture, beside a bare Qt window in the same run.

    python tests/bench/bench_first_paint.py [--runs 5] [--json]

Each run is a process of its own, off the screen, after one run that fills the bytecode and disk caches as the installer
does. Prints the fastest of both, the difference and the ratio. Goal: no more than 300 ms beyond bare Qt.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOAL_MS = 300.0
BARE = """
import time, sys; begun = time.perf_counter()
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([]); app.setStyle("Fusion")
window = QMainWindow(); window.setCentralWidget(QLabel("Consilia")); window.resize(1440, 900)
window.show(); app.processEvents(); window.grab()
print(time.perf_counter() - begun)
"""
OURS = """
import sys, time; begun = time.perf_counter()
from views.shell.application import build, options_of
app, window = build(options_of(["--data-dir", sys.argv[1]]))
window.resize(1440, 900)
window.show(); app.processEvents(); window.grab()
print(time.perf_counter() - begun)
"""


def seconds(code: str, folder: Path) -> float:
    """Seconds as the process itself measured them."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run([sys.executable, "-c", code, str(folder / "none")], cwd=ROOT, env=environment, text=True,
                          capture_output=True, check=True, timeout=120)
    return float(done.stdout.strip().splitlines()[-1])


def main() -> int:
    """Runs both in turn and prints the fastest of each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds(OURS, folder)
        pairs = [(seconds(BARE, folder), seconds(OURS, folder)) for _ in range(max(1, options.runs))]
    bare, ours = (min(side) * 1000 for side in zip(*pairs, strict=True))
    found = {"bare_qt_ms": round(bare, 1), "ours_ms": round(ours, 1), "difference_ms": round(ours - bare, 1),
             "ratio": round(ours / bare, 2), "goal_ms": GOAL_MS, "runs": len(pairs)}
    if options.json:
        print(json.dumps(found))
    else:
        print(f"bare Qt {bare:.0f} ms, ours {ours:.0f} ms, difference {ours - bare:.0f} ms (goal {GOAL_MS:.0f} ms), "
              f"ratio {ours / bare:.2f}, fastest of {len(pairs)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
