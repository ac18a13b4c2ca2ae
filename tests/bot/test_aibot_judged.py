"""What members press under an answer of the AI bot: not right, taken back, right."""

import pytest

from bot.judging import TAKEN_BACK, WRONG
from storage.views import Matter, MatterState
from tests.kit.bot.stage import BotStage, bot_stage

# Each test starts the whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow
RIGHT = 1


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with bot_stage(tmp_path_factory.mktemp("bot")) as stage:
        yield stage


def noted(here: BotStage) -> list[Matter]:
    with here.service.store.reading() as records:
        return records.matters.open(here.service.plan.id)


def test_a_wrong_answer_is_listed_once_with_its_question_and_taken_back(here: BotStage):
    since = here.wecom.state()["version"]
    here.ask("wangfang", "县派挂职7个月的在哪里考核")
    answer = here.wecom.finished("wangfang", since)

    here.wecom.feedback("wangfang", answer, RIGHT)
    assert noted(here) == []
    for _ in range(2):
        outcome = here.wecom.feedback("wangfang", answer, WRONG)
        assert outcome.delivery.reply_error == ""
    [doubt] = noted(here)
    assert doubt.by == "wangfang"
    assert doubt.context[0]["text"] == "县派挂职7个月的在哪里考核"
    assert "一(一)1" in doubt.context[1]["text"]

    here.wecom.feedback("wangfang", answer, TAKEN_BACK)
    assert noted(here) == []
    with here.service.store.reading() as records:
        found = records.matters.numbered(here.service.plan.id, doubt.number)
    assert found is not None
    assert found.state is MatterState.WITHDRAWN


def test_what_was_never_answered_or_is_forged_is_let_be(here: BotStage):
    fields = {
        "msgid": "judged-1",
        "aibotid": "aib1",
        "chattype": "single",
        "from": {"userid": "wangfang"},
        "msgtype": "event",
        "event": {
            "eventtype": "feedback_event",
            "feedback_event": {"id": "no-such-answer", "type": 2, "inaccurate_reason_list": [3]},
        },
    }
    odd = {**fields, "event": {"eventtype": "feedback_event", "feedback_event": {"type": "x"}}}
    for sent in (fields, odd):
        assert [one["status"] for one in here.wecom.plain(sent)] == [200]
    assert noted(here) == []


def test_a_strangers_verdict_is_let_be(here: BotStage):
    since = here.wecom.state()["version"]
    here.ask("stranger", "附件8什么时候交")
    answer = here.wecom.finished("stranger", since)
    here.wecom.feedback("stranger", answer, WRONG)
    assert noted(here) == []
