"""What supervision staff taught the reader."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("example", AutoString(), nullable=False),
        sa.Column("topic", AutoString(), nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_by", AutoString(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
    )
    op.create_index(op.f("ix_lesson_plan_id"), "lesson", ["plan_id"])


def downgrade() -> None:
    op.drop_table("lesson")
