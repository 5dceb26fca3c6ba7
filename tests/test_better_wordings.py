"""What a trainee reads in each scenario: words, reason and better wording of realistic replies."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import pytest

from counterpart import citizen, corpus, scenario
from counterpart.assessment import Reply, assess, score_reply
from counterpart.clerks import Clerk
from counterpart.corpus import LabelledReply
from counterpart.rubric import Finding
from counterpart.rubric.finding import SURE
from counterpart.scenario import Scenario
from counterpart.tagger import ActTagger
from counterpart.temperament import table
from tests.by_hand import opened, played

OFFENCES = ("taboo", "equal_treatment")


@functools.lru_cache(maxsize=1)
def _scenarios() -> dict[str, Scenario]:
    return {scene.id: scene for scene in map(scenario.read, scenario.files())}


def _found(
    tagger: ActTagger, name: str, move: str | None, line: str | None, text: str, **more: Any
) -> dict[str, Finding]:
    """Return the findings of a reply to a line of the citizen, who made ``move`` with it."""
    scene = _scenarios()[name]
    topic = more.pop("topic", None)
    if move is None:
        state = citizen.begin(scene, table()[scene.citizen.temperament], 1)
    else:
        belief = "voiced" if move == "voice_misunderstanding" else "held"
        state = opened(scene, moves=["open", move], topic=topic, belief=belief)
    tagged = tagger.tag(text, line, move is None)
    reply = Reply(text, "m", tagged.spans, line, tagged.grievance, **more)
    return {finding.criterion: finding for finding in assess(scene, state, {}, reply).findings}


CASES = [
    # hasty
    ("pension-transfer", None, None, "说吧，办什么？身份证拿来。", "greeting",
     "师傅您好，请您说说情况，请问办什么？请您把身份证给我看一下。"),
    ("pension-transfer", "open", "我办养老保险转移，上礼拜来过一趟，让你们给打发回去了！",
     "您好，因为系统升级，数据还没对上，您得等几天。", "apology_before_explanation",
     "您好，让您白跑了一趟，实在对不起。换了谁心里都窝火，我理解您。因为系统升级，数据还没对上，您得等几天。"),
    ("pension-transfer", "answer", "零几年就去了，一直干到前年。", "把表填了，在这儿签字。", "thanks",
     "谢谢您告诉我这些。请您把表填一下，在这儿签字。"),
    ("pension-transfer", "voice_misunderstanding", "不是得先回宁波开那张凭证吗？没那张纸你们也不收啊。",
     "对，您得先回宁波开凭证。", "misunderstanding",
     "您不用回宁波，在我们这儿就能申请，纸质的缴费凭证现在也不用您开了。"),
    ("marriage-registration", "voice_misunderstanding",
     "我都在看车票了，跑回去拿户口簿，怕是赶不上十八号哦。", "恭喜您！快请坐，慢慢说。", "misunderstanding",
     "您别担心，现在结婚登记不用户口簿了，您也不用专门回老家。恭喜您！快请坐，慢慢说。"),
    ("id-card-reissue", "answer", "前天晚上丢的，应该是送单路上掉的。", "行，看镜头，别动。", "courtesy_words",
     "行，请您看一下镜头，先别动。"),
    ("subsistence-allowance", "complain", "俺一辈子要强，老了老了，落到张嘴求人这一步。",
     "我理解您，婶子。先把身份证给我。", "courtesy_words", "我理解您，婶子。请您先把身份证给我。"),
    ("tax-settlement-en", "open",
     "Please tell me this is the right place for tax. Last week they sent me to another building and back.",
     "The system was being upgraded last week, but I'm sorry you had to walk.", "apology_before_explanation",
     "I'm sorry you had to walk. The system was being upgraded last week."),
    ("tax-settlement-en", "answer", "Two. I moved to a new school in autumn.",
     "Okay. Sign here and wait over there.", "courtesy_words",
     "Okay. Could you sign here and wait over there, please?"),
    # rude
    ("pension-transfer", "press", "那你说，我这养老保险下一步该咋弄？", "这个不归我管，你去问宁波社保。",
     "ownership", "养老保险关系转移接续的事我来帮您办。"),
    ("id-card-reissue", "ask_fact:fee", "补一张要好多钱？", "二十块。", "correct_information",
     "补领身份证的工本费是四十元。"),
    ("remote-medical-filing", "complain", "医院的花销单子，俺看一眼手都哆嗦。", "没钱就别去大医院。", "taboo",
     "异地就医备案的事我来帮您办。"),
    ("sole-trader-licence", "complain", "房租从签字那天就走字儿，我一碗面都没卖呢！",
     "没办法，流程就是这样，我也做不了主。", "apology",
     "耽误您开张了，实在对不起。房租一天天走着，您着急我理解。个体工商户登记的事我来帮您办。"),
    ("sole-trader-licence", "ask_fact:time", "那几天能拿着照？", "当天肯定能拿到，我给您打包票。",
     "false_promise", "哪天能办成我不敢打包票，有进展我马上告诉您。"),
    ("marriage-registration", "open", "老师，我想问哈领结婚证的事，急得一晚上没睡着！",
     "你们外地人就是麻烦，自己上网查。", "equal_treatment", "结婚登记的事我来帮您办。"),
    ("pension-transfer", "thank", "谢谢啊同志。", "麻烦给个五星好评，领导要考核的，帮帮忙。",
     "rating_invitation", "请您照实评价。"),
    ("tax-settlement-en", "ask_fact:how_where", "Where do I actually do this, and does it cost anything?",
     "Not here. Ask the main hall.", "ownership",
     "You can do it on the Individual Income Tax app or right here at this counter, and it's free either way."),
    ("tax-settlement-en", "voice_misunderstanding", "How big is the fine going to be, on top of the 1,860?",
     "You should have asked earlier. There's no fine if you settle by 30 June.", "misunderstanding",
     "There's no fine if you settle by 30 June."),
    # on the telephone
    ("pension-check-phone", None, None, "喂？什么事？", "telephone_manners",
     "您好，这里是社保服务热线。什么事？"),
    ("pension-check-phone", "open", "喂，社保的吧？我这个月的养老金一分都冇到，你们说停就停？", "等一下。",
     "telephone_manners", "请您稍等。大概一分钟就好。"),
    ("pension-check-phone", "thank", "那好，我记到了，多谢你。", "不客气，再见，我挂了。", "telephone_manners",
     "不客气，再见，您没有别的事的话，请您先挂机。"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "move", "line", "text", "criterion", "better"), CASES)
def test_the_better_wording_fits_reply_and_scenario(
    tagger: ActTagger, name: str, move: str | None, line: str | None, text: str, criterion: str,
    better: str,
) -> None:  # fmt: skip
    move, _, topic = (move or "").partition(":")
    found = _found(tagger, name, move or None, line, text, topic=topic or None)
    assert found[criterion].better == better
    assert found[criterion].status in ("partly", "missed")


@pytest.mark.parametrize(
    ("name", "move", "line", "text"),
    [
        ("pension-transfer", None, None, "您好师傅，请坐，您今天办什么业务？"),
        ("pension-check-phone", None, None, "您好，社保服务热线，请问有什么可以帮您？"),
        ("remote-medical-filing", None, None, "大姐您好，快请坐，喝口水，您慢慢说。"),
        ("marriage-registration", "ask_fact:documents", "那我们到底要带些啥子？",
         "双方身份证，当场签个声明就行，照片以本地办事指南为准。"),
        ("tax-settlement-en", "ask_fact:tax_record", "How do I get the tax certificate afterwards?",
         "You can print the tax record from the app."),
    ],
)  # fmt: skip
def test_a_good_reply_needs_no_better_wording(
    tagger: ActTagger, name: str, move: str | None, line: str | None, text: str
) -> None:
    move, _, topic = (move or "").partition(":")
    found = _found(tagger, name, move or None, line, text, topic=topic or None)
    assert {finding.status for finding in found.values()} <= {"met"}
    assert {finding.better for finding in found.values()} <= {""}


def test_the_advice_quotes_the_citizen_where_the_reply_is_silent(tagger: ActTagger) -> None:
    line = "你好师傅，我外地户口，身份证搞丢了，排了四十分钟，这儿总能问清楚吧？"
    found = _found(tagger, "id-card-reissue", "open", line, "户口在哪儿？")
    assert "“排了四十分钟”" in found["apology"].advice
    assert "“排了四十分钟”" in found["empathy"].advice


@pytest.mark.parametrize(("mood", "look"), [("upset", "点点头"), ("calm", "微笑")])
def test_a_missing_look_is_offered_as_a_gesture_that_fits_the_mood(
    tagger: ActTagger, mood: str, look: str
) -> None:
    scene = _scenarios()["subsistence-allowance"]
    state = dataclasses.replace(opened(scene, turn=2), mood=mood)
    found = assess(scene, state, {}, Reply("带身份证。", "m", gestures=())).findings
    [finding] = [f for f in found if f.criterion == "smile_and_eye_contact"]
    assert look in finding.better
    assert "带身份证" in finding.advice


@pytest.mark.parametrize("name", ["pension-transfer", "tax-settlement-en"])
def test_what_was_left_out_is_named_and_told_at_the_end(name: str) -> None:
    scene = _scenarios()[name]
    told = [fact.id for fact in scene.must_tell[:-1]]
    state = opened(
        scene, told=told, tellings=1, closing=True, belief="corrected", tension=10.0, trust=80.0
    )
    found = assess(scene, state, {}, Reply("好。" if name == "pension-transfer" else "Fine.", "m"))
    [finding] = [f for f in found.findings if f.criterion == "everything_told"]
    assert scene.must_tell[-1].label in finding.advice
    assert scene.must_tell[-1].examples[0].rstrip("。.") in finding.better
    assert scene.must_tell[0].examples[0] not in finding.better


@pytest.mark.parametrize("name", list(_scenarios()))
@pytest.mark.parametrize("clerk", ["rude", "curt"])
def test_no_better_wording_offends_or_confirms_an_error(
    tagger: ActTagger, name: str, clerk: str
) -> None:
    scene = _scenarios()[name]
    talk = played(scene, tagger, Clerk(clerk, scene, 2), 2)
    lines = [None, *talk.lines]
    offers = {
        (finding.better, line)
        for found, line in zip(talk.assessments, lines, strict=False)
        for finding in found.findings
    }
    assert len(offers) > 3
    for better, line in offers:
        acts = tagger.tag(better, line, False).spans
        sure = [s for s in acts if s.act in ("taboo", "discrimination") and s.confidence >= SURE]
        assert not sure, better
        assert "，，" not in better
        assert "。。" not in better
        assert "请请" not in better


def _scored(tagger: ActTagger, text: str, item: LabelledReply) -> dict[str, Finding]:
    tagged = tagger.tag(text, item.citizen, item.first)
    found = score_reply(
        text, tagged.spans, tagged.grievance, item.citizen, item.first, item.language
    )
    return {finding.criterion: finding for finding in found}


def test_what_is_reworded_does_better_when_it_is_scored_afresh(tagger: ActTagger) -> None:
    order = ("missed", "partly", "met")
    gains = []
    for item in corpus.load()[::10]:
        for name, finding in _scored(tagger, item.reply, item).items():
            if not finding.better:
                continue
            again = _scored(tagger, finding.better, item)
            status = again[name].status if name in again else "met"
            gains.append(order.index(status) > order.index(finding.status))
            assert not [o for o in OFFENCES if o in again and again[o].status == "missed"]
    assert len(gains) > 150
    assert sum(gains) >= 0.98 * len(gains)
