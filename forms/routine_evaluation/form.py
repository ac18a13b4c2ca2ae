"""附件5: its blanks, its drawing, what we know beforehand, its checks."""

from collections.abc import Iterator, Mapping
from typing import Final

from forms.kit import person_checks
from forms.kit.entry import Entry
from forms.kit.field import Asks, Field
from forms.kit.filled import Filled
from forms.kit.form import Occasion, Section, kind_of
from forms.kit.grades import EXCELLENT
from forms.kit.layout import Box, Layout, Look, row_of
from forms.kit.problem import Problem
from forms.kit.sheet_form import SAMPLE, SheetForm, mark_of
from rules.papers import grade_list
from rules.plan import Plan

KIND: Final = kind_of(__name__)
VERSION: Final = "1"
NAMES: Final = ("领导干部日常考核评价表", "日常考核评价表")
_YES, _NO = "有", "无"
# No example names a grade: what stands there was given by somebody or was not.
_AS_GIVEN: Final = "照主要领导给的等次填"
_AS_SUMMED: Final = "四个季度里有“优秀”的填有"
QUARTERS: Final = {"q1": "第一季度", "q2": "第二季度", "q3": "第三季度", "q4": "第四季度"}
# The notice itself names only 优秀; the other words are those of a person's grades.
USUAL: Final = (EXCELLENT, "称职", "基本称职", "不称职")
_WIDTHS: Final = (12.0, 12.0, 9.0, 11.0, 13.0, 15.0)
_THREE: Final = ("A", "B", "C", "D", "E", "F")
_LEADER: Final = "主要领导全年评价意见"


def fields(plan: Plan) -> Mapping[str, Field]:
    """Its blanks by their id."""
    paper = plan.read_as(KIND)
    usual = paper.cited("blanks")
    found = {
        "name": Field("姓名", clause=usual, example="张伟"),
        "sex": Field("性别", Asks.CHOICE, False, usual, "男", ("男", "女")),
        "unit": Field("单位", clause=usual, example="城关镇"),
        "post": Field("现任职务", clause=usual, example="党委委员、副镇长"),
    }
    for id, label in QUARTERS.items():
        clause = paper.cites.get(id, usual)
        found |= {
            f"{id}_work": Field(f"{label}主要工作", Asks.LONG, False, clause, "完成高标准农田建设"),
            f"{id}_grade": Field(
                f"{label}领导评价等次", Asks.CHOICE, True, clause, _AS_GIVEN, USUAL,
                by="主要领导", open_choice=True,
            ),
            f"{id}_by": Field(f"{label}评价人", required=False, clause=clause, example="王建国"),
        }  # fmt: skip
    label = "全年领导评价有无“优秀”"
    found["any_excellent"] = Field(
        label, Asks.CHOICE, True, paper.cited("any_excellent"), _AS_SUMMED, (_YES, _NO)
    )
    found["leader_opinion"] = Field(_LEADER, Asks.LONG, False, usual, "工作扎实")
    found["remarks"] = Field("备注", Asks.LONG, False, usual, "年中任职的写明任职月份")
    return found


def layout(plan: Plan) -> Layout:
    """How it is drawn."""
    boxes = [
        Box("A1:F1", plan.read_as(KIND).titled(plan.year), Look.TITLE),
        Box("A2:D2", SAMPLE, Look.NOTE),
        Box("E2:F2", mark_of(plan, KIND, VERSION), Look.MARK),
        *row_of("姓名", "name", "性别", "sex", "单位", "unit", row=3, columns=_THREE),
        *row_of("现任职务", "post", row=4, columns=("A", "B:F")),
        Box("A5", "季度", Look.LABEL),
        Box("B5:D5", "主要工作完成情况", Look.LABEL),
        Box("E5", "领导评价等次", Look.LABEL),
        Box("F5", "评价人", Look.LABEL),
    ]
    for row, (id, label) in enumerate(QUARTERS.items(), 6):
        boxes += [
            Box(f"A{row}", label, Look.LABEL),
            Box(f"B{row}:D{row}", f"{id}_work"),
            Box(f"E{row}", f"{id}_grade"),
            Box(f"F{row}", f"{id}_by"),
        ]
    sign = "签名（手写）：　　　　　　　　　年　　月　　日"
    boxes += [
        Box("A10:D10", "全年领导评价有无“优秀”\n（四个季度中有一个即填“有”）", Look.LABEL),
        Box("E10:F10", "any_excellent"),
        Box("A11:A12", "主要领导\n全年评价\n意见", Look.LABEL),
        Box("B11:F11", "leader_opinion"),
        Box("B12:F12", f"（盖章）{sign}", Look.SIGN),
        *row_of("备注", "remarks", row=13, columns=("A", "B:F")),
        Box("A14:F14", _note(plan), Look.NOTE),
    ]
    heights = {1: 38, 2: 24, 3: 30, 4: 30, 5: 30, **dict.fromkeys(range(6, 10), 84)}
    heights |= {10: 32, 11: 90, 12: 30, 13: 40, 14: 58}
    return Layout("日常考核评价表", _WIDTHS, heights, tuple(boxes))


def _note(plan: Plan) -> str:
    notes = "".join(plan.read_as(KIND).notes)
    return f"{notes}涉密内容不得写入本表，也不得通过网络报送。"


def known(of: Occasion) -> Mapping[str, Entry]:
    """What is written into it beforehand."""
    values: dict[str, Entry] = {"unit": of.unit.name}
    if of.person is not None:
        person = of.person.person
        values |= {"name": person.name, "post": person.post}
    return values


def checks(of: Occasion, filled: Filled) -> Iterator[Problem]:
    """Every fault beyond those a blank has by itself."""
    yield from person_checks.of_person(of, KIND, filled)
    yield from _sums_up(of, filled)
    yield from _against_proposal(of, filled)


def _sums_up(of: Occasion, filled: Filled) -> Iterator[Problem]:
    """The line for the whole year must say what the four quarters say."""
    grades = [filled.tidy(f"{id}_grade") for id in QUARTERS if filled.has(f"{id}_grade")]
    said = filled.tidy("any_excellent") if filled.has("any_excellent") else ""
    found = EXCELLENT in grades
    if said not in (_YES, _NO) or len(grades) < len(QUARTERS) or not all(grades):
        return
    if found != (said == _YES):
        quarters = "有“优秀”" if found else "没有一个是“优秀”"
        what = f"这里填的是“{said}”，上面四个季度{quarters}，两处要一致"
        right = _YES if found else _NO
        yield Problem(filled.cells["any_excellent"], what, _barring(of), right)


def _against_proposal(of: Occasion, filled: Filled) -> Iterator[Problem]:
    if of.person is None or not filled.has("any_excellent"):
        return
    proposed = of.proposed.get(of.person.person.id)
    if proposed == EXCELLENT and filled.tidy("any_excellent") == _NO:
        name = of.person.person.name
        listed = grade_list(of.plan)
        called = listed.short if listed else "等次建议"
        what = f"全年领导评价无“优秀”，单位交的{called}却建议“{name}”为优秀"
        right = f"{called}改为称职，或核对这一格"
        yield Problem(filled.cells["any_excellent"], what, _barring(of), right)


def _barring(of: Occasion) -> str:
    """The clause on what a year without 优秀 rules out."""
    return of.plan.read_as(KIND).cited("any_excellent")


def keeps(filled: Filled) -> Mapping[str, object]:
    """What other checks look at later: whether a quarter was 优秀."""
    said = filled.tidy("any_excellent")
    return {"any_excellent": said == _YES if said in (_YES, _NO) else None}


SECTIONS: Final = (
    Section("基本情况", ("name", "sex", "unit", "post")),
    Section("每季度主要工作", tuple(f"{id}_work" for id in QUARTERS)),
    Section(
        "主要领导评价",
        (
            *(f"{id}_{what}" for id in QUARTERS for what in ("grade", "by")),
            *("any_excellent", "leader_opinion", "remarks"),
        ),
        by_unit=True,
    ),
)
SHEET: Final = SheetForm(KIND, NAMES, fields, layout, known, checks, keeps, sections=SECTIONS)
FORM: Final = SHEET.form()
