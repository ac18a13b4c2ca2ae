"""A file sent while a petition of one's own waits: asked about, and attached to it by one tap."""

import pytest

from tests.kit.bot.stage import BotStage
from tests.kit.forms import made

# Each test starts the whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow


def petition(here: BotStage, userid: str, signature: str = "rounding") -> int:
    """An open case this member put."""
    with here.service.store.transaction() as records:
        case, _ = records.cases.file(
            "2019", "silence:rounding", axes=(), facts={}, rests=(), clauses=("一(二)1",),
            signatures=(signature,), person_id=None, by=userid, at=here.clock.now(),
        )  # fmt: skip
    return case.number


def attached(here: BotStage, number: int) -> list[str]:
    with here.service.store.reading() as records:
        case = records.cases.numbered("2019", number)
        assert case is not None
        return [one.name for one in records.case_files.of(case)]


@pytest.mark.parametrize("userid", ["wangfang", "zhangwei"])
def test_what_comes_after_a_petition_is_attached_to_it_by_one_tap(here: BotStage, userid: str):
    """Asked first, even where only one paper could have been meant; nothing is handed in."""
    number = petition(here, userid)
    since = here.wecom.state()["version"]
    asked = here.send(userid, "任职文件.pdf", made.pdf())
    assert "是附到您的请示里的，还是要交的材料？" in asked
    assert attached(here, number) == []
    card = here.wecom.wait_for(userid, lambda one: one.card is not None, since=since)
    button = next(one for one in card.body["button_list"] if "case_file:" in one["key"])
    assert button["text"] == "附到请示第1号"
    here.wecom.click(userid, card.id, button["key"])
    here.wecom.wait_for(userid, "已把“任职文件.pdf”附到请示第1号")
    assert attached(here, number) == ["任职文件.pdf"]
    assert (here.kept("duty_report"), here.kept("registration"), here.left_over()) == ([], [], [])


def test_the_number_typed_says_so_too(here: BotStage):
    number = petition(here, "wangfang")
    here.send("wangfang", "情况说明.pdf", made.pdf())
    here.later(minutes=5)
    here.ask("wangfang", "1")
    assert attached(here, number) == ["情况说明.pdf"]


def test_the_number_of_a_paper_typed_later_takes_the_file(here: BotStage):
    here.send("zhangwei", "扫描.pdf", made.pdf())
    here.later(minutes=5)
    assert here.ask("zhangwei", "2").startswith("已收到：张伟的")


def test_words_after_a_file_say_which_petition_it_goes_with(here: BotStage):
    petition(here, "wangfang")
    second = petition(here, "wangfang", "another")
    here.send("wangfang", "情况说明.pdf", made.pdf())
    assert "附到请示第2号" in here.ask("wangfang", "这是2号请示的附件")
    assert attached(here, second) == ["情况说明.pdf"]


def test_a_paper_is_still_taken_as_one_after_a_petition(here: BotStage):
    petition(here, "wangfang")
    assert here.send("wangfang", "附件8.xlsx", here.proposals()).startswith("已收到：附件8")
    assert here.send("wangfang", "陈静述职报告.pdf", made.pdf()).startswith("已收到：陈静的")


def test_a_file_for_a_petition_that_is_ruled_on_meanwhile_is_not_kept(here: BotStage):
    number = petition(here, "wangfang")
    since = here.wecom.state()["version"]
    here.send("wangfang", "情况说明.pdf", made.pdf())
    card = here.wecom.wait_for("wangfang", lambda one: one.card is not None, since=since)
    with here.service.store.transaction() as records:
        case = records.cases.numbered("2019", number)
        assert case is not None
        at = here.clock.now()
        records.cases.answer(case, {}, words="不进位", reason="从严", by="jiandu", at=at)
    here.wecom.click("wangfang", card.id, card.body["button_list"][0]["key"])
    here.wecom.wait_for("wangfang", "已经批复，不再收附件")
    assert attached(here, number) == []


def test_nobody_is_offered_the_petition_of_others(here: BotStage):
    petition(here, "lina")
    assert "请示" not in here.send("wangfang", "任职文件.pdf", made.pdf())
