"""Questions that share their words with another topic, told apart by what is asked."""

import pytest

from tests.language.conftest import Read


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
        ("下半年的分从哪来", "plan:half_year_rating"),
    ],
)
def test_topics(read: Read, text: str, topic: str) -> None:
    assert read(text).topic == topic
