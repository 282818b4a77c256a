"""An unlocked store: database, writer, vault and audit trail under one roof, opened and closed together."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from workstation.errors import ConsiliaError, StoreDamaged
from workstation.store.audit_chain import AuditChain, AuditCheck
from workstation.store.database import Backend, Database
from workstation.store.keys import KeyFile, KeyRing
from workstation.store.migrate import migrate
from workstation.store.server import PASSWORD_VARIABLE, Server
from workstation.store.vault import Vault
from workstation.store.writer import Writer


class OpenedStore:
    """Everything that needs the keys. Migrates on opening; ``audit_state`` is the quick check made then."""

    def __init__(self, data_dir: Path, keys: KeyFile, ring: KeyRing, new: bool = False) -> None:
        self.data_dir = data_dir
        self.keys = keys
        self.ring = ring
        self.server = Server.of(data_dir)
        backend = self._backend(new)
        self.database = Database(backend)
        self.vault = Vault(data_dir / "vault", ring.key("vault"))
        self.audit = AuditChain(data_dir, ring.key("audit"), keys.store_id)
        try:
            with self.database.named_errors(), self.database.writer.begin() as connection:
                backend.prepare(connection, keys.store_id, new)
                migrate(connection, backend.place)
                if new:
                    backend.own(connection, keys.store_id)
            with self.database.read() as connection:
                self.audit_state: AuditCheck = self.audit.verify(connection, quick=True)
        except BaseException:
            self.database.close()
            raise
        self.writer = Writer(self.database, self.audit.anchor)

    def close(self) -> None:
        """Waits for the writer, settles the database and closes every connection. A second call does nothing."""
        self.writer.close()
        with contextlib.suppress(ConsiliaError), self.database.named_errors(), \
                self.database.writer.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            self.database.backend.settle(connection)
        self.database.close()

    def _backend(self, new: bool) -> Backend:
        """Each kind of database is imported only where it is used."""
        if self.server is not None:
            from workstation.store.postgresql import PostgreSQL

            password = os.environ.get(PASSWORD_VARIABLE) or self.keys.secret(PASSWORD_VARIABLE, self.ring.master)
            return PostgreSQL(self.server, password)
        from workstation.store.embedded import FILE_NAME, Embedded

        if not new and not (self.data_dir / FILE_NAME).exists():
            raise StoreDamaged(place=str(self.data_dir), reason="its database file is missing")
        return Embedded(self.data_dir, self.ring.key("database"))
