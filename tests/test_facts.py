"""What a reply tells, corrects and asks, by its meaning."""

from __future__ import annotations

from typing import Any

import pytest

from counterpart import facts, scenario
from counterpart.facts import Meaning, Told
from counterpart.scenario import Scenario
from counterpart.yamlfile import load, plain
from tests.by_hand import scenario as small_scenario

FILES: list[dict[str, Any]] = [plain(load(file)) for file in scenario.files()]


@pytest.fixture(scope="module")
def scenes() -> dict[str, Scenario]:
    """The project's scenarios by id."""
    return {data["id"]: scenario.from_dict(data) for data in FILES}


def _is_right(told: Told | None) -> bool:
    return told is not None and told.right


def _told(scene: Scenario, field: str) -> dict[str, bool]:
    """Return each text of a field of the facts, and whether it is credited."""
    return {
        text: _is_right(Meaning(text).told(fact))
        for fact in scene.must_tell
        for text in getattr(fact, field)
    }


def _corrected(scene: Scenario, field: str) -> dict[str, bool]:
    """Return each text of a field of the misunderstanding, and whether it counts as correction."""
    wrong = scene.misunderstanding
    assert wrong is not None
    return {text: _is_right(Meaning(text).corrects(wrong)) for text in getattr(wrong, field)}


NAMES = [str(data["id"]) for data in FILES]


@pytest.mark.parametrize("name", NAMES)
def test_nearly_every_example_tells_its_fact(scenes: dict[str, Scenario], name: str) -> None:
    found = _told(scenes[name], "examples")
    assert sum(found.values()) >= 0.9 * len(found), [text for text, hit in found.items() if not hit]


@pytest.mark.parametrize("name", NAMES)
def test_nearly_every_correction_corrects(scenes: dict[str, Scenario], name: str) -> None:
    found = _corrected(scenes[name], "corrected_by")
    assert sum(found.values()) >= 0.8 * len(found), [text for text, hit in found.items() if not hit]


@pytest.mark.parametrize("name", NAMES)
def test_few_wrong_tellings_are_credited(scenes: dict[str, Scenario], name: str) -> None:
    for found in (_told(scenes[name], "wrong"), _corrected(scenes[name], "not_corrected_by")):
        assert sum(found.values()) <= 0.2 * len(found), [text for text, hit in found.items() if hit]


@pytest.mark.parametrize("name", NAMES)
def test_no_wrong_telling_is_credited(scenes: dict[str, Scenario], name: str) -> None:
    assert [text for text, hit in _told(scenes[name], "wrong").items() if hit] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_correction_corrects_nothing(scenes: dict[str, Scenario], name: str) -> None:
    found = _corrected(scenes[name], "not_corrected_by")
    assert [text for text, hit in found.items() if hit] == []


def _asked(text: str, scene: Scenario) -> str | None:
    found = Meaning(text).asks(scene.answers)
    return found[0].answer if found else None


@pytest.mark.parametrize("name", NAMES)
def test_nearly_every_question_asks_for_its_answer(scenes: dict[str, Scenario], name: str) -> None:
    scene = scenes[name]
    found = {
        text: _asked(text, scene) == answer.id for answer in scene.answers for text in answer.asked
    }
    assert sum(found.values()) >= 0.95 * len(found), [
        text for text, hit in found.items() if not hit
    ]


@pytest.mark.parametrize("data", FILES, ids=lambda data: str(data["id"]))
def test_the_model_replies_tell_every_fact_and_correct_the_belief(data: dict[str, Any]) -> None:
    scene = scenario.from_dict(data)
    meanings = [Meaning(reply) for reply in scene.model_replies]
    for fact in scene.must_tell:
        assert any(_is_right(m.told(fact)) for m in meanings), fact.id
    assert scene.misunderstanding is not None
    assert any(_is_right(m.corrects(scene.misunderstanding)) for m in meanings)


@pytest.mark.parametrize(
    ("text", "fact", "right"),
    [
        ("请带身份证。", "documents", True),
        ("不用带身份证。", "documents", False),
        ("要带身份证和结婚证。", "documents", False),
        ("一共三个环节，每个环节最多十五个工作日。", "time", True),
        ("一共三个环节，每个环节最多四十五个工作日。", "time", False),
    ],
)
def test_polarity_numbers_and_documents_must_agree(
    scenes: dict[str, Scenario], text: str, fact: str, right: bool
) -> None:
    told = Meaning(text).told(scenes["pension-transfer"].fact(fact))
    assert told is not None
    assert told.right is right


@pytest.mark.parametrize(
    "text", ["", " ", "您好，请坐。", "今天天气不错。", "🙂", "\0", "12333", "谢谢"]
)
def test_small_talk_tells_corrects_and_asks_nothing(scenes: dict[str, Scenario], text: str) -> None:
    scene = scenes["pension-transfer"]
    meaning = Meaning(text)
    assert scene.misunderstanding is not None
    assert [fact.id for fact in scene.must_tell if meaning.told(fact)] == []
    assert meaning.corrects(scene.misunderstanding) is None
    assert meaning.asks(scene.answers) == []


@pytest.mark.parametrize(
    "text", ["您身份证上的名字怎么写？", "身份证掉了吗？", "请您把身份证收好。"]
)
def test_to_speak_of_a_paper_is_not_to_tell_that_it_is_needed(
    scenes: dict[str, Scenario], text: str
) -> None:
    assert Meaning(text).told(scenes["pension-transfer"].fact("documents")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where do you live?", "street"),
        ("Where do you live", "street"),
        ("Tell me your street.", "street"),
        ("Do you live here?", "street"),
        ("Good morning. Which street do you live in? Please sit.", "street"),
        ("So you live in Mill Lane?", None),
        ("You live in Mill Lane.", None),
        ("Sign here, in your street.", None),
        ("How long does it take?", None),
        ("", None),
    ],
)
def test_a_question_is_told_from_a_statement_and_from_saying_back(
    text: str, expected: str | None
) -> None:
    assert _asked(text, small_scenario()) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("对，您得先回宁波把凭证开出来。", "您得先回宁波把凭证开出来"),
        ("没有缴费凭证就转不了。您请坐。", "没有缴费凭证就转不了"),
        ("您不用回宁波。", None),
        ("没有凭证也能办，您不用回去。", None),
        ("您带身份证了吗？", None),
        ("您好，请坐。", None),
    ],
)
def test_the_words_that_confirm_a_belief_are_found_where_they_stand(
    scenes: dict[str, Scenario], text: str, words: str | None
) -> None:
    wrong = scenes["pension-transfer"].misunderstanding
    assert wrong is not None
    found = Meaning(text).corrects(wrong)
    confirmed = found if found and not found.right else None
    assert (confirmed is not None) is (words is not None)
    assert words is None or confirmed is None or words in text[confirmed.start : confirmed.end]


@pytest.mark.parametrize("name", NAMES)
def test_nearly_every_confirmation_confirms(scenes: dict[str, Scenario], name: str) -> None:
    wrong = scenes[name].misunderstanding
    assert wrong is not None
    found = {text: Meaning(text).corrects(wrong) for text in wrong.not_corrected_by}
    missed = [text for text, told in found.items() if told is None or told.right]
    assert len(missed) <= 0.2 * len(found), missed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So you need a parking permit?", True),
        ("You would like a permit to park, is that right?", True),
        ("So you want to marry?", False),
        ("You mean your tax return?", False),
        ("Good morning.", False),
        ("", False),
    ],
)
def test_what_is_said_back_is_their_case_or_another(text: str, expected: bool) -> None:
    scene = small_scenario()
    assert Meaning(text).restates([scene.need, *scene.opening], []) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("快的话十五个工作日。", False),
        ("为您准备的材料都在本地。", False),
        ("This is the local office.", False),
        ("十五个工作日，具体以本地办事指南为准。", True),
        ("各地不一样，您再问一下。", True),
        ("每个城市不同。", True),
        ("按本地的标准。", True),
        ("15 days, but it varies.", True),
        ("The local guide has the exact figure.", True),
        ("It depends on where you live.", True),
        ("It takes 15 working days.", False),
        ("", False),
    ],
)
def test_a_figure_is_said_to_be_local_or_not(text: str, expected: bool) -> None:
    assert facts.hedged(text) is expected


def test_a_belief_that_was_put_right_wrongly_stays() -> None:
    wrong = small_scenario().misunderstanding
    assert wrong is not None
    assert _is_right(Meaning("Tenants get one too.").corrects(wrong))
    assert not _is_right(Meaning("Good morning, please sit down.").corrects(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "您喜欢吃什么水果？",
        "您养宠物吗？",
        "您觉得今年房价会跌吗？",
        "您喜欢下棋吗？",
        "今天外头热不热？",
    ],
)
def test_what_is_off_the_topic_asks_for_no_answer(scenes: dict[str, Scenario], text: str) -> None:
    assert {name: _asked(text, scene) for name, scene in scenes.items()} == dict.fromkeys(scenes)


@pytest.mark.parametrize(
    ("name", "text", "answers"),
    [
        ("sole-trader-licence", "合同带没？店名呢？", ["lease", "shop_name"]),
        ("pension-transfer", "在哪儿交的，交了几年？", ["old_place", "when_worked"]),
        ("remote-medical-filing", "要父亲的身份证或者医保码。您带了没有？", ["brought"]),
        ("pension-check-phone", "给您约上门，好不好？", ["which_way"]),
        ("id-card-reissue", "还有别的问题吗？", []),
        ("id-card-reissue", "听明白了吗？", []),
        ("id-card-reissue", "跑什么跑？", []),
    ],
)
def test_each_question_of_a_reply_is_read_by_itself(
    scenes: dict[str, Scenario], name: str, text: str, answers: list[str]
) -> None:
    assert [found.answer for found in Meaning(text).asks(scenes[name].answers)] == answers


@pytest.mark.parametrize(
    ("text", "right"),
    [("请带身份证，今天带了吗？", True), ("您带身份证了吗？", False)],
)
def test_a_question_tells_nothing_but_what_stands_beside_it_may(
    scenes: dict[str, Scenario], text: str, right: bool
) -> None:
    assert _is_right(Meaning(text).told(scenes["pension-transfer"].fact("documents"))) is right


def test_an_absurd_number_breaks_nothing(scenes: dict[str, Scenario]) -> None:
    text = "您带上身份证就可以了" * 40 + "一" + "万" * 100 + "天"
    told = Meaning(text).told(scenes["pension-transfer"].fact("documents"))
    assert told is None or told.fact == "documents"


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_is_said_as_to_the_citizen_and_hedged_where_it_is_local(
    scenes: dict[str, Scenario], name: str
) -> None:
    for fact in scenes[name].must_tell:
        words = facts.said(fact)
        assert words in fact.examples
        assert facts.hedged(words) or not fact.local
