"""Who uses Counterpart: trainees with a PIN in a class, everyone else with a password."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from dataclasses import dataclass

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy.engine import Engine

from counterpart.errors import CounterpartError
from counterpart.tables import classes, setup_links, users

ROLES: tuple[str, ...] = ("trainee", "trainer", "evaluator", "admin")
STAFF: tuple[str, ...] = ROLES[1:]
SHORTEST_PASSWORD = 10
PIN_DIGITS = 6
LINK_SECONDS = 24 * 3600
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is read as another
_CODE_LENGTH = 6
_NAME = re.compile(r"\S.{0,78}\S|\S", re.DOTALL)

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))  # a wrong name takes as long as a wrong PIN


@dataclass(frozen=True)
class User:
    """Somebody who has signed in; ``class_id`` is a trainee's class."""

    id: int
    role: str
    name: str
    class_id: int | None


@dataclass(frozen=True)
class TrainingClass:
    """A class, and the code that its trainees join with."""

    id: int
    code: str
    name: str


def clean_name(name: str) -> str:
    """Return a name without outer blanks.

    Raises:
        CounterpartError: E501 where it is empty or longer than 80 characters.
    """
    name = re.sub(r"\s+", " ", name).strip()
    if not _NAME.fullmatch(name) or len(name) > 80:
        raise CounterpartError("E501")
    return name


def make_pin() -> str:
    """Return a new PIN of six digits."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


class People:
    """The users and classes in the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # Classes

    def add_class(self, name: str) -> TrainingClass:
        """Make a class with a fresh code.

        Raises:
            CounterpartError: E501 where the name is no name.
        """
        name = clean_name(name)
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        with self.engine.begin() as db:
            made = db.execute(classes.insert().values(code=code, name=name, created=time.time()))
            return TrainingClass(made.inserted_primary_key[0], code, name)

    def all_classes(self) -> list[TrainingClass]:
        """Return every class, the newest first."""
        with self.engine.connect() as db:
            rows = db.execute(sa.select(classes).order_by(classes.c.id.desc())).fetchall()
        return [TrainingClass(row.id, row.code, row.name) for row in rows]

    def class_by_code(self, code: str) -> TrainingClass:
        """Return the class with this code, in whatever letter case it was typed.

        Raises:
            CounterpartError: E502 where there is none.
        """
        with self.engine.connect() as db:
            row = db.execute(
                sa.select(classes).where(classes.c.code == code.strip().upper())
            ).first()
        if row is None:
            raise CounterpartError("E502")
        return TrainingClass(row.id, row.code, row.name)

    def members(self, class_id: int) -> list[User]:
        """Return the trainees of a class by name."""
        chosen = sa.select(users).where(users.c.class_id == class_id).order_by(users.c.name)
        with self.engine.connect() as db:
            return [_user(row) for row in db.execute(chosen)]

    # Trainees

    def join(self, code: str, name: str) -> tuple[User, str]:
        """Make a trainee and return them with their new PIN, which is shown once.

        Raises:
            CounterpartError: E501 no name, E502 no such class, E503 the name is taken there.
        """
        group, name, pin = self.class_by_code(code), clean_name(name), make_pin()
        return self._insert("trainee", name, pin, group.id), pin

    def sign_in_trainee(self, code: str, name: str, pin: str) -> User:
        """Return the trainee.

        Raises:
            CounterpartError: E502 no such class, E504 where name and PIN don't belong together.
        """
        group = self.class_by_code(code)
        found = self._find(users.c.class_id == group.id, users.c.name == name.strip())
        return self._verified(found, pin.strip())

    def reset_pin(self, user_id: int) -> str:
        """Give a trainee a new PIN and return it.

        Raises:
            CounterpartError: E505 where there is no such trainee.
        """
        pin = make_pin()
        chosen = (users.c.id == user_id) & (users.c.role == "trainee")
        with self.engine.begin() as db:
            done = db.execute(users.update().where(chosen).values(secret=_hasher.hash(pin)))
        if not done.rowcount:
            raise CounterpartError("E505")
        return pin

    # Staff

    def add_staff(self, role: str, name: str, password: str) -> User:
        """Make a trainer, evaluator or admin.

        Raises:
            CounterpartError: E407 no such role, E501 no name, E503 name taken, E506 short password.
        """
        if role not in STAFF:
            raise CounterpartError("E407", what="role", value=role, valid=", ".join(STAFF))
        if len(password) < SHORTEST_PASSWORD:
            raise CounterpartError("E506", count=SHORTEST_PASSWORD)
        name = clean_name(name)
        if self._find(users.c.class_id.is_(None), users.c.name == name) is not None:
            raise CounterpartError("E503", name=name)
        return self._insert(role, name, password, None)

    def sign_in_staff(self, name: str, password: str) -> User:
        """Return the trainer, evaluator or admin.

        Raises:
            CounterpartError: E504 where name and password don't belong together.
        """
        found = self._find(users.c.class_id.is_(None), users.c.name == name.strip())
        return self._verified(found, password)

    def any_staff(self) -> bool:
        """Tell whether anybody could manage this installation."""
        with self.engine.connect() as db:
            return (
                db.execute(sa.select(users.c.id).where(users.c.role != "trainee")).first()
                is not None
            )

    def get(self, user_id: int) -> User | None:
        """Return an active user by number."""
        found = self._find(users.c.id == user_id)
        return _user(found) if found is not None and found.active else None

    # First start

    def new_setup_link(self) -> str:
        """Return the token of a link with which the first admin is made; it works once, for a day."""
        token = secrets.token_urlsafe(24)
        with self.engine.begin() as db:
            db.execute(setup_links.delete())
            db.execute(setup_links.insert().values(digest=_digest(token), created=time.time()))
        return token

    def use_setup_link(self, token: str, name: str, password: str) -> User:
        """Make the first admin.

        Raises:
            CounterpartError: E507 where the link was used, is too old or was never made; and what
                :meth:`add_staff` raises, which leaves the link as it was.
        """
        self.check_setup_link(token)
        user = self.add_staff("admin", name, password)
        with self.engine.begin() as db:
            db.execute(setup_links.update().values(used=time.time()))
        return user

    def check_setup_link(self, token: str) -> None:
        """Do nothing where the link still works.

        Raises:
            CounterpartError: E507 where it doesn't.
        """
        good = (
            (setup_links.c.digest == _digest(token))
            & setup_links.c.used.is_(None)
            & (setup_links.c.created > time.time() - LINK_SECONDS)
        )
        with self.engine.connect() as db:
            if db.execute(sa.select(setup_links).where(good)).first() is None:
                raise CounterpartError("E507")

    def _insert(self, role: str, name: str, secret: str, class_id: int | None) -> User:
        row = {
            "role": role, "name": name, "class_id": class_id, "secret": _hasher.hash(secret),
            "active": True, "created": time.time(),
        }  # fmt: skip
        try:
            with self.engine.begin() as db:
                made = db.execute(users.insert().values(**row))
        except sa.exc.IntegrityError as fault:
            raise CounterpartError("E503", name=name) from fault
        return User(made.inserted_primary_key[0], role, name, class_id)

    def _find(self, *where: sa.sql.ColumnElement) -> sa.engine.Row | None:
        with self.engine.connect() as db:
            return db.execute(sa.select(users).where(*where)).first()

    def _verified(self, found: sa.engine.Row | None, secret: str) -> User:
        try:
            _hasher.verify(found.secret if found is not None else _NOBODY, secret)
        except (VerifyMismatchError, InvalidHashError):
            raise CounterpartError("E504") from None
        if found is None or not found.active:
            raise CounterpartError("E504")
        return _user(found)


def _user(row: sa.engine.Row) -> User:
    return User(row.id, row.role, row.name, row.class_id)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
