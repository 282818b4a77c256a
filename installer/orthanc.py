"""A private Orthanc for tests: a DICOMweb server that we didn't write, on the loopback, in a folder that goes with it.

Nothing of a system's own Orthanc is touched, stopped or asked (Debian's packages ``orthanc``, ``orthanc-dicomweb``).
Runs under the bare system Python: standard library only.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("orthanc", "orthanc-dicomweb")
_PLUGINS = (Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so"),
            Path("/usr/local/share/orthanc/plugins/libOrthancDicomWeb.so"))
_START_SECONDS = 30.0


def programs() -> tuple[Path, Path] | None:
    """(Orthanc, its DICOMweb plugin), or None where one of them is not installed."""
    found = shutil.which("Orthanc", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))
    plugin = next((place for place in _PLUGINS if place.exists()), None)
    return (Path(found), plugin) if found and plugin else None


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running, empty server as its address (``http://127.0.0.1:PORT``). It ends with the context.

    DICOMweb is at ``/dicom-web``. Raises RuntimeError where it is not installed or does not start.
    """
    found = programs()
    if found is None:
        raise RuntimeError(f"Orthanc is not installed (Debian: apt-get install {' '.join(PACKAGES)})")
    program, plugin = found
    with tempfile.TemporaryDirectory(prefix="consilia-orthanc-") as name:
        folder, port = Path(name), _free_port()
        (folder / "orthanc.json").write_text(json.dumps({
            "Name": "consilia test", "StorageDirectory": str(folder / "held"), "IndexDirectory": str(folder / "held"),
            "Plugins": [str(plugin)], "HttpPort": port, "RemoteAccessAllowed": False, "DicomServerEnabled": False,
            "AuthenticationEnabled": False, "DefaultEncoding": "Utf8",
            "DicomWeb": {"Enable": True, "Root": "/dicom-web/"},
        }), encoding="utf-8")
        address = f"http://127.0.0.1:{port}"
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen([str(program), str(folder / "orthanc.json")], stdout=log, stderr=log, cwd=folder)
        try:
            _wait(running, address, folder / "log")
            yield address
        finally:
            _stop(running)


def _wait(running: subprocess.Popen[bytes], address: str, log: Path) -> None:
    ends = time.monotonic() + _START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < ends and running.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError), \
                opener.open(f"{address}/dicom-web/studies", timeout=2.0):
            return
        time.sleep(0.1)
    raise RuntimeError(f"Orthanc did not start: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")


def _stop(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(timeout=20)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
