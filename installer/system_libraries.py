"""The system's part: shared libraries that wheels don't bring, and the venv module, on Debian and Ubuntu.

Runs under the bare system Python: standard library only.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from installer import orthanc, postgresql

# what must load -> the package that brings it (Debian 12 and Ubuntu 24.04)
SCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libXrender.so.1": "libxrender1",
    "libXext.so.6": "libxext6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
CHECK_PROGRAMS = {"pdftoppm": "poppler-utils", "dcmdump": "dcmtk", "openssl": "openssl"}


def missing(for_checks: bool) -> list[str]:
    """Names of the Debian packages that are still needed; empty elsewhere than on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [package for library, package in SCREEN.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        packages.append("python3-venv")
    if for_checks:
        packages += [package for program, package in CHECK_PROGRAMS.items() if shutil.which(program) is None]
        packages += ["postgresql"] if postgresql.programs() is None else []
        packages += orthanc.PACKAGES if orthanc.programs() is None else ()
    return packages


def provide(for_checks: bool) -> None:
    """Installs what is missing where we are root; otherwise prints the one line to run and ends the program."""
    packages = missing(for_checks)
    if not packages:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        sys.exit(f"Install these system packages (Debian names) and start again: {' '.join(packages)}")
    if os.geteuid() != 0:
        sys.exit(f"The system lacks a few libraries. Run this one line and start again:\n\n    sudo {line}\n")
    print(f"Installing system libraries: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
    done = subprocess.run(line.split(), env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        sys.exit(f"The system packages could not be installed. Run this line and see what it says:\n    {line}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
