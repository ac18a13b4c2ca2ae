"""Who does something for another, what is ruled out by its own words, and figures beside words."""

import pytest

from tests.kit.reading import Read


@pytest.mark.parametrize(
    "text",
    [
        "小辛测评93，书记想给他报优秀",
        "局长主张给她评优，合适吗",
        "镇长答应给老赵一个优秀名额",
        "副书记打算把小周列进优秀名单，行吗",
        "党委书记非要给我争一个优秀",
        "主任同意让老钱占一个优秀名额",
    ],
)
def test_who_does_it_for_another_is_not_whom_it_is_about(read: Read, text: str) -> None:
    assert "position" not in read(text).values


@pytest.mark.parametrize(
    "text",
    [
        "书记自己想评优秀",
        "给书记报优秀行不行",
        "书记自己发话 他那个优秀就从镇里20%里出 这么报可以吧",
        "我们单位一把手孟主任让我问清楚，他本人算不算在那20%里头",
    ],
)
def test_a_head_who_is_asked_about_stays_the_head(read: Read, text: str) -> None:
    assert read(text).values["position"] == "unit_head"


@pytest.mark.parametrize(
    ("text", "concurrent"),
    [
        ("他从2月起就兼着一个村的驻村工作队队长，在哪考", None),
        ("他是农业局副局长，同时兼任白沙村扶贫工作队队长，在哪考", None),
        ("副局长又兼县文旅中心主任，在哪考", True),
        ("派出所所长当上了副镇长（是正式兼任不是挂职），在哪考", True),
    ],
)
def test_a_village_team_is_no_second_post(read: Read, text: str, concurrent: bool | None) -> None:
    assert read(text).values.get("concurrent_posts") is concurrent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四季度也是称职，那就是全年一个优秀都没有", False),
        ("第四季度优秀也没评上，全年都没有优秀", None),
        ("领导评价一次优秀也没给过", False),
        ("一季度得了优秀 二三四季度没有", True),
    ],
)
def test_none_at_all_is_not_one(read: Read, text: str, value: bool | None) -> None:
    assert read(text).values.get("routine_excellent") is value


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("测评88.6 日常领导评价有两个优秀", 88.6),
        ("测评 92.5 人缘也好，能评优吗", 92.5),
        ("测评得了91.5 月底报得上吗", 91.5),
        ("测评92人里面有几个优秀", None),
        ("得分92.5%能评吗", None),
    ],
)
def test_a_score_with_decimals_is_read_whole(read: Read, text: str, score: float | None) -> None:
    assert read(text).values.get("evaluation_score") == score
