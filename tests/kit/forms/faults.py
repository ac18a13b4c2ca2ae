# ruff: noqa: E501 (a table of faults, one a line)
"""The seeded faults: each form filled in with care, spoilt in one place, and what has to be told."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forms.grade_proposals import check, read
from forms.kit.problem import Problem
from forms.kit.standing import standings
from tests.kit.forms import right_proposals as eight
from tests.kit.forms.county import PEOPLE, STANDINGS, TOWNSHIP, somebody
from tests.kit.forms.right_forms import Change, Made, TypedText, hidden, moved_down, words_changed
from tests.kit.plans import PLAN

# What has to be told: blank or cell, clause, 必须改 or not, words in it.
Told = tuple[str, str, bool, str]
ONE = Made("registration")
SIX = Made("secondee_registration")
FIVE = Made("routine_evaluation")
NINE = Made("material_list")
TWINS = standings(PLAN, TOWNSHIP, (*PEOPLE, somebody(90, "张伟", "武装部长")))
BARRED = standings(
    PLAN, TOWNSHIP,
    (*PEOPLE, somebody(91, "丁勇", "党委书记", position="unit_head", head_bar="mass_incident", evaluation_score=95, routine_excellent=True)),
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    name: str
    made: Made
    values: dict[str, Any]
    told: list[Told]
    change: Change | None = field(default=None)


FAULTS: tuple[Fault, ...] = (
    # 附件1
    Fault("no name", ONE, {"name": None}, [("name", "三(一)", True, "姓名”是空的")]),
    Fault("a slip of the name", ONE, {"name": "张玮"}, [("name", "", True, "名册上是“张伟”")]),
    Fault("a colleague's form", ONE, {"name": "刘洋"}, [("name", "", True, "现在是为“张伟”交")]),
    Fault("a stranger's form", ONE, {"name": "欧阳雪"}, [("name", "", True, "名册上没有")]),
    Fault("no sex", ONE, {"sex": None}, [("sex", "三(一)", True, "是空的")]),
    Fault("a sex that is none", ONE, {"sex": "先生"}, [("sex", "三(一)", True, "不能填")]),
    Fault("no birth", ONE, {"born": None}, [("born", "三(一)", True, "是空的")]),
    Fault("a birth of a year only", ONE, {"born": "1971"}, [("born", "三(一)", True, "看不出是哪年哪月")]),
    Fault("a month 13", ONE, {"born": "1971.13"}, [("born", "三(一)", True, "看不出是哪年哪月")]),
    Fault("two figures of a year", ONE, {"born": "71.4"}, [("born", "三(一)", True, "看不出")]),
    Fault("an age in place of a month", ONE, {"born": "48岁"}, [("born", "三(一)", True, "看不出")]),
    Fault("a number that may be October", ONE, {"born": 1971.1}, [("born", "三(一)", False, "1月还是10月")]),
    Fault("a child", ONE, {"born": "2010.05"}, [("born", "三(一)", False, "9岁")]),
    Fault("born yet to be", ONE, {"born": "2021.05", "post_since": "2022.01"}, [("born", "三(一)", True, "还没有到"), ("post_since", "三(一)", True, "还没有到")]),
    Fault("no party", ONE, {"party": ""}, [("party", "三(一)", True, "是空的")]),
    Fault("an odd party", ONE, {"party": "党员同志"}, [("party", "三(一)", False, "不在常用的")]),
    Fault("no date of the post", ONE, {"post_since": None}, [("post_since", "三(一)", True, "是空的")]),
    Fault("a post before birth", ONE, {"post_since": "1970.01"}, [("post_since", "三(一)", True, "早于")]),
    Fault("no unit", ONE, {"unit": None}, [("unit", "三(一)", True, "是空的")]),
    Fault("another unit", ONE, {"unit": "城南镇"}, [("unit", "", True, "现在是为“城关镇”交")]),
    Fault("no post", ONE, {"post": None}, [("post", "三(一)", True, "是空的")]),
    Fault("another post", ONE, {"post": "城关镇副镇长"}, [("post", "一(一)", False, "与名册")]),
    Fault("the other of two of one name", Made("registration", people=TWINS), {"post": "城关镇武装部长"}, [("post", "一(一)", True, "另一位的")]),
    Fault("no duties", ONE, {"duties": None}, [("duties", "三(一)", True, "是空的")]),
    Fault("training left to the unit and forgotten", ONE, {"training": None}, [("training", "三(一)", True, "由单位政工人事部门填写")]),
    Fault("training struck out", ONE, {"training": "/"}, [("training", "三(一)", True, "只写了“/”")]),
    Fault("no summary", ONE, {"summary": None}, [("summary", "三(一)", True, "是空的")]),
    Fault("a summary that says ditto", ONE, {"summary": "略"}, [("summary", "三(一)", True, "只写了“略”")]),
    Fault("a summary that will not fit", ONE, {"summary": "工作扎实。" * 300}, [("summary", "三(一)", False, "打印时后面的会看不见")]),
    Fault("no grade", ONE, {"grade": None}, [("grade", "三(一)", True, "是空的")]),
    Fault("a grade of institutions", ONE, {"grade": "合格"}, [("grade", "三(一)", True, "不能填")]),
    Fault("a slip of a grade", ONE, {"grade": "秤职"}, [("grade", "三(一)", True, "不能填")]),
    Fault("undetermined without a case", ONE, {"grade": "不确定等次", "explanation": "待定"}, [("grade", "一(一)11", False, "没有记载")]),
    Fault("undetermined without a word", Made("registration", "罗刚"), {"grade": "不确定等次"}, [("explanation", "一(一)11", True, "要写明情况")]),
    Fault("under investigation", Made("registration", "罗刚"), {"grade": "称职"}, [("grade", "一(一)11", True, "尚未结案")]),
    Fault("a head who is barred", Made("registration", "丁勇", people=BARRED), {"grade": "优秀"}, [("grade", "一(三)5", True, "优秀")]),
    Fault("another grade than proposed", Made("registration", proposed="优秀"), {"grade": "称职"}, [("grade", "三(一)", True, "附件8等次建议是优秀")]),
    Fault("a secondee's form is another", Made("registration", "胡军"), {}, [("name", "一(三)6", True, "附件6")]),
    Fault("a retired person's form", Made("registration", "高山"), {}, [("name", "一(一)10", True, "不参加年度考核")]),
    Fault("a formula nobody computed", ONE, {"duties": "=A1&B1"}, [("duties", "", True, "请先在Excel中打开并保存")]),
    Fault("last year's form", ONE, {}, [("整张表", "三(一)", True, "样表:附件1/2018/第1版")], words_changed("E2", "样表：附件1/2018/第1版")),
    Fault("a form without its mark", ONE, {}, [("整张表", "三(一)", True, "不是现在用的表样")], words_changed("E2", None)),
    Fault("a label gone", ONE, {}, [("A6", "三(一)", True, "不见了")], words_changed("A6", None)),
    Fault("labels moved a row", ONE, {}, [(f"{c}{r}", "三(一)", True, "移到了") for r, c in ((3, "A"), (3, "C"), (3, "E"), (4, "A"))] + [("整张表", "三(一)", True, "还有")], moved_down),
    Fault("another form in this place", ONE, {}, [("整张表", "三(一)", True, "看不出这是附件1")], lambda book: (words_changed("A1", "通知")(book), words_changed("E2", None)(book))[0]),
    Fault("a hidden sheet", ONE, {}, [("整张表", "", True, "隐藏的工作表")], hidden),
    # 附件6
    Fault("6: no sending unit", SIX, {"home": None}, [("home", "一(一)1", True, "是空的")]),
    Fault("6: another sending unit", SIX, {"home": "县水利局"}, [("home", "一(一)1", False, "名册上是“县财政局”")]),
    Fault("6: no level", SIX, {"sent_by": None}, [("sent_by", "一(一)1", True, "是空的")]),
    Fault("6: another level", SIX, {"sent_by": "省"}, [("sent_by", "一(一)1", False, "名册上是“县”")]),
    Fault("6: a level that is none", SIX, {"sent_by": "乡"}, [("sent_by", "一(一)1", True, "不能填"), ("sent_by", "一(一)1", False, "名册上是")]),
    Fault("6: no post at home", SIX, {"home_post": None}, [("home_post", "一(一)1", True, "是空的")]),
    Fault("6: no start", SIX, {"start": None}, [("start", "一(一)1", True, "是空的")]),
    Fault("6: an end before the start", SIX, {"end": "2019.03"}, [("end", "三(一)", True, "早于")]),
    Fault("6: an end nobody can read", SIX, {"end": "明年"}, [("end", "一(一)1", True, "看不出是哪年哪月")]),
    Fault("6: the host is another", SIX, {"unit": "城南镇"}, [("unit", "", True, "现在是为“城关镇”交")]),
    Fault("6: no summary", SIX, {"summary": "无内容"}, [("summary", "一(一)1", True, "只写了")]),
    Fault("6: a member's form is another", Made("secondee_registration", "张伟"), {"home": "县财政局", "sent_by": "县"}, [("name", "一(一)", True, "附件1")]),
    Fault("6: another grade than proposed", Made("secondee_registration", proposed="优秀"), {}, [("grade", "三(一)", True, "附件8等次建议是优秀")]),
    # 附件5
    Fault("5: a quarter left out", FIVE, {"q1_grade": None}, [("q1_grade", "一(三)6", True, "是空的")]),
    Fault("5: the fourth quarter left out", FIVE, {"q4_grade": None}, [("q4_grade", "二(二)", True, "是空的")]),
    Fault("5: a grade that is unusual", FIVE, {"q3_grade": "较好"}, [("q3_grade", "一(三)6", False, "不在常用的")]),
    Fault("5: the year left out", FIVE, {"any_excellent": None}, [("any_excellent", "一(三)5", True, "是空的")]),
    Fault("5: says yes, no quarter does", FIVE, {"q2_grade": "称职"}, [("any_excellent", "一(三)5", True, "没有一个是")]),
    Fault("5: says no, a quarter does", FIVE, {"any_excellent": "无"}, [("any_excellent", "一(三)5", True, "有“优秀”")]),
    Fault("5: neither yes nor no", FIVE, {"any_excellent": "优秀"}, [("any_excellent", "一(三)5", True, "不能填")]),
    Fault("5: none, yet proposed 优秀", Made("routine_evaluation", proposed="优秀"), {"q2_grade": "称职", "any_excellent": "无"}, [("any_excellent", "一(三)5", True, "附件8却建议")]),
    Fault("5: a colleague's form", FIVE, {"name": "刘洋"}, [("name", "", True, "现在是为“张伟”交")]),
    Fault("5: no post", FIVE, {"post": None}, [("post", "一(三)6", True, "是空的")]),
    Fault("5: a village team's form", Made("routine_evaluation", "林峰"), {}, [("name", "一(一)3", True, "专门方案")]),
    # 附件9
    Fault("9: another unit", NINE, {"unit": "城南镇"}, [("unit", "", True, "现在是为“城关镇”交")]),
    Fault("9: nobody filled it in", NINE, {"filler": None}, [("filler", "三(四)", True, "是空的")]),
    Fault("9: a count in words", NINE, {"registration_in": "十五"}, [("registration_in", "三(四)", True, "不是整数")]),
    Fault("9: a count left out", NINE, {"duty_report_in": None}, [("duty_report_in", "三(四)", True, "是空的")]),
    Fault("9: fewer without a reason", NINE, {"registration_in": 13}, [("registration_note", "三(四)", True, "少2份没有写原因")]),
    Fault("9: more than owed", NINE, {"secondee_registration_in": 2}, [("secondee_registration_in", "三(四)", False, "多出1份")]),
    Fault("9: owed is not the roster's", NINE, {"registration_owed": 14, "registration_in": 14}, [("registration_owed", "三(四)", False, "按名册是15份")]),
    Fault("9: last year's form", NINE, {}, [("整张表", "三(四)", True, "2018")], words_changed("F2", "样表：附件9/2018/第1版")),
)  # fmt: skip

# Right, each in a way people write: nothing may be told.
RIGHT: tuple[tuple[str, Made, dict[str, Any]], ...] = (
    ("附件1", ONE, {}),
    *(
        (f"附件1 born {born!r}", ONE, {"born": born})
        for born in ("1995.03", "1971年4月", "1971-04", "1971/4", "197104", "1971.04.05", "1971年4月5日", "１９７１．４", "一九七一年四月", 1971.4, "1971．10")
    ),
    ("附件1 with blanks in the name", ONE, {"name": "张　伟"}),
    ("附件1 by the unit's short name", ONE, {"unit": "城关镇政府"}),
    ("附件1 with the bare post", ONE, {"post": "党委委员、副镇长"}),
    ("附件1 trained", ONE, {"training": "2019年5月县委党校科级班10天"}),
    ("附件1 text beginning with =", ONE, {"remarks": TypedText("=备注")}),
    ("附件1 as proposed", Made("registration", proposed="优秀"), {"grade": "优秀"}),
    ("附件1 of a head, grade open", Made("registration", "王建国"), {"grade": None}),
    ("附件1 of the investigated", Made("registration", "罗刚"), {"grade": "不确定等次", "explanation": "立案审查调查尚未结案"}),
    ("附件1 of one of two", Made("registration", people=TWINS), {}),
    ("附件6", SIX, {}),
    ("附件6 ended", SIX, {"end": "2019年12月"}),
    *((f"附件6 that goes on: {said}", SIX, {"end": said}) for said in ("至今", "现在还在", "仍在挂职", "未结束")),
    ("附件5", FIVE, {}),
    ("附件5 none", FIVE, {"q2_grade": "称职", "any_excellent": "无"}),
    ("附件9", NINE, {}),
    ("附件9 fewer, with the reason", NINE, {"registration_in": 14, "registration_note": "刘洋病假，1月10日补"}),
    ("附件9 as numbers with blanks", NINE, {"filler": "王　芳", "registration_in": "15 "}),
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """`missed`: seeded and not told; `alarms`: told and not seeded."""

    name: str
    seeded: int
    missed: tuple[str, ...]
    alarms: tuple[str, ...]


def outcome(name: str, told: list[Problem], wanted: list[Told]) -> Outcome:
    left = list(told)
    missed = []
    for cell, clause, must, words in wanted:
        hit = next(
            (
                p
                for p in left
                if (p.cell, p.why, p.must) == (cell, clause, must) and words in p.what
            ),
            None,
        )
        if hit is None:
            missed.append(f"{cell} {words}")
        else:
            left.remove(hit)
    return Outcome(name, len(wanted), tuple(missed), tuple(str(p) for p in left))


def outcomes() -> Iterator[Outcome]:
    """Every seeded form and every right one, checked as they come in."""
    with tempfile.TemporaryDirectory() as folder:
        for fault in FAULTS:
            made = fault.made
            body = made.filled(fault.values, fault.change)
            wanted = [(made.cell(at), *rest) for at, *rest in fault.told]
            yield outcome(fault.name, made.faults(Path(folder), body), wanted)  # type: ignore[arg-type]
        for name, made, values in RIGHT:
            yield outcome(name, made.faults(Path(folder), made.filled(values)), [])
        yield from _eight(Path(folder))


def _eight(folder: Path) -> Iterator[Outcome]:
    """附件8's own table of faults; there a wanted cell names the first and the only one."""
    for name, changes, wanted in eight.SEEDED:
        path = folder / "eight.xlsx"
        path.write_bytes(eight.filled(changes))
        found = list(check(PLAN, read(PLAN, path), TOWNSHIP, STANDINGS))
        yield outcome(f"附件8 {name}", found, wanted)
