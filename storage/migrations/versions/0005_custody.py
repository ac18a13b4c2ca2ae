"""Where a paper lies, every step of its way, and signed copies beside the one that is read."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEY = ["plan_id", "unit_id", "paper", "person_key"]
_OLD = "uq_hand_in_plan_id_unit_id_paper_person_key_version"
_NEW = "uq_hand_in_plan_id_unit_id_paper_person_key_part_version"


def upgrade() -> None:
    with op.batch_alter_table("hand_in") as table:
        table.add_column(sa.Column("part", AutoString(), nullable=False, server_default="data"))
        table.drop_constraint(op.f(_OLD), type_="unique")
        table.create_unique_constraint(op.f(_NEW), [*_KEY, "part", "version"])
    with op.batch_alter_table("hand_in") as table:
        table.alter_column("part", server_default=None)
    op.create_table(
        "hand_in_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_in_id", sa.Integer(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hand_in_id"], ["hand_in.id"], name=op.f("fk_hand_in_step_hand_in_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in_step")),
    )
    op.create_index(op.f("ix_hand_in_step_hand_in_id"), "hand_in_step", ["hand_in_id"])
    # Before this, a group passed a paper on to the section, and nobody noted when.
    op.execute("UPDATE hand_in SET status = 'with_section' WHERE status = 'passed_on'")
    op.execute(
        "INSERT INTO hand_in_step (hand_in_id, status, by, at, reason) "
        "SELECT id, CASE WHEN status = 'faulty' THEN 'faulty' ELSE 'received' END, by, at, '' "
        "FROM hand_in"
    )
    op.execute(
        "INSERT INTO hand_in_step (hand_in_id, status, by, at, reason) "
        "SELECT id, status, ended_by, ended_at, reason FROM hand_in WHERE ended_at IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("hand_in_step")
    op.execute("DELETE FROM hand_in WHERE part = 'signed'")
    op.execute("UPDATE hand_in SET status = 'passed_on' WHERE status IN ('with_section', 'filed')")
    op.execute("UPDATE hand_in SET status = 'received' WHERE status IN ('checked', 'with_group')")
    with op.batch_alter_table("hand_in") as table:
        table.drop_constraint(op.f(_NEW), type_="unique")
        table.create_unique_constraint(op.f(_OLD), [*_KEY, "version"])
        table.drop_column("part")
