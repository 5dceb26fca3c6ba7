"""Better wordings keep what the trainee said right, and fit the citizen and the matter."""

from __future__ import annotations

import pytest

from counterpart.rubric import Matter, ToldFact, Turn, wording
from counterpart.rubric.mending import mended
from tests.by_hand import span, turn

PENSION = Matter(name="养老保险关系转移接续", address="师傅")
TAX = Matter(name="income tax settlement")


def test_words_are_put_behind_a_closed_sentence() -> None:
    assert wording.after("办好了", "您慢走。", "zh") == "办好了。您慢走。"
    assert wording.after("办好了，", "您慢走。", "zh") == "办好了。您慢走。"
    assert wording.after("Is that all?", "Goodbye.", "en") == "Is that all? Goodbye."
    assert wording.after("", "Goodbye.", "en") == "Goodbye."


@pytest.mark.parametrize(
    ("reply", "better"),
    [
        (turn("您好，急什么急，请坐。", ("greeting", "您好"), ("taboo", "急什么急"), ("please", "请坐"),
              matter=PENSION),
         "您好，养老保险关系转移接续的事我来帮您办，请坐。"),
        (turn("你急是你的事，我急什么。", ("taboo", "我急什么")), "这件事我来帮您办。"),
        (turn("按规定办，废话真多，请带身份证。", ("taboo", "废话真多"), ("please", "请带身份证"),
              matter=PENSION), "养老保险关系转移接续的事我来帮您办，请带身份证。"),
        (turn("别吵，我帮您查。", ("taboo", "别吵"), ("ownership", "我帮您查")), "我帮您查。"),
        (turn("Are you deaf? Please sign here.", ("taboo", "Are you deaf"),
              ("please", "Please sign here"), language="en", matter=TAX),
         "Let me help you with your income tax settlement. Please sign here."),
        (turn("Hurry up, please.", ("taboo", "Hurry up"), ("please", "please"), language="en"),
         "Let me help you with this."),
        (turn("If you keep shouting, I'll call security.", ("taboo", "I'll call security"),
              language="en"), "Let me help you with this."),
    ],
)  # fmt: skip
def test_an_offence_gives_way_to_what_helps_and_the_rest_is_kept(reply: Turn, better: str) -> None:
    assert mended(reply).text() == better


def test_an_offence_gives_way_to_the_fact_that_was_asked_for() -> None:
    asked = Matter(name="x", asked="您带上身份证就可以了。")
    assert mended(turn("自己看去。", ("taboo", "自己看去"), matter=asked)).text() == asked.asked


def test_a_brush_off_that_tells_a_fact_rightly_is_kept() -> None:
    text = "一个人办不了，两个人一起来。"
    told = ToldFact("要两个人一起来。", True, span(text, "fact", text[:-1]))
    reply = turn(text, ("shirking", "一个人办不了"), facts=(told,))
    assert mended(reply).text() == text


def test_an_offence_beside_a_fact_told_rightly_goes() -> None:
    text = "就在这儿办，这还要我说几遍？"
    told = ToldFact("在这儿办。", True, span(text, "fact", text[:-1]))
    assert mended(turn(text, ("taboo", "这还要我说几遍"), facts=(told,))).text() == "就在这儿办。"


@pytest.mark.parametrize(
    ("reply", "better"),
    [
        (turn("电话多少？", matter=PENSION), "请问电话多少？"),
        (turn("你带了吗？"), "请问您带了吗？"),
        (turn("Did you change employers?", language="en"), "May I ask, did you change employers?"),
    ],
)
def test_a_short_question_that_may_sound_cold_is_asked_courteously(
    reply: Turn, better: str
) -> None:
    doubtful = span(reply.reply, "taboo", reply.reply[:-1], 0.4)
    asked = Turn(**{**reply.__dict__, "spans": (doubtful,)})
    assert wording.kinder(asked, [doubtful]) == better


def test_words_that_may_sound_cold_and_do_some_good_are_left_alone() -> None:
    text = "您在南京看的病？"
    doubtful, good = span(text, "taboo", text[:-1], 0.4), span(text, "listening", text[:-1])
    assert wording.kinder(Turn(text, (good, doubtful)), [doubtful]) != ""
    statement = "您先说完。"
    doubtful, good = (
        span(statement, "taboo", "您先说完", 0.4),
        span(statement, "listening", "您先说完"),
    )
    assert wording.kinder(Turn(statement, (good, doubtful)), [doubtful]) == ""


@pytest.mark.parametrize(
    ("reply", "better"),
    [
        (turn("您好，因为系统升级，您得等等。", ("greeting", "您好"), ("explanation", "因为系统升级"),
              ("explanation_first", "因为系统升级"), citizen="我等了一上午！", grievance=True),
         "您好，让您等了这么久，实在对不起。换了谁都会着急。因为系统升级，您得等等。"),
        (turn("The rules changed, but I'm sorry.", ("explanation", "The rules changed"),
              ("explanation_first", "The rules changed"), ("apology", "I'm sorry"), language="en",
              citizen="They sent me to another building.", grievance=True),
         "I'm sorry. Being sent back and forth must have been exhausting. The rules changed."),
        (turn("真对不起，让您打了三回电话。电话里看不到材料。", ("apology", "真对不起"),
              citizen="打了三回电话都没人好好说！", grievance=True),
         "真对不起，让您打了三回电话。电话里总问不明白，换了谁都着急。电话里看不到材料。"),
        (turn("I understand. Open the app.", ("empathy", "I understand"), language="en",
              citizen="I've hardly slept.", grievance=True),
         "I'm sorry this has worried you so much. I understand. Open the app."),
        (turn("按家庭算的，让您受委屈了。", ("explanation", "按家庭算的"),
              ("explanation_first", "按家庭算的"), ("empathy", "让您受委屈了"),
              citizen="一句话就给我堵回来了", grievance=True),
         "实在对不起。让您受委屈了。按家庭算的。"),
    ],
)  # fmt: skip
def test_kind_words_name_the_trouble_before_anything_is_explained(reply: Turn, better: str) -> None:
    assert wording.soothed(reply) == better


def test_the_matter_is_named_once() -> None:
    reply = turn(
        "不归我管。", ("shirking", "不归我管"), citizen="？", grievance=True, matter=PENSION
    )
    assert wording.soothed(reply).count("养老保险关系转移接续") == 1


def test_where_no_trouble_can_be_told_no_kind_words_are_made_up() -> None:
    reply = turn("好。", citizen="嗯，晓得了。", grievance=True, matter=Matter(move="note"))
    assert wording.soothed(reply) == ""


@pytest.mark.parametrize(
    ("move", "words"),
    [("retort", "话说得不好"), ("asked_twice", "又让您说了一遍"), ("press", "养老保险")],
)
def test_kind_words_answer_what_the_clerk_did_last(move: str, words: str) -> None:
    matter = Matter(name="养老保险转移", move=move)
    assert words in wording.soothed(turn("好。", citizen="你说！", grievance=True, matter=matter))


@pytest.mark.parametrize(
    ("reply", "better"),
    [
        ("请坐。", "师傅您好，请坐。"),
        ("婶子，啥事？", "婶子您好，啥事？"),
        ("喂，请讲。", "师傅您好，请讲。"),
    ],
)
def test_a_greeting_carries_one_form_of_address(reply: str, better: str) -> None:
    assert wording.greeted(turn(reply), "师傅", "您好，") == better


def test_a_bare_yes_to_an_error_goes_with_it() -> None:
    matter = Matter(truth="您不用来窗口，在家里就能认证。")
    reply = turn("对，要本人到窗口来。您慢走。", belief="just_voiced", matter=matter)
    assert wording.corrected(reply) == "您不用来窗口，在家里就能认证。您慢走。"


def test_every_wording_mends_the_rest_as_well() -> None:
    reply = turn(
        "身份证拿来，这不归我管。", ("bare_command", "身份证拿来"), ("shirking", "这不归我管")
    )
    assert wording.ended(reply, "您慢走。") == "请您把身份证给我看一下，这件事我来帮您办。您慢走。"


def test_a_sentence_follows_the_sentence_it_is_about() -> None:
    text = "十五个工作日，您放心。请坐。"
    told = span(text, "fact", "十五个工作日")
    assert (
        wording.followed(turn(text), told, "以本地指南为准。")
        == "十五个工作日，您放心。以本地指南为准。请坐。"
    )
