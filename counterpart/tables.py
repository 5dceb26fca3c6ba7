"""The tables of our own: people, classes, talks, and the messages of a talk.

Rasa's table ``events`` stays the only source of what was said; ``talks`` says whose talk it is and
how it was set up, ``messages`` keeps every reply as it was typed until its answer is known.
Migrations in ``counterpart/migrations`` make these tables; a test compares the two.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

classes = sa.Table(
    "classes", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", sa.String(12), nullable=False, unique=True),  # what a trainee types to join
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("created", sa.Float, nullable=False),  # UNIX time, seconds, as in Rasa's events
)  # fmt: skip

users = sa.Table(
    "users", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("role", sa.String(12), nullable=False),  # trainee, trainer, evaluator or admin
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("class_id", sa.Integer, sa.ForeignKey("classes.id")),  # trainees only
    sa.Column("secret", sa.String(200), nullable=False),  # argon2 hash of the PIN or password
    sa.Column("active", sa.Boolean, nullable=False, default=True),
    sa.Column("created", sa.Float, nullable=False),
    sa.UniqueConstraint("class_id", "name"),
)  # fmt: skip

talks = sa.Table(
    "talks", metadata,
    sa.Column("id", sa.String(40), primary_key=True),  # Rasa's sender_id
    sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id"), index=True),  # null: demo or embedded
    sa.Column("visitor", sa.String(40), index=True),  # who holds a talk without an account
    sa.Column("origin", sa.String(200)),  # the page of somebody else that the talk is embedded in
    sa.Column("scenario", sa.String(80), nullable=False),
    sa.Column("mode", sa.String(12), nullable=False),  # practice, exam or drill
    sa.Column("started", sa.Float, nullable=False),
    sa.Column("deadline", sa.Float),  # exams only
    sa.Column("ended", sa.Float),
    sa.Column("outcome", sa.JSON),
    sa.Column("abandoned", sa.Boolean, nullable=False, default=False),
    sa.Column("resolution", sa.String(400)),  # "what I will do differently"
)  # fmt: skip

messages = sa.Table(
    "messages", metadata,
    sa.Column("talk_id", sa.String(40), sa.ForeignKey("talks.id"), primary_key=True),
    sa.Column("message_id", sa.String(64), primary_key=True),
    sa.Column("body", sa.JSON, nullable=False),  # text, gestures, silence, end, rings, as sent
    sa.Column("sent", sa.Float, nullable=False),
    sa.Column("answer", sa.JSON),  # null until the bot has answered
)  # fmt: skip

setup_links = sa.Table(
    "setup_links", metadata,
    sa.Column("digest", sa.String(64), primary_key=True),  # SHA-256 of the link's token
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("used", sa.Float),
)  # fmt: skip
