"""The FHIR view as a running server."""

from __future__ import annotations

from pathlib import Path

from workstation.services.clinic import Clinic
from workstation.services.facade import Facade
from workstation.services.facade_http import LOOPBACK, Limits, WebServer

__all__ = ["LOOPBACK", "FacadeServer", "Limits"]


class FacadeServer(WebServer):
    """Listens from making to ``close``. Raises as ``WebServer`` does."""

    def __init__(self, clinic: Clinic, port: int, host: str = LOOPBACK, certificate: Path | None = None,
                 key: Path | None = None, limits: Limits | None = None) -> None:
        super().__init__(clinic, Facade(clinic), port, host, certificate, key, limits)
