"""The made-up company: departments and members, read from a JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["clerk", "cadre", "supervisor", "group", "outsider"]
LEFT_OR_DISABLED = (2, 5)  # status values of page 90196


class Department(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    parentid: int = 0
    visible: bool = True  # inside the app's visible scope


class Tag(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    users: tuple[str, ...] = ()
    departments: tuple[int, ...] = ()
    visible: bool = True  # the app may see it


class Member(BaseModel):
    """`role` and `unit` only group people on the chat page; WeCom knows neither."""

    model_config = ConfigDict(frozen=True)

    userid: str = Field(pattern=r"^[A-Za-z0-9_@.\-]{1,64}$")
    name: str
    department: tuple[int, ...] = (1,)
    main_department: int = 0
    position: str = ""
    role: Role = "cadre"
    unit: str = ""
    status: int = 1
    visible: bool = True  # inside the app's visible scope
    licensed: bool = True  # has a basic interface licence

    @property
    def reachable(self) -> bool:
        return self.visible and self.status not in LEFT_OR_DISABLED


class ContactsFile(BaseModel):
    departments: list[Department] = [Department(id=1, name="模拟企业")]
    users: list[Member]
    tags: list[Tag] = []


class Contacts:
    """Looks people up as WeCom does: userids are case-insensitive."""

    def __init__(self, content: ContactsFile) -> None:
        self.departments = content.departments
        self.members = content.users
        self.tags = content.tags
        self._by_id = {member.userid.casefold(): member for member in content.users}
        if len(self._by_id) != len(content.users):
            raise ValueError("contacts: a userid occurs twice (case does not count)")

    @classmethod
    def parse(cls, content: object) -> Contacts:
        return cls(ContactsFile.model_validate(content))

    @classmethod
    def load(cls, path: Path) -> Contacts:
        return cls.parse(json.loads(path.read_text(encoding="utf-8")))

    def member(self, userid: str) -> Member | None:
        return self._by_id.get(userid.casefold())

    def department(self, number: int) -> Department | None:
        return next((one for one in self.departments if one.id == number), None)

    def tag(self, number: int) -> Tag | None:
        return next((one for one in self.tags if one.id == number), None)

    def subtree(self, number: int) -> list[Department]:
        """The department itself, then everything below it."""
        found = [one for one in self.departments if one.id == number]
        for parent in found:
            found += [one for one in self.departments if one.parentid == parent.id]
        return found

    def members_of(self, departments: Iterable[int]) -> list[Member]:
        wanted = set(departments)
        return [one for one in self.members if one.visible and wanted & set(one.department)]
