"""The forms of the corrections page: of one person, one unit, one account, and for adding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from handlers.roster.service import group_names
from rules.plan import Fact, Plan
from rules.roster import (
    COLUMNS,
    MEMBERS,
    PEOPLE,
    ROLE_LABELS,
    SECONDMENTS,
    SENT_BY_LABELS,
    UNIT_KIND_LABELS,
    UNITS,
    Role,
    UnitKind,
)
from storage import Records
from storage.views import Entity, FactValue, Member, Person, Secondment, Unit

_PERSON, _POSTED, _MEMBER = COLUMNS[PEOPLE], COLUMNS[SECONDMENTS], COLUMNS[MEMBERS]
_UNIT: Final = COLUMNS[UNITS]
_KINDS: Final = {kind.value: label for kind, label in UNIT_KIND_LABELS.items()}
_ROLES: Final = {role.value: label for role, label in ROLE_LABELS.items()}
_UNSAID: Final = "没有写"
_LOOK: Final = "看会改什么"


@dataclass(frozen=True)
class Input:
    """`kind`: text, date, unit (text with the units to choose from) or select.

    `options`: of a select by value, of a text what else may stand there.
    """

    name: str
    label: str
    value: str = ""
    kind: str = "text"
    options: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True)
class EditForm:
    """One correction; `id` is empty for what is added."""

    entity: Entity
    id: str
    field: str
    title: str
    inputs: tuple[Input, ...] = ()
    button: str = _LOOK
    hint: str = ""

    def filled(self, values: Mapping[str, str]) -> "EditForm":
        """As it was typed."""
        inputs = tuple(replace(i, value=values.get(i.name, i.value)) for i in self.inputs)
        return replace(self, inputs=inputs)


def of_person(plan: Plan, records: Records, person: Person) -> list[EditForm]:
    """Name, post, unit, facts, each secondment, a new one, leaving."""
    id, unit = str(person.id), records.roster.unit(person.unit_id).name
    name = Input("value", _PERSON["name"], person.name, hint="写错了的在这里更正；换了人的不要改名")
    post = Input("value", _PERSON["post"], person.post, hint="例如“党委委员、副镇长”")
    place = Input("value", _PERSON["unit"], unit, "unit")
    facts = tuple(_fact(fact, person.facts.get(fact.id)) for fact in _held(plan, person))
    return [
        EditForm(Entity.PERSON, id, "name", "姓名", (name,)),
        EditForm(Entity.PERSON, id, "post", "现任职务", (post,)),
        EditForm(Entity.PERSON, id, "unit", "所在单位", (place,)),
        EditForm(Entity.PERSON, id, "facts", "其他情况", facts),
        *(
            each
            for posted in records.roster.secondments(person.id)
            for each in _of_secondment(records, id, posted)
        ),
        EditForm(
            Entity.PERSON,
            id,
            "secondment",
            "加一条挂职",
            (
                Input("host", _POSTED["host_unit"], kind="unit"),
                Input("home", _POSTED["home_unit"], unit, hint="上级派来的写上级单位全称"),
                *_days("county", None, None),
            ),
        ),
        EditForm(
            Entity.PERSON,
            id,
            "left",
            "离开名册",
            button="离开名册…",
            hint="交过的材料都留着；本人的企业微信账号一起离开，不能再登录。",
        ),
    ]


def of_unit(records: Records, unit: Unit) -> list[EditForm]:
    """Another name; its kind, short names, group and the department above it."""
    name = Input("value", _UNIT["name"], unit.name, hint="原来的名称留作简称，照旧查得到")
    return [
        EditForm(Entity.UNIT, str(unit.id), "name", _UNIT["name"], (name,)),
        EditForm(
            Entity.UNIT, str(unit.id), "about", "类别、简称、考核组、上级", _about(records, unit)
        ),
    ]


def of_member(records: Records, member: Member) -> list[EditForm]:
    """Another role or place; leaving."""
    return [
        EditForm(
            Entity.MEMBER,
            member.userid,
            "place",
            "身份和单位",
            _placed(records, member.role, member.unit_id, member.group_id),
        ),
        EditForm(
            Entity.MEMBER,
            member.userid,
            "left",
            "离开名册",
            button="离开名册…",
            hint="不再给这个账号发消息，也不能再登录；等着发的改发给单位其他政工人事或者不发。",
        ),
    ]


def for_adding(records: Records) -> list[EditForm]:
    """A person, a unit and an account."""
    return [
        EditForm(
            Entity.PERSON,
            "",
            "new",
            "加一个人",
            (
                Input("name", _PERSON["name"]),
                Input("unit", _PERSON["unit"], kind="unit"),
                Input("post", _PERSON["post"], hint="例如“党委委员、副镇长”"),
            ),
            hint="离开了又回来的，按原来的姓名和单位加，以前的情况还在；账号要另外加。",
        ),
        EditForm(
            Entity.UNIT,
            "",
            "new",
            "加一个单位",
            (Input("name", _UNIT["name"], hint="例如“城关街道”"), *_about(records, None)),
        ),
        EditForm(
            Entity.MEMBER,
            "",
            "new",
            "加一个企业微信账号",
            (
                Input("userid", _MEMBER["userid"], hint="在企业微信管理后台的通讯录里看"),
                Input("name", _MEMBER["name"]),
                *_placed(records, Role.CLERK, None, None),
            ),
            hint="身份是干部的，本人要先在名册里。",
        ),
    ]


def _about(records: Records, unit: Unit | None) -> tuple[Input, ...]:
    groups = group_names(records)
    above = unit.superior_id if unit else None
    superior = records.roster.unit(above).name if above is not None else ""
    kind = unit.kind if unit else UnitKind.TOWNSHIP
    group = groups.get(unit.group_id or 0, "") if unit else ""
    options = {"": "没有"} | {name: name for name in groups.values()}
    short = "、".join(unit.short_names) if unit else ""
    return (
        Input("kind", _UNIT["kind"], kind.value, "select", _KINDS),
        Input("short_names", _UNIT["short_names"], short, hint="几个的用顿号隔开"),
        Input("group", _UNIT["group"], group, "select", options),
        Input(
            "superior", _UNIT["superior"], superior, "unit", hint="学校、医院、企业、派驻所庭室要填"
        ),
    )


def _of_secondment(records: Records, id: str, posted: Secondment) -> Iterator[EditForm]:
    host = posted.host_unit_id
    at = f"{posted.home}派到{records.roster.unit(host).name}的挂职"
    days = _days(posted.sent_by, posted.start, posted.end)
    yield EditForm(Entity.PERSON, id, f"secondment:{host}", at, days)
    yield EditForm(
        Entity.PERSON,
        id,
        f"no_secondment:{host}",
        "",
        button="删去这条挂职…",
        hint="只在记错了、没有这回事时删去；挂职结束了的，填结束日期。",
    )


def _days(sent_by: str, start: date | None, end: date | None) -> tuple[Input, ...]:
    return (
        Input("sent_by", _POSTED["sent_by"], sent_by, "select", SENT_BY_LABELS),
        Input("start", _POSTED["start"], str(start or ""), "date"),
        Input("end", _POSTED["end"], str(end or ""), "date", hint="还在挂职的空着"),
    )


def _placed(
    records: Records, role: Role, unit_id: int | None, group_id: int | None
) -> tuple[Input, ...]:
    groups = group_names(records)
    options = {"": "不是考核组成员"} | {name: name for name in groups.values()}
    unit = records.roster.unit(unit_id).name if unit_id is not None else ""
    return (
        Input("role", _MEMBER["role"], role.value, "select", _ROLES),
        Input("unit", _MEMBER["unit"], unit, "unit", hint="政工人事和干部要填"),
        Input("group", _MEMBER["group"], groups.get(group_id or 0, ""), "select", options),
    )


def _held(plan: Plan, person: Person) -> list[Fact]:
    """What a roster holds, and what this one holds besides."""
    ids = dict.fromkeys((*plan.roster.offered, *person.facts))
    return [plan.facts[id] for id in ids if id in plan.facts]


def _fact(fact: Fact, value: FactValue | None) -> Input:
    """Labels and values as the plan has them; an empty one is not known."""
    name, typed = f"facts.{fact.id}", _typed(fact, value)
    if fact.kind in ("bool", "choice"):
        values = fact.values or {"true": "是", "false": "否"}
        return Input(name, fact.label, typed, "select", {"": _UNSAID, **values})
    if fact.kind == "date" and not fact.values:
        return Input(name, fact.label, typed, "date")
    others = {label: label for label in fact.values.values()}
    hint = {"date": "例如“2019-06-30”", "number": f"填数字，单位：{fact.unit}"}.get(fact.kind, "")
    return Input(name, fact.label, typed, "text", others, hint)


def _typed(fact: Fact, value: FactValue | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if fact.kind in ("choice", "bool"):
        return str(value)
    return fact.values.get(value, value) if isinstance(value, str) else str(value)
