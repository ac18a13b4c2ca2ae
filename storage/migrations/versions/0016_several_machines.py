"""What several processes share: who does what for all, whose turn it is, what was sent."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("owner", AutoString(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_duty")),
    )
    op.create_table(
        "day_total",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_total")),
    )
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sender", AutoString(), nullable=False),
        sa.Column("owner", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        # After a crash of the database nobody waits any more: no commit of these waits for a disk.
        prefixes=["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else [],
    )
    op.create_index(op.f("ix_turn_sender"), "turn", ["sender"])
    op.add_column("outbox", sa.Column("counted_at", UTCDateTime(), nullable=True))
    op.create_index(op.f("ix_outbox_counted_at"), "outbox", ["counted_at"])
    # What was sent before counts on: the limits look an hour back.
    op.execute("UPDATE outbox SET counted_at = sent_at WHERE sent_at IS NOT NULL")


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_counted_at"), "outbox")
    op.drop_column("outbox", "counted_at")
    op.drop_table("turn")
    op.drop_table("day_total")
    op.drop_table("duty")
