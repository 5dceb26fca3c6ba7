"""Scenarios by id, and every version that a talk was started with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpart.errors import CounterpartError
from counterpart.library import Library
from tests.by_hand import SOUND


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sound scenario."""
    made = tmp_path / "scenarios"
    made.mkdir()
    _write(made / "parking-permit.yml", SOUND)
    return made


@pytest.fixture
def books(folder: Path, tmp_path: Path) -> Library:
    """A library of that folder, with an archive of its own."""
    return Library(folder, tmp_path / "archive")


def _write(file: Path, text: str, age: int = 0) -> None:
    file.write_text(text, encoding="utf-8")
    os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))


def test_a_scenario_is_found_by_its_id(books: Library) -> None:
    assert books.latest("parking-permit").title == "Parking permit"


def test_a_scenario_is_found_under_another_file_name(books: Library, folder: Path) -> None:
    (folder / "parking-permit.yml").rename(folder / "permit.yaml")
    assert books.latest("parking-permit").id == "parking-permit"


def test_a_scenario_is_found_by_its_path(books: Library, tmp_path: Path) -> None:
    _write(tmp_path / "mine.yml", SOUND.replace("id: parking-permit", "id: mine"))
    assert books.latest(str(tmp_path / "mine.yml")).id == "mine"


def test_the_scenarios_come_by_id(books: Library, folder: Path) -> None:
    _write(folder / "z.yml", SOUND.replace("id: parking-permit", "id: a-first"))
    assert [found.id for found in books.all()] == ["a-first", "parking-permit"]


@pytest.mark.usefixtures("english")
def test_an_unknown_id_names_the_valid_ones(books: Library) -> None:
    with pytest.raises(CounterpartError) as caught:
        books.latest("parkng")
    assert caught.value.code == "E103"
    assert "parkng" in str(caught.value)
    assert "Valid: parking-permit" in str(caught.value)


@pytest.mark.parametrize("content", ["", "- a\n"])
def test_an_unknown_id_is_named_also_beside_an_empty_file(
    books: Library, folder: Path, content: str
) -> None:
    _write(folder / "empty.yml", content)
    with pytest.raises(CounterpartError, match="E103"):
        books.latest("parkng")


@pytest.mark.parametrize("content", ["", "a: ["])
def test_a_sound_scenario_is_found_beside_a_broken_file(
    books: Library, folder: Path, content: str
) -> None:
    _write(folder / "broken.yml", content)
    assert books.latest("parking-permit").id == "parking-permit"


@pytest.mark.parametrize("name", ["none.yml", "no/such/none.yaml"])
def test_a_path_without_file_is_named(books: Library, name: str) -> None:
    with pytest.raises(CounterpartError, match=name):
        books.latest(name)


def test_a_file_with_faults_is_not_played(books: Library, folder: Path) -> None:
    _write(folder / "parking-permit.yml", SOUND.replace("difficulty: 2", "difficulty: 7"))
    for ask in (books.all, lambda: books.latest("parking-permit")):
        with pytest.raises(CounterpartError, match="E104"):
            ask()


def test_an_edited_file_gives_a_new_version_and_the_old_one_stays(
    books: Library, folder: Path
) -> None:
    before = books.latest("parking-permit")
    _write(folder / "parking-permit.yml", SOUND.replace("Ann Lee", "Ann Li"), age=-60)
    after = books.latest("parking-permit")
    assert after.version != before.version
    assert after.citizen.name == "Ann Li"
    assert books.pinned("parking-permit", before.version) == before
    assert books.pinned("parking-permit", after.version) == after


def test_a_pinned_version_outlives_its_file_and_its_process(books: Library, folder: Path) -> None:
    before = books.latest("parking-permit")
    (folder / "parking-permit.yml").unlink()
    again = Library(folder, books.archive)
    assert again.pinned("parking-permit", before.version) == before


def test_the_archive_is_written_once(books: Library, folder: Path) -> None:
    version = books.latest("parking-permit").version
    [copy] = books.archive.rglob("*.json")
    copy.write_text("kept", encoding="utf-8")
    Library(folder, books.archive).latest("parking-permit")
    assert copy.name == f"{version}.json"
    assert copy.read_text(encoding="utf-8") == "kept"
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


@pytest.mark.parametrize(
    ("scenario_id", "version"),
    [("parking-permit", "ffffffffffff"), ("none", "0123"), ("../scenarios", "x"), ("", "")],
)
def test_a_version_that_was_never_read_is_named(
    books: Library, scenario_id: str, version: str
) -> None:
    with pytest.raises(CounterpartError, match="E103"):
        books.pinned(scenario_id, version)


def test_the_projects_scenarios_are_both_there(shelf: Library) -> None:
    assert {"pension-transfer", "tax-settlement-en"} <= {found.id for found in shelf.all()}
