"""What Alembic runs. The connection comes from Store.create(); there is no offline mode."""

from alembic import context

from storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite cannot alter most things in place: the table is copied.
    render_as_batch=True,
    # Our SQLite transactions carry schema changes too, so a killed migration leaves nothing.
    transactional_ddl=True,
)
context.run_migrations()
