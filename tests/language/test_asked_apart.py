"""Questions that share their words with another topic, told apart by what is asked."""

import pytest

from tests.kit.reading import Read


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        # how many came in is progress, how many to hand in is the notice's
        ("我们镇附件8到现在收到多少份了", "progress"),
        ("述职报告收上来几份", "progress"),
        ("今天收了多少张登记表", "progress"),
        ("登记表考核组收几份", "plan:registration_copies"),
        # two scores made one, and where the second half's score comes from
        ("两个单位的测评得分取平均还是只用新单位的", "silence:weight"),
        ("上半年的分和下半年的分合在一起算吗", "silence:weight"),
        ("原单位的测评成绩跟新单位的合并算吗", "silence:weight"),
        ("下半年的分从哪来", "plan:half_year_rating"),
        # which form, and how many sheets of it
        # whose form depends on who sent them and for how long: it is ruled on, not read out
        ("挂职干部的登记表该用哪张", "which_form"),
        ("登记表能写两张纸吗", "plan:registration_sheet"),
        # what a team is assessed on, and what its rating is made of
        ("班子测评除了互评还包括哪些部分", "plan:rating_parts"),
        ("班子考核哪几块", "plan:team_content"),
        # who is taken in, and who drives
        ("局里保安也是聘的，考核要把他们列进来吗", "takes_part"),
        ("班子考核要把人大算进来吗", "team_assessed"),
        ("考核组来要派车吗", "silence:meal"),
        ("老姚退了，材料还要他交吗", "takes_part"),
        # where a word of the notice begins to hold
        ("群体性事件多少人起算", "silence:bar_terms"),
        ("被问责多严重才影响评优", "silence:bar_terms"),
    ],
)
def test_topics(read: Read, text: str, topic: str) -> None:
    assert read(text).topic == topic


def test_forms_asked_for_together_are_all_told(read: Read) -> None:
    asked = set(read("材料清单和等次建议各是几号附件").topics)
    assert asked == {"plan:material_list", "plan:form_proposals"}
    assert read("等次建议表是附件几").topics == ("plan:form_proposals",)


def test_papers_sent_back_retire_nobody(read: Read) -> None:
    assert "retired_on" not in read("材料退了，怎么改").values
    assert "retired_on" in read("老姚退了，还要考核吗").values


def test_retirement_through_its_papers_has_a_day(read: Read) -> None:
    assert str(read("老沙今年8月就办了退休，要考核吗").values["retired_on"]) == "2019-08-01"


def test_both_schemes_named_ask_whether_somebody_takes_part(read: Read) -> None:
    reading = read("镇长兼驻村工作队长，在镇里参加考核还是按驻村那套")
    assert {"participation", "assessed_at"} <= set(reading.axes)
