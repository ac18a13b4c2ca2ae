"""A made-up township for the tests of forms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.kit.standing import Candidate, Standing, ThisUnit, standings
from rules.plan import Given
from tests.kit.plans import PLAN

TOWNSHIP = ThisUnit("城关镇", ("城关", "城关镇政府"))
BUREAU = ThisUnit("县教育局", ("教育局",))


def somebody(
    id: int,
    name: str,
    post: str = "党委委员、副镇长",
    unit: str = "城关镇",
    host: str = "",
    superior: str = "",
    **facts: Any,
) -> Candidate:
    known: dict[str, Any] = {"works_at": "township", "position": "team_member", **facts}
    given: Mapping[str, Given] = {fact: Given(value, "roster") for fact, value in known.items()}
    return Candidate(id, name, unit, post, given, host, superior)


HEAD = somebody(1, "王建国", "党委书记", position="unit_head")
MAYOR = somebody(2, "李秀英", "党委副书记、镇长", position="unit_head")
MEMBERS = tuple(
    somebody(number, name)
    for number, name in enumerate(
        [
            "张伟",
            "刘洋",
            "陈静",
            "杨帆",
            "赵磊",
            "黄丽",
            "周涛",
            "吴敏",
            "徐强",
            "孙悦",
            "马超",
            "朱琳",
        ],
        3,
    )
)
FROM_COUNTY = somebody(
    20, "胡军", "副镇长（挂职）", "县财政局", "城关镇",
    is_secondee=True, sent_by="county", host_kind="township", months_served=6.1,
    works_at="county_department",
)  # fmt: skip
FROM_PROVINCE = somebody(
    21, "郭明", "副书记（挂职）", "城关镇", "城关镇",
    is_secondee=True, sent_by="province", host_kind="township", months_served=12,
)  # fmt: skip
TOO_SHORT = somebody(
    22, "何平", "副镇长（挂职）", "县水利局", "城关镇",
    is_secondee=True, sent_by="county", host_kind="township", months_served=3,
    works_at="county_department",
)  # fmt: skip
RETIRED = somebody(23, "高山", "人大主席", retired_on=date(2019, 9, 30))
VILLAGE = somebody(24, "林峰", "驻村工作队长", village_post="leader", sent_by="county")
SUSPECT = somebody(25, "罗刚", "副镇长", under_investigation="open")
BORROWED = somebody(26, "梁宇", "组织委员", borrowed=True)
BOTH = somebody(27, "宋辉", "副书记", retired_on=date(2019, 9, 30), under_investigation="open")

# 12 members, the county secondee and the suspect: 14 in the base; 14×20% = 2.8, so 2.
PEOPLE = (HEAD, MAYOR, *MEMBERS, FROM_COUNTY, TOO_SHORT, RETIRED, VILLAGE, SUSPECT)
STANDINGS: tuple[Standing, ...] = standings(PLAN, TOWNSHIP, PEOPLE)
