"""People, classes, talks and their messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "classes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_classes"),
        sa.UniqueConstraint("code", name="uq_classes_code"),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("class_id", sa.Integer),
        sa.Column("secret", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name="fk_users_class_id_classes"),
        sa.UniqueConstraint("class_id", "name", name="uq_users_class_id_name"),
    )
    op.create_table(
        "talks",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("user_id", sa.Integer),
        sa.Column("visitor", sa.String(40)),
        sa.Column("origin", sa.String(200)),
        sa.Column("scenario", sa.String(80), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("started", sa.Float, nullable=False),
        sa.Column("deadline", sa.Float),
        sa.Column("ended", sa.Float),
        sa.Column("outcome", sa.JSON),
        sa.Column("abandoned", sa.Boolean, nullable=False),
        sa.Column("resolution", sa.String(400)),
        sa.PrimaryKeyConstraint("id", name="pk_talks"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_talks_user_id_users"),
    )
    op.create_index("ix_talks_user_id", "talks", ["user_id"])
    op.create_index("ix_talks_visitor", "talks", ["visitor"])
    op.create_table(
        "messages",
        sa.Column("talk_id", sa.String(40), nullable=False),
        sa.Column("message_id", sa.String(64), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("sent", sa.Float, nullable=False),
        sa.Column("answer", sa.JSON),
        sa.PrimaryKeyConstraint("talk_id", "message_id", name="pk_messages"),
        sa.ForeignKeyConstraint(["talk_id"], ["talks.id"], name="fk_messages_talk_id_talks"),
    )
    op.create_table(
        "setup_links",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.Column("used", sa.Float),
        sa.PrimaryKeyConstraint("digest", name="pk_setup_links"),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("setup_links", "messages", "talks", "users", "classes"):
        op.drop_table(name)
