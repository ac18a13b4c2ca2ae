"""附件1: its blanks, its drawing, what we know beforehand, its checks."""

from collections.abc import Iterator, Mapping
from typing import Final

from forms.kit import person_checks
from forms.kit import registration_parts as parts
from forms.kit.entry import Entry
from forms.kit.field import Asks, Field
from forms.kit.filled import Filled
from forms.kit.form import Occasion, Section, kind_of
from forms.kit.layout import Layout, row_of
from forms.kit.problem import Problem
from forms.kit.registration_parts import CADRE, PERSONNEL
from forms.kit.sheet_form import READS_WORD, SAMPLE, SheetForm, mark_of
from rules.plan import Plan
from rules.plan.called import notice_word

KIND: Final = kind_of(__name__)
VERSION: Final = "1"
NAMES: Final = ("县管干部年度考核登记表",)
_LEADER: Final = "主管领导评语和考核等次建议"
_COMMITTEE: Final = "党委（党组）意见"
_BACK: Final = 11


def fields(plan: Plan) -> Mapping[str, Field]:
    """Its blanks by their id."""
    paper = plan.read_as(KIND)
    clause = paper.cited("blanks")
    return {
        **parts.about_person(paper),
        "post_since": Field("任现职时间", Asks.MONTH, clause=clause, example="2018.09", by=CADRE),
        "unit": Field("单位", clause=clause, example="城关镇", by=CADRE),
        "post": Field("单位及职务", clause=clause, example="城关镇党委委员、副镇长", by=CADRE),
        "duties": Field(
            "从事或分管工作", Asks.LONG, clause=clause, example="分管农业农村、水利", by=CADRE,
        ),
        "training": Field(
            "参加脱产培训情况", Asks.LONG, clause=paper.cited("training"), by=PERSONNEL,
            example="2019年5月县委党校科级干部班10天；没有参加的写“无”",
        ),
        "summary": Field(
            "个人总结", Asks.LONG, clause=clause, by=CADRE,
            example="从德、能、勤、绩、廉几方面写本年度工作",
        ),
        **parts.opinions(plan, paper, _LEADER, _COMMITTEE),
    }  # fmt: skip


def layout(plan: Plan) -> Layout:
    """How it is drawn."""
    paper = plan.read_as(KIND)
    kept = parts.kept_words(paper)
    note = f"{SAMPLE}个人基本情况和个人总结由{CADRE}填写。"
    back = (
        f"参加脱产培训情况和党委（党组）确定的考核等次意见由{PERSONNEL}填写（{notice_word(plan)}{paper.clause}）。"
        f"{kept}。签名和日期打印后手写。涉密内容不得写入本表，也不得通过网络报送。"
    )
    return Layout(
        sheet="登记表",
        widths=parts.WIDTHS,
        heights={
            1: 38, 2: 26, 3: 30, 4: 30, 5: 32, 6: 36, 7: 44, 8: 225, 9: 225, 10: 30,
            **parts.back_heights(_BACK),
        },
        boxes=(
            *parts.head_boxes(paper.titled(plan.year), note, mark_of(plan, KIND, VERSION)),
            *row_of("姓名", "name", "性别", "sex", "出生年月", "born", row=3, columns=parts.THREE),
            *row_of(
                "政治面貌", "party", "任现职时间", "post_since", "单位", "unit",
                row=4, columns=parts.THREE,
            ),
            *row_of("单位及职务", "post", row=5, columns=parts.WIDE),
            *row_of("从事或\n分管工作", "duties", row=6, columns=parts.WIDE),
            *row_of("参加脱产\n培训情况", "training", row=7, columns=parts.WIDE),
            *parts.summary_boxes(8),
            *parts.back_boxes(_BACK, "主管领导评语\n和考核等次建议", "党委（党组）\n意见", back),
        ),
        back_from=_BACK,
    )  # fmt: skip


def known(of: Occasion) -> Mapping[str, Entry]:
    """What is written into it beforehand."""
    values: dict[str, Entry] = {"unit": of.unit.name}
    if of.person is not None:
        person = of.person.person
        values |= {
            "name": person.name,
            "post": f"{person.unit}{person.post}" if person.post else "",
        }
        values["grade"] = of.proposed.get(person.id, "")
    return values


def checks(of: Occasion, filled: Filled) -> Iterator[Problem]:
    """Every fault beyond those a blank has by itself."""
    yield from person_checks.of_person(of, KIND, filled)
    yield from person_checks.of_age(of, KIND, filled)
    yield from person_checks.of_dates(of, KIND, filled, "born", "post_since")
    yield from parts.of_summary(of, KIND, filled)
    yield from parts.of_back(of, KIND, filled)


SECTIONS: Final = (
    Section("基本情况", ("name", "sex", "born", "party")),
    Section("单位和职务", ("unit", "post", "post_since", "duties")),
    parts.SUMMARY,
    parts.OWN_OPINION,
    parts.UNIT,
)
SHEET: Final = SheetForm(
    KIND, NAMES, fields, layout, known, checks, parts.keeps, READS_WORD, SECTIONS
)
FORM: Final = SHEET.form()
