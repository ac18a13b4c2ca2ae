"""Cases put to the supervision section, its precedents, decision slips."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "petition_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("open_key", AutoString(), nullable=True),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("topic", AutoString(), nullable=False),
        sa.Column("axes", JSON, nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("rests", JSON, nullable=False),
        sa.Column("clauses", JSON, nullable=False),
        sa.Column("signatures", JSON, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_petition_case_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_case")),
        sa.UniqueConstraint("open_key", name=op.f("uq_petition_case_open_key")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_petition_case_plan_id_number")),
    )
    op.create_table(
        "case_asker",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["petition_case.id"], name=op.f("fk_case_asker_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "userid", name=op.f("pk_case_asker")),
    )
    op.create_table(
        "precedent",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("outcome", JSON, nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_by", AutoString(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_why", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["petition_case.id"], name=op.f("fk_precedent_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_precedent")),
    )
    op.create_table(
        "told",
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("signature", AutoString(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("axis", AutoString(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "signature", "userid", name=op.f("pk_told")),
    )
    op.create_table(
        "decided",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("person_key", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["petition_case.id"], name=op.f("fk_decided_case_id")),
        sa.PrimaryKeyConstraint("case_id", "userid", "person_key", name=op.f("pk_decided")),
    )
    op.create_table(
        "decision_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("content", JSON, nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_decision_slip_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_slip")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_decision_slip_plan_id_number")),
    )


def downgrade() -> None:
    for table in ("decision_slip", "decided", "told", "precedent", "case_asker", "petition_case"):
        op.drop_table(table)
