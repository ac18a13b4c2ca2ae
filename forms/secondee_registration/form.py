"""附件6: its blanks, its drawing, what we know beforehand, its checks."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from forms.kit import person_checks
from forms.kit import registration_parts as parts
from forms.kit.entry import Entry
from forms.kit.field import Asks, Field
from forms.kit.filled import Filled
from forms.kit.form import Occasion, Section, kind_of
from forms.kit.layout import Layout, row_of
from forms.kit.months import Month, month_of
from forms.kit.problem import Problem
from forms.kit.registration_parts import CADRE, PERSONNEL
from forms.kit.sheet_form import READS_WORD, SAMPLE, SheetForm, mark_of
from forms.kit.standing import Standing
from forms.kit.workbook import tidy
from rules.plan import Paper, Plan
from rules.plan.called import notice_word

KIND: Final = kind_of(__name__)
VERSION: Final = "1"
NAMES: Final = ("挂职干部年度考核登记表",)
STILL: Final = "至今"
_LEADER: Final = "挂职乡镇主管领导评语和考核等次建议"
_LEADER_PRINTED: Final = "挂职乡镇主管\n领导评语和考\n核等次建议"
_COMMITTEE: Final = "挂职乡镇党委意见"
_PAIR: Final = ("A", "B:C", "D", "E:F")
_BACK: Final = 12


def fields(plan: Plan) -> Mapping[str, Field]:
    """Its blanks by their id."""
    paper = plan.read_as(KIND)
    clause = paper.cited("blanks")
    fact = plan.facts.get(paper.tells.get("sent_by", ""))
    levels = tuple(fact.values.values()) if fact else ()
    return {
        **parts.about_person(paper),
        "sent_by": Field("派出层级", Asks.CHOICE, True, clause, "县", levels, by=CADRE),
        "unit": Field("挂职单位", clause=clause, example="城关镇", by=CADRE),
        "home": Field("派出单位", clause=clause, example="县财政局", by=CADRE),
        "home_post": Field("原任职务", clause=clause, example="副局长", by=CADRE),
        "post": Field("挂职职务", clause=clause, example="副镇长（挂职）", by=CADRE),
        "start": Field("挂职开始", Asks.MONTH, clause=clause, example="2019.06", by=CADRE),
        "end": Field(
            "挂职结束", Asks.MONTH, clause=clause, example=f"{STILL}；已结束的写2019.12",
            options=(STILL,), by=CADRE, open_choice=True,
        ),
        "duties": Field(
            "从事或分管工作", Asks.LONG, clause=clause, example="分管乡村旅游", by=CADRE,
        ),
        "training": Field(
            "参加脱产培训情况", Asks.LONG, clause=paper.cited("training"), by=PERSONNEL,
            example="没有参加的写“无”",
        ),
        "summary": Field(
            "个人总结", Asks.LONG, clause=clause, by=CADRE,
            example="写挂职期间的德、能、勤、绩、廉表现",
        ),
        **parts.opinions(plan, paper, _LEADER, _COMMITTEE),
    }  # fmt: skip


def layout(plan: Plan) -> Layout:
    """How it is drawn."""
    paper = plan.read_as(KIND)
    note = f"{SAMPLE}纳入挂职乡镇考核的挂职干部填写本表{_not_others(plan, paper)}。"
    kept = parts.kept_words(paper)
    back = (
        f"由{paper.hands_in or '挂职单位'}报考核组（{notice_word(plan)}{paper.clause}）。"
        + (
            f"{kept}。"
            if kept
            else f"{notice_word(plan)}没有写本表的份数和用纸，建议A4纸双面打印。"
        )
        + "签名和日期打印后手写。涉密内容不得写入本表，也不得通过网络报送。"
    )
    return Layout(
        sheet="挂职登记表",
        widths=parts.WIDTHS,
        heights={
            1: 38, 2: 26, 3: 30, 4: 30, 5: 30, 6: 44, 7: 38, 8: 38, 9: 205, 10: 210, 11: 30,
            **parts.back_heights(_BACK),
        },
        boxes=(
            *parts.head_boxes(paper.titled(plan.year), note, mark_of(plan, KIND, VERSION)),
            *row_of("姓名", "name", "性别", "sex", "出生年月", "born", row=3, columns=parts.THREE),
            *row_of(
                "政治面貌", "party", "派出层级", "sent_by", "挂职单位", "unit",
                row=4, columns=parts.THREE,
            ),
            *row_of("派出单位", "home", "原任职务", "home_post", row=5, columns=_PAIR),
            *row_of(
                "挂职职务", "post", "挂职开始", "start", "挂职结束", "end",
                row=6, columns=parts.THREE,
            ),
            *row_of("从事或\n分管工作", "duties", row=7, columns=parts.WIDE),
            *row_of("参加脱产\n培训情况", "training", row=8, columns=parts.WIDE),
            *parts.summary_boxes(9),
            *parts.back_boxes(_BACK, _LEADER_PRINTED, "挂职乡镇\n党委意见", back),
        ),
        back_from=_BACK,
    )  # fmt: skip


def _not_others(plan: Plan, paper: Paper) -> str:
    """The forms that others fill in instead, by the same result."""
    axis = plan.dialogue.questions.get("which_form", "")
    others = [
        each.form
        for each in plan.papers.values()
        if each.form and each != paper and axis in each.when_ruled and each.owed_by == "person"
    ]
    return f"，不填{'、'.join(others)}" if others else ""


def known(of: Occasion) -> Mapping[str, Entry]:
    """What is written into it beforehand."""
    values: dict[str, Entry] = {"unit": of.unit.name, "end": STILL}
    if of.person is None:
        return values
    person = of.person.person
    values |= {
        "name": person.name,
        _post_field(of.person): person.post,
        "home": _home(of.person),
        "sent_by": _level(of, of.person),
        "grade": of.proposed.get(person.id, ""),
    }
    start = _start(of, of.person)
    return values | ({"start": str(start)} if start else {})


def _post_field(standing: Standing) -> str:
    """Which of the two posts the roster has: who is listed at home has the post there."""
    person = standing.person
    listed_here = not person.host or person.unit == person.host
    return "post" if listed_here or "挂职" in person.post else "home_post"


def _home(standing: Standing) -> str:
    """The sending unit; who is listed under the host unit has it in `home`."""
    person = standing.person
    return person.home or (person.unit if person.host and person.unit != person.host else "")


def _level(of: Occasion, standing: Standing) -> str:
    told = of.plan.read_as(KIND).tells.get("sent_by", "")
    given, fact = standing.person.facts.get(told), of.plan.facts.get(told)
    return fact.values.get(str(given.value), "") if given and fact else ""


def _start(of: Occasion, standing: Standing) -> Month | None:
    given = standing.person.facts.get(of.plan.read_as(KIND).tells.get("start", ""))
    day = given.value if given else None
    return Month(day.year, day.month) if isinstance(day, date) else None


def checks(of: Occasion, filled: Filled) -> Iterator[Problem]:
    """Every fault beyond those a blank has by itself."""
    field = _post_field(of.person) if of.person else "post"
    yield from person_checks.of_person(of, KIND, filled, post=field)
    yield from person_checks.of_age(of, KIND, filled)
    yield from person_checks.of_dates(of, KIND, filled, "start", "end")
    yield from _against_roster(of, filled)
    yield from parts.of_summary(of, KIND, filled)
    yield from parts.of_back(of, KIND, filled)


def _against_roster(of: Occasion, filled: Filled) -> Iterator[Problem]:
    if of.person is None:
        return
    clause = of.plan.read_as(KIND).cited("blanks")
    start = month_of(filled.values.get("start")) if filled.has("start") else None
    kept = _start(of, of.person)
    told = (
        ("sent_by", filled.tidy("sent_by"), _level(of, of.person)),
        ("home", filled.tidy("home"), tidy(_home(of.person))),
        ("start", str(start) if start else "", str(kept) if kept else ""),
    )
    for id, written, roster in told:
        if filled.has(id) and written and roster and written != roster:
            label = filled.fields[id].label
            what = f"“{label}”写的是“{written}”，名册上是“{roster}”"
            yield Problem(filled.cells[id], what, clause, roster, must=False)


SECTIONS: Final = (
    Section("基本情况", ("name", "sex", "born", "party")),
    Section("派出单位", ("sent_by", "home", "home_post")),
    Section("挂职情况", ("unit", "post", "start", "end", "duties")),
    parts.SUMMARY,
    parts.OWN_OPINION,
    parts.UNIT,
)
SHEET: Final = SheetForm(
    KIND, NAMES, fields, layout, known, checks, parts.keeps, READS_WORD, SECTIONS
)
FORM: Final = SHEET.form()
