"""Rows of an imported roster, as read from the workbook and before anything is believed of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class UnitKind(StrEnum):
    """What a unit is; the notice treats these differently (一(一)1, 2, 4, 8, 9)."""

    TOWNSHIP = "township"
    COUNTY_DEPARTMENT = "county_department"
    DIRECTLY_AFFILIATED_INSTITUTION = "directly_affiliated_institution"
    NPC_CPPCC = "npc_cppcc"
    COURT_PROCURATORATE = "court_procuratorate"
    MASS_ORGANISATION = "mass_organisation"
    PUBLIC_INSTITUTION = "public_institution"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    ENTERPRISE = "enterprise"
    TOWNSHIP_STATION = "township_station"
    OTHER_STATION = "other_station"
    VERTICAL = "vertical"
    VILLAGE = "village"
    OTHER = "other"


class Role(StrEnum):
    """What a WeCom member is to us."""

    CLERK = "clerk"
    CADRE = "cadre"
    SUPERVISOR = "supervisor"
    GROUP = "group"


UNIT_KIND_LABELS: Final[Mapping[UnitKind, str]] = MappingProxyType(
    {
        UnitKind.TOWNSHIP: "乡镇",
        UnitKind.COUNTY_DEPARTMENT: "县直部门",
        UnitKind.DIRECTLY_AFFILIATED_INSTITUTION: "直属事业单位",
        UnitKind.NPC_CPPCC: "人大政协机关",
        UnitKind.COURT_PROCURATORATE: "法检两院",
        UnitKind.MASS_ORGANISATION: "群团组织",
        UnitKind.PUBLIC_INSTITUTION: "事业单位",
        UnitKind.SCHOOL: "学校",
        UnitKind.HOSPITAL: "医院",
        UnitKind.ENTERPRISE: "企业",
        UnitKind.TOWNSHIP_STATION: "派驻乡镇所庭室",
        UnitKind.OTHER_STATION: "其他站所",
        UnitKind.VERTICAL: "垂直管理单位",
        UnitKind.VILLAGE: "村",
        UnitKind.OTHER: "其他",
    }
)
# Their people are assessed by the department above them (一(一)4, 一(一)9).
NEED_SUPERIOR: Final = frozenset(
    {UnitKind.SCHOOL, UnitKind.HOSPITAL, UnitKind.ENTERPRISE, UnitKind.TOWNSHIP_STATION}
)
ROLE_LABELS: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.CLERK: "政工人事",
        Role.CADRE: "干部",
        Role.SUPERVISOR: "干部监督股",
        Role.GROUP: "考核组",
    }
)
SENT_BY_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {"central": "中央", "province": "省", "city": "市", "county": "县"}
)

# Names of the sheets and of the columns by field, shared by the template, the reader and the
# problems that point into the workbook. A person's facts have the plan's fact labels as columns.
GROUPS: Final = "考核组"
UNITS: Final = "单位"
PEOPLE: Final = "人员"
SECONDMENTS: Final = "挂职"
MEMBERS: Final = "企业微信成员"
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        GROUPS: MappingProxyType({"name": "考核组名称"}),
        UNITS: MappingProxyType(
            {
                "name": "单位全称",
                "kind": "单位类别",
                "short_names": "简称",
                "group": "考核组",
                "superior": "上级主管部门",
            }
        ),
        PEOPLE: MappingProxyType({"name": "姓名", "unit": "所在单位", "post": "现任职务"}),
        SECONDMENTS: MappingProxyType(
            {
                "person": "姓名",
                "home_unit": "派出单位",
                "host_unit": "挂职单位",
                "sent_by": "派出层级",
                "start": "挂职开始日期",
                "end": "挂职结束日期",
            }
        ),
        MEMBERS: MappingProxyType(
            {
                "userid": "企业微信账号",
                "name": "姓名",
                "role": "身份",
                "unit": "所在单位",
                "group": "考核组",
            }
        ),
    }
)


@dataclass(frozen=True)
class GroupRow:
    """An assessment group. `row` is the row of the sheet as the spreadsheet program numbers it."""

    row: int
    name: str


@dataclass(frozen=True)
class UnitRow:
    """A unit. `kind` is a UnitKind or its label; `group` and `superior` are names or empty."""

    row: int
    name: str
    kind: str
    short_names: tuple[str, ...] = ()
    group: str = ""
    superior: str = ""


@dataclass(frozen=True)
class PersonRow:
    """A person in the unit they belong to.

    `facts` holds text by fact id: the label or id of a choice, 是 or 否, a number, a date.
    `remarks`: what stands in columns of the list that are not read as such.
    """

    row: int
    name: str
    unit: str
    post: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class SecondmentRow:
    """A secondment from home to host unit; the home unit may lie outside the county.

    A person sent by the county is listed under their home unit; one sent from above, whose home
    unit is not in the list of units, under the host unit. `start` and `end` are dates as text;
    `end` may be empty. `listed_at`: the unit whose list has the person, where that is known.
    """

    row: int
    person: str
    home_unit: str
    host_unit: str
    sent_by: str
    start: str
    end: str = ""
    listed_at: str = ""


@dataclass(frozen=True)
class MemberRow:
    """A WeCom member and what they are to us; a cadre is the person of that name in that unit."""

    row: int
    userid: str
    name: str
    role: str
    unit: str = ""
    group: str = ""


@dataclass(frozen=True)
class ImportProblem:
    """What is wrong with one cell and an example of what would be right. Row 0: the sheet."""

    sheet: str
    row: int
    column: str
    what: str
    example: str = ""

    def __str__(self) -> str:
        place = f"“{self.sheet}”" + (f"第{self.row}行" if self.row else "")
        place += f"“{self.column}”列" if self.column else ""
        words = f"{place}：{self.what}"
        return f"{words}，例如“{self.example}”。" if self.example else f"{words}。"


@dataclass(frozen=True)
class ImportRows:
    """A whole workbook. `problems` are its reader's; with any of them nothing is imported.

    `members_last`: the members are not the whole list, so they come after those known.
    `held`: what a list leaves out that decides; such a row is ruled on as far as it goes.
    `noted`: notes taken off names; they keep nothing out.
    """

    groups: tuple[GroupRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    secondments: tuple[SecondmentRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    members_last: bool = False
    held: tuple[ImportProblem, ...] = ()
    noted: tuple[ImportProblem, ...] = ()


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or in a dry run would do, in words; with problems nothing was done.

    `warnings`: what keeps nothing out, but leaves rulings open.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    warnings: tuple[ImportProblem, ...] = ()
