"""What holds for any text and any talk."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counterpart import assessment, citizen, clauses, questions, requests, voice
from counterpart import scenario as scenario_files
from counterpart.acts import ACTS, Span
from counterpart.assessment import Reply, score_reply
from counterpart.citizen import TURN_CAP, Noticed, State
from counterpart.export import csv
from counterpart.moods import MOODS, MOVES, REACTIONS
from counterpart.rubric import CRITERIA, Turn, rubric
from counterpart.rubric.finding import STATUSES
from counterpart.rubric.smile_and_eye_contact import GESTURES
from counterpart.scenario import CHANNELS, Answer, Citizen, Scenario
from counterpart.store import StoredTalk
from counterpart.tagger import ActTagger
from counterpart.temperament import names, table
from counterpart.transcript import FIELDS, read
from counterpart.yamlfile import load, plain
from tests.by_hand import SOUND, scenario

ODD = [
    "", " ", "\0", "\x1b[31m", "\u202eabc", "مرحبا كيف الحال", "🙂👨‍👩‍👧", "\ud800", "a\u2028b",
    "/restart", '/intent{"a":"b"}', '{"reply": null}', "'; DROP TABLE events; --",
    "<script>alert(1)</script>", "{words} {0} %s", "\ufeff您好", "。" * 300, "您好。" * 34_000,
    "x" * 100_000, "请" * 100_000, "1" * 5000, "=1+1", "＝1+1",
]  # fmt: skip
PIECES = st.sampled_from([
    "您好", "对不起", "请坐", "，", "。", "！", " ", "\n", "因为系统升级", "急什么急", "身份证拿来", "谢谢您",
    "Good morning", "I'm sorry", ", ", ". ", "please sit", "because of the rules", "慢走", "吗？",
    "不用带", "15", "十五个工作日", "身份证", "passport",
])  # fmt: skip
ANY_CHARACTER = st.characters()  # surrogates and control characters included
TEXTS = st.one_of(
    st.text(ANY_CHARACTER, max_size=80),
    st.lists(PIECES, max_size=14).map("".join),
    st.sampled_from(ODD),
)
LINES = st.one_of(st.none(), st.just(""), st.lists(PIECES, max_size=5).map("".join), TEXTS)


Test = TypeVar("Test", bound=Callable[..., None])


def _with_odd_examples(name: str) -> Callable[[Test], Test]:
    """Try every odd text as well as the generated ones."""

    def decorate(test: Test) -> Test:
        for text in ODD:
            test = example(**{name: text})(test)
        return test

    return decorate


# ------------------------------------------------------------------ clauses and tagger


@_with_odd_examples("text")
@given(text=TEXTS)
def test_clauses_lie_apart_in_the_order_of_the_text(text: str) -> None:
    found = clauses.split(text)
    edges = [edge for clause in found for edge in clause]
    assert edges == sorted(edges)
    for start, end in found:
        assert 0 <= start < end <= min(len(text), clauses.MAX_CHARACTERS)
        assert text[start:end] == text[start:end].strip()


@given(text=TEXTS, line=LINES, first=st.booleans())
def test_any_reply_is_tagged_within_its_text(
    tagger: ActTagger, text: str, line: str | None, first: bool
) -> None:
    spans = tagger.tag(text, line, first).spans
    assert list(spans) == sorted(spans)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.act in ACTS
        assert 0 <= span.confidence <= 1
        assert round(span.confidence, 3) == span.confidence


@pytest.mark.parametrize("text", ODD, ids=lambda text: f"{text[:12]!a} x {len(text)}")
def test_every_odd_reply_is_tagged_and_scored(tagger: ActTagger, text: str) -> None:
    tagged = tagger.tag(text, text, True)
    assert all(0 <= s.start < s.end <= len(text) and s.act in ACTS for s in tagged.spans)
    _is_sound(score_reply(text, tagged.spans, True, text, True, "zh"), text)


@settings(max_examples=25)
@given(st.lists(st.tuples(TEXTS, LINES, st.booleans()), max_size=4))
def test_replies_are_tagged_alone_as_in_a_batch(
    tagger: ActTagger, replies: list[tuple[str, str | None, bool]]
) -> None:
    assert list(tagger.tag_many(replies)) == [tagger.tag(*reply) for reply in replies]


# ------------------------------------------------------------------ rubric


def _is_sound(findings: list[Any], text: str) -> None:
    rules = rubric()
    for finding in findings:
        assert finding.criterion in CRITERIA
        assert finding.status in STATUSES
        least = -rules.penalties.get(finding.criterion, 0.0)
        assert least <= finding.points <= rules.weights[finding.criterion]
        assert finding.advice
        assert all(0 <= s.start < s.end <= len(text) for s in finding.evidence)


@st.composite
def _tagged(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(ANY_CHARACTER, min_size=1, max_size=60))
    place = st.integers(0, len(text) - 1)
    spans = draw(
        st.lists(st.tuples(place, place, st.sampled_from(ACTS), st.floats(0, 1)), max_size=8)
    )
    return text, sorted(Span(min(a, b), max(a, b) + 1, act, round(c, 3)) for a, b, act, c in spans)


ENDLESS = [
    "I promise " * 4_000, "肯定能批" * 8_000, "我" * 50_000, "给" * 50_000, "（微笑" * 9_000, "*" * 50_000,
    "definitely " * 4_000, "等" * 50_000, "rate " * 9_000, "什么" * 20_000, "a minute " * 5_000,
]  # fmt: skip


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", [*ODD, *ENDLESS], ids=lambda t: f"{t[:12]!a} x {len(t)}")
def test_any_reply_is_judged_in_seconds(text: str) -> None:
    for channel in CHANNELS:
        reply = Turn(
            text, (), channel=channel, first=True, belief="voiced", corrected=True, gestures=()
        )
        _is_sound(rubric().findings(reply), text)
    for reads in (questions.asks_need, questions.checks, requests.pledges, requests.finishes):
        assert reads(text) in (True, False)
    assert requests.on_the_spot(text) in (None, *MOVES)


@given(_tagged(), st.booleans(), LINES, st.booleans(), st.sampled_from(["zh", "en"]))
def test_any_spans_give_sound_findings(
    reply: tuple[str, list[Span]], grievance: bool, line: str | None, first: bool, language: str
) -> None:
    text, spans = reply
    findings = score_reply(text, spans, grievance, line, first, language)
    _is_sound(findings, text)
    assert findings == score_reply(text, spans, grievance, line, first, language)


# ------------------------------------------------------------------ citizen and voice

NOTICED = st.builds(
    Noticed,
    acts=st.frozensets(st.sampled_from(ACTS), max_size=5),
    told=st.lists(st.sampled_from(["papers", "days"]), unique=True).map(tuple),
    wrong=st.lists(st.sampled_from(["papers", "days"]), unique=True, max_size=1).map(tuple),
    corrected=st.booleans(),
    doubtful=st.booleans(),
    touched=st.sampled_from([(), ("papers",), ("papers", "days")]),
    nearly_corrected=st.booleans(),
    asked=st.sampled_from([(), ("street",)]),
    repeated=st.sampled_from([(), ("street",)]),
    asked_again=st.sampled_from([None, "street"]),
    question=st.booleans(),
    prompt=st.sampled_from([None, "more", "understood", "worry", "consent", "check"]),
    finishes=st.booleans(),
    harsh=st.booleans(),
    asks_need=st.booleans(),
    restated=st.sampled_from([None, True, False]),
    request=st.sampled_from([None, "waiting", "sit_down", "sign", "hand_over"]),
    pledge=st.booleans(),
    report=st.booleans(),
    promise=st.booleans(),
    smile=st.booleans(),
    other_language=st.booleans(),
    intent=st.sampled_from([None, "greet", "ask_need", "small_talk", "request", "ask_to_wait",
                            "check_understanding", "out_of_scope", "unheard_of"]),
    silence=st.booleans(),
    cold=st.booleans(),
    gibberish=st.booleans(),
    begs_rating=st.booleans(),
)  # fmt: skip
QUIET = Noticed()
LOUD = ("walked_out", "went_to_supervisor")
STREET = Answer("street", ["Where?", "Which?"], {"any": ["Mill Lane."]}, ["I live nearby."])


@given(
    replies=st.lists(st.one_of(NOTICED, st.just(QUIET)), min_size=1, max_size=TURN_CAP),
    temperament=st.sampled_from(names()),
    mood=st.sampled_from(MOODS),
    difficulty=st.integers(1, 3),
    seed=st.integers(),
    bare=st.booleans(),
)
def test_the_citizen_always_has_a_move_and_words_for_it(
    replies: list[Noticed], temperament: str, mood: str, difficulty: int, seed: int, bare: bool
) -> None:
    who = Citizen("Ann Lee", "40", temperament, mood)
    less: dict[str, Any] = (
        {"misunderstanding": None, "answers": [], "incidents": []}
        if bare
        else {"answers": [STREET]}
    )
    scene = scenario(citizen=who, **less)
    temper = table()[temperament]
    state = citizen.begin(scene, temper, seed, difficulty)
    said: list[str] = []
    for number, seen in enumerate(replies, 1):
        state = citizen.appraise(state, temper, scene, seen)
        assert 0 <= state.tension <= 100
        assert 0 <= state.trust <= 100
        assert state.mood in MOODS
        assert state.turn == number == len(state.moves) == len(state.moods) == len(state.tensions)
        assert state.moves[-1] in MOVES
        assert not set(state.told) & set(state.wrong)
        assert len(set(state.told)) == len(state.told)
        chance = random.Random(number)
        assert state.opener in (None, *REACTIONS)
        assert (state.because is not None) <= (state.ending is not None)
        assert (state.ending in ("gave_up", *LOUD)) <= (state.because is not None)
        line = voice.line(
            scene, state.moves[-1], state.mood, state.topic, set(said), chance, state.opener
        )
        assert line.strip()
        assert line not in said or state.moves[-1] not in ("open", "answer", "complain", "press")
        said.append(line)
        assert State.from_dict(state.as_dict()) == state
        if state.ending:
            break
    assert state.ending or state.turn < TURN_CAP


@given(
    move=st.sampled_from(MOVES),
    mood=st.sampled_from(MOODS),
    topic=st.one_of(st.none(), st.text(max_size=5), st.sampled_from(["papers", "street", "phone"])),
    said=st.lists(st.text(max_size=5), max_size=3),
    seed=st.integers(),
    opener=st.sampled_from([None, *REACTIONS]),
)
def test_the_voice_always_has_words(
    pension: Scenario, move: str, mood: str, topic: str | None, said: list[str], seed: int,
    opener: str | None,
) -> None:  # fmt: skip
    for scene in (pension, scenario(), scenario(answers=[], incidents=[])):
        assert voice.line(scene, move, mood, topic, said, random.Random(seed), opener).strip()


@settings(max_examples=80)
@given(
    text=TEXTS,
    line=LINES,
    language=st.sampled_from(["zh", "en"]),
    intent=st.sampled_from([None, "greet", "out_of_scope", "small_talk"]),
    silence=st.booleans(),
    gestures=st.one_of(st.none(), st.lists(st.sampled_from(GESTURES), unique=True).map(tuple)),
    rings=st.one_of(st.none(), st.integers(0, 99)),
    channel=st.sampled_from(CHANNELS),
    progress=st.fixed_dictionaries({
        "tension": st.floats(0, 100), "trust": st.floats(0, 100), "opened": st.booleans(),
        "closing": st.booleans(), "turn": st.integers(0, TURN_CAP - 1), "idle": st.integers(0, 9),
        "insults": st.integers(0, 4), "belief": st.sampled_from(["held", "voiced", "corrected"]),
        "mood": st.sampled_from(MOODS), "pledged": st.integers(0, 3),
        "moves": st.lists(st.sampled_from(MOVES), max_size=2),
    }),
)  # fmt: skip
def test_any_reply_is_assessed(
    tagger: ActTagger, pension: Scenario, tax: Scenario, text: str, line: str | None,
    language: str, intent: str | None, silence: bool, gestures: tuple[str, ...] | None,
    rings: int | None, channel: str, progress: dict[str, Any],
) -> None:  # fmt: skip
    scene = dataclasses.replace(pension if language == "zh" else tax, channel=channel)
    tagged = tagger.tag(text, line, progress["turn"] == 0)
    reply = Reply(text, "m", tagged.spans, line, tagged.grievance, intent, silence, gestures, rings)
    found = assessment.assess(scene, State(**progress), {}, reply)
    assert 0 <= found.state.tension <= 100
    assert 0 <= found.state.trust <= 100
    assert found.state.moves[-1] in MOVES
    assert (found.outcome is not None) is bool(found.state.ending)
    assert found.as_dict()["message_id"] == "m"
    _is_sound(list(found.findings), text)


# ------------------------------------------------------------------ what is stored and exported


@_with_odd_examples("text")
@given(text=TEXTS)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    for value in (text, [text], [text, text], {"a": text}, [{"a": text}]):
        cell = csv.cell(value)
        assert not cell.lstrip(" \u3000").startswith(tuple("=+-@\t\r\n＝＋－＠"))
        assert "\0" not in cell


@given(st.text("=+-@＝＋－＠ \t\r\n'\"a\u3000", max_size=6))
def test_no_mixture_of_marks_begins_like_a_formula(text: str) -> None:
    cell = csv.cell(text)
    assert not cell.lstrip(" \u3000").startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert cell.removeprefix("'") == text or cell == text


@_with_odd_examples("text")
@given(text=TEXTS)
def test_any_reply_is_read_back(text: str) -> None:
    events = [{"event": "user", "text": text, "message_id": "m"}, {"event": "bot", "text": text}]
    rows = list(read(StoredTalk(text, events)).rows())
    assert [tuple(row) for row in rows] == [FIELDS]
    assert rows[0]["reply"] == text.removeprefix("\u2060")


@given(st.lists(st.fixed_dictionaries(
    {"event": st.sampled_from(["user", "bot", "slot", "rewind", "action", "restart"])},
    optional={
        "text": st.one_of(st.none(), st.text(max_size=5)),
        "message_id": st.sampled_from([None, "m1", "m2"]),
        "name": st.sampled_from(["session", "outcome", "assessment", "mood"]),
        "value": st.sampled_from([None, {}, {"message_id": "m3", "spans": []},
                                  {"message_id": "m1", "spans": [{"act": "please"}]}]),
        "timestamp": st.floats(0, 4e9),
    },
), max_size=12))  # fmt: skip
def test_any_order_of_events_is_read(events: list[dict[str, Any]]) -> None:
    found = read(StoredTalk("t", events))
    assert [turn.number for turn in found.turns] == list(range(1, len(found.turns) + 1))
    assert len(list(found.rows())) == sum(event["event"] == "user" for event in events)


# ------------------------------------------------------------------ scenario files

VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-3, 99), st.floats(), st.text(max_size=6),
        st.sampled_from(["zh", "calm", "greeting", "papers", "2026-01-01"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "any", "calm", "x", "greeting"]), inner, max_size=3),
    ),
    max_leaves=4,
)  # fmt: skip


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario file to write over."""
    file = tmp_path_factory.mktemp("drafts") / "draft.yml"
    file.write_text(SOUND, encoding="utf-8")
    return file


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every (holder, key) of a nested value."""
    items = list(value.items() if isinstance(value, dict) else enumerate(value))
    below = [place for _, v in items if isinstance(v, (dict, list)) for place in _places(v)]
    return [(value, key) for key, _ in items] + below


@given(data=st.data())
def test_any_change_to_a_scenario_is_sound_or_a_list_of_faults(
    draft: Path, data: st.DataObject
) -> None:
    draft.write_text(SOUND, encoding="utf-8")
    content = plain(load(draft))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(_places(content)))
        holder[key] = data.draw(VALUES)
    draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    faults = scenario_files.check(draft, "en")
    assert all(f.line >= 1 and f.file == str(draft) and f.field and f.cause for f in faults)
    if not faults:
        found = scenario_files.read(draft)
        assert scenario_files.from_dict(plain(load(draft))) == found
        assert voice.line(found, "complain", "angry", None, (), random.Random(1)).strip()


@given(st.text(alphabet="ab:- \n\t[]{}'\"#&*!|>%@`,?0", max_size=40))
def test_any_text_is_a_list_of_faults(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8")
    faults = scenario_files.check(draft, "en")
    assert faults
    assert all(f.line >= 1 and f.cause for f in faults)
