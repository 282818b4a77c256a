"""An unlocked store: database, writer, vault and audit trail under one roof, opened and closed together."""

from __future__ import annotations

import contextlib
from pathlib import Path

from workstation.errors import ConsiliaError, StoreDamaged
from workstation.store.audit_chain import AuditChain, AuditCheck
from workstation.store.database import FILE_NAME, Database, checkpoint, named_errors
from workstation.store.keys import KeyFile, KeyRing
from workstation.store.migrate import migrate
from workstation.store.vault import Vault
from workstation.store.writer import Writer


class OpenedStore:
    """Everything that needs the keys. Migrates on opening; ``audit_state`` is the quick check made then."""

    def __init__(self, data_dir: Path, keys: KeyFile, ring: KeyRing, new: bool = False) -> None:
        if not new and not (data_dir / FILE_NAME).exists():
            raise StoreDamaged(place=str(data_dir), reason="its database file is missing")
        self.data_dir = data_dir
        self.keys = keys
        self.ring = ring
        self.database = Database(data_dir, ring.key("database"))
        self.vault = Vault(data_dir / "vault", ring.key("vault"))
        self.audit = AuditChain(data_dir, ring.key("audit"), keys.store_id)
        try:
            with named_errors(data_dir), self.database.writer.begin() as connection:
                migrate(connection, data_dir)
            with self.database.read() as connection:
                self.audit_state: AuditCheck = self.audit.verify(connection, quick=True)
        except BaseException:
            self.database.close()
            raise
        self.writer = Writer(self.database, self.audit.anchor)

    def close(self) -> None:
        """Waits for the writer, folds the log into the file and closes every connection. A second call does nothing."""
        self.writer.close()
        with contextlib.suppress(ConsiliaError), named_errors(self.data_dir), \
                self.database.writer.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            checkpoint(connection)
        self.database.close()
