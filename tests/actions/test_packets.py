"""Asking for packets in chat: who gets a link to what, and what is missing."""

import pytest

from tests.kit.chat import County

GROUP, BOSS, CLERK = "Group1", "Boss", "ClerkCG"


def links(county: County, userid: str, words: str) -> list[str]:
    return [link.path.partition("?")[0] for link in county.say(userid, words).links]


@pytest.mark.parametrize(
    ("userid", "words", "paths"),
    [
        (CLERK, "打包我们单位的材料", ["/packet/unit.zip"]),
        (GROUP, "打包城关镇的材料", ["/packet/unit.zip"]),
        (BOSS, "打包城关镇的材料", ["/packet/unit.zip"]),
        (GROUP, "打包河口镇的材料", []),
        (CLERK, "打包河口镇的材料", []),
        (BOSS, "导出汇总", ["/packet/summary.xlsx"]),
        (GROUP, "导出汇总", []),
        (CLERK, "导出汇总", []),
        (CLERK, "给全单位的附件8", []),
    ],
)
def test_links_go_to_whom_they_may(
    county: County, userid: str, words: str, paths: list[str]
) -> None:
    county.hand_in("城关镇", "grade_proposals")
    assert links(county, userid, words) == paths


def test_what_is_missing_is_said_with_the_packet(county: County) -> None:
    assert county.say(CLERK, "打包我们单位的材料").text.startswith(
        "还没有可以打包的材料。城关镇还有"
    )
    county.hand_in("城关镇", "grade_proposals")
    said = county.say(CLERK, "打包我们单位的材料").text
    assert said.startswith("城关镇的材料已按方案的顺序备好，共1件，附清单；点下面的链接下载。\n")
    assert "件材料没有交" in said


def test_a_form_of_the_unit_is_not_given_to_everybody(county: County) -> None:
    assert "一个单位一份，不按人发" in county.say(CLERK, "给全单位的附件8").text
