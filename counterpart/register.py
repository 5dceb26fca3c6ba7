"""The register of talks: whose they are, how they are set up, and every reply as it was typed."""

from __future__ import annotations

import time
import uuid
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from counterpart.tables import messages, talks, users

MODES: tuple[str, ...] = ("practice", "exam", "drill")


@dataclass(frozen=True)
class TalkRecord:
    """A talk in the register; times are UNIX seconds, None where they don't apply (yet)."""

    id: str
    user_id: int | None
    visitor: str | None
    origin: str | None
    scenario: str
    mode: str
    started: float
    deadline: float | None
    ended: float | None
    outcome: dict[str, Any] | None
    abandoned: bool
    resolution: str | None

    @property
    def hidden(self) -> bool:
        """Tell whether scores must not be shown yet: an exam that goes on."""
        return self.mode == "exam" and self.ended is None

    @property
    def score(self) -> float | None:
        """The score, 0 to 100, of a talk that has one."""
        found = ((self.outcome or {}).get("scorecard") or {}).get("score")
        return None if found is None else float(found)

    @property
    def grade(self) -> int | None:
        """The citizen's grade, 1 to 5, of a talk that has ended."""
        return (self.outcome or {}).get("grade")


class Register:
    """The talks in the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def open(
        self,
        scenario: str,
        mode: str,
        user_id: int | None = None,
        visitor: str | None = None,
        origin: str | None = None,
        limit: float | None = None,
    ) -> TalkRecord:
        """Register a new talk; ``limit`` is an exam's length in seconds."""
        now = time.time()
        talk = TalkRecord(
            id=f"talk-{uuid.uuid4().hex[:16]}", user_id=user_id, visitor=visitor, origin=origin,
            scenario=scenario, mode=mode, started=now, deadline=now + limit if limit else None,
            ended=None, outcome=None, abandoned=False, resolution=None,
        )  # fmt: skip
        with self.engine.begin() as db:
            db.execute(talks.insert().values(**asdict(talk)))
        return talk

    def again(self, talk: TalkRecord) -> TalkRecord:
        """Return a talk as it stands now."""
        found = self.get(talk.id)
        assert found is not None  # talks are never deleted
        return found

    def get(self, talk_id: str) -> TalkRecord | None:
        """Return a talk, or None."""
        with self.engine.connect() as db:
            row = db.execute(sa.select(talks).where(talks.c.id == talk_id)).first()
        return TalkRecord(**row._mapping) if row else None

    def of_user(self, user_id: int) -> list[TalkRecord]:
        """Return a person's talks, the oldest first."""
        return self._where(talks.c.user_id == user_id)

    def of_visitor(self, visitor: str) -> list[TalkRecord]:
        """Return the talks of somebody without an account, the oldest first."""
        return self._where(talks.c.visitor == visitor)

    def of_class(self, class_id: int) -> list[TalkRecord]:
        """Return the talks of a class, the oldest first."""
        members = sa.select(users.c.id).where(users.c.class_id == class_id)
        return self._where(talks.c.user_id.in_(members))

    def overdue(self) -> list[TalkRecord]:
        """Return the exams whose time is up and that have not ended."""
        return self._where(talks.c.ended.is_(None), talks.c.deadline < time.time())

    def end(self, talk_id: str, outcome: dict[str, Any] | None, abandoned: bool = False) -> None:
        """Note that a talk has ended; the first note stands."""
        with self.engine.begin() as db:
            db.execute(
                talks.update()
                .where(talks.c.id == talk_id, talks.c.ended.is_(None))
                .values(ended=time.time(), outcome=outcome, abandoned=abandoned)
            )

    def reopen(self, talk_id: str) -> None:
        """Take an ending back, with the reply that brought it."""
        with self.engine.begin() as db:
            db.execute(talks.update().where(talks.c.id == talk_id).values(ended=None, outcome=None))

    def resolve(self, talk_id: str, resolution: str) -> None:
        """Keep the trainee's sentence: what I will do differently."""
        with self.engine.begin() as db:
            db.execute(talks.update().where(talks.c.id == talk_id).values(resolution=resolution))

    # Replies as they were typed

    def keep(
        self, talk_id: str, message_id: str, body: dict[str, Any]
    ) -> tuple[int, dict[str, Any] | None, bool]:
        """Write a reply down before it goes to the bot.

        Returns the number of its turn (from 1), its answer where it has one, and whether it was
        written down before.
        """
        with self.engine.begin() as db:
            rows = db.execute(
                sa.select(messages.c.message_id, messages.c.answer.isnot(None))
                .where(messages.c.talk_id == talk_id)
                .order_by(messages.c.sent)
            ).fetchall()
            number = 1  # a reply that never reached the bot is no turn
            for known, answered in rows:
                if known == message_id:
                    chosen = (messages.c.talk_id == talk_id) & (messages.c.message_id == known)
                    return (
                        number,
                        db.execute(sa.select(messages.c.answer).where(chosen)).scalar(),
                        True,
                    )
                number += answered
            db.execute(
                messages.insert().values(
                    talk_id=talk_id, message_id=message_id, body=body, sent=time.time()
                )
            )
            return number, None, False

    def answered(self, talk_id: str, message_id: str, answer: dict[str, Any]) -> None:
        """Keep the bot's answer beside the reply."""
        chosen = (messages.c.talk_id == talk_id) & (messages.c.message_id == message_id)
        with self.engine.begin() as db:
            db.execute(messages.update().where(chosen).values(answer=answer))

    def unanswered(self, talk_id: str) -> list[dict[str, Any]]:
        """Return the replies that have no answer, each its body with ``message_id``."""
        chosen = (messages.c.talk_id == talk_id) & messages.c.answer.is_(None)
        with self.engine.connect() as db:
            rows = db.execute(sa.select(messages).where(chosen).order_by(messages.c.sent))
            return [{**row.body, "message_id": row.message_id} for row in rows]

    def _where(self, *chosen: sa.sql.ColumnElement) -> list[TalkRecord]:
        with self.engine.connect() as db:
            rows = db.execute(sa.select(talks).where(*chosen).order_by(talks.c.started))
            return [TalkRecord(**row._mapping) for row in rows]
