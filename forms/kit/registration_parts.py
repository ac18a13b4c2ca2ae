"""What the two registration forms have in common: blanks about a person, and the back page."""

from collections.abc import Iterator, Mapping
from typing import Final

from forms.kit import person_checks
from forms.kit.field import Asks, Field
from forms.kit.filled import Filled
from forms.kit.form import Occasion, Section
from forms.kit.grades import GRADES, UNDETERMINED
from forms.kit.layout import Box, Look, row_of
from forms.kit.problem import Problem
from rules.papers import grade_list
from rules.plan import Paper, Plan

CADRE, PERSONNEL = "考核对象", "单位政工人事部门"
PARTIES: Final = ("中共党员", "中共预备党员", "共青团员", "民主党派", "无党派人士", "群众")
# Six columns that fit A4 whatever font stands in for 宋体; the widest needs 7 points a unit.
WIDTHS: Final = (12.0, 12.0, 9.0, 11.0, 11.0, 17.0)
THREE: Final = ("A", "B", "C", "D", "E", "F")
WIDE: Final = ("A", "B:F")
# What fits the box in print, at 35 characters a line; more would be cut off on the one sheet.
MOST_SUMMARY: Final = 1000
_SIGNED: Final = "签名（手写）：　　　　　　　　　年　　月　　日"
_SEALED: Final = "（盖章）签名（手写）：　　　　　　　　　年　　月　　日"


SUMMARY: Final = Section("个人总结", ("summary",))
OWN_OPINION: Final = Section("本人意见", ("own_opinion",))
UNIT: Final = Section(
    "单位填写的",
    ("training", "leader_opinion", "grade", "committee_opinion", "explanation", "remarks"),
    by_unit=True,
)


def about_person(paper: Paper) -> dict[str, Field]:
    """The blanks about the person."""
    clause = paper.cited("person")
    return {
        "name": Field("姓名", clause=clause, example="张伟", by=CADRE),
        "sex": Field("性别", Asks.CHOICE, True, clause, "男", ("男", "女"), by=CADRE),
        "born": Field("出生年月", Asks.MONTH, clause=clause, example="1971.04", by=CADRE),
        "party": Field(
            "政治面貌", Asks.CHOICE, clause=clause, example="中共党员", options=PARTIES, by=CADRE,
            open_choice=True,
        ),
    }  # fmt: skip


def opinions(plan: Plan, paper: Paper, leader: str, committee: str) -> dict[str, Field]:
    """The back page. Opinions are often written by hand after printing, so may be empty here."""
    clause, listed = paper.cited("opinions"), grade_list(plan)
    return {
        "leader_opinion": Field(leader, Asks.LONG, required=False, clause=clause),
        "grade": Field(
            "考核等次", Asks.CHOICE, required=False, clause=clause, options=GRADES, by=PERSONNEL,
            example=f"与{listed.short}一致" if listed else "党委（党组）确定的等次",
        ),
        "committee_opinion": Field(
            committee, Asks.LONG, required=False, clause=clause, by=PERSONNEL
        ),
        "own_opinion": Field(
            "本人意见", Asks.LONG, required=False, clause=clause, example="同意", by=CADRE
        ),
        "explanation": Field(
            "未确定等次或不参加考核情况说明", Asks.LONG, required=False, clause=clause,
            example="立案审查调查尚未结案", by=PERSONNEL,
        ),
        "remarks": Field("备注", Asks.LONG, required=False, clause=clause, example="可以空着"),
    }  # fmt: skip


def head_boxes(title: str, note: str, mark: str) -> tuple[Box, ...]:
    """The title, the note below it and our mark."""
    return (
        Box("A1:F1", title, Look.TITLE),
        Box("A2:D2", note, Look.NOTE),
        Box("E2:F2", mark, Look.MARK),
    )


def summary_boxes(first: int) -> tuple[Box, ...]:
    """Two rows, because no row may be higher than 409 points, and one to sign in."""
    return (
        Box(f"A{first}:A{first + 2}", "个人总结", Look.LABEL),
        Box(f"B{first}:F{first + 1}", "summary"),
        Box(f"B{first + 2}:F{first + 2}", f"本人{_SIGNED}", Look.SIGN),
    )


def back_boxes(first: int, leader: str, committee: str, note: str) -> tuple[Box, ...]:
    """The back page: opinions, grade, signatures."""
    boxes: list[Box] = []
    rows = (
        ("leader_opinion", leader, _SIGNED),
        ("grade", "考核等次", ""),
        ("committee_opinion", committee, _SEALED),
        ("own_opinion", "本人意见", f"本人{_SIGNED}"),
        ("explanation", "未确定等次\n或不参加考核\n情况说明", _SEALED),
        ("remarks", "备注", ""),
    )
    row = first
    for id, label, sign in rows:
        if sign:
            boxes += [
                Box(f"A{row}:A{row + 1}", label, Look.LABEL),
                Box(f"B{row}:F{row}", id),
                Box(f"B{row + 1}:F{row + 1}", sign, Look.SIGN),
            ]
        else:
            boxes += row_of(label, id, row=row, columns=WIDE)
        row += 2 if sign else 1
    return (*boxes, Box(f"A{row}:F{row}", note, Look.NOTE))


def back_heights(first: int) -> dict[int, float]:
    """The heights of the rows of the back page."""
    heights = (150, 30, 36, 110, 30, 78, 30, 84, 30, 50, 62)
    return {first + number: height for number, height in enumerate(heights)}


def kept_words(paper: Paper) -> str:
    """Sheet and copies, and where each copy goes; empty where the notice does not say."""
    where = "、".join(f"{place}{many}" for place, many in paper.kept_by.items())
    copies = f"一式{paper.copies}份" if paper.copies else ""
    words = [paper.sheet, copies + (f"（{where}）" if where else "")]
    return "；".join(each for each in words if each)


def of_back(of: Occasion, kind: str, filled: Filled) -> Iterator[Problem]:
    """Grade and what goes with it. The county settles the heads' grades: theirs may be empty."""
    grade, whose, own = filled.tidy("grade"), of.person, of.plan.read_as(kind)
    if filled.has("grade") and not grade and whose and not whose.listed_apart:
        what = f"“考核等次”是空的（由{PERSONNEL}填写党委（党组）确定的等次）"
        yield Problem(filled.cells["grade"], what, own.clause, "与交的等次建议一致")
    if grade == UNDETERMINED and filled.has("explanation") and not filled.text("explanation"):
        what = "等次是“不确定等次”，要写明情况"
        why = own.says.get("explanation", "写明为什么不确定等次")
        yield Problem(filled.cells["explanation"], what, own.cited("undetermined"), why)
    yield from person_checks.of_grade(of, kind, filled)


def of_summary(of: Occasion, kind: str, filled: Filled) -> Iterator[Problem]:
    """A personal summary that is longer than its place on paper."""
    text = filled.text("summary")
    if filled.has("summary") and len(text) > MOST_SUMMARY:
        clause = of.plan.read_as(kind).cited("summary")
        what = f"个人总结有{len(text)}字，一张纸大约放得下{MOST_SUMMARY}字，打印时后面的会看不见"
        yield Problem(filled.cells["summary"], what, clause, "压缩到一张纸以内", must=False)


def keeps(filled: Filled) -> Mapping[str, object]:
    """The grade, so that it can be held against the proposals without opening the form again."""
    return {"grade": filled.tidy("grade")}
