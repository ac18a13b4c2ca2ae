"""People as the pages list them: grouped by role, clerks by unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.contacts import Member

ROLE_NAMES = {
    "clerk": "经办人",
    "supervisor": "干部监督股",
    "group": "考核组",
    "cadre": "干部",
    "outsider": "外人",
}


@dataclass(frozen=True)
class Person:
    userid: str
    name: str
    label: str  # unit and position
    search: str  # what the search box looks through
    note: str  # why the app may not reach this person


@dataclass(frozen=True)
class Group:
    name: str
    people: list[Person]


def person(member: Member) -> Person:
    label = " · ".join(part for part in (member.unit, member.position) if part)
    words = f"{member.name} {member.userid} {label} {ROLE_NAMES[member.role]}".lower()
    return Person(member.userid, member.name, label, words, _note(member))


def groups(members: Iterable[Member]) -> list[Group]:
    by_role: dict[str, list[Member]] = {role: [] for role in ROLE_NAMES}
    for member in members:
        by_role[member.role].append(member)
    return [
        Group(ROLE_NAMES[role], [person(one) for one in found])
        for role, found in by_role.items()
        if found
    ]


def _note(member: Member) -> str:
    if not member.visible:
        return "不在可见范围"
    return "" if member.licensed else "无接口许可"
