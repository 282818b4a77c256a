"""The window paints before anything heavy is loaded, and soon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "scipy", "sklearn", "vtkmodules", "onnxruntime", "pydicom", "reportlab", "pyqtgraph", "matplotlib",
         "numpy", "sqlalchemy", "cryptography")
BARE = """
import time, sys; begun = time.perf_counter()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([]); app.setStyle("Fusion")
window = QMainWindow(); window.setCentralWidget(QLabel("Consilia")); window.resize(1440, 900)
window.show(); app.processEvents(); window.grab()
print(time.perf_counter() - begun)
"""
OURS = """
import json, sys, time; begun = time.perf_counter()
from views.shell.application import build, options_of
app, window = build(options_of(["--data-dir", sys.argv[1]]))
window.resize(1440, 900)
window.show(); app.processEvents(); window.grab()
print(json.dumps({"seconds": time.perf_counter() - begun, "modules": sorted(sys.modules)}))
"""


def _run(code: str, folder: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run([sys.executable, "-c", code, str(folder / "none")], cwd=ROOT, env=environment, text=True,
                          capture_output=True, check=True, timeout=60)
    return done.stdout.strip().splitlines()[-1]


def test_nothing_heavy_is_loaded_at_first_paint(tmp_path: Path) -> None:
    loaded = json.loads(_run(OURS, tmp_path))["modules"]
    assert [name for name in HEAVY if name in loaded] == []
    assert "views.shell.window" in loaded


def test_first_paint_within_300_ms_beyond_bare_qt(tmp_path: Path) -> None:
    _run(OURS, tmp_path)                                 # bytecode and disk cache, as after the installer
    bare = min(float(_run(BARE, tmp_path)) for _ in range(3))
    ours = min(json.loads(_run(OURS, tmp_path))["seconds"] for _ in range(3))
    print(f"bare Qt {bare * 1000:.0f} ms, ours {ours * 1000:.0f} ms, ratio {ours / bare:.2f}")
    assert ours - bare < 0.3
