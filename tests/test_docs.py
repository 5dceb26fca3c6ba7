"""What is not documented does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from counterpart import paths, scenario, transcript
from counterpart.cli import COMMANDS, main
from counterpart.errors import CATALOGUE
from counterpart.rubric import CRITERIA

DOCS = paths.ROOT / "docs"


def _named(name: str, text: str) -> bool:
    """Tell whether a name stands in the text by itself, as code or not."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def _text(*names: str) -> str:
    return "\n".join((paths.ROOT / name).read_text(encoding="utf-8") for name in names)


@pytest.mark.parametrize(
    ("document", "names"),
    [
        ("docs/scenario-format.md", [field.path for field in scenario.FIELDS]),
        ("docs/exports.md", list(transcript.FIELDS)),
    ],
)
def test_every_field_is_documented(document: str, names: list[str]) -> None:
    text = _text(document)
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("document", "names"),
    [("docs/errors.md", list(CATALOGUE)), ("docs/scoring.md", list(CRITERIA))],
)
def test_every_error_and_every_criterion_is_documented(document: str, names: list[str]) -> None:
    text = _text(document)
    assert [name for name in names if not _named(name, text)] == []


def _commands() -> dict[str, click.Command]:
    """Return every command by its name, those below another command included."""
    context, found = click.Context(main), dict[str, click.Command]()
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {below}": c for below, c in command.commands.items()}
    return found


def _options() -> Iterator[tuple[str, str]]:
    for name, command in _commands().items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from ((name, o) for o in parameter.opts if o.startswith("--"))


def test_every_command_is_documented() -> None:
    text = _text("README.md", "docs/operations.md")
    assert "scenarios map" in _commands()
    assert [name for name in _commands() if not _named(f"counterpart {name}", text)] == []


def test_every_option_is_documented() -> None:
    text = _text("README.md", "docs/operations.md")
    options = list(_options())
    assert len(options) > 15
    assert [pair for pair in options if not _named(pair[1], text)] == []


@pytest.mark.parametrize("command", list(_commands()))
def test_every_command_and_option_has_its_own_help(command: str) -> None:
    found = _commands()[command]
    assert found.help
    assert found.epilog
    assert "Examples:" in found.epilog
    for parameter in found.params:
        if isinstance(parameter, click.Option) and not isinstance(parameter.type, click.Choice):
            assert parameter.help, parameter.name


def test_the_readme_stays_short() -> None:
    assert len(_text("README.md").splitlines()) < 300


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = [
        f"{file.name}: {target}"
        for file in [paths.ROOT / "README.md", *DOCS.rglob("*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)", file.read_text(encoding="utf-8"))
        if "://" not in target and not (file.parent / target).exists()
    ]
    assert broken == []
