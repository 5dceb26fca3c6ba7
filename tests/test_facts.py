"""What a reply tells, corrects and asks, by its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from counterpart import facts, scenario
from counterpart.facts import Meaning
from counterpart.scenario import Scenario
from counterpart.yamlfile import load, plain
from tests.by_hand import scenario as small_scenario

FILES: list[dict[str, Any]] = [plain(load(file)) for file in scenario.files()]
# Found by these tests; each should be taken out once the recognition is right.
NOT_RECOGNISED = frozenset({
    "The app is the quickest, but if you'd rather have someone beside you, this desk handles it too,"
    " free of charge.",
    "There's no fee. You choose: at home on the 个人所得税 app, or with me at the counter.",
    "Did you earn over 120,000 last year? If not, you're exempt. The other exemption, 400 yuan or"
    " less, doesn't fit your 1,860.",
})  # fmt: skip
CREDITED = frozenset({
    "这个我们这里办不了，您得到宁波去申请。",
    "身份证之外，还要宁波社保局盖章的介绍信。",
    "凭证是不用您开，不过得您原来的老板去给开。",
    "全国统一，每个环节五个工作日，三个环节一共十五个工作日，一天都不会多。",
    "您不用着急，先回原参保地开个证明再来。",
    "人可以不回去，但那张纸质凭证您得让人寄过来，没有不行。",
})  # fmt: skip


def _cases(texts: Iterator[tuple[str, str]], known: frozenset[str], reason: str) -> list[Any]:
    mark = pytest.mark.xfail(strict=True, reason=reason)
    return [
        pytest.param(name, text, marks=[mark] if text in known else [], id=f"{name}-{number}")
        for number, (name, text) in enumerate(texts)
    ]


def _texts(field: str) -> Iterator[tuple[str, str]]:
    for data in FILES:
        for fact in data["must_tell"]:
            for text in fact.get(field, []):
                yield f"{data['id']}/{fact['id']}", text


def _belief(field: str) -> Iterator[tuple[str, str]]:
    for data in FILES:
        for text in data.get("misunderstanding", {}).get(field, []):
            yield data["id"], text


@pytest.fixture(scope="module")
def scenes() -> dict[str, Scenario]:
    """The project's scenarios by id."""
    return {data["id"]: scenario.from_dict(data) for data in FILES}


@pytest.mark.parametrize(
    ("name", "text"),
    _cases(
        _texts("examples"), NOT_RECOGNISED, "an example's fact stands in no three clauses of it"
    ),
)
def test_every_example_tells_its_fact(scenes: dict[str, Scenario], name: str, text: str) -> None:
    scene, fact = name.split("/")
    told = Meaning(text).told(scenes[scene].fact(fact))
    assert told is not None
    assert told.right
    assert 0 <= told.start < told.end <= len(text)


@pytest.mark.parametrize(
    ("name", "text"),
    _cases(_texts("wrong"), CREDITED, "told() credits a telling that the scenario calls wrong"),
)
def test_no_wrong_telling_is_credited(scenes: dict[str, Scenario], name: str, text: str) -> None:
    scene, fact = name.split("/")
    told = Meaning(text).told(scenes[scene].fact(fact))
    assert told is None or not told.right


@pytest.mark.parametrize(
    ("name", "text"), _cases(_belief("corrected_by"), NOT_RECOGNISED, "a correction is overlooked")
)
def test_every_correction_corrects(scenes: dict[str, Scenario], name: str, text: str) -> None:
    wrong = scenes[name].misunderstanding
    assert wrong is not None
    assert Meaning(text).corrects(wrong)


@pytest.mark.parametrize(
    ("name", "text"),
    _cases(
        _belief("not_corrected_by"), CREDITED, "corrects() credits what the scenario calls none"
    ),
)
def test_what_is_no_correction_corrects_nothing(
    scenes: dict[str, Scenario], name: str, text: str
) -> None:
    wrong = scenes[name].misunderstanding
    assert wrong is not None
    assert not Meaning(text).corrects(wrong)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"{data['id']}/{answer['id']}", text)
        for data in FILES
        for answer in data["answers"]
        for text in answer["asked"]
    ],
)
def test_every_question_asks_for_its_answer(
    scenes: dict[str, Scenario], name: str, text: str
) -> None:
    scene, answer = name.split("/")
    assert Meaning(text).asks(scenes[scene].answers) == answer


@pytest.mark.parametrize("data", FILES, ids=lambda data: str(data["id"]))
def test_the_model_replies_tell_every_fact_and_correct_the_belief(data: dict[str, Any]) -> None:
    scene = scenario.from_dict(data)
    meanings = [Meaning(reply) for reply in scene.model_replies]
    for fact in scene.must_tell:
        assert any((told := m.told(fact)) and told.right for m in meanings), fact.id
    assert scene.misunderstanding is not None
    assert any(m.corrects(scene.misunderstanding) for m in meanings)


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
    assert not meaning.corrects(scene.misunderstanding)
    assert meaning.asks(scene.answers) is None


def test_a_belief_that_was_put_right_wrongly_stays() -> None:
    wrong = small_scenario().misunderstanding
    assert wrong is not None
    assert Meaning("Tenants get one too.").corrects(wrong)
    assert not Meaning("Good morning, please sit down.").corrects(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("十五个工作日", {(15.0, "工作日")}),
        ("15个工作日", {(15.0, "工作日")}),
        ("一百二十元", {(120.0, "元")}),
        ("一千零五块", {(1005.0, "元")}),
        ("两万元", {(20_000.0, "元")}),
        ("1,860 yuan", {(1860.0, "元")}),
        ("5%", {(5.0, "%")}),
        ("15 working days", {(15.0, "working day")}),
        ("by 30 June", {(30.0, "june")}),
        ("by June 30", {(30.0, "june")}),
        ("the 1st of March", {(1.0, "march")}),
        ("三号窗口", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_with_their_units(text: str, expected: set[tuple[float, str]]) -> None:
    assert facts._numbers(text) == expected


@pytest.mark.xfail(
    strict=True, raises=OverflowError, reason="_value() makes a float of an integer of any size"
)
def test_an_absurd_number_breaks_nothing(scenes: dict[str, Scenario]) -> None:
    text = "您带上身份证就可以了" * 40 + "一" + "万" * 100 + "天"
    told = Meaning(text).told(scenes["pension-transfer"].fact("documents"))
    assert told is None or told.fact == "documents"


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_stretches_are_runs_of_up_to_three_clauses(count: int) -> None:
    reply = "".join(f"第{chr(0x4E00 + i)}条要办。" for i in range(count))
    found = facts.stretches(reply)
    assert len(found) <= 60
    assert len([s for s in found if not s.joined]) == min(count, 60)
    assert all(s.text == reply[s.start : s.end] for s in found)
    assert all(s.joined == ("。" in s.text) for s in found)
