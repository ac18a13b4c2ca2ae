"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessment_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_group")),
        sa.UniqueConstraint("name", name=op.f("uq_assessment_group_name")),
    )
    op.create_table(
        "deadline_ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("deadline_id", AutoString(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_ruling")),
    )
    with op.batch_alter_table("deadline_ruling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_ruling_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("message_id", AutoString(), nullable=False),
        sa.Column("sender", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("reply", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_inbox")),
    )
    op.create_table(
        "notice",
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notice")),
    )
    op.create_table(
        "workday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_workday")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("to", AutoString(), nullable=False),
        sa.Column(
            "payload",
            JSON,
            nullable=False,
        ),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("due", UTCDateTime(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=False),
        sa.Column("owner", AutoString(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", AutoString(), nullable=False),
        sa.Column("msgid", AutoString(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_state"), ["state"], unique=False)

    op.create_table(
        "running_number",
        sa.Column("series", AutoString(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_running_number")),
    )
    op.create_table(
        "talk",
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column(
            "memory",
            JSON,
            nullable=False,
        ),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("userid", name=op.f("pk_talk")),
    )
    op.create_table(
        "token",
        sa.Column("app", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("lease_owner", AutoString(), nullable=False),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("app", name=op.f("pk_token")),
    )
    op.create_table(
        "unread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unread")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column(
            "short_names",
            JSON,
            nullable=False,
        ),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["assessment_group.id"], name=op.f("fk_unit_group_id")
        ),
        sa.ForeignKeyConstraint(["superior_id"], ["unit.id"], name=op.f("fk_unit_superior_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_group_id"), ["group_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("post", AutoString(), nullable=False),
        sa.Column(
            "facts",
            JSON,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_person_unit_id_name")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_name"), ["name"], unique=False)

    op.create_table(
        "hand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt", AutoString(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("paper", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_key", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("filename", AutoString(), nullable=False),
        sa.Column("media_type", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column(
            "findings",
            JSON,
            nullable=False,
        ),
        sa.Column(
            "summary",
            JSON,
            nullable=False,
        ),
        sa.Column("ended_by", AutoString(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("reason", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hand_in_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_hand_in_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in")),
        sa.UniqueConstraint(
            "plan_id",
            "unit_id",
            "paper",
            "person_key",
            "version",
            name=op.f("uq_hand_in_plan_id_unit_id_paper_person_key_version"),
        ),
        sa.UniqueConstraint("receipt", name=op.f("uq_hand_in_receipt")),
    )
    op.create_table(
        "member",
        sa.Column("userid", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("why_not", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["assessment_group.id"], name=op.f("fk_member_group_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_member_unit_id")),
        sa.PrimaryKeyConstraint("userid", name=op.f("pk_member")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_role"), ["role"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "secondment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("host_unit_id", sa.Integer(), nullable=False),
        sa.Column("home", AutoString(), nullable=False),
        sa.Column("sent_by", AutoString(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host_unit_id"], ["unit.id"], name=op.f("fk_secondment_host_unit_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_secondment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secondment")),
        sa.UniqueConstraint(
            "person_id", "host_unit_id", name=op.f("uq_secondment_person_id_host_unit_id")
        ),
    )
    with op.batch_alter_table("secondment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_secondment_host_unit_id"), ["host_unit_id"], unique=False
        )


def downgrade() -> None:
    for table in (
        "secondment",
        "member",
        "hand_in",
        "person",
        "unit",
        "unread",
        "token",
        "talk",
        "running_number",
        "outbox",
        "workday",
        "notice",
        "inbox",
        "deadline_ruling",
        "assessment_group",
    ):
        op.drop_table(table)
