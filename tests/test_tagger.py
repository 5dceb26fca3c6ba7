"""The act tagger finds the acts of a reply."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterpart import clauses, corpus
from counterpart import tagger as tagger_module
from counterpart.errors import CounterpartError
from counterpart.tagger import ActTagger, blank

GRIEVANCE = {
    "zh": "我等了一上午，你们到底办不办！",
    "en": "I've been waiting for two hours and nobody helps me!",
}


@pytest.mark.parametrize(
    ("reply", "act", "words"),
    [
        ("您好", "greeting", "您好"),
        ("您好，请坐。", "greeting", "您好"),
        ("Good morning", "greeting", "Good morning"),
        ("请坐", "please", "请坐"),
        ("Please sit down.", "please", "Please sit down"),
        ("谢谢您", "thanks", "谢谢"),
        ("Thank you very much", "thanks", "Thank you"),
        ("真对不起，让您久等了。", "apology", "真对不起"),
        ("I apologise.", "apology", "I apologise"),
        ("您慢走", "closing", "您慢走"),
        ("Goodbye", "closing", "Goodbye"),
        ("Are you deaf?", "taboo", "Are you deaf"),
        ("没看见我在忙吗", "taboo", "没看见我在忙吗"),
        ("对不起", "apology", "对不起"),
        ("对不起。", "apology", "对不起"),
        ("不好意思", "apology", "不好意思"),
        ("Sorry.", "apology", "Sorry"),
        ("我理解您着急", "empathy", "我理解您着急"),
        ("急什么急", "taboo", "急什么急"),
    ],
)
def test_an_obvious_formula_is_found_on_its_words(
    tagger: ActTagger, reply: str, act: str, words: str
) -> None:
    found = {reply[s.start : s.end] for s in tagger.tag(reply).spans if s.act == act}
    assert words in found


@pytest.mark.parametrize(
    "reply",
    [
        "您好",
        "谢谢您",
        "您慢走",
        "Good morning",
        "Thank you very much",
        "请坐",
        "Please sit down.",
        "Please wait.",
        "I'm sorry about the wait, please sit down.",
    ],
)
def test_a_polite_formula_is_no_offence_and_no_order(tagger: ActTagger, reply: str) -> None:
    found = {span.act for span in tagger.tag(reply).spans}
    assert found
    assert not found & {"taboo", "discrimination", "bare_command", "shirking"}


def test_a_curly_apostrophe_changes_nothing(tagger: ActTagger) -> None:
    straight = "Don't worry, I'll check that."
    found = [tagger.tag(text).spans for text in (straight, straight.replace("'", "’"))]
    assert [s.act for s in found[0]] == [s.act for s in found[1]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (GRIEVANCE["zh"], True),
        (GRIEVANCE["en"], True),
        ("请问这里办社保吗？", False),
        ("Hello, I'd like to ask about my tax.", False),
        ("", False),
        (None, False),
    ],
)
def test_a_grievance_is_told_from_a_question(
    tagger: ActTagger, line: str | None, expected: bool
) -> None:
    assert tagger.grievance(line) is expected
    assert tagger.tag("您好", line).grievance is expected


@pytest.mark.parametrize(
    ("reply", "language", "first"),
    [
        ("因为系统升级，所以今天办不了。", "zh", True),
        ("真对不起，因为系统升级，所以今天办不了。", "zh", False),
        ("The system is down because of an upgrade.", "en", True),
        ("I'm so sorry. The system is down because of an upgrade.", "en", False),
    ],
)
def test_explaining_first_is_found_only_before_a_kind_word_and_after_a_grievance(
    tagger: ActTagger, reply: str, language: str, first: bool
) -> None:
    acts = {span.act for span in tagger.tag(reply, GRIEVANCE[language]).spans}
    assert "explanation" in acts
    assert ("explanation_first" in acts) is first
    assert "explanation_first" not in {span.act for span in tagger.tag(reply).spans}


@pytest.mark.parametrize(
    "reply",
    ["", " ", "\0", "。。。", "\ud800", "🙂", "a" * 100_000, "请" * 100_000, "您好。" * 40_000],
    ids=lambda reply: f"{reply[:3]!a} x {len(reply)}",
)
def test_odd_replies_break_nothing(tagger: ActTagger, reply: str) -> None:
    for span in tagger.tag(reply).spans:
        assert 0 <= span.start < span.end <= min(len(reply), clauses.MAX_CHARACTERS)


def test_spans_count_code_points_of_the_reply_as_typed(tagger: ActTagger) -> None:
    reply = "  🙂👨‍👩‍👧 您好，  请坐。"
    found = {s.act: reply[s.start : s.end] for s in tagger.tag(reply).spans}
    assert found["greeting"] == "您好"


def test_many_replies_get_what_each_gets_alone(tagger: ActTagger) -> None:
    replies = [
        ("您好，请坐。", None, True),
        ("因为系统升级，所以慢。", GRIEVANCE["zh"], False),
        ("", None, False),
        ("I apologise.", GRIEVANCE["en"], False),
    ]
    assert list(tagger.tag_many(replies)) == [tagger.tag(*given) for given in replies]
    assert list(tagger.tag_many([])) == []


def test_batches_of_real_replies_get_what_each_gets_alone(
    tagger: ActTagger, acts_model: Path
) -> None:
    replies = [(r.reply, r.citizen, r.first) for r in corpus.load()[::40]]
    assert len(replies) > 2 * tagger_module._BATCH
    alone = ActTagger.load(acts_model)  # remembers nothing
    assert list(tagger.tag_many(replies)) == [alone.tag(*given) for given in replies]


def test_the_pipeline_is_made_of_spacy_components(tagger: ActTagger) -> None:
    names = ["clause_splitter", "act_categoriser", "grievance_detector", "explanation_order"]
    assert tagger.nlp.pipe_names == names
    doc = tagger.nlp("您好，请坐。")
    assert [span.text for span in doc.spans["clauses"]] == ["您好", "请坐"]
    assert {span.label_ for span in doc.spans["acts"]} >= {"greeting", "please"}


def test_an_untrained_pipeline_finds_nothing() -> None:
    found = ActTagger(blank()).tag("您好，请坐。", GRIEVANCE["zh"])
    assert found == tagger_module.TaggedReply((), False)


def test_a_pipeline_survives_a_folder(tagger: ActTagger, tmp_path: Path) -> None:
    tagger.nlp.to_disk(tmp_path / "acts")
    again = ActTagger.load(tmp_path / "acts")
    reply = ("真对不起，因为系统升级。", GRIEVANCE["zh"])
    assert again.tag(*reply) == tagger.tag(*reply)


def test_a_missing_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CounterpartError) as caught:
        ActTagger.load(tmp_path)
    assert caught.value.code == "E203"
    assert "counterpart train" in caught.value.message("en")


def test_scoring_needs_neither_rasa_nor_tensorflow(acts_model: Path) -> None:
    code = (
        "import sys, counterpart.cli.score\n"
        "from counterpart.tagger import ActTagger\n"
        f"from pathlib import Path\nActTagger.load(Path({str(acts_model)!r})).tag('您好')\n"
        "print(sorted({'rasa', 'rasa_sdk', 'sanic', 'tensorflow'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"
