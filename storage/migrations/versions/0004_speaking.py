"""What each unit owes in numbers; what we said and may say of our own accord."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = (
    "channel_quiet",
    "speaking_setting",
    "unit_contact",
    "snooze",
    "absence",
    "open_card",
    "said",
    "owed",
    "owed_stamp",
    "unit_revision",
)


def upgrade() -> None:
    _owed()
    _said()
    _wishes()
    op.create_table(
        "channel_quiet",
        sa.Column("app", AutoString(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("app", name=op.f("pk_channel_quiet")),
    )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)


def _owed() -> None:
    op.create_table(
        "unit_revision",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_unit_revision")),
    )
    op.create_table(
        "owed_stamp",
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("version", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "unit_id", name=op.f("pk_owed_stamp")),
    )
    op.create_table(
        "owed",
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("paper", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("deadline_id", AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "unit_id", "paper", "status", name=op.f("pk_owed")),
    )


def _said() -> None:
    op.create_table(
        "said",
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_said")),
    )
    with op.batch_alter_table("said", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_said_plan_id"), ["plan_id"], unique=False)
    op.create_table(
        "open_card",
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("deadlines", JSON, nullable=False),
        sa.Column("response_code", AutoString(), nullable=False),
        sa.Column("msgid", AutoString(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_open_card")),
    )
    with op.batch_alter_table("open_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_open_card_plan_id"), ["plan_id"], unique=False)


def _wishes() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_userid"), ["userid"], unique=False)
    op.create_table(
        "snooze",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_snooze")),
    )
    op.create_table(
        "unit_contact",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_unit_contact")),
    )
    op.create_table(
        "speaking_setting",
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "name", name=op.f("pk_speaking_setting")),
    )
