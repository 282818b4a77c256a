"""The window paints before anything heavy is loaded (how soon: ``tests/bench/bench_first_paint.py``)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "scipy", "sklearn", "vtkmodules", "onnxruntime", "pydicom", "reportlab", "pyqtgraph", "matplotlib",
         "numpy", "sqlalchemy", "cryptography")
FIRST_PAINT = """
import json, sys
from views.shell.application import build, options_of
app, window = build(options_of(["--data-dir", sys.argv[1]]))
window.resize(1440, 900)
window.show(); app.processEvents(); picture = window.grab()
print(json.dumps({"painted": not picture.isNull(), "modules": sorted(sys.modules)}))
"""


def test_nothing_heavy_is_loaded_at_first_paint(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", FIRST_PAINT, str(tmp_path / "none")], cwd=ROOT, env=environment,
                          text=True, capture_output=True, check=True, timeout=60)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["painted"] and "views.shell.window" in found["modules"]
    assert [name for name in HEAVY if name in found["modules"]] == []
