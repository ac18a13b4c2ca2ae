"""Marks of the roster and the cases, which the database changes whenever those change."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# What is kept in memory of each: a change of any other column does not bear on it.
_SCOPES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "roster": {
        "assessment_group": (),
        "unit": (),
        "person": ("name", "left_at"),
        "roster_change": (),  # what a unit was merged into
    },
    "people": {"person": ("facts", "left_at")},
    "cases": {"petition_case": (), "precedent": ()},
}


def upgrade() -> None:
    revisions = op.create_table(
        "revision",
        sa.Column("scope", AutoString(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_revision")),
    )
    for scope in _SCOPES:
        op.execute(sa.insert(revisions).values(scope=scope, mark=0))
    made = _on_postgresql() if op.get_bind().dialect.name == "postgresql" else _on_sqlite()
    for statement in made:
        op.execute(statement)


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for name, table, _, _ in _triggers():
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else ""))
    for scope in _SCOPES if postgresql else ():
        op.execute(f"DROP FUNCTION mark_{scope}()")
    op.drop_table("revision")


def _triggers() -> Iterator[tuple[str, str, str, str]]:
    """Name, table, event and scope of each."""
    for scope, tables in _SCOPES.items():
        for table, columns in tables.items():
            for verb in ("INSERT", "UPDATE", "DELETE"):
                of = f" OF {', '.join(columns)}" if columns and verb == "UPDATE" else ""
                yield f"{table}_{verb.lower()}_marks_{scope}", table, f"{verb}{of}", scope


def _on_sqlite() -> Iterator[str]:
    for name, table, event, scope in _triggers():
        yield (
            f"CREATE TRIGGER {name} AFTER {event} ON {table} "
            f"BEGIN {_marking(scope, 'random()')}; END"
        )


def _on_postgresql() -> Iterator[str]:
    for scope in _SCOPES:
        # 2^62: a random() has 53 bits, which is enough not to come again.
        yield (
            f"CREATE FUNCTION mark_{scope}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"{_marking(scope, '(random() * 4611686018427387904)::bigint')}; RETURN NULL; END $$"
        )
    for name, table, event, scope in _triggers():
        yield (
            f"CREATE TRIGGER {name} AFTER {event} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION mark_{scope}()"
        )


def _marking(scope: str, mark: str) -> str:
    return f"UPDATE revision SET mark = {mark} WHERE scope = '{scope}'"  # noqa: S608 - ours alone
