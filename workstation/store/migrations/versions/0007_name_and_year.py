"""Each word of a name stands in the index behind the year of birth too: "wang 1980" is one look-up.

The entries of the people of today are made from those that are there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_WORD, _DATE, _PART, _YEAR = 1, 4, 5, 6
_BORN = sa.table("born_in", sa.column("patient", sa.Integer), sa.column("year", sa.Text))


def upgrade() -> None:
    # A table of its own: the entries have no index by person, and the embedded store would read them all for each.
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table("born_in", sa.Column("patient", sa.Integer(), autoincrement=False), sa.Column("year", text),
                    sa.PrimaryKeyConstraint("patient", "year"), prefixes=["TEMPORARY"], sqlite_with_rowid=False)
    op.execute(f"INSERT INTO born_in SELECT DISTINCT patient, substr(text, 1, 4) FROM patient_entry"
               f" WHERE kind = {_DATE} AND length(text) >= 4")
    op.execute(f"INSERT INTO patient_entry (kind, text, patient) SELECT DISTINCT {_YEAR}, b.year || w.text, w.patient"
               f" FROM patient_entry AS w JOIN born_in AS b ON b.patient = w.patient"
               f" WHERE w.kind IN ({_WORD}, {_PART}) ORDER BY 2, 3")
    op.drop_table("born_in")
