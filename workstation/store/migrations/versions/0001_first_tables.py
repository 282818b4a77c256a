"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_COUNTED = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    _record()
    _projections()
    _imaging()
    _acts()
    _upkeep()


def _record() -> None:
    """The record: people and resources with their versions."""
    op.create_table(
        "patient_index",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("name_text", sa.Text(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=True),
        sa.Column("is_deceased", sa.Integer(), nullable=False),
        sa.Column("deceased", sa.String(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_label", sa.Text(), nullable=False),
        sa.Column("last_event", sa.String(), nullable=True),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("resource_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patient_index"),
    )
    op.create_table(
        "patient_gram",
        sa.Column("gram", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("gram", "patient_id", name="pk_patient_gram"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient_index.id"], name="fk_patient_gram_patient_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_patient_gram_patient_id", "patient_gram", ["patient_id"])
    op.create_table(
        "resource",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_resource"),
    )
    op.create_index("ix_resource_patient_type", "resource", ["patient_id", "type"])
    op.create_table(
        "resource_history",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", "version", name="pk_resource_history"),
    )


def _projections() -> None:
    """What is projected from the resources."""
    op.create_table(
        "timeline",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("start_utc", sa.String(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("display", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("value_text", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("ucum", sa.String(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("range_text", sa.Text(), nullable=False),
        sa.Column("flag", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("projection", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
    )
    op.create_index("ix_timeline_patient_code_start", "timeline", ["patient_id", "code", "start_utc"])
    op.create_index("ix_timeline_patient_kind_start", "timeline", ["patient_id", "kind", "start_utc"])
    op.create_index("ix_timeline_source", "timeline", ["source"])
    op.create_table(
        "dangling_reference",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "path", "reference", name="pk_dangling_reference"),
    )
    op.create_index("ix_dangling_reference_reference", "dangling_reference", ["reference"])
    op.create_table(
        "reference_target",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", "reference", name="pk_reference_target"),
    )
    op.create_index("ix_reference_target_target", "reference_target", ["target"])


def _imaging() -> None:
    """Images and what is found on them."""
    op.create_table(
        "study",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("accession", sa.Text(), nullable=False),
        sa.Column("modalities", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_study"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient_index.id"], name="fk_study_patient_id"),
    )
    op.create_index("ix_study_patient", "study", ["patient_id"])
    op.create_table(
        "series",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("study_uid", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("body_part", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("transfer_syntax", sa.String(), nullable=False),
        sa.Column("instances", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_series"),
        sa.ForeignKeyConstraint(["study_uid"], ["study.uid"], name="fk_series_study_uid"),
    )
    op.create_index("ix_series_study", "series", ["study_uid"])
    op.create_table(
        "instance",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("series_uid", sa.String(), nullable=False),
        sa.Column("class_uid", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("pixel_digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_instance"),
        sa.ForeignKeyConstraint(["series_uid"], ["series.uid"], name="fk_instance_series_uid"),
    )
    op.create_index("ix_instance_series", "instance", ["series_uid"])
    op.create_table(
        "finding",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=True),
        sa.Column("study_uid", sa.String(), nullable=False),
        sa.Column("series_uid", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_patient", "finding", ["patient_id"])
    op.create_index("ix_finding_series", "finding", ["series_uid"])
    op.create_table(
        "finding_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding_history"),
    )
    op.create_index("ix_finding_history_finding", "finding_history", ["finding_id"])


def _acts() -> None:
    """What people decided and signed."""
    op.create_table(
        "card_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reason_code", sa.String(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_card_decision"),
    )
    op.create_index("ix_card_decision_patient", "card_decision", ["patient_id"])
    op.create_table(
        "signed_report",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signed_report"),
    )
    op.create_index("ix_signed_report_patient", "signed_report", ["patient_id"])


def _upkeep() -> None:
    """Imports, commands, the audit trail."""
    op.create_table(
        "quarantine",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=True),
        sa.Column("resource_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
    )
    op.create_table(
        "command",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_command"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", _COUNTED, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
