"""Who reported a value: what patients measured themselves is kept apart from what the clinic measured."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("timeline") as table:
        table.add_column(sa.Column("reporter", sa.String(), nullable=False, server_default=""))
