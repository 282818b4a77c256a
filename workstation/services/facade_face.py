"""What the FHIR view and the DICOMweb view have in common: who asks, what a failure is told as, and the audit trail."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from typing import ClassVar

from workstation.errors import ConsiliaError, NotAllowed, NotFound, StoreBusy
from workstation.services import facade_tokens
from workstation.services.clinic import Clinic
from workstation.services.facade_answers import Answer, Fault, Request
from workstation.services.facade_tokens import Token

ACTION = "facade.serve"
_TOGETHER_S = 60.0


class Face(ABC):
    """Answers requests on an open clinic. Safe from any thread; ``close`` enters what is left to be entered.

    Refused requests are entered together, once a minute.
    """

    name: ClassVar[str]
    root: ClassVar[str]
    media_type: ClassVar[str]                   # of a body that does not say its own
    searches_by_post: ClassVar[bool] = False

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self._refused: Counter[int] = Counter()
        self._lock = threading.Lock()
        self._due = 0.0

    def answer(self, request: Request) -> Answer:
        """Always an answer: what can't be given is told why."""
        try:
            return self._answered(request)
        except Fault as raised:
            fault = raised
        except NotFound as error:
            fault = Fault(404, "not-found", error.sentence())
        except NotAllowed as error:
            fault = Fault(403, "forbidden", error.sentence())
        except StoreBusy as error:
            fault = Fault(503, "transient", error.sentence(), {"Retry-After": "5"})
        except ConsiliaError as error:
            fault = Fault(500, "exception", f"The store could not answer ({error.code}).")
        self._count(fault.status)
        return self.refusal(fault)

    @abstractmethod
    def refusal(self, fault: Fault) -> Answer:
        """The answer to a request that is refused."""

    def close(self) -> None:
        """Enters the refused requests that were only counted so far."""
        self._enter_refused()

    @abstractmethod
    def _answered(self, request: Request) -> Answer:
        """The answer. Raises Fault and what services raise."""

    def _token(self, request: Request) -> Token:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        token = facade_tokens.holder(self._clinic, secret.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            raise Fault(401, "login", "a valid bearer token is needed",
                        {"WWW-Authenticate": f'Bearer realm="{self.name}"'})
        return token

    def _count(self, status: int) -> None:
        now = time.monotonic()
        with self._lock:
            self._refused[status] += 1
            if now < self._due:
                return
            self._due = now + _TOGETHER_S
        self._enter_refused()

    def _enter_refused(self) -> None:
        with self._lock:
            refused = ", ".join(f"{number} x {status}" for status, number in sorted(self._refused.items()))
            self._refused.clear()
        if refused and self._clinic.may(ACTION):
            self._clinic.act(ACTION, detail=f"{self.name} requests not answered: {refused}")
