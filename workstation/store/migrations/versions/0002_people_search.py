"""People are found through an index of entries by integer keys, with a dictionary of words for typing errors.

The entries are made anew from the record when the store is next opened: the edition of the patient projection rose.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_table("patient_gram")
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "patient_key",
        sa.Column("patient", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("patient", name="pk_patient_key"),
        sa.ForeignKeyConstraint(["id"], ["patient_index.id"], name="fk_patient_key_id"),
    )
    op.create_index("ix_patient_key_id", "patient_key", ["id"], unique=True)
    op.create_table(
        "patient_entry",
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("text", text, nullable=False),
        sa.Column("patient", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "text", "patient", name="pk_patient_entry"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "word_near",
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("text", text, nullable=False),
        sa.Column("word", text, nullable=False),
        sa.PrimaryKeyConstraint("kind", "text", "word", name="pk_word_near"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "match_link",
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("b", "a", name="pk_match_link"),
        sa.ForeignKeyConstraint(["a"], ["patient_index.id"], name="fk_match_link_a"),
        sa.ForeignKeyConstraint(["b"], ["patient_index.id"], name="fk_match_link_b"),
    )
    op.create_index("ix_match_link_a", "match_link", ["a"])
    op.create_table(
        "match_link_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_match_link_history"),
    )
    op.create_index("ix_patient_index_seen", "patient_index", ["last_event", "id"])
    op.create_index("ix_patient_index_number", "patient_index", ["number"])
