"""What was changed on the roster and when; people and units that left the season."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_REFUSAL = "the history of the roster only grows"


def upgrade() -> None:
    op.create_table(
        "roster_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity", AutoString(), nullable=False),
        sa.Column("entity_id", AutoString(), nullable=False),
        sa.Column("field", AutoString(), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_change")),
    )
    for column in ("entity", "entity_id"):
        op.create_index(op.f(f"ix_roster_change_{column}"), "roster_change", [column])
    op.add_column("person", sa.Column("left_at", UTCDateTime(), nullable=True))
    op.add_column("unit", sa.Column("left_at", UTCDateTime(), nullable=True))
    _only_grows()


def downgrade() -> None:
    op.drop_table("roster_change")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION roster_change_only_grows()")
    for table in ("person", "unit"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("left_at")


def _only_grows() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION roster_change_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER roster_change_only_grows "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON roster_change "
            "FOR EACH STATEMENT EXECUTE FUNCTION roster_change_only_grows()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER roster_change_no_{verb.lower()} BEFORE {verb} ON roster_change "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
