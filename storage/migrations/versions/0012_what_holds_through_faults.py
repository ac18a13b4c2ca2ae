"""How many messages one delivery was, a pulse of the clock, and papers that nobody rewrites."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Where each lies and what became of it may change, never what was handed in, when and by whom.
_HANDED_IN = (
    "id",
    "receipt",
    "plan_id",
    "paper",
    "person_id",
    "person_key",
    "part",
    "sha256",
    "size",
    "filename",
    "media_type",
    "by",
    "at",
    "findings",
    "summary",
)
_WORDS = "what was noted here is never changed"


def upgrade() -> None:
    pieces = sa.Column("pieces", sa.Integer(), nullable=False, server_default="1")
    op.add_column("outbox", pieces)
    op.create_table(
        "pulse",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pulse")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
    )
    each = "FOR EACH STATEMENT EXECUTE FUNCTION only_grows()"
    for table in ("hand_in_step", "deadline_ruling"):
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} {each}"
        )
    op.execute(f"CREATE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON hand_in {each}")
    kept = ", ".join(f'"{column}"' for column in _HANDED_IN)
    differs = " OR ".join(f'OLD."{one}" IS DISTINCT FROM NEW."{one}"' for one in _HANDED_IN)
    op.execute(
        f"CREATE TRIGGER kept_as_handed_in BEFORE UPDATE OF {kept} ON hand_in "
        f"FOR EACH ROW WHEN ({differs}) EXECUTE FUNCTION only_grows()"
    )


def _guard_sqlite() -> None:
    abort = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    for table in ("hand_in_step", "deadline_ruling"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {abort}")
    op.execute(f"CREATE TRIGGER hand_in_no_delete BEFORE DELETE ON hand_in {abort}")
    differs = " OR ".join(f'OLD."{one}" IS NOT NEW."{one}"' for one in _HANDED_IN)
    op.execute(f"CREATE TRIGGER hand_in_kept BEFORE UPDATE ON hand_in WHEN {differs} {abort}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in ("hand_in", "hand_in_step", "deadline_ruling"):
            op.execute(f"DROP TRIGGER only_grows ON {table}")
        op.execute("DROP TRIGGER kept_as_handed_in ON hand_in")
        op.execute("DROP FUNCTION only_grows()")
    else:
        for table in ("hand_in_step", "deadline_ruling"):
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        for name in ("hand_in_no_delete", "hand_in_kept"):
            op.execute(f"DROP TRIGGER {name}")
    op.drop_table("pulse")
    op.drop_column("outbox", "pieces")
