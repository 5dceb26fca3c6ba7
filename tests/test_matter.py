"""What better wordings draw upon is taken from the scenario, at this point of the talk."""

from __future__ import annotations

import pytest

from counterpart import matter
from counterpart.scenario import Citizen, Scenario
from tests.by_hand import opened, scenario


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        ("结婚登记怎么办", "zh", "结婚登记"),
        ("养老金领取资格认证（电话）", "zh", "养老金领取资格认证"),
        ("A parking permit", "en", "parking permit"),
        ("Annual income tax settlement", "en", "annual income tax settlement"),
        ("ID card", "en", "ID card"),
    ],
)
def test_the_matter_is_named_as_one_says_it(title: str, language: str, name: str) -> None:
    scene = scenario(title=title, language=language)
    assert matter.of(scene, opened(scene)).name == name


@pytest.mark.parametrize(
    ("name", "address"), [("王师傅", "师傅"), ("葛婶", "婶子"), ("孙大姐", "大姐"), ("小龙", "")]
)
def test_the_form_of_address_is_that_of_the_name(name: str, address: str) -> None:
    scene = scenario(language="zh", citizen=Citizen(name, "40", "worrier", "anxious"))
    assert matter.of(scene, opened(scene)).address == address


@pytest.mark.parametrize(
    ("brief", "greeting"), [("It is a Thursday afternoon.", "Good afternoon."), ("A desk.", "")]
)
def test_the_greeting_fits_the_hour_of_the_brief(brief: str, greeting: str) -> None:
    scene = scenario(brief=brief)
    assert matter.of(scene, opened(scene)).greeting == greeting


def test_what_was_asked_for_and_what_is_still_open_follow_the_talk(pension: Scenario) -> None:
    asked = opened(pension, moves=["ask_fact"], topic="documents")
    assert matter.of(pension, asked).asked == pension.fact("documents").examples[0]
    assert matter.of(pension, opened(pension)).asked == ""
    first, second = pension.answers[:2]
    assert matter.of(pension, opened(pension)).question == first.asked[0]
    answered = opened(pension, answered=[first.id])
    assert matter.of(pension, answered).question == second.asked[0]


def test_without_misunderstanding_and_answers_nothing_is_made_up() -> None:
    scene = scenario(misunderstanding=None, answers=[])
    found = matter.of(scene, opened(scene))
    assert (found.truth, found.question) == ("", "")
