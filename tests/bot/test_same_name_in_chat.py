"""Two people of one name: the buttons under a file sent in the chat tell them apart."""

import dataclasses

import pytest

from rules.roster import ImportRows, PersonRow, SecondmentRow
from tests.kit.bot.stage import BotStage, bot_stage
from tests.kit.forms import made
from tests.kit.web.county import MEMBER, ROWS

# Each test starts the whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow

SAME = PersonRow(22, "张伟", "县财政局", "副局长", {"position": MEMBER})


def with_two_of_one_name(stage: BotStage) -> None:
    """张伟 of 县财政局 is seconded to 城关镇, which has a 张伟 of its own."""
    rows: ImportRows = dataclasses.replace(
        ROWS,
        people=(*ROWS.people, SAME),
        secondments=(
            *ROWS.secondments,
            SecondmentRow(3, "张伟", "县财政局", "城关镇", "县", "2019-06-28", ""),
        ),
    )
    with stage.service.store.transaction() as records:
        result = records.roster.import_rows(rows, stage.service.plan.facts)
        assert result.problems == ()


def test_the_buttons_name_their_posts_and_the_pressed_one_gets_the_file(tmp_path):
    with bot_stage(tmp_path) as here:
        with_two_of_one_name(here)
        since = here.wecom.state()["version"]
        asked = here.send("wangfang", "张伟述职报告.pdf", made.pdf())
        card = here.wecom.wait_for("wangfang", lambda one: one.card is not None, since=since)
        labels = {one["text"]: one["key"] for one in card.body["button_list"]}

        assert "还没有交上去" in asked
        assert here.kept("duty_report") == []
        assert set(labels) == {"张伟党委委员、副镇长", "张伟副局长"}

        here.wecom.click("wangfang", card.id, labels["张伟副局长"])
        late = here.wecom.wait_for("wangfang", "已收到：张伟的")
        [(_, person_id, version, _)] = here.kept("duty_report")
        assert person_id is not None
        with here.service.store.reading() as records:
            person = records.roster.person(person_id)

        assert "回执号" in late.text
        assert version == 1
        assert person.post == "副局长"
        assert here.left_over() == []
