"""The open clinic: an unlocked store for one signed-in person. Every service takes it first."""

from __future__ import annotations

import atexit
import base64
import contextlib
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, insert, select

from workstation.access.policy import Decision, Obligation, Purpose, decide
from workstation.domain.user import User
from workstation.errors import ConsiliaError, NotAllowed
from workstation.services.trail import READ, SEARCH, ReadingTrail
from workstation.store.audit_chain import AuditCheck
from workstation.store.opened import OpenedStore
from workstation.store.schema import command
from workstation.store.vault import Vault
from workstation.store.writer import StoreClosed

if TYPE_CHECKING:
    from workstation.services.upkeep import Upkeep

Result = TypeVar("Result")

_open: weakref.WeakSet[Clinic] = weakref.WeakSet()      # only so that a leaving process finishes what it promised


class Clinic:
    """Made by ``services.sign_in``. Safe from any thread; one process may hold several."""

    def __init__(self, store: OpenedStore, user: User, recovery_key: str = "") -> None:
        self._store = store
        self.user = user
        self.recovery_key = recovery_key     # only after ``sign_in.create``: shown or printed once, stored nowhere
        self.guest_of = ""                   # whose case this is: a store apart, opened for a second opinion
        self.guest_parts: frozenset[str] = frozenset()     # of its case: which parts of the chart were sent
        self.upkeep: Upkeep | None = None    # what ``sign_in`` found due and began beside the work
        self._trail = ReadingTrail(
            lambda patient_id: self.act(READ, patient_id),
            lambda words: store.writer.submit(lambda conn: self._enter(conn, SEARCH, None, "done", words)))
        _open.add(self)

    @property
    def store(self) -> OpenedStore:
        """The opened store, for the services that manage it (users, audit); the others have no need of it."""
        return self._store

    @property
    def data_dir(self) -> Path:
        return self._store.data_dir

    @property
    def vault(self) -> Vault:
        return self._store.vault

    @property
    def audit_state(self) -> AuditCheck:
        """What the quick check of the audit trail found when the store was opened."""
        return self._store.audit_state

    def read(self) -> AbstractContextManager[Connection]:
        """A read-only connection; it sees one state of the store until it is given back."""
        return self._store.database.read()

    def read_chart(self, patient_id: str) -> None:
        """To be called before anything of a chart is given out: leaves the entry that it is read (``trail``).

        Once entered, it costs nothing and takes no write. Raises NotAllowed, and what ``act`` raises where no entry
        can be left. Not from within a ``write`` of ``act``.
        """
        self._trail.chart(patient_id)

    def searched(self, hits: int) -> None:
        """To be called after a search for people: counts it and how many it lists. Raises NotAllowed."""
        if not self.may(SEARCH):
            self.act(SEARCH)
        self._trail.search(hits)

    def may(self, action: str, patient_id: str | None = None) -> bool:
        """True where ``act`` would be permitted: for screens that leave out what can't be done."""
        return self._decide(action, patient_id, Purpose.TREATMENT).permitted

    def act(
        self,
        action: str,
        patient_id: str | None = None,
        detail: str = "",
        write: Callable[[Connection], Result] | None = None,
        command_id: str | None = None,
        purpose: Purpose = Purpose.TREATMENT,
    ) -> Result | None:
        """Asks the access rules, then runs ``write`` with its audit entry in one transaction and returns its result.

        It returns after COMMIT. ``command_id`` makes a retry harmless: the second time nothing is changed and None is
        returned. Raises NotAllowed (which leaves an entry too), DiskFull, StoreBusy, StoreDamaged, or what ``write``
        raised.
        """
        decision = self._decide(action, patient_id, purpose)
        if decision.permitted and Obligation.STATE_WHAT in decision.obligations and not detail:
            decision = Decision(False, "it must be said what is done")
        if not decision.permitted:
            reason = decision.reason
            self._store.writer.submit(lambda c: self._enter(c, action, patient_id, "denied", reason)).result()
            raise NotAllowed(user=self.user.name, action=action, reason=reason)

        def work(conn: Connection) -> Result | None:
            if command_id is not None and not _first_time(conn, command_id, action):
                return None
            result = write(conn) if write is not None else None
            self._enter(conn, action, patient_id, "done", detail)
            return result

        return self._store.writer.submit(work).result()

    @property
    def public_key(self) -> str:
        """The Ed25519 public key that ``sign`` answers to, base64 of its 32 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(self._store.ring.key("signing"))
        return base64.b64encode(key.public_key().public_bytes_raw()).decode()

    def sign(self, data: bytes) -> str:
        """Ed25519 signature (RFC 8032) of ``data``, base64. The key is the store's; who signed stands in the audit."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(self._store.ring.key("signing"))
        return base64.b64encode(key.sign(data)).decode()

    def close(self) -> None:
        """Waits for the writer and closes the store. A second call does nothing."""
        _open.discard(self)
        if self.upkeep is not None:
            self.upkeep.stop()
        with contextlib.suppress(StoreClosed):
            self._trail.flush()
        self._store.close()

    def __enter__(self) -> Clinic:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _decide(self, action: str, patient_id: str | None, purpose: Purpose) -> Decision:
        context = {"owner": self._store.keys.is_owner(self.user.name), "guest": bool(self.guest_of)}
        return decide(self.user, action, patient_id, purpose, context)

    def _enter(self, conn: Connection, action: str, patient_id: str | None, outcome: str, detail: str) -> None:
        self._store.audit.append(conn, self.user.name, action, patient_id, outcome, detail)


def _first_time(conn: Connection, command_id: str, action: str) -> bool:
    if conn.execute(select(command.c.id).where(command.c.id == command_id)).first() is not None:
        return False
    conn.execute(insert(command).values(id=command_id, action=action, at=datetime.now(UTC).isoformat()))
    return True


@atexit.register
def _close_all() -> None:
    for clinic in list(_open):
        with contextlib.suppress(ConsiliaError, OSError):
            clinic.close()
