"""YAML files are read with their lines, and faults are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.errors import CounterpartError
from counterpart.yamlfile import line_of, load, plain


def _file(folder: Path, content: str | bytes) -> Path:
    file = folder / "a.yml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


@pytest.mark.parametrize(
    "content",
    ["name: 王师傅\nlist:\n- a\n- 2\n", "\ufeffname: 王师傅\r\nlist: [a, 2]\r\n"],
    ids=["plain", "byte order mark and Windows lines"],
)
def test_content_comes_back_as_ordinary_values(tmp_path: Path, content: str) -> None:
    found = plain(load(_file(tmp_path, content)))
    assert found == {"name": "王师傅", "list": ["a", 2]}
    assert type(found) is dict
    assert type(found["list"]) is list
    assert type(found["list"][1]) is int


def test_values_know_their_lines(tmp_path: Path) -> None:
    data = load(_file(tmp_path, "# head\na: 1\nb:\n  c: 2\n  d:\n  - x\n  - y\n"))
    assert line_of(data, "a") == 2
    assert line_of(data["b"], "d") == 5
    assert line_of(data["b"]["d"], 1) == 7
    assert line_of(data) == 2


@pytest.mark.parametrize("holder", [None, {}, [], "text"])
def test_a_value_without_lines_is_said_to_be_on_the_first(holder: object) -> None:
    assert line_of(holder, "a") == 1


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: 1\nb: [1\nc: 2\n", 3),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\na: 2\n", 2),
        ('a: "x\n', None),
        ("a: 1\n  b: 2\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
    ],
    ids=["bracket", "tab", "twice", "quote", "indent", "two documents"],
)
def test_what_is_not_yaml_is_named_with_its_line(
    tmp_path: Path, content: str, line: int | None
) -> None:
    file = _file(tmp_path, content)
    with pytest.raises(CounterpartError) as caught:
        load(file)
    assert caught.value.code == "E101"
    assert caught.value.fields["file"] == file
    assert caught.value.fields["cause"]
    assert line in (caught.value.fields["line"], None)
    assert isinstance(caught.value.fields["line"], int)


@pytest.mark.parametrize("content", ["标题: 养老".encode("gb18030"), b"a: \xff\xfe"])
def test_text_that_is_not_utf_8_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CounterpartError) as caught:
        load(_file(tmp_path, content))
    assert caught.value.code == "E101"
    assert "UTF-8" in caught.value.message("en")


@pytest.mark.parametrize("content", [b"a: b\0c\n", b"a: \x07\n"])
def test_control_characters_are_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CounterpartError, match="E101"):
        load(_file(tmp_path, content))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for file in (tmp_path / "none.yml", tmp_path):
        with pytest.raises(CounterpartError, match=r"E105.*" + file.name):
            load(file)


def test_a_path_below_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CounterpartError):
        load(_file(tmp_path, "a: 1") / "b.yml")


def test_absurd_nesting_is_named(tmp_path: Path) -> None:
    with pytest.raises(CounterpartError):
        load(_file(tmp_path, "a: " + "[" * 1000))


def test_yaml_tags_run_nothing(tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    found = load(_file(tmp_path, f"a: !!python/object/apply:os.mkdir ['{bait}']\n"))
    assert "a" in found
    assert not bait.exists()
