"""Scenario files: every fault is found, named with its line, and told at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterpart import paths, scenario
from counterpart.errors import CounterpartError
from counterpart.moods import MOODS
from counterpart.rubric import CRITERIA
from counterpart.scenario import FIELDS, Fault
from counterpart.temperament import names
from counterpart.yamlfile import load, plain
from tests.by_hand import RASA_KEYS, SOUND


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sound scenario file."""
    path = tmp_path / "parking-permit.yml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def _broken(file: Path, old: str, new: str) -> list[Fault]:
    assert SOUND.count(old) == 1, old
    file.write_text(SOUND.replace(old, new), encoding="utf-8")
    return scenario.check(file, "en")


def _line(file: Path, text: str) -> int:
    content = file.read_text(encoding="utf-8")
    return content[: content.index(text)].count("\n") + 1


def test_a_sound_file_has_no_fault_and_every_field_is_in_it(file: Path) -> None:
    assert scenario.check(file) == []
    present = set(_paths(plain(load(file))))
    assert {f.path for f in FIELDS} - {"lines.*"} <= present


@pytest.mark.parametrize("path", scenario.files(), ids=lambda path: str(path.stem))
def test_the_projects_scenarios_are_sound(path: Path) -> None:
    assert scenario.check(path, "en") == []
    found = scenario.read(path)
    assert found.id == path.stem
    assert found.must_tell
    assert "。 " not in found.brief


# old text, new text, field, words of the cause, words of the valid choices, text from its line on
WRONG = [
    ("language: en", "language: fr", "language", "'fr' is not a choice", "zh, en", "language"),
    ("channel: counter", "channel: fax", "channel", "'fax'", "counter, phone", "channel"),
    ("difficulty: 2", "difficulty: 9", "difficulty", "'9'", "1, 2, 3", "difficulty"),
    ("difficulty: 2", "difficulty: hard", "difficulty", "'hard'", "1, 2, 3", "difficulty"),
    ("temperament: worrier", "temperament: odd", "citizen.temperament", "'odd'", "worrier", "odd"),
    ("mood: anxious", "mood: hungry", "citizen.mood", "'hungry'", "calm, anxious", "hungry"),
    ("id: parking-permit", "id: Parking Permit", "id", "should be", "lower-case", "Parking Permit"),
    ("id: parking-permit", "id: 7", "id", "should be", "lower-case", "id: 7"),
    ("title: Parking permit", "title: 2026", "title", "should be", "text", "title"),
    ("title: Parking permit", "title:", "title", "should be", "text", "title"),
    ("title: Parking permit", "title: '  '", "title", "should be", "text", "title"),
    ("title: Parking permit", "titel: Parking permit", "titel", "is not a field", "title", "titel"),
    ("  name: Ann Lee", "  nmae: Ann Lee", "citizen.nmae", "is not a field", "name", "nmae"),
    ("  label: days", "  lable: days", "must_tell[2].lable", "is not a field", "label", "lable"),
    ("  after: 2", "  after: soon", "incidents[1].after", "a whole number", "from 1", "soon"),
    ("  after: 2", "  after: 0", "incidents[1].after", "a whole number", "from 1", "after"),
    ("  after: 2", "  after: true", "incidents[1].after", "a whole number", "from 1", "after"),
    ("  local: false", "  local: maybe", "must_tell[1].local", "true or false", "true", "maybe"),
    ("need: A parking permit.", "need: [a]", "need", "should be text", "text", "need: [a]"),
    ("weights:\n  greeting: 20", "weights: 3", "weights", "should be", "criterion", "weights: 3"),
    ("  greeting: 20", "  greeting: -1", "weights", "should be", "0 or more", "weights"),
    ("  greeting: 20", "  greting: 20", "weights.greting", "'greting'", "greeting", "greting"),
    ("  complain:", "  moan:", "lines.moan", "'moan' is not a choice", "complain", "moan"),
    ("    calm:\n", "    cross:\n", "answers[1].say.cross", "'cross'", "calm", "cross"),
    ("    any:\n    - I took", "    any: x\n    y:\n    - I took", "lines.complain.any",
     "a list of texts", "", "any: x"),
    ("  - [passport]", "  - passport", "must_tell[1].must_agree", "word groups", "[a, b]",
     "must_agree:\n  - passport"),
    ("  - [15]", "  - [16]", "must_tell[2].examples[1]", "none of the words", "16",
     "- It takes 15"),
    ("- id: days", "- id: papers", "must_tell[2].id", "'papers' stands twice", "",
     "- id: papers\n  label: days"),
    ("- I need a parking permit.", "- Is this where I get a parking permit?", "opening[2]",
     "stands twice", "", "- Is this where I get a parking permit?\nneed:"),
    ("- I need a parking permit.\n", "", "opening", "needs at least 2, has 1", "a list of texts",
     "opening"),
    ("  - It is for everybody who lives here.\n", "", "misunderstanding.corrected_by",
     "needs at least 4, has 3", "a list of texts", "corrected_by"),
    ("  - You wait 15 working days.\n", "", "must_tell[2].examples", "needs at least 3, has 2",
     "a list of texts", "examples:\n  - It takes"),
    ("sources:\n- made up", "sources: []", "sources", "needs at least 1, has 0", "", "sources"),
    ("- Good morning.", "- [Good morning.]", "model_replies", "should be a list of texts", "- ...",
     "model_replies"),
    ("answers:\n- id: street", "answers: [street]\nother:\n- id: street", "answers",
     "list of entries", "- id", "answers:"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "cause", "valid", "anchor"), WRONG)
def test_a_fault_names_file_line_field_cause_and_choices(
    file: Path, old: str, new: str, field: str, cause: str, valid: str, anchor: str
) -> None:
    found = next(fault for fault in _broken(file, old, new) if fault.field == field)
    assert found.file == str(file)
    assert cause in found.cause
    assert valid in found.valid
    assert found.line == _line(file, anchor)
    message = found.error().message("en")
    assert message.startswith(f"[E102] {file}:{found.line}: field '{field}': {found.cause}")
    assert found.valid in message


REQUIRED = [f.path for f in FIELDS if f.required and f.path != "lines.*"]


@pytest.mark.parametrize("path", REQUIRED)
def test_a_missing_field_is_named_with_its_choices(file: Path, path: str) -> None:
    data = plain(load(file))
    *way, last = path.replace("[]", ".0").split(".")
    holder: Any = data
    for step in way:
        holder = holder[0] if step == "0" else holder[step]
    del holder[last]
    _write(file, data)
    found = {fault.field: fault for fault in scenario.check(file, "en")}
    fault = found[path.replace("[]", "[1]")]
    assert fault.cause == "is missing"
    assert fault.valid
    assert fault.line >= 1


OPTIONAL = [f.path for f in FIELDS if not f.required and "." not in f.path]


@pytest.mark.parametrize("path", OPTIONAL)
def test_an_optional_field_may_be_missing(file: Path, path: str) -> None:
    data = plain(load(file))
    del data[path]
    _write(file, data)
    assert scenario.check(file, "en") == []
    assert scenario.read(file).id == "parking-permit"


def _write(file: Path, data: Any) -> None:
    from ruamel.yaml import YAML

    with file.open("w", encoding="utf-8") as out:
        YAML().dump(data, out)


WHOLE = [
    ("", "should be indented fields", "id, language", 1),
    ("# only a remark\n", "should be indented fields", "id, language", 1),
    ("- a\n- b\n", "should be indented fields", "id, language", 1),
    ("just words\n", "should be indented fields", "id, language", 1),
    ("id: a\ncitizen:\n\tname: b\n", "E101", "", 3),
    ("id: a\nid: b\n", "E101", "", 2),
    ('id: "a\ntitle: b\n', "E101", "", None),
    (b"id: a\ntitle: \xd1\xf8\xc0\xcf\n", "UTF-8", "", None),
]


@pytest.mark.parametrize(
    ("content", "cause", "valid", "line"),
    WHOLE,
    ids=["empty", "remark", "list", "words", "tab", "twice", "quote", "GB 18030"],
)
def test_a_file_that_is_no_scenario_at_all_is_one_clear_fault(
    file: Path, content: str | bytes, cause: str, valid: str, line: int | None
) -> None:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    [fault] = scenario.check(file, "en")
    assert fault.field == "(file)"
    assert fault.file == str(file)
    assert cause in fault.cause
    assert valid in fault.valid
    assert line in (fault.line, None)


def test_text_that_is_not_utf_8_is_named_with_its_line(file: Path) -> None:
    file.write_bytes(b"id: a\nlanguage: zh\ntitle: \xd1\xf8\xc0\xcf\n")
    [fault] = scenario.check(file, "en")
    assert fault.line == 3


def test_a_missing_file_is_one_clear_fault(tmp_path: Path) -> None:
    [fault] = scenario.check(tmp_path / "none.yml", "en")
    assert "E105" in fault.cause
    assert "none.yml" in fault.cause


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_the_lines(file: Path) -> None:
    text = SOUND
    for old, new in (
        ("language: en", "language: fr"), ("window: Traffic\n", ""), ("  mood: anxious", "  mood: x"),
        ("  after: 2", "  after: 0"), ("  complain:", "  moan:"), ("sources:", "source:"),
    ):  # fmt: skip
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    faults = scenario.check(file, "en")
    assert {f.field for f in faults} >= {
        "language", "window", "citizen.mood", "incidents[1].after", "lines.moan", "source"
    }  # fmt: skip
    assert [f.line for f in faults] == sorted(f.line for f in faults)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("  greeting: 20", "  greting: 20", "weights.greting"),
        ("  - [passport]", "  - [visa]", "must_tell[1].examples[1]"),
    ],
)
def test_faults_of_sense_are_told_together_with_the_others(
    file: Path, old: str, new: str, field: str
) -> None:
    text = SOUND.replace("language: en", "language: fr").replace(old, new)
    file.write_text(text, encoding="utf-8")
    assert {f.field for f in scenario.check(file, "en")} >= {"language", field}


def test_two_entries_without_id_are_two_faults(file: Path) -> None:
    text = SOUND.replace("- id: papers\n  label", "- label").replace(
        "- id: days\n  label", "- label"
    )
    file.write_text(text, encoding="utf-8")
    fields = [f.field for f in scenario.check(file, "en")]
    assert fields == ["must_tell[1].id", "must_tell[2].id"]


@pytest.mark.parametrize("value", ["[papers]", "{a: b}"])
def test_an_id_of_the_wrong_kind_is_a_fault(file: Path, value: str) -> None:
    found = _broken(file, "- id: papers", f"- id: {value}")
    assert [f.field for f in found] == ["must_tell[1].id"]


@pytest.mark.parametrize("text", ["\\ud83d\\ude00", "\\ud83d"], ids=["pair", "alone"])
def test_an_escaped_surrogate_is_a_fault_or_a_character(file: Path, text: str) -> None:
    file.write_text(SOUND.replace("title: Parking permit", f'title: "{text}"'), encoding="utf-8")
    if not scenario.check(file, "en"):
        assert scenario.read(file).title


@pytest.mark.parametrize("language", ["zh", "en"])
def test_faults_are_told_in_the_users_language(file: Path, language: str) -> None:
    file.write_text(SOUND.replace("window: Traffic\n", ""), encoding="utf-8")
    [fault] = scenario.check(file, language)
    assert fault.cause == {"zh": "缺少", "en": "is missing"}[language]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SOUND.replace("difficulty: 2", "difficulty: 9"), ["1 fault(s)", "difficulty", ":6:"]),
        ("", ["1 fault(s)", "(file)", "parking-permit.yml"]),
        ("a: [", ["1 fault(s)", "E101", "parking-permit.yml"]),
    ],
)
def test_reading_a_file_with_faults_raises_all_of_them(
    file: Path, content: str, words: list[str]
) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CounterpartError) as caught:
        scenario.read(file)
    assert caught.value.code == "E104"
    assert [word for word in words if word in str(caught.value)] == words


def test_reading_makes_a_scenario_of_the_content(file: Path) -> None:
    found = scenario.read(file)
    assert found.citizen.temperament == "worrier"
    assert found.difficulty == 2
    assert found.misunderstanding is not None
    assert found.fact("days").must_agree == [["15"]]
    assert found.incidents[0].after == 2
    assert found.weights == {"greeting": 20}


def test_the_version_follows_the_content_and_not_its_layout(file: Path) -> None:
    first = scenario.read(file).version
    file.write_text("# a remark\n" + SOUND.replace("\n", "\r\n"), encoding="utf-8")
    assert scenario.read(file).version == first
    file.write_text(SOUND.replace("Ann Lee", "Ann Li"), encoding="utf-8")
    assert scenario.read(file).version != first


def test_the_declared_choices_are_the_real_ones() -> None:
    choices = {f.path: list(f.choices()) for f in FIELDS if f.choices}
    assert choices["citizen.mood"] == list(MOODS)
    assert choices["citizen.temperament"] == names()
    assert set(plain(load(paths.DATA / "rubric.yml"))["weights"]) == set(CRITERIA)


def _paths(data: Any, prefix: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield f"{prefix}{key}"
            yield from _paths(value, f"{prefix}{key}.")
    elif isinstance(data, list):
        for value in data:
            yield from _paths(value, prefix.removesuffix(".") + "[].")


def test_no_field_is_a_top_level_key_of_rasa() -> None:
    assert not RASA_KEYS & {part.removesuffix("[]") for f in FIELDS for part in f.path.split(".")}


@pytest.mark.parametrize("path", scenario.files(), ids=lambda path: str(path.stem))
def test_no_key_of_a_scenario_at_any_depth_is_a_top_level_key_of_rasa(path: Path) -> None:
    keys = {part.removesuffix("[]") for way in _paths(plain(load(path))) for part in way.split(".")}
    assert len(keys) > 30
    assert not RASA_KEYS & keys


@pytest.mark.parametrize("key", sorted(RASA_KEYS))
def test_a_rasa_key_in_a_scenario_is_a_fault(file: Path, key: str) -> None:
    file.write_text(SOUND + f"{key}:\n- made up\n", encoding="utf-8")
    assert [f.field for f in scenario.check(file, "en")] == [key]


def test_the_files_of_a_folder_come_by_name(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", "c.txt"):
        (tmp_path / name).touch()
    assert [file.name for file in scenario.files(tmp_path)] == ["a.yaml", "b.yml"]
