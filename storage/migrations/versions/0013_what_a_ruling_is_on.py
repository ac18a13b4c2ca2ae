"""The words a case was asked in, and whether its ruling is on that case alone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "petition_case", sa.Column("said", AutoString(), nullable=False, server_default="")
    )
    # Rulings of before were told to hold for whoever has the same facts.
    op.add_column(
        "precedent", sa.Column("scope", AutoString(), nullable=False, server_default="all")
    )
    kind = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("precedent", sa.Column("rests", kind, nullable=True))


def downgrade() -> None:
    op.drop_column("precedent", "rests")
    op.drop_column("precedent", "scope")
    op.drop_column("petition_case", "said")
