"""Scenario files: what a trainer writes and the citizen lives by.

The fields are declared in :data:`FIELDS`, which the check, the documentation test and
docs/scenario-format.md share.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterpart import paths
from counterpart.errors import CounterpartError, user_language
from counterpart.moods import LINE_MOVES, MOODS
from counterpart.rubric import CRITERIA
from counterpart.temperament import names as temperament_names
from counterpart.yamlfile import line_of, load, plain

LANGUAGES = ("zh", "en")
CHANNELS = ("counter", "phone")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_MOOD_KEYS = (*MOODS, "any")


@dataclass(frozen=True)
class Field:
    """One field of the file: its path, what it holds, whether it must stand there, its choices."""

    path: str
    kind: str  # text, texts, id, number, flag, choice, map, list, lines, groups, weights
    required: bool = True
    choices: Callable[[], Iterable[str]] | None = None
    least: int = 1  # of texts and list: the fewest entries


FIELDS: tuple[Field, ...] = (
    Field("id", "id"),
    Field("language", "choice", choices=lambda: LANGUAGES),
    Field("window", "text"),
    Field("channel", "choice", choices=lambda: CHANNELS),
    Field("title", "text"),
    Field("difficulty", "choice", choices=lambda: ("1", "2", "3")),
    Field("brief", "text"),
    Field("citizen", "map"),
    Field("citizen.name", "text"),
    Field("citizen.about", "text"),
    Field("citizen.temperament", "choice", choices=lambda: temperament_names()),
    Field("citizen.mood", "choice", choices=lambda: MOODS),
    Field("stage", "text"),
    Field("opening", "texts", least=2),
    Field("need", "text"),
    Field("misunderstanding", "map", required=False),
    Field("misunderstanding.belief", "text"),
    Field("misunderstanding.voiced", "texts", least=2),
    Field("misunderstanding.corrected_by", "texts", least=4),
    Field("misunderstanding.not_corrected_by", "texts", required=False),
    Field("misunderstanding.must_agree", "groups", required=False),
    Field("misunderstanding.relieved", "texts", least=2),
    Field("must_tell", "list"),
    Field("must_tell[].id", "id"),
    Field("must_tell[].label", "text"),
    Field("must_tell[].fact", "text"),
    Field("must_tell[].source", "text", required=False),
    Field("must_tell[].local", "flag", required=False),
    Field("must_tell[].asked_by", "texts", least=2),
    Field("must_tell[].must_agree", "groups", required=False),
    Field("must_tell[].examples", "texts", least=3),
    Field("must_tell[].wrong", "texts", required=False),
    Field("answers", "list", required=False),
    Field("answers[].id", "id"),
    Field("answers[].asked", "texts", least=2),
    Field("answers[].say", "lines"),
    Field("answers[].volunteered", "texts", required=False),
    Field("lines", "map", required=False, choices=lambda: LINE_MOVES),
    Field("lines.*", "lines"),
    Field("incidents", "list", required=False),
    Field("incidents[].id", "id"),
    Field("incidents[].after", "number"),
    Field("incidents[].stage", "text"),
    Field("incidents[].say", "texts"),
    Field("model_replies", "texts", least=3),
    Field("weights", "weights", required=False),
    Field("sources", "texts", required=False),
)  # fmt: skip

Lines = dict[str, list[str]]  # mood (or "any") -> lines


@dataclass(frozen=True)
class Fact:
    """Something the citizen must be told (一次性告知)."""

    id: str
    label: str
    fact: str
    asked_by: list[str]
    examples: list[str]
    must_agree: list[list[str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    local: bool = False
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """Something the citizen says when asked, and perhaps unasked (``volunteered``)."""

    id: str
    asked: list[str]
    say: Lines
    volunteered: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Misunderstanding:
    """A wrong belief the clerk has to put right."""

    belief: str
    voiced: list[str]
    corrected_by: list[str]
    relieved: list[str]
    not_corrected_by: list[str] = field(default_factory=list)
    must_agree: list[list[str]] = field(default_factory=list)

    def as_fact(self) -> Fact:
        """Return the truth as a fact: told rightly it corrects, told wrongly it confirms the error."""
        return Fact(
            id="misunderstanding", label="", fact=self.corrected_by[0], asked_by=self.voiced,
            examples=self.corrected_by, must_agree=self.must_agree, wrong=self.not_corrected_by,
        )  # fmt: skip


@dataclass(frozen=True)
class Incident:
    """Something that interrupts the talk, from turn ``after`` on."""

    id: str
    after: int
    stage: str
    say: list[str]


@dataclass(frozen=True)
class Citizen:
    """Who stands at the window."""

    name: str
    about: str
    temperament: str
    mood: str


@dataclass(frozen=True)
class Scenario:
    """A checked scenario; ``version`` is a hash of its content."""

    id: str
    version: str
    language: str
    window: str
    channel: str
    title: str
    difficulty: int
    brief: str
    citizen: Citizen
    stage: str
    opening: list[str]
    need: str
    must_tell: list[Fact]
    model_replies: list[str]
    misunderstanding: Misunderstanding | None = None
    answers: list[Answer] = field(default_factory=list)
    lines: dict[str, Lines] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def fact(self, fact_id: str) -> Fact:
        """Return the fact with this id."""
        return next(fact for fact in self.must_tell if fact.id == fact_id)


@dataclass(frozen=True)
class Fault:
    """One fault of a file: where it is, what is wrong, what would be right."""

    file: str
    line: int
    field: str
    cause: str
    valid: str

    def error(self) -> CounterpartError:
        """Return the fault as an error of the catalogue."""
        return CounterpartError(
            "E102",
            file=self.file,
            line=self.line,
            field=self.field,
            cause=self.cause,
            valid=self.valid,
        )

    def message(self, language: str) -> str:
        """Return the fault as one message; that of an unreadable file is complete already."""
        return self.cause if self.cause.startswith("[E") else self.error().message(language)

    def as_dict(self) -> dict[str, Any]:
        """Return the fault for ``counterpart check --json``."""
        return {
            "file": self.file, "line": self.line, "field": self.field, "cause": self.cause,
            "valid": self.valid,
        }  # fmt: skip


_WORDS = {
    "missing": {"en": "is missing", "zh": "缺少"},
    "unknown": {
        "en": "is not a field of this file (misspelt?)",
        "zh": "不是这种文件的字段（拼写?）",
    },
    "choice": {"en": "{value!r} is not a choice", "zh": "“{value}”不是可选的值"},
    "type": {"en": "should be {kind}", "zh": "应该是{kind}"},
    "least": {
        "en": "needs at least {least}, has {count}",
        "zh": "至少要 {least} 条，现有 {count} 条",
    },
    "double": {"en": "{value!r} stands twice", "zh": "“{value}”出现了两次"},
    "example": {
        "en": "the example {value!r} holds none of the words in group {group}",
        "zh": "例句“{value}”里没有第 {group} 组的任何一个词",
    },
}
_KINDS = {
    "text": {"en": "text", "zh": "文字"},
    "texts": {"en": "a list of texts ('- ...')", "zh": "文字列表（每条以“- ”开头）"},
    "id": {
        "en": "lower-case letters, digits and hyphens (or underscores)",
        "zh": "小写字母、数字、连字符或下划线",
    },
    "number": {"en": "a whole number from 1", "zh": "1 以上的整数"},
    "flag": {"en": "true or false", "zh": "true 或 false"},
    "map": {"en": "indented fields ('name: value')", "zh": "缩进的字段（“名称: 值”）"},
    "list": {"en": "a list of entries ('- id: ...')", "zh": "条目列表(“- id: ...”)"},
    "lines": {"en": "mood: list of lines", "zh": "心情: 台词列表"},
    "groups": {"en": "a list of word groups ('- [a, b]')", "zh": "词组列表（“- [甲, 乙]”）"},
    "weights": {"en": "criterion: number of 0 or more", "zh": "评分项: 0 以上的数"},
}

_HAN = r"[\u3000-\u9fff\uff00-\uffef]"
_FOLD = re.compile(
    f"(?<={_HAN}) (?={_HAN})"
)  # YAML joins folded lines by a blank; Chinese has none


class _Checker:
    """Walk a file along :data:`FIELDS` and collect every fault."""

    def __init__(self, file: Path, language: str) -> None:
        self.file, self.language, self.faults = str(file), language, list[Fault]()

    def fault(
        self, holder: Any, key: Any, path: str, cause: str, valid: str, **values: Any
    ) -> None:
        text = _WORDS[cause][self.language].format(**values)
        self.faults.append(Fault(self.file, line_of(holder, key), path, text, valid))

    def run(self, data: Any) -> list[Fault]:
        if not isinstance(data, dict):
            self.fault(None, None, "(file)", "type", "id, language, ...", kind=self._kind("map"))
        else:
            self.mapping(data, "", "")
            self.sense(data)
        return self.faults

    def _kind(self, kind: str) -> str:
        return _KINDS[kind][self.language]

    def mapping(self, data: Any, prefix: str, shown: str) -> None:
        """Check the fields directly below ``prefix``; ``shown`` is the path for the message."""
        known = {
            f.path[len(prefix):]: f for f in FIELDS
            if f.path.startswith(prefix) and not re.search(r"[.\[]", f.path[len(prefix):])
        }  # fmt: skip
        for name, spec in known.items():
            if name != "*" and name not in data and spec.required:
                self.fault(data, None, shown + name, "missing", self._valid(spec))
        for key in data:
            found = known.get(str(key)) or known.get("*")
            if found is None:
                self.fault(data, key, shown + str(key), "unknown", ", ".join(known))
            else:
                self.value(data, key, found, shown + str(key))

    def value(self, holder: Any, key: Any, spec: Field, shown: str) -> None:
        value = holder[key]
        check = getattr(self, f"_{spec.kind}")
        if not check(holder, key, value, spec, shown):
            self.fault(holder, key, shown, "type", self._valid(spec), kind=self._kind(spec.kind))

    def _valid(self, spec: Field) -> str:
        if spec.choices:
            return ", ".join(spec.choices())
        return self._kind(spec.kind)

    def _text(self, _h: Any, _k: Any, value: Any, _s: Field, _p: str) -> bool:
        return isinstance(value, str) and bool(value.strip())

    def _id(self, _h: Any, _k: Any, value: Any, _s: Field, _p: str) -> bool:
        return isinstance(value, str) and bool(_ID.match(value.replace("_", "-")))

    def _number(self, _h: Any, _k: Any, value: Any, _s: Field, _p: str) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 1

    def _flag(self, _h: Any, _k: Any, value: Any, _s: Field, _p: str) -> bool:
        return isinstance(value, bool)

    def _choice(self, holder: Any, key: Any, value: Any, spec: Field, shown: str) -> bool:
        assert spec.choices is not None
        valid = list(spec.choices())
        if str(value) not in valid:
            self.fault(holder, key, shown, "choice", ", ".join(valid), value=str(value))
        return True

    def _texts(self, holder: Any, key: Any, value: Any, spec: Field, shown: str) -> bool:
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            return False
        if len(value) < spec.least:
            self.fault(
                holder, key, shown, "least", self._valid(spec), least=spec.least, count=len(value)
            )
        seen: set[str] = set()
        for i, text in enumerate(value):
            if text in seen:
                self.fault(value, i, f"{shown}[{i + 1}]", "double", "", value=text)
            seen.add(text)
        return True

    def _groups(self, _h: Any, _k: Any, value: Any, _s: Field, _p: str) -> bool:
        return isinstance(value, list) and all(
            isinstance(group, list) and group and all(isinstance(w, (str, int)) for w in group)
            for group in value
        )

    def _weights(self, _h: Any, _k: Any, value: Any, _s: Field, shown: str) -> bool:
        if not isinstance(value, dict):
            return False
        for name in value:
            if name not in CRITERIA:
                valid = ", ".join(CRITERIA)
                self.fault(value, name, f"{shown}.{name}", "choice", valid, value=str(name))
        return all(
            isinstance(v, (int, float)) and not isinstance(v, bool) and v >= 0
            for v in value.values()
        )

    def _map(self, holder: Any, key: Any, value: Any, spec: Field, shown: str) -> bool:
        if not isinstance(value, dict):
            return False
        for name in value if spec.choices else ():
            assert spec.choices is not None
            if str(name) not in set(spec.choices()):
                self.fault(
                    value,
                    name,
                    f"{shown}.{name}",
                    "choice",
                    ", ".join(spec.choices()),
                    value=str(name),
                )
        self.mapping(value, spec.path + ".", shown + ".")
        return True

    def _lines(self, _h: Any, _k: Any, value: Any, spec: Field, shown: str) -> bool:
        if not isinstance(value, dict) or not value:
            return False
        for mood in value:
            where = f"{shown}.{mood}"
            if str(mood) not in _MOOD_KEYS:
                self.fault(value, mood, where, "choice", ", ".join(_MOOD_KEYS), value=str(mood))
            elif not self._texts(value, mood, value[mood], spec, where):
                self.fault(value, mood, where, "type", "", kind=self._kind("texts"))
        return True

    def _list(self, holder: Any, key: Any, value: Any, spec: Field, shown: str) -> bool:
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            return False
        if spec.required and not value:
            self.fault(holder, key, shown, "least", self._valid(spec), least=1, count=0)
        seen: set[str] = set()
        for i, entry in enumerate(value):
            where = f"{shown}[{i + 1}]"
            self.mapping(entry, spec.path + "[].", where + ".")
            own = entry.get("id")
            if isinstance(own, str):
                if own in seen:
                    self.fault(entry, "id", where + ".id", "double", "", value=own)
                seen.add(own)
        return True

    def sense(self, data: Any) -> None:
        """Check that the examples of each fact agree with the fact's own words."""
        for i, fact in enumerate(_entries(data.get("must_tell"))):
            examples = fact.get("examples")
            for number, group in enumerate(_lists(fact.get("must_agree")), 1):
                words = [str(word).lower() for word in group]
                for j, example in enumerate(examples if isinstance(examples, list) else []):
                    if not any(word in str(example).lower() for word in words):
                        self.fault(
                            examples, j, f"must_tell[{i + 1}].examples[{j + 1}]", "example",
                            ", ".join(map(str, group)), value=example, group=number,
                        )  # fmt: skip


def _entries(value: Any) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _lists(value: Any) -> list[list[Any]]:
    return [v for v in value if isinstance(v, list)] if isinstance(value, list) else []


def check(file: Path, language: str | None = None) -> list[Fault]:
    """Return every fault of a scenario file, in the user's language; empty where it is sound."""
    language = language or user_language()
    try:
        data = load(file)
    except CounterpartError as error:
        line = error.fields.get("line", 1)
        return [
            Fault(
                str(file),
                line if isinstance(line, int) else 1,
                "(file)",
                error.message(language),
                "",
            )
        ]
    return sorted(_Checker(file, language).run(data), key=lambda fault: fault.line)


def read(file: Path) -> Scenario:
    """Return the checked scenario of a file.

    Raises:
        CounterpartError: E104 with every fault of the file.
    """
    faults = check(file)
    if faults:
        listed = "\n".join(fault.message(user_language()) for fault in faults)
        raise CounterpartError("E104", count=len(faults), faults=listed)
    return from_dict(plain(load(file)))


def from_dict(data: dict[str, Any]) -> Scenario:
    """Build a scenario from checked content; its version is a hash of that content."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    wrong = data.get("misunderstanding")
    facts = [
        Fact(**{**fact, "must_agree": [[str(w) for w in g] for g in fact.get("must_agree", [])]})
        for fact in data["must_tell"]
    ]
    return Scenario(
        **{
            **data,
            "version": hashlib.sha256(canonical).hexdigest()[:12],
            "brief": _FOLD.sub("", data["brief"]),
            "difficulty": int(data["difficulty"]),
            "citizen": Citizen(**data["citizen"]),
            "must_tell": facts,
            "misunderstanding": Misunderstanding(**wrong) if wrong else None,
            "answers": [Answer(**answer) for answer in data.get("answers") or []],
            "incidents": [Incident(**incident) for incident in data.get("incidents") or []],
            "lines": data.get("lines") or {},
            "weights": data.get("weights") or {},
            "sources": data.get("sources") or [],
        }
    )


def files(folder: Path = paths.SCENARIOS) -> list[Path]:
    """Return the scenario files of a folder, by name."""
    return sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
