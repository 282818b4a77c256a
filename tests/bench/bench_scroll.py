"""How long one scroll step takes from the wheel to three painted panes, and how long the plainest way would take.

    python tests/bench/bench_scroll.py [--steps 500] [--json]

A 512 x 512 x 275 volume made here. The peer in the same run: each of the three slices windowed by numpy arithmetic and
handed to QImage, without table, cache or overlay; the ratio is ours to that. Goal: 95 % of steps within 16 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from engines.imaging.planes import Plane, canonical
from engines.imaging.volume import Volume
from views.imaging.scene import Scene
from views.imaging.slice_pane import SlicePane
from views.widgets.theme import load_fonts, radiology
from workstation.domain.finding import Finding, Origin, OriginKind

SHAPE = (275, 512, 512)
GOAL_MS = 16.0


def made_volume() -> Volume:
    """Smooth shapes with noise, seeded, int16 in HU."""
    rng = np.random.default_rng(20261102)
    plane = rng.integers(-1000, 600, SHAPE[1:], dtype=np.int16)
    voxels = np.empty(SHAPE, np.int16)
    for place in range(SHAPE[0]):
        voxels[place] = np.roll(plane, place, axis=0)
    affine = np.diag([0.78, 0.78, 1.0, 1.0])
    return canonical(Volume(voxels, affine, "CT", "1", "1", "bench"))


def scroll(pane: QWidget, up: bool) -> None:
    QApplication.sendEvent(pane, QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120 if up else -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False))


def ours(volume: Volume, steps: int) -> dict[str, list[float]]:
    """Milliseconds of each step, by the plane that is scrolled; three panes of 520 x 370 are painted each time."""
    scene, theme = Scene(), radiology()
    home = QWidget()
    grid = QGridLayout(home)
    panes = {plane: SlicePane(scene, theme, plane) for plane in Plane}
    for place, pane in enumerate(panes.values()):
        grid.addWidget(pane, place // 2, place % 2)
    home.resize(1064, 764)
    home.show()
    scene.show_volume(volume)
    center = volume.to_mm((256, 256, 137))
    scene.show_findings([Finding("a", None, "1", "1", "Nodule", "", "", (float(center[0]), float(center[1]),
                         float(center[2])), 16.0, 2100.0, 0.9, "rank", Origin(OriginKind.MODEL, "m"))])
    scene.select("a")
    QApplication.processEvents()
    taken: dict[str, list[float]] = {}
    for plane, pane in panes.items():
        times = taken.setdefault(str(plane), [])
        for step in range(steps):
            start = time.perf_counter()
            scroll(pane, step % 100 < 50)
            QApplication.processEvents()             # paints what was asked for
            times.append((time.perf_counter() - start) * 1000)
    home.close()
    return taken


def naive(volume: Volume, steps: int) -> list[float]:
    """The same three slices by plain arithmetic and QImage."""
    target, times = QPixmap(520, 370), []
    for step in range(steps):
        start = time.perf_counter()
        for pixels in (volume.voxels[step % 275], volume.voxels[:, 256], volume.voxels[:, :, 256]):
            grey = np.clip((pixels.astype(np.float64) + 1350) / 1500 * 255, 0, 255).astype(np.uint8)
            image = QImage(grey.tobytes(), grey.shape[1], grey.shape[0], grey.shape[1],
                           QImage.Format.Format_Grayscale8)
            painter = QPainter(target)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target.rect(), image)
            painter.end()
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    application = QApplication([])
    load_fonts()
    volume = made_volume()
    peer = float(np.median(naive(volume, min(100, asked.steps))))
    rows = {}
    for plane, times in ours(volume, asked.steps).items():
        middle, high = (float(value) for value in np.percentile(times, (50, 95)))
        rows[plane] = {"median_ms": round(middle, 2), "p95_ms": round(high, 2),
                       "ratio_to_naive": round(middle / peer, 2)}
    report = {"shape": SHAPE, "steps": asked.steps, "naive_three_slices_median_ms": round(peer, 2), "planes": rows}
    if asked.json:
        print(json.dumps(report))
    else:
        print(f"naive numpy + QImage, three slices: median {peer:.2f} ms")
        for plane, row in rows.items():
            print(f"{plane:9s} median {row['median_ms']:6.2f} ms   95 % within {row['p95_ms']:6.2f} ms   "
                  f"{row['ratio_to_naive']:.2f} x naive")
    application.quit()
    return 0 if all(row["p95_ms"] <= GOAL_MS for row in rows.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
