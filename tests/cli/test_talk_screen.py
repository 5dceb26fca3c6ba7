"""What the trainee sees and types in ``counterpart talk``."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.console import Console

from counterpart.acts import Span
from counterpart.cli import talk
from counterpart.cli.screen import Screen
from counterpart.errors import CounterpartError
from counterpart.moods import MOODS
from counterpart.rubric.smile_and_eye_contact import GESTURES

pytestmark = pytest.mark.usefixtures("english")
OPENED = {
    "language": "en", "citizen": "Ann Lee", "brief": "You are [at] the desk.", "title": "Permit",
    "stage": "Ann walks up.",
}  # fmt: skip
CARD = {
    "score": 72.5, "penalty": 15.0,
    "criteria": {
        "greeting": {"value": 1.0, "weight": 8, "counts": {"met": 1}},
        "closing": {"value": None, "weight": 8, "counts": {}},
    },
}  # fmt: skip
OUTCOME = {"grade": 4, "name": "satisfied", "reasons": ["warm service"], "scorecard": CARD}


def _answer(line: str = "Hello.", **more: Any) -> dict[str, Any]:
    finding = {
        "criterion": "greeting", "status": "missed", "points": 0.0, "advice": "You did not greet.",
        "better": "Good morning. Next.", "evidence": [],
    }  # fmt: skip
    found = {"spans": [{"act": "please", "start": 0, "end": 6}], "findings": [finding]}
    return {
        "lines": [{"text": line, "mood": "anxious", "stage": ""}], "ended": False, "scored": True,
        "assessment": found, "outcome": None, **more,
    }  # fmt: skip


class Bot:
    """A client that remembers what it was sent and answers from a list."""

    def __init__(self, *answers: dict[str, Any] | CounterpartError) -> None:
        self.answers = list(answers)
        self.sent: list[tuple[str, ...]] = []

    def _next(self, *what: str) -> dict[str, Any]:
        self.sent.append(what)
        answer = self.answers.pop(0) if self.answers else _answer()
        if isinstance(answer, CounterpartError):
            raise answer
        return answer

    def reply(self, text: str, gestures: list[str]) -> dict[str, Any]:
        return self._next("reply", text, *gestures)

    def silence(self) -> dict[str, Any]:
        return self._next("silence")

    def retry(self) -> dict[str, Any]:
        return self._next("retry")

    def end(self) -> dict[str, Any]:
        return self._next("end")


def _screen(exam: bool = False) -> tuple[Screen, io.StringIO]:
    out = io.StringIO()
    screen = Screen(exam, Console(file=out, width=200, highlight=False, color_system=None))
    screen.open(OPENED)
    return screen, out


Play = Callable[..., str]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Play:
    """Type the lines into a talk with the bot and return what the screen showed."""

    def _play(bot: Bot, *typed: str, exam: bool = False) -> str:
        lines: Iterator[str] = iter(typed)

        def _type(prompt: str) -> str:
            try:
                return next(lines)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", _type)
        screen, out = _screen(exam)
        talk._Conversation(bot, screen).run()  # type: ignore[arg-type]
        return out.getvalue()

    return _play


END = _answer("Goodbye.", ended=True, outcome=OUTCOME)


def test_the_talk_opens_with_brief_and_stage_direction() -> None:
    shown = _screen()[1].getvalue()
    assert "You are [at] the desk." in shown
    assert "(Ann walks up.)" in shown
    assert "/help" in shown


def test_a_reply_is_sent_and_its_findings_are_shown_before_the_answer(play: Play) -> None:
    bot = Bot(_answer("Is this the desk?"), END)
    shown = play(bot, "Please wait", "Goodbye")
    assert bot.sent == [("reply", "Please wait"), ("reply", "Goodbye")]
    order = [
        "Please[please] wait",
        "You did not greet.",
        "Good morning. Next.",
        "Is this the desk?",
    ]
    assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)
    assert "Ann Lee" in shown
    assert "anxious" in shown


def test_the_end_shows_score_penalty_and_rating(play: Play) -> None:
    shown = play(Bot(END), "Goodbye")
    assert "72.5 / 100" in shown
    assert "-15" in shown
    assert "★★★★☆ satisfied" in shown
    assert "warm service" in shown


def test_a_talk_without_a_score_can_end(play: Play) -> None:
    unscored = {**OUTCOME, "scorecard": {**CARD, "score": None, "penalty": 0}, "reasons": []}
    shown = play(Bot(_answer(ended=True, outcome=unscored)), "Goodbye")
    assert "Score: -" in shown
    assert "because" not in shown


def test_an_exam_shows_no_marks_before_the_end_and_all_of_them_then(play: Play) -> None:
    bot = Bot(_answer("First."), END)
    shown = play(bot, "Please wait", "Goodbye", exam=True)
    before, after = shown.split("72.5")[0], shown
    assert before.index("First.") < before.index("You did not greet.")
    assert after.count("You did not greet.") == 2
    assert "anxious" not in shown[: shown.index("Goodbye.")]


@pytest.mark.parametrize(("command", "gesture"), list(talk.GESTURES.items()))
def test_a_gesture_goes_with_the_next_reply_only(play: Play, command: str, gesture: str) -> None:
    bot = Bot()
    play(bot, command, "Good morning", "Please wait")
    assert bot.sent[:2] == [("reply", "Good morning", gesture), ("reply", "Please wait")]


def test_every_gesture_that_is_scored_can_be_typed() -> None:
    assert set(talk.GESTURES.values()) == set(GESTURES)


def test_waiting_is_silence_and_blank_lines_are_nothing(play: Play) -> None:
    bot = Bot()
    play(bot, "", "   ", "/wait")
    assert bot.sent == [("silence",), ("end",)]


def test_a_reply_can_be_taken_back_once_there_is_one(play: Play) -> None:
    bot = Bot(_answer("A."), {"citizen": "Before.", "mood": "calm"})
    shown = play(bot, "/retry", "Next", "/retry")
    assert bot.sent == [("reply", "Next"), ("retry",), ("end",)]
    assert "There is no reply to take back yet." in shown
    assert "Before." in shown


def test_a_reply_that_was_taken_back_is_not_marked_at_the_end_of_an_exam(play: Play) -> None:
    bot = Bot(_answer("A."), {"citizen": None, "mood": None}, END)
    shown = play(bot, "Please one", "/retry", "Please two", exam=True)
    assert "Please two" in shown.replace("[please]", "")
    assert "one" not in shown.split("72.5")[0].split("taken back")[1]


@pytest.mark.parametrize("text", ["/restart", '/intent{"a":"b"}', "/ help", "//", "/SMILE"])
def test_an_unknown_command_is_sent_as_plain_text_and_said_so(play: Play, text: str) -> None:
    bot = Bot()
    shown = play(bot, text)
    assert bot.sent[0] == ("reply", text)
    assert "not a command" in shown


def test_help_lists_every_command(play: Play) -> None:
    bot = Bot()
    shown = play(bot, "/help")
    for command in (*talk.GESTURES, "/wait", "/retry", "/quit"):
        assert command in shown
    assert bot.sent == [("end",)]


@pytest.mark.parametrize("typed", [("/quit",), (), (" /quit ", "unread")])
def test_leaving_breaks_the_talk_off_and_shows_its_rating(
    play: Play, typed: tuple[str, ...]
) -> None:
    bot = Bot(_answer(lines=[], ended=True, outcome=OUTCOME))
    assert "★★★★☆" in play(bot, *typed)
    assert bot.sent == [("end",)]


def test_a_bot_that_is_away_costs_nothing_but_a_message(play: Play) -> None:
    away = CounterpartError("E401", url="http://127.0.0.1:1")
    bot = Bot(away, _answer("Here."))
    shown = play(bot, "/smile", "Good morning", "Good morning")
    assert "E401" in shown
    assert bot.sent[:2] == [("reply", "Good morning", "smile")] * 2


def test_a_bot_that_is_away_when_a_reply_is_taken_back_ends_no_talk(play: Play) -> None:
    away = CounterpartError("E401", url="http://127.0.0.1:1")
    bot = Bot(_answer("A."), away, _answer("Here."))
    shown = play(bot, "Good morning", "/retry", "Please wait")
    assert "Here." in shown


def test_a_bot_that_is_away_at_the_end_is_said_to_be(play: Play) -> None:
    assert "E401" in play(Bot(CounterpartError("E401", url="x")), "/quit")


def test_a_reply_that_was_not_scored_is_said_to_be(play: Play) -> None:
    shown = play(Bot(_answer("A.", scored=False, assessment=None)), "Next")
    assert "not scored" in shown
    assert "A." in shown


@pytest.mark.parametrize("text", ["[bold]您好[/bold]", "[/]", "{0}", ":smile:", "a\\[b"])
def test_markup_in_lines_and_replies_is_shown_as_it_is(play: Play, text: str) -> None:
    found = {"spans": [{"act": "please", "start": 0, "end": 1}], "findings": []}
    shown = play(Bot(_answer(text, assessment=found)), text)
    assert f": {text}" in shown
    assert f"{text[0]}[please]{text[1:]}" in shown


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "  请您签字"),
        ([Span(0, 2, "please")], "  请您[please]签字"),
        ([Span(0, 2, "please"), Span(0, 2, "listening")], "  请您[please·listening]签字"),
        ([Span(0, 2, "please"), Span(1, 3, "thanks"), Span(2, 4, "closing")],
         "  请您[please·thanks]签字[thanks·closing]"),
        ([Span(0, 4, "bare_command")], "  请您签字[bare command]"),
    ],
)  # fmt: skip
def test_acts_are_marked_in_the_reply(spans: list[Span], expected: str) -> None:
    assert _screen()[0].marked("请您签字", spans).plain == expected


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_has_a_sign_as_well_as_a_colour(mood: str) -> None:
    screen, out = _screen()
    screen.turn("", _answer(lines=[{"text": "Hm.", "mood": mood, "stage": "She sighs."}]))
    shown = out.getvalue()
    assert mood in shown
    assert f"[{mood}]" not in shown
    assert "(She sighs.)" in shown
