"""The comparison of the act tagger with its peers: what is mapped, found by keywords and counted."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from acts_vs_peers import Comparison, f1, main, score
from click.testing import CliRunner
from convokit_strategies import COVERED, SETS, check
from tables import aligned

from counterpart.acts import ACTS, Span
from counterpart.corpus import LabelledReply
from counterpart.keyword_acts import KeywordActs, read


def reply(number: int, *acts: str) -> LabelledReply:
    """Return a labelled reply that holds ``acts``."""
    spans = tuple(Span(0, 1, act) for act in acts)
    return LabelledReply(f"w-{number}", "w", "en", None, False, False, "greet", "Well.", spans)


THANKFUL, POLITE, SILENT = reply(1, "thanks"), reply(2, "thanks", "please"), reply(3)
REPLIES = [THANKFUL, POLITE, SILENT]


@pytest.mark.parametrize(
    ("name", "strategies", "acts"),
    [
        ("politeness_cscw_zh", ["start_please", "hedge"], {"please"}),
        ("politeness_cscw_zh", ["gratitude", "apologetic"], {"thanks", "apology"}),
        ("politeness_cscw_zh", ["taboo", "best_wishes", "honorifics"], set()),
        ("politeness_api", ["feature_politeness_==Please_start=="], {"please"}),
        ("politeness_api", ["feature_politeness_==Indirect_(greeting)=="], {"greeting"}),
        ("politeness_api", ["Please", "feature_politeness_==HASHEDGE=="], set()),
        ("politeness_local", ["Apology", "Please", "Please.Start"], {"apology", "please"}),
        ("politeness_local", [], set()),
    ],
)
def test_strategies_become_acts(name: str, strategies: list[str], acts: set[str]) -> None:
    assert SETS[name].acts(strategies) == acts


def test_every_set_covers_the_same_acts() -> None:
    assert all(set(group.strategies) == set(COVERED) <= set(ACTS) for group in SETS.values())


def test_a_strategy_that_convokit_does_not_know_is_refused() -> None:
    known = {
        name: {s for g in group.strategies.values() for s in g} for name, group in SETS.items()
    }
    check(known)
    known["politeness_local"].remove("Apology")
    with pytest.raises(click.ClickException, match="politeness_local has no strategy Apology"):
        check(known)


def test_every_act_has_keywords_in_both_languages() -> None:
    entries = read()
    sought = {*ACTS, "grievance"} - {"explanation_first"}  # which follows from the others
    assert {entry[:2] for entry in entries if not entry[2]} == {
        (act, language) for act in sought for language in ("zh", "en")
    }


@pytest.mark.parametrize(
    "line", ["thank zh | 谢谢", "thanks fr | merci", "thanks zh", "thanks zh no | x"]
)
def test_a_line_of_keywords_that_names_nothing_is_refused(line: str, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text(f"# head\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.txt:3"):
        read(file)


@pytest.fixture(scope="module")
def keywords() -> KeywordActs:
    return KeywordActs()


@pytest.mark.parametrize(
    ("language", "text", "citizen", "acts"),
    [
        ("zh", "您好，请坐。", None, {"greeting", "please"}),
        ("zh", "申请表", None, set()),  # 请 inside 申请
        ("zh", "麻煩您，謝謝。", None, {"please", "thanks"}),  # traditional characters
        ("zh", "签字，", None, {"bare_command"}),
        ("zh", "签字，请坐", None, {"bare_command", "please"}),
        ("zh", "请您签个字", None, {"please"}),  # no bare command beside a please
        ("zh", "由于停电", "凭什么！", {"explanation", "explanation_first"}),
        ("zh", "抱歉，由于停电", "凭什么！", {"apology", "explanation"}),
        ("zh", "由于停电", "您好。", {"explanation"}),
        ("en", "SIGN there.", None, {"bare_command"}),
        ("en", "It was a good sign.", None, set()),  # ^ is the start of a clause
        ("en", "Kindly sign there.", None, {"please"}),
        ("en", "No thanks to you.", None, set()),
        ("en", "A thankless, pleasing signature", None, set()),  # whole words
    ],
)
def test_keywords_find_acts(
    keywords: KeywordActs, language: str, text: str, citizen: str | None, acts: set[str]
) -> None:
    assert keywords.acts(text, language, citizen) == acts


def test_an_act_counts_once_a_reply() -> None:
    found = {
        THANKFUL: frozenset({"thanks", "please"}), POLITE: frozenset({"please"}), SILENT: frozenset(),
    }  # fmt: skip
    counts = score(REPLIES, found)
    assert (counts["thanks"].hit, counts["thanks"].extra, counts["thanks"].missed) == (1, 0, 1)
    assert (counts["please"].hit, counts["please"].extra, counts["please"].missed) == (1, 1, 0)
    assert f1("ours", counts, ["thanks", "please", "taboo"]) == pytest.approx(2 / 3)  # no taboo
    assert f1("ours", counts, ["taboo"]) is None
    assert f1("politeness_api", counts, ["thanks"]) == pytest.approx(2 / 3)
    assert f1("politeness_api", counts, ACTS) is None  # not all are sought


def test_tables_and_figures_tell_the_same() -> None:
    result = Comparison()
    nothing = dict.fromkeys(REPLIES, frozenset[str]())
    right = {r: r.acts for r in REPLIES}
    result.add("en", "all", REPLIES, {"ours": right, "politeness_api": nothing})
    result.add("en", "hard", [], {"ours": right, "politeness_api": nothing})
    for ours, theirs in ((10.0, 30.0), (20.0, 60.0), (90.0, 50.0)):
        result.clock("en", "ours", ours)
        result.clock("en", "politeness_api", theirs)
    table = [line.split() for line in result.tables().splitlines()]
    assert ["thanks", "2", "1.00", "0.00"] in table
    assert ["empathy", "0", "-", "-"] in table
    assert ["mean", "of", "four", "1.00", "0.00"] in table
    assert ["mean", "of", "all", "1.00", "-"] in table
    assert ["politeness_api", "50.00", "2.50"] in table
    assert "hard" not in result.tables()
    figures = json.loads(json.dumps(result.as_dict(settings={})))
    assert figures["f1"][0]["systems"]["politeness_api"]["thanks"]["recall"] == 0.0
    assert set(figures["f1"][0]["systems"]["politeness_api"]) == set(COVERED)
    assert figures["speed"]["en"]["politeness_api"] == {"replies_per_s": 50.0, "ratio_to_ours": 2.5}


def test_columns_are_aligned() -> None:
    assert aligned([("a", "b", "c"), ("long", "10", "")], left=(0, 2)) == "a      b  c\nlong  10"


def test_a_missing_peer_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no environment")
    result = CliRunner().invoke(main, ["--peer-env", str(tmp_path)])
    assert result.exit_code == 3
    assert "neither empty nor an environment" in result.output
    assert "--without-convokit" in result.output
