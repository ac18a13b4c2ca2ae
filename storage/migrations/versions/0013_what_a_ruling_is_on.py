"""A case's own words, what was asked back, and whether its ruling is on that case alone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "petition_case", sa.Column("said", AutoString(), nullable=False, server_default="")
    )
    op.create_table(
        "case_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["petition_case.id"], name=op.f("fk_case_note_case_id_petition_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
    )
    op.create_index(op.f("ix_case_note_case_id"), "case_note", ["case_id"])
    # Rulings of before were told to hold for whoever has the same facts.
    op.add_column(
        "precedent", sa.Column("scope", AutoString(), nullable=False, server_default="all")
    )
    kind = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("precedent", sa.Column("rests", kind, nullable=True))


def downgrade() -> None:
    op.drop_index(op.f("ix_case_note_case_id"), "case_note")
    op.drop_table("case_note")
    op.drop_column("precedent", "rests")
    op.drop_column("precedent", "scope")
    op.drop_column("petition_case", "said")
