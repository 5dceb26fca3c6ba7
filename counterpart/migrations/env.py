"""Alembic's environment: the connection comes from :func:`counterpart.migrations.upgrade`."""

from __future__ import annotations

from alembic import context

from counterpart.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    version_table="counterpart_version",
    include_object=lambda _o, name, kind, _r, _c: kind != "table" or name in metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
