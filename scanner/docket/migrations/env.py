"""What alembic runs: the connection is handed over by `scanner.docket.database`, never read from a file."""

from __future__ import annotations

from alembic import context

from scanner.docket.people import tables as _people  # noqa: F401  (they belong to the same metadata)
from scanner.docket.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
context.run_migrations()
