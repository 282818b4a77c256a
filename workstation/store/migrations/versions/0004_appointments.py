"""The day list: one row an appointment, so that a day is read without opening every resource."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=True),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("start_utc", sa.String(), nullable=False),
        sa.Column("end_utc", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cancelled_for", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_appointment"),
    )
    op.create_index("ix_appointment_start", "appointment", ["start_utc"])
    op.create_index("ix_appointment_patient", "appointment", ["patient_id"])
