"""Opening a series of 275 JPEG-LS slices against SimpleITK in the same run: ``python tests/bench/bench_imaging.py
FOLDER``.

Prints seconds to the first image and to the whole volume with warm workers, SimpleITK's seconds, and the ratios
(below 1 is faster than SimpleITK). Best of three, page cache warm.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


def ours(folder: Path) -> tuple[float, float]:
    from workstation.services import imaging
    from workstation.services.progress import Progress

    (series, _), = imaging.open_folder(folder, Progress())
    return series.first_image_seconds, series.seconds


def theirs(folder: Path) -> float:
    import SimpleITK

    began = time.perf_counter()
    SimpleITK.ReadImage(SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(folder)))
    return time.perf_counter() - began


def main(folder: Path) -> None:
    from workstation import workers

    workers.warm()
    ours(folder)
    theirs(folder)
    first, whole = (min(times) for times in zip(*(ours(folder) for _ in range(3)), strict=True))
    peer = min(theirs(folder) for _ in range(3))
    print(f"first image  {first:6.3f} s   ratio to SimpleITK's whole volume {first / peer:5.2f}")
    print(f"whole volume {whole:6.3f} s   ratio to SimpleITK {whole / peer:5.2f} ({peer:.3f} s)")
    workers.close()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(Path(sys.argv[1]))
