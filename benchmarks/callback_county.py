"""A made-up county that writes to the bot: its people, its clerks, and what they ask."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rules.roster import GroupRow, ImportRows, MemberRow, PersonRow, UnitRow

PEOPLE_A_UNIT: Final = 33  # 3,000 units for 100,000 people
GROUPS: Final = 20
_SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
_GIVEN: Final = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰文华建国庆志红玉梅春海波宇浩鹏飞"
    "晨思远雨欣梓涵佳怡俊峰云龙"
)
_ASKED: Final = (
    "附件8什么时候交",
    "登记表要填几份",
    "优秀比例是多少",
    "民主测评哪些人参加",
    "述职报告写多少字",
    "考核结果怎么公示",
    "平时考核评价表怎么填",
    "附件1交几份",
    "谁来主持民主测评",
    "班子总结什么时候报",
    "考核组几号下来",
    "登记表签字用什么笔",
    "一(一)1是怎么说的",
    "材料都报到哪里去",
    "副科级干部在哪里考核",
    "县里下派的挂职干部挂了7个月，在哪里考核？",
    "市里派来的挂职副镇长占不占我们的优秀指标",
    "驻村工作队长在哪里考核",
    "今年6月退休的还参加考核吗",
    "您好",
)


@dataclass(frozen=True)
class Said:
    """One message of one member."""

    sender: str
    text: str


def county(people: int, seed: int = 2019) -> ImportRows:
    """Units of about 33, every fourth a township; a clerk a unit, one supervisor."""
    chance = random.Random(seed)
    units = [
        UnitRow(
            0,
            f"{_called(number)}{'镇' if number % 4 == 0 else '局'}",
            _kind(number),
            (),
            _group(number),
        )
        for number in range(max(1, people // PEOPLE_A_UNIT))
    ]
    taken: list[set[str]] = [set() for _ in units]
    rows = []
    for number in range(people):
        at = number % len(units)
        name = _new_name(chance, taken[at])
        post = "unit_head" if not len(taken[at]) - 1 else "team_member"
        facts = {"position": post, "county_cadre": "是"}
        rows.append(PersonRow(0, name, units[at].name, "副职", facts))
    return ImportRows(
        groups=tuple(GroupRow(0, f"第{number + 1}考核组") for number in range(GROUPS)),
        units=tuple(units),
        people=tuple(rows),
        members=(
            MemberRow(0, "boss", "股长", "supervisor"),
            *(
                MemberRow(0, f"clerk{number}", f"经办{number}", "clerk", unit.name)
                for number, unit in enumerate(units)
            ),
        ),
    )


def asked(rows: ImportRows, messages: int, seed: int = 7) -> Iterator[Said]:
    """What clerks write: of ten messages eight on the notice, one on somebody, one on papers."""
    chance = random.Random(seed)
    clerks = [row for row in rows.members if row.role == "clerk"]
    of_unit: dict[str, list[str]] = {}
    for row in rows.people:
        of_unit.setdefault(row.unit, []).append(row.name)
    for number in range(messages):
        clerk = clerks[number % len(clerks)]
        kind = number % 10
        if kind == 3:
            text = f"{chance.choice(of_unit[clerk.unit])}在哪里考核"
        elif kind == 7:
            text = "我们单位还差什么材料"
        else:
            text = chance.choice(_ASKED)
        yield Said(clerk.userid, text)


def _new_name(chance: random.Random, taken: set[str]) -> str:
    while True:
        given = chance.choices(_GIVEN, k=1 if chance.random() < 0.2 else 2)
        name = chance.choice(_SURNAMES) + "".join(given)
        if name not in taken:
            taken.add(name)
            return name


def _called(number: int) -> str:
    """城关, then names of two or three characters, none twice."""
    first, second = divmod(number, len(_GIVEN))
    third, first = divmod(first, len(_SURNAMES))
    return f"{_SURNAMES[first]}{_GIVEN[second]}{_GIVEN[third] if third else ''}"


def _kind(number: int) -> str:
    return "乡镇" if number % 4 == 0 else "县直部门"


def _group(number: int) -> str:
    return f"第{number % GROUPS + 1}考核组"
