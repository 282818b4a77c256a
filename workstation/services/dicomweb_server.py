"""The DICOMweb view as a running server."""

from __future__ import annotations

from pathlib import Path

from workstation.services.clinic import Clinic
from workstation.services.dicomweb import DicomWeb
from workstation.services.facade_http import LOOPBACK, Limits, WebServer

WITH_FILES = Limits(seconds=900.0, silence_seconds=30.0)          # a study is larger than a chart


class DicomWebServer(WebServer):
    """Listens from making to ``close``. Raises as ``WebServer`` does."""

    def __init__(self, clinic: Clinic, port: int, host: str = LOOPBACK, certificate: Path | None = None,
                 key: Path | None = None, limits: Limits | None = None) -> None:
        super().__init__(clinic, DicomWeb(clinic), port, host, certificate, key, limits or WITH_FILES)
