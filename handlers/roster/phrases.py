"""What was changed on the roster in words, for its history and before it is done."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rules.plan import Plan
from rules.roster import ROLE_LABELS, SENT_BY_LABELS, UNIT_KIND_LABELS
from storage import Records
from storage.facts import decoded
from storage.views import Entity, Json, RosterChange

_LABELS: Final[Mapping[str, str]] = {
    "post": "现任职务",
    "name": "名称",
    "kind": "单位类别",
    "short_names": "简称",
    "unit_id": "所在单位",
    "group_id": "考核组",
    "superior_id": "上级主管部门",
    "person_id": "对应的人员",
    "role": "身份",
}
_NOTHING: Final = "空"


def who(records: Records, each: RosterChange) -> str:
    """Who or what was changed; a member who is gone goes by the name they had."""
    named = each.before or each.after
    if each.entity is Entity.MEMBER and not each.field:
        return f"成员：{named['name']}（{each.entity_id}）"
    return name_of(records, each.entity, each.entity_id)


def name_of(records: Records, entity: Entity, id: str) -> str:
    """As it is now; the number where there is none such any more."""
    try:
        if entity is Entity.PERSON:
            return records.roster.person(int(id)).name
        if entity is Entity.UNIT:
            return records.roster.unit(int(id)).name
    except KeyError:
        return id
    if entity is Entity.MEMBER:
        member = records.members.by_userid(id)
        return f"成员：{member.name if member else id}"
    return f"考核组：{group_names(records).get(int(id), id)}"


def what(plan: Plan, records: Records, each: RosterChange) -> str:
    """“现任职务：副局长 → 局长”, “在城关镇的挂职新增：…”."""
    if not each.field:
        return _came_or_went(records, each)
    if each.field == "merged_into":
        return f"并入{name_of(records, Entity.UNIT, str(each.after))}"
    if each.field == "left_at":
        return "离开名册" if each.before is None else "回到名册"
    name, _, rest = each.field.partition(":")
    if name == "secondment":
        return _seconded(records, int(rest), each)
    fact = plan.facts.get(each.field.removeprefix("facts."))
    if each.field.startswith("facts."):
        label = fact.label if fact else "别的情况"
        told = [
            fact.words(value) if fact and (value := decoded(side)) is not None else "没有写"
            for side in (each.before, each.after)
        ]
        return f"{label}：{told[0]} → {told[1]}" if fact else f"改了{label}"
    told = [_value(records, each.field, side) for side in (each.before, each.after)]
    of_a_person = each.entity in (Entity.PERSON, Entity.MEMBER) and each.field == "name"
    label = "姓名" if of_a_person else _LABELS.get(each.field, "其他")
    return f"{label}：{told[0]} → {told[1]}"


def _came_or_went(records: Records, each: RosterChange) -> str:
    named = each.before or each.after
    told = [_value(records, name, named[name]) for name in ("role", "unit_id") if named.get(name)]
    place = f"（{'，'.join(told)}）" if told else ""
    return f"加入名册{place}" if each.before is None else f"离开名册{place}"


def _seconded(records: Records, host: int, each: RosterChange) -> str:
    at = f"在{records.roster.unit(host).name}的挂职"
    if each.before is None:
        return f"{at}新增：{_span(each.after)}"
    if each.after is None:
        return f"{at}删除：原来是{_span(each.before)}"
    return f"{at}改动：{_span(each.before)} → {_span(each.after)}"


def _span(told: Json) -> str:
    ends = f"到{_day(told['end'])}" if told["end"] else "起"
    return f"{told['home']}（{SENT_BY_LABELS[told['sent_by']]}）派出，{_day(told['start'])}{ends}"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def _value(records: Records, field: str, value: Json) -> str:
    if not value:
        return _NOTHING
    match field:
        case "unit_id" | "superior_id":
            return name_of(records, Entity.UNIT, str(value))
        case "person_id":
            return name_of(records, Entity.PERSON, str(value))
        case "group_id":
            return group_names(records).get(value, _NOTHING)
        case "role":
            return ROLE_LABELS[value]
        case "kind":
            return UNIT_KIND_LABELS[value]
        case "short_names":
            return "、".join(value)
    return str(value)


def group_names(records: Records) -> dict[int, str]:
    """Assessment groups by id."""
    return {group.id: group.name for group in records.roster.groups()}
