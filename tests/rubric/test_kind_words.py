"""Kind words name the trouble that was voiced; the tagger knows them for what they are."""

from __future__ import annotations

import re

import pytest

from counterpart.acts import OFFENCES
from counterpart.rubric import Matter, kind_words
from counterpart.rubric.finding import SURE
from counterpart.tagger import ActTagger
from tests.by_hand import turn


@pytest.mark.parametrize(
    ("line", "language", "words"),
    [
        ("我又来了，上礼拜白跑一趟！", "zh", "白跑"),
        ("俺爸在上海住院等着开刀。", "zh", "病着"),
        ("俺这脸都没处搁。", "zh", "不丢人"),
        ("房租一天天走着呢！", "zh", "房租"),
        ("电话占线占了半上午！", "zh", "电话"),
        ("Last week they sent me to another building.", "en", "back and forth"),
        ("Will they touch my residence permit?", "en", "frightened"),
        ("I took half a day off for this.", "en", "get away from work"),
    ],
)
def test_the_trouble_in_the_line_is_named(line: str, language: str, words: str) -> None:
    kind = kind_words.for_trouble(turn("", citizen=line, language=language))
    assert kind is not None
    assert words in kind.apology + kind.empathy


@pytest.mark.parametrize(("language", "words"), [("zh", "低保的事"), ("en", "your 低保")])
def test_without_a_known_trouble_the_matter_is_named(language: str, words: str) -> None:
    kind = kind_words.for_trouble(turn("", language=language, citizen="?", matter=Matter("低保")))
    assert kind is not None
    assert words in kind.apology + kind.feeling


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tagger_finds_the_kind_words(tagger: ActTagger, language: str) -> None:
    rows = [words for _, words in kind_words._TROUBLES[language]]
    rows += [*kind_words._AFTER[language].values(), kind_words._PLAIN[language]]
    line = {"zh": "我真是急死了！", "en": "I am so upset about this!"}[language]
    for words in rows:
        both = tagger.tag(f"{words.apology} {words.feeling}", line, False).spans
        alone = tagger.tag(words.empathy, line, False).spans
        assert {"apology", "empathy"} <= {s.act for s in both}, words
        assert "empathy" in {s.act for s in alone}, words
        assert not [s for s in (*both, *alone) if s.act in OFFENCES and s.confidence >= SURE], words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_wording_of_a_trouble_is_a_sound_pattern(language: str) -> None:
    for voiced, _ in kind_words._TROUBLES[language]:
        assert not re.search(voiced, "")


def test_a_quotation_is_short_and_ends_at_a_word() -> None:
    long = "I walked between the two buildings all morning long and came away with nothing"
    assert kind_words.quoted(long, "en").endswith(" …")
    assert kind_words.quoted(long, "en")[:-2] in long
    assert len(kind_words.quoted("一" * 50, "zh")) < 30


def test_the_citizen_is_quoted_where_their_trouble_stands() -> None:
    reply = turn("", citizen="师傅你好，我外地的，排了四十分钟，能问清楚吧？")
    assert kind_words.heard(reply) == "排了四十分钟"
    assert kind_words.heard(turn("")) == ""
