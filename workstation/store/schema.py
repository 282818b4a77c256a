"""The tables. Original bytes are the truth (``resource``, ``resource_history``, vault), the rest projection or event.

Times are ISO 8601 UTC text (sortable, exact in every database); JSON columns hold UTF-8 text.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_COUNTED = Integer().with_variant(BigInteger, "postgresql")          # more than 2^31 in a large clinic's life

patient_index = Table(
    "patient_index", metadata,
    Column("id", String, primary_key=True),                 # the store's own id: Patient resource id, made unique
    Column("family", Text, nullable=False, default=""),
    Column("given", Text, nullable=False, default=""),
    Column("prefix", Text, nullable=False, default=""),
    Column("name_text", Text, nullable=False, default=""),
    Column("pinyin", Text, nullable=False, default=""),
    Column("sex", String, nullable=False, default=""),
    Column("born", String),                                 # as written, its precision kept
    Column("is_deceased", Integer, nullable=False, default=0),
    Column("deceased", String),
    Column("number", Text, nullable=False, default=""),
    Column("number_label", Text, nullable=False, default=""),
    Column("last_event", String),
    Column("tags", Text, nullable=False, default=""),       # space separated: imaging vitals pedigree ecg
    Column("resource_key", String, nullable=False),
    Index("ix_patient_index_seen", "last_event", "id"),
    Index("ix_patient_index_number", "number"),
)

patient_key = Table(                                        # a short key for the index, and what it holds of the person
    "patient_key", metadata,
    Column("patient", Integer, primary_key=True),
    Column("id", String, ForeignKey("patient_index.id"), nullable=False),
    Column("entries", Text, nullable=False),                # a line an entry: kind, text
    Index("ix_patient_key_id", "id", unique=True),
)

_SORTED = Text().with_variant(Text(collation="C"), "postgresql")     # by code points, as ranges of beginnings need it

patient_entry = Table(                                      # names, numbers, dates: store/patient_terms.py
    "patient_entry", metadata,
    Column("kind", Integer, primary_key=True, autoincrement=False),
    Column("text", _SORTED, primary_key=True),
    Column("patient", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

word_near = Table(                                          # each distinct Latin word by what is like it
    "word_near", metadata,
    Column("kind", Integer, primary_key=True, autoincrement=False),
    Column("text", _SORTED, primary_key=True),
    Column("word", _SORTED, primary_key=True),
    sqlite_with_rowid=False,
)

match_link = Table(                                         # b is the same person as a, or is not: as a person decided
    "match_link", metadata,
    Column("b", String, ForeignKey("patient_index.id"), primary_key=True),
    Column("a", String, ForeignKey("patient_index.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("decision", String, nullable=False),             # same, different
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_match_link_a", "a"),
)

match_link_history = Table(                                 # append-only: each decision and each one taken back
    "match_link_history", metadata,
    Column("id", Integer, primary_key=True),
    Column("a", String, nullable=False),
    Column("b", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("decision", String, nullable=False),             # same, different, undone
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
)

resource = Table(
    "resource", metadata,
    Column("key", String, primary_key=True),                # Type/id
    Column("type", String, nullable=False),
    Column("patient_id", String),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),               # SHA-256 of the original bytes
    Column("body", LargeBinary, nullable=False),            # original bytes, zlib
    Column("received", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("command_id", String, nullable=False, default=""),
    Index("ix_resource_patient_type", "patient_id", "type"),
)

resource_history = Table(                                   # append-only: every version that was replaced
    "resource_history", metadata,
    Column("key", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("received", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("command_id", String, nullable=False),
)

timeline = Table(
    "timeline", metadata,
    Column("id", _COUNTED, primary_key=True),
    Column("patient_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", String),                                # as written
    Column("start_utc", String),                            # for sorting only
    Column("end", String),
    Column("system", Text, nullable=False, default=""),
    Column("code", String, nullable=False, default=""),
    Column("component", String, nullable=False, default=""),
    Column("display", Text, nullable=False, default=""),
    Column("status", String, nullable=False, default=""),
    Column("category", String, nullable=False, default=""),
    Column("value_text", Text, nullable=False, default=""),
    Column("value", Float),
    Column("unit", String, nullable=False, default=""),
    Column("ucum", String, nullable=False, default=""),
    Column("low", Float),
    Column("high", Float),
    Column("range_text", Text, nullable=False, default=""),
    Column("flag", String, nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
    Column("reporter", String, nullable=False, server_default=""),     # patient, relative; "" for anybody else
    Column("source", String, nullable=False),               # resource key
    Column("projection", Integer, nullable=False),          # version of the projecting function
    Index("ix_timeline_patient_kind_start", "patient_id", "kind", "start_utc"),
    Index("ix_timeline_patient_code_start", "patient_id", "code", "start_utc"),
    Index("ix_timeline_source", "source"),
)

appointment = Table(                                        # the day list: projected from the Appointment resources
    "appointment", metadata,
    Column("key", String, primary_key=True),                # Appointment/id
    Column("patient_id", String),
    Column("start", String, nullable=False),                # as written, with its offset
    Column("start_utc", String, nullable=False),
    Column("end_utc", String, nullable=False),
    Column("status", String, nullable=False),
    Column("patient", Text, nullable=False),                # as the resource calls them
    Column("who", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("cancelled_for", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("numbers", Text, nullable=False),                # a line an identifier: system, tab, value
    Index("ix_appointment_start", "start_utc"),
    Index("ix_appointment_patient", "patient_id"),
)

dangling_reference = Table(
    "dangling_reference", metadata,
    Column("key", String, primary_key=True),                # the resource that refers
    Column("path", String, primary_key=True),
    Column("reference", Text, primary_key=True),
    Index("ix_dangling_reference_reference", "reference"),
)

reference_target = Table(                                   # where a row takes its name from another resource
    "reference_target", metadata,
    Column("key", String, primary_key=True),                # the resource that refers
    Column("reference", Text, primary_key=True),            # as written
    Column("target", String, nullable=False),               # the key it means
    Index("ix_reference_target_target", "target"),
)

study = Table(
    "study", metadata,
    Column("uid", String, primary_key=True),
    Column("patient_id", String, ForeignKey("patient_index.id"), nullable=False),
    Column("date", String),
    Column("description", Text, nullable=False, default=""),
    Column("accession", Text, nullable=False, default=""),
    Column("modalities", String, nullable=False, default=""),
    Index("ix_study_patient", "patient_id"),
)

series = Table(
    "series", metadata,
    Column("uid", String, primary_key=True),
    Column("study_uid", String, ForeignKey("study.uid"), nullable=False),
    Column("number", Integer),
    Column("modality", String, nullable=False, default=""),
    Column("body_part", String, nullable=False, default=""),
    Column("description", Text, nullable=False, default=""),
    Column("transfer_syntax", String, nullable=False, default=""),
    Column("instances", Integer, nullable=False, default=0),
    Index("ix_series_study", "study_uid"),
)

instance = Table(
    "instance", metadata,
    Column("uid", String, primary_key=True),
    Column("series_uid", String, ForeignKey("series.uid"), nullable=False),
    Column("class_uid", String, nullable=False),
    Column("number", Integer),
    Column("position", Text, nullable=False, default=""),   # image position along the normal, for the first order
    Column("blob", String, nullable=False),                 # vault digest of the original file
    Column("pixel_digest", String, nullable=False, default=""),
    Index("ix_instance_series", "series_uid"),
)

finding = Table(
    "finding", metadata,
    Column("id", String, primary_key=True),
    Column("patient_id", String),
    Column("study_uid", String, nullable=False),
    Column("series_uid", String, nullable=False),
    Column("state", String, nullable=False),
    Column("body", Text, nullable=False),                   # JSON of domain.finding.Finding
    Index("ix_finding_series", "series_uid"),
    Index("ix_finding_patient", "patient_id"),
)

finding_history = Table(                                    # append-only: every state and who set it
    "finding_history", metadata,
    Column("id", Integer, primary_key=True),
    Column("finding_id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("command_id", String, nullable=False),
    Index("ix_finding_history_finding", "finding_id"),
)

model_run = Table(                                          # append-only: what a model was run on, how, and by whom
    "model_run", metadata,
    Column("id", String, primary_key=True),
    Column("series_uid", String, nullable=False),
    Column("patient_id", String),
    Column("model", String, nullable=False),
    Column("version", String, nullable=False),
    Column("sha256", String, nullable=False),               # of the model file
    Column("pipeline", String, nullable=False),
    Column("parameters", Text, nullable=False),             # JSON
    Column("contract_met", Boolean, nullable=False),
    Column("abstained", Text, nullable=False, default=""),  # why it gave no answer
    Column("findings", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_model_run_series", "series_uid"),
)

card_decision = Table(                                      # append-only: overrides and acceptances of advice
    "card_decision", metadata,
    Column("id", Integer, primary_key=True),
    Column("card_id", String, nullable=False),
    Column("patient_id", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("reason_code", String, nullable=False, default=""),
    Column("comment", Text, nullable=False, default=""),
    Column("card", Text, nullable=False),                   # the card as shown, JSON
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("command_id", String, nullable=False),
    Index("ix_card_decision_patient", "patient_id"),
)

signed_report = Table(
    "signed_report", metadata,
    Column("id", String, primary_key=True),
    Column("patient_id", String, nullable=False),
    Column("blob", String, nullable=False),                 # vault digest of the PDF
    Column("sha256", String, nullable=False),
    Column("signature", Text, nullable=False),              # Ed25519 over the PDF's SHA-256, base64
    Column("signed_by", Text, nullable=False),
    Column("signed_at", String, nullable=False),
    Index("ix_signed_report_patient", "patient_id"),
)

quarantine = Table(
    "quarantine", metadata,
    Column("id", String, primary_key=True),
    Column("path", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("blob", String, nullable=False),
    Column("at", String, nullable=False),
    Column("state", String, nullable=False, default="waiting"),
    Column("patient_id", String),
    Column("resource_key", String, nullable=False, default=""),
)

import_run = Table(
    "import_run", metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("report", Text, nullable=False),                 # JSON of domain.resource.ImportReport
)

contact = Table(                                            # public keys of others, for second opinions
    "contact", metadata,
    Column("id", String, primary_key=True),                 # fingerprint over both keys
    Column("name", Text, nullable=False),
    Column("signing", String, nullable=False),              # Ed25519, base64
    Column("exchange", String, nullable=False),             # X25519, base64
    Column("added_at", String, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("verified_at", String),                          # when its words were compared
    Column("verified_by", Text, nullable=False, default=""),
)

opinion = Table(                                            # append-only: packages sent, received, answered
    "opinion", metadata,
    Column("id", String, primary_key=True),                 # id of the package
    Column("thread", String, nullable=False),               # id of the question's package
    Column("direction", String, nullable=False),            # sent, answered, received, replied
    Column("patient_id", String, nullable=False),           # ours, or the sender's within the case
    Column("patient_name", Text, nullable=False),
    Column("peer", String, nullable=False),                 # fingerprint of the other side, "" with a passphrase
    Column("peer_name", Text, nullable=False),
    Column("digest", String, nullable=False),               # SHA-256 of the signed manifest
    Column("at", String, nullable=False),
    Column("deadline", String),
    Column("expires", String),
    Column("text", Text, nullable=False),
    Column("meeting", Text, nullable=False, default=""),
    Column("receipt", Text, nullable=False),                # JSON: what left or came, sizes, consent
    Index("ix_opinion_thread", "thread"),
    Index("ix_opinion_patient", "patient_id"),
)

command = Table(                                            # what was done, so that a retry is harmless
    "command", metadata,
    Column("id", String, primary_key=True),
    Column("action", String, nullable=False),
    Column("at", String, nullable=False),
)

audit = Table(                                              # an HMAC chain, written in the act's own transaction
    "audit", metadata,
    Column("seq", _COUNTED, primary_key=True),
    Column("at", String, nullable=False),
    Column("user", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("patient_id", String),
    Column("outcome", String, nullable=False),
    Column("detail", Text, nullable=False, default=""),
    Column("chain", String, nullable=False),
)

meta = Table(
    "meta", metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
