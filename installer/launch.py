"""Sets up what is missing and opens Consilia on the demo clinic; without a display it does the same job headless.

``./installer/launch`` starts it on Linux; on Windows and macOS run ``python installer/launch.py``.
Words behind it go to Consilia: ``./installer/launch --data-dir DIR`` opens another store.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import environment, system_libraries  # noqa: E402 - found through the line above


def main() -> int:
    """Exit code of Consilia, or of the set-up if that failed."""
    system_libraries.provide(for_checks=False)
    interpreter = environment.prepare(for_checks=False)
    given = sys.argv[1:]
    if not _has_display() and not given:
        return _headless(interpreter)
    if not given:
        demo = _demo(interpreter)
        given = ["--data-dir", str(demo)]
    return subprocess.run([str(interpreter), str(environment.ROOT / "main.py"), *given], check=False).returncode


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _demo_place() -> Path:
    """Where the demo clinic lies: ``CONSILIA_DEMO_DIR``, else the user's data folder."""
    given = os.environ.get("CONSILIA_DEMO_DIR")
    if given:
        return Path(given)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Consilia" / "demo"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Consilia" / "demo"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "Consilia" / "demo"


def _demo(interpreter: Path) -> Path:
    """Makes the demo clinic unless it is there."""
    place = _demo_place()
    if not (place / "keys.json").exists():
        print("Making the demo clinic (once)", flush=True)
        done = subprocess.run([str(interpreter), str(environment.ROOT / "main.py"), "demo", "--data-dir", str(place)],
                              check=False)
        if done.returncode != 0:
            sys.exit(done.returncode)
    return place


def _headless(interpreter: Path) -> int:
    """The main job without a display: demo clinic, a picture of every view, the report; prints where they are."""
    print("There is no display (DISPLAY and WAYLAND_DISPLAY are not set): the same job runs without a window.",
          flush=True)
    demo = _demo(interpreter)
    out = Path(os.environ.get("CONSILIA_OUT_DIR") or Path.cwd() / "consilia-tour")
    out.mkdir(parents=True, exist_ok=True)
    program = [str(interpreter), str(environment.ROOT / "main.py")]
    passphrase, patient = _demo_facts(interpreter)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CONSILIA_PASSPHRASE": passphrase}
    report = out / "report.pdf"
    steps = (
        [*program, "tour", "--data-dir", str(demo), "-o", str(out)],
        [*program, "report", patient, "--data-dir", str(demo), "-o", str(report)],
    )
    for step in steps:
        code = subprocess.run(step, check=False, env=env).returncode
        if code != 0:
            return code
    print(f"Demo clinic: {demo}\nPictures of every view: {out}\nReport: {report}")
    return 0


def _demo_facts(interpreter: Path) -> tuple[str, str]:
    """(passphrase, patient whose story shows every room) of the demo clinic, as the project documents them."""
    code = "import json; from workstation.services.demo import facts; print(json.dumps([facts.PASSPHRASE, facts.HERO]))"
    done = subprocess.run([str(interpreter), "-c", code], check=True, capture_output=True, text=True,
                          cwd=environment.ROOT)
    passphrase, patient = json.loads(done.stdout)
    return str(passphrase), str(patient)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped. Start it again at any time; it goes on where it can.")
