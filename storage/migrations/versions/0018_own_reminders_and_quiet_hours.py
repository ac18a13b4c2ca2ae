"""Reminders members ask for themselves, and hours in which they want to hear nothing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("matter", AutoString(), nullable=False),
        sa.Column("due", UTCDateTime(), nullable=False),
        sa.Column("weekdays", JSON, nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_reminder")),
    )
    op.create_index(op.f("ix_own_reminder_userid"), "own_reminder", ["userid"])
    op.create_index(op.f("ix_own_reminder_due"), "own_reminder", ["due"])
    op.create_table(
        "own_quiet",
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("begins", AutoString(), nullable=False),
        sa.Column("ends", AutoString(), nullable=False),
        sa.Column("days_off", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("userid", name=op.f("pk_own_quiet")),
    )


def downgrade() -> None:
    op.drop_table("own_quiet")
    op.drop_table("own_reminder")
