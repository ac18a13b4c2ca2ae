"""Button keys: every type there and back, those of older cards, and what nobody of ours wrote."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.turn import buttons, old_buttons
from handlers.turn.buttons import (
    Button,
    CaseFileButton,
    DeedButton,
    DoubtButton,
    FactButton,
    FileButton,
    GetFormButton,
    GuessButton,
    HandInButton,
    OldNo,
    OldWords,
    OldYes,
    PaperButton,
    PersonButton,
    SeasonButton,
    SnoozeButton,
    StepButton,
    TopicButton,
    TwinsButton,
    UndoStepButton,
    UnknownButton,
    WithdrawButton,
    key_of,
)
from handlers.turn.case_commands import AnswerCase, WithdrawPrecedent
from handlers.turn.commands import Chase, ChasePeople, DeadlineDay, SetDeadlines, from_text, to_text
from handlers.turn.lesson_commands import Teach
from handlers.turn.old_buttons import read_button
from rules.plan import Plan
from tests.kit.deeds import OWN, ROWS, Try
from tests.kit.talks import County
from tests.kit.web.county import make_county

MADE: list[Button] = [
    TopicButton("missing"),
    TopicButton("plan:due_to_group"),
    FactButton("sent_by", "county"),
    FactButton("months_served", "5.95"),
    FactButton("驻村-天数", "满6个月"),
    PersonButton(3),
    DoubtButton("misread"),
    TwinsButton(3),
    PaperButton("is", "registration"),
    PaperButton("due", "registration"),
    HandInButton("registration"),
    GetFormButton("registration"),
    GetFormButton("registration", 7),
    FileButton("0a1b2c3d", "registration"),
    FileButton("0a1b2c3d", "registration", 7),
    CaseFileButton("0a1b2c3d", 3),
    GuessButton("yes"),
    WithdrawButton("2019-000123"),
    StepButton("pass_on", 3),
    UndoStepButton(),
    SnoozeButton(3),
    DeedButton("0a1b2c3d4e5f", "undo"),
    SeasonButton("2018"),
    SeasonButton("清河镇2018", "fact:months_served=5.95"),
]
# As cards of the releases before carry them.
OLD = {
    "missing": TopicButton("missing"),
    "file:0a1b2c3d:registration:": FileButton("0a1b2c3d", "registration"),
    "chase:drop": OldNo(),
    "teach:no": OldNo(),
    "chase:send:registration:u3,u4": OldYes(Chase("registration", (3, 4))),
    "chase:send::p5": OldYes(ChasePeople("", (5,))),
    "chase:send::g1ktownship": OldWords("chase", "催一下没交的"),
    "announce:yes:各乡镇:明天：交": OldWords("announce", "通知各乡镇：明天：交"),
    "confirm_deadline:yes:a=2020-01-05@!,b=2020-01-08@2020-01-05": OldYes(
        SetDeadlines(
            (
                DeadlineDay("a", date(2020, 1, 5), "!"),
                DeadlineDay("b", date(2020, 1, 8), "2020-01-05"),
            )
        )
    ),
    'answer_case:yes:[3,{"a":"b"},"","从严"]': OldYes(AnswerCase(3, {"a": "b"}, "", "从严")),
    'withdraw_precedent:yes:[3,"另有规定"]': OldYes(WithdrawPrecedent(3, "另有规定")),
    'teach:yes:[1,"请问[考核组]。"]': OldYes(Teach(1, "请问[考核组]。")),
}
FORGED = [
    "", ":", "x", "topic:", "topic:a b", "person:", "person:x", "person:１", "paper:burn:a",
    "custody:burn:1", "custody:check:", "deed:x:yes", "deed:0a1b:perhaps", "withdraw:1",
    "remind_less:snooze:", "guess:maybe", "file:x:y:z", "teach:yes:[[[", "teach:yes:" + "[" * 3000,
    "teach:yes:{}", "teach:yes:[1]", 'teach:yes:["x","y"]', "teach:yes:[1,2]", "answer_case:yes:x",
    'answer_case:yes:[1,[],"",""]', "confirm_deadline:yes:a=2020-13-40", "confirm_deadline:yes:",
    "announce:no:x", "chase:yes:\x00", "deed:0a1b2c3d:yes\n", "fact:sent_by=\x00",
]  # fmt: skip


@pytest.mark.parametrize("button", MADE, ids=str)
def test_a_button_comes_back_as_it_was_written(button: Button) -> None:
    assert read_button(key_of(button)) == button


def test_every_type_is_tried() -> None:
    older = {OldYes, OldNo, OldWords}
    assert {type(each) for each in MADE} | older == set(get_args(Button))
    assert set(buttons._WRITTEN) == {type(each) for each in MADE}


@pytest.mark.parametrize("key", OLD)
def test_a_card_of_an_older_release_is_understood(key: str) -> None:
    assert read_button(key) == OLD[key]


@pytest.mark.parametrize("key", FORGED)
def test_what_nobody_of_ours_wrote_is_no_button(key: str) -> None:
    with pytest.raises(UnknownButton):
        read_button(key)


_HEADS = ["", *(f"{key_of(each).partition(':')[0]}:" for each in MADE), *old_buttons._YES]


@settings(max_examples=300)
@given(some.sampled_from(_HEADS), some.text(max_size=60))
def test_no_key_at_all_is_more_than_unknown(head: str, rest: str) -> None:
    try:
        button = read_button(head + rest)
    except UnknownButton:
        return
    assert isinstance(button, get_args(Button))


@pytest.mark.parametrize("userid", ["Boss", "ClerkCG", "WangQiang", "Group1", "Nobody"])
def test_a_forged_press_is_answered_in_words_whoever_presses(county: County, userid: str) -> None:
    plausible = [
        "person:999", "fact:nothing=1", "fact:sent_by=nobody", "fact:months_served=nan",
        "custody:file:999", "get_form:none:1", "hand_in:none", "topic:none", "paper:is:none",
        "withdraw:2019-999999", "remind_less:snooze:999", "deed:0a1b2c3d:yes",
        "confirm_deadline:yes:none=2020-01-05", "chase:send:none:u999", "teach:yes:[99,\"ab\"]",
        'answer_case:yes:[99,{"none":"none"},"","x"]', "announce:yes:火星:x",
    ]  # fmt: skip
    for key in [*FORGED, *plausible]:
        reply = county.press(userid, key)
        assert reply.text
        assert reply.pushes == ()


def test_somebody_elses_number_is_no_way_to_their_ruling(county: County) -> None:
    """A person's number on a button leads nowhere for whom the person is not to see."""
    with county.store.reading() as records:
        [other] = records.roster.people_named("钱进")
        [own] = records.roster.people_named("李红")
    county.say("ClerkCG", "李红能不能评优秀")
    assert "我认不出来" in county.press("ClerkCG", f"person:{other.id}").text
    county.say("ClerkCG", "李红能不能评优秀")
    assert "我认不出来" not in county.press("ClerkCG", f"person:{own.id}").text


def test_every_command_comes_back_as_it_was_written(tmp_path, plan: Plan) -> None:
    made = make_county(tmp_path, plan=plan)
    with made.store.transaction() as records:
        for row in ROWS:
            command = row.made(Try(made, records, "jiandu", OWN))
            assert from_text(to_text(command)) == command
    made.store.close()
