"""The made-up county as rows to import and as the simulator's contacts, the same for a seed."""

from collections.abc import Iterable, Iterator
from itertools import count
from random import Random
from typing import Any, Final

from bot.demo import cast
from bot.demo.cast import Clerk, Part
from language.sound import spelled
from rules.roster import (
    GroupRow,
    ImportRows,
    MemberRow,
    PersonRow,
    SecondmentRow,
    UnitKind,
    UnitRow,
)

SEED: Final = 2019
_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶"
    "姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳"
)
_GIVEN: Final = (
    "伟,芳,娜,敏,静,丽,强,军,洋,勇,艳,杰,娟,涛,明,超,霞,平,刚,英,建华,建军,国庆,志明,志强,海燕,"
    "春梅,秀兰,文斌,晓东,小红,玉兰,桂英,永康,光明,家栋,立军,向东,卫国,雪峰,思源,子涵,宏伟,丹丹,"
    "永生,凤英,海波"
)
_TOWNSHIP_POSTS: Final = (
    ("党委书记", cast.HEAD),
    ("党委副书记、{长}", cast.HEAD),
    ("党委副书记", cast.MEMBER),
    ("党委委员、纪委书记", cast.MEMBER),
    ("副{长}", cast.MEMBER),
    ("副{长}", cast.MEMBER),
)
_DEPARTMENT_POSTS: Final = (("局长", cast.HEAD), ("副局长", cast.MEMBER), ("副局长", cast.MEMBER))
_OFFICE_POSTS: Final = (("主任", cast.HEAD), ("副主任", cast.MEMBER), ("副主任", cast.MEMBER))
_COMMISSION_POSTS: Final = (("书记", cast.HEAD), ("副书记", cast.MEMBER))
_MINISTRY_POSTS: Final = (("部长", cast.HEAD), ("副部长", cast.MEMBER), ("副部长", cast.MEMBER))


def rows(seed: int = SEED) -> ImportRows:
    """Everything `kaohe import` would read from a workbook."""
    people = (*cast.PARTS, *_extras(Random(seed)))  # noqa: S311 - names, not secrets
    return ImportRows(
        groups=tuple(GroupRow(number, name) for number, name in enumerate(cast.GROUPS, 2)),
        units=tuple(_units()),
        people=tuple(
            PersonRow(number, one.name, one.unit, one.post, one.facts)
            for number, one in enumerate(people, 2)
        ),
        secondments=tuple(_secondments(people)),
        members=tuple(_members(seed)),
    )


def contacts(seed: int = SEED) -> dict[str, Any]:
    """The simulator's file: departments and members, the outsider among them."""
    units = [unit.name for unit in _units()] + ["县委组织部干部监督股", *cast.GROUPS]
    numbers = {name: number for number, name in enumerate(units, 2)}
    users = [
        {
            "userid": one.userid,
            "name": one.name,
            "role": one.role,
            "unit": one.unit or one.group or "县委组织部干部监督股",
            "department": [numbers[one.unit or one.group or "县委组织部干部监督股"]],
            "visible": not (one.unit == cast.UNREACHABLE and one.role == "clerk"),
        }
        for one in _players(seed)
    ]
    userid, name = cast.OUTSIDER
    users.append({"userid": userid, "name": name, "role": "outsider", "unit": "不在考核名单"})
    departments = [{"id": 1, "name": "XX县", "parentid": 0}]
    departments += [{"id": numbers[one], "name": one, "parentid": 1} for one in units]
    return {"departments": departments, "users": users}


def _units() -> Iterator[UnitRow]:
    numbers = count(2)
    groups = cast.GROUPS
    for position, name in enumerate((cast.TOWN, *cast.TOWNSHIPS)):
        short = (name[:-1],)
        yield UnitRow(next(numbers), name, UnitKind.TOWNSHIP, short, groups[position // 6])
    for position, (name, known_as) in enumerate(cast.DEPARTMENTS.items()):
        kind = UnitKind.COUNTY_DEPARTMENT
        yield UnitRow(next(numbers), name, kind, known_as, groups[position // 10])
    for name, (kind_id, superior) in cast.OTHERS.items():
        kind = UnitKind(kind_id)
        yield UnitRow(next(numbers), name, kind, (), groups[1], superior)


def _secondments(people: Iterable[Part]) -> Iterator[SecondmentRow]:
    numbers = count(2)
    for one in people:
        if one.sent:
            sent = one.sent
            yield SecondmentRow(
                next(numbers), one.name, sent.home, sent.host, sent.sent_by, sent.start, sent.end
            )


def _members(seed: int) -> Iterator[MemberRow]:
    for number, one in enumerate(_players(seed), 2):
        yield MemberRow(number, one.userid, one.name, one.role, one.unit, one.group)


def _players(seed: int) -> list[Clerk]:
    """Whom one can be on the chat page: staff, a clerk for every unit, cadres with a part."""
    cadres = [Clerk(one.userid, one.name, "cadre", one.unit) for one in cast.PARTS if one.userid]
    names = _names(Random(seed + 1), {one.name for one in cast.STAFF})  # noqa: S311
    taken = {one.userid for one in (*cast.STAFF, *cadres)}
    served = {one.unit for one in cast.STAFF}
    clerks = []
    for unit in _units():
        if unit.name not in served:
            name = next(names)
            clerks.append(Clerk(_userid(name, taken), name, "clerk", unit.name))
    return [*cast.STAFF, *clerks, *cadres]


def _extras(random: Random) -> Iterator[Part]:
    """The rest of the county, so that its quotas are of a real size."""
    names = _names(random, {one.name for one in cast.PARTS})
    for unit in cast.TOWNSHIPS:
        for post, facts in _TOWNSHIP_POSTS:
            head = "镇长" if unit.endswith("镇") else "乡长"
            yield Part(next(names), unit, post.replace("{长}", head), facts)
    for unit in cast.DEPARTMENTS:
        yield from _team(unit, _posts_of(unit), names)
    for unit, (kind, _) in cast.OTHERS.items():
        if kind in ("npc_cppcc", "court_procuratorate", "mass_organisation"):
            yield from _team(unit, _OFFICE_POSTS[:1], names)
    yield from _team("县融媒体中心", _OFFICE_POSTS[:2], names)
    yield from _team("县农业技术推广中心", _OFFICE_POSTS[:2], names)


def _team(
    unit: str, posts: Iterable[tuple[str, dict[str, str]]], names: Iterator[str]
) -> Iterator[Part]:
    """Fills the posts nobody of the cast has."""
    acting = any(
        one.unit == unit and one.facts.get("position") == "acting_head" for one in cast.PARTS
    )
    for post, facts in posts:
        if not (acting and facts is cast.HEAD):
            yield Part(next(names), unit, post, facts)


def _posts_of(unit: str) -> Iterable[tuple[str, dict[str, str]]]:
    by_ending = {"部": _MINISTRY_POSTS, "办公室": _OFFICE_POSTS, "委": _COMMISSION_POSTS}
    return next(
        (posts for ending, posts in by_ending.items() if unit.endswith(ending)), _DEPARTMENT_POSTS
    )


def _names(random: Random, taken: set[str]) -> Iterator[str]:
    """Names nobody has yet."""
    used, given = set(taken), _GIVEN.split(",")
    while True:
        name = random.choice(_SURNAMES) + random.choice(given)
        if name not in used:
            used.add(name)
            yield name


def _userid(name: str, taken: set[str]) -> str:
    plain = "".join(map(spelled, name))
    userid = next(
        one for one in (plain, *(f"{plain}{n}" for n in range(2, 100))) if one not in taken
    )
    taken.add(userid)
    return userid
