"""Shares of 优秀 as notices state them, through the chat and the ledger: one sum everywhere."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers
from rules.ledger import ledgers
from rules.loading import load_plan
from rules.plan import Plan, PlanError
from rules.quota import allowed
from rules.standing import Candidate, ThisUnit, standings
from tests.kit.notices import ANOTHER_COUNTY

# Each question has a plan and a reader made for it.
pytestmark = pytest.mark.slow

HEAD = "clause: 第五条\nrounding: null\nrounding_words: 办法没有写小数怎么取整。\n"
COUNTED = HEAD + "counting: {base: places, quota: places}\n"
Told = Callable[..., Plan]


@pytest.fixture
def stating(tmp_path: Path) -> Told:
    """The invented county with another `quotas.yaml`."""

    def stated(quotas: str, clause: str = "") -> Plan:
        folder = tmp_path / "county"
        shutil.copytree(ANOTHER_COUNTY, folder, dirs_exist_ok=True)
        (folder / "quotas.yaml").write_text(quotas, encoding="utf-8")
        if clause:  # what it says of shares, where it is not to have any
            file = folder / "clauses.yaml"
            text = re.sub(r"第五条 优秀名额.*", clause, file.read_text(encoding="utf-8"))
            file.write_text(text, encoding="utf-8")
        return load_plan(folder)

    return stated


def said(plan: Plan, *turns: str) -> str:
    """The last reply of a talk."""
    item = json.dumps({"id": "1", "turns": [{"say": one} for one in turns]})
    at = datetime(plan.year, 12, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    return str(list(answers([item], plan, at))[-1]["text"])


def sum_of(plan: Plan, people: int, unit: str = "档案局") -> tuple[int, int, bool]:
    """Base, most and whether it is stated, as the ledger has them."""
    some = [Candidate(n, f"某{n}", unit, "科员", {}) for n in range(people)]
    this = ThisUnit(unit)
    [book] = ledgers(plan, this, standings(plan, this, some))
    return book.base, book.line.sure.most, book.line.sure.stated


def test_a_minimum_of_one_holds_where_the_share_comes_to_less(stating: Told) -> None:
    share = "percent: 15, least: 1, clause: 第五条, words: 按15%，不足1名的按1名"
    plan = stating(f"{COUNTED}shares:\n  members: {{{share}}}\n")
    assert "不超过1个优秀" in said(plan, "4个人最多报几个优秀")
    assert sum_of(plan, 4) == (4, 1, True)
    assert allowed(plan, 0, None).most == 0  # nobody is no unit's one
    assert allowed(plan, 20, None).most == 3


def test_numbers_of_an_annex_count_by_unit_and_others_are_sent_to_it(stating: Told) -> None:
    share = "annex: 附件2, by_unit: {档案局: 3}, clause: 第五条, words: 各单位名额见附件2"
    plan = stating(f"{COUNTED}shares:\n  members: {{{share}}}\n")
    assert sum_of(plan, 12) == (12, 3, True)
    assert sum_of(plan, 12, "统计局") == (12, 12, False)
    text = said(plan, "12个人最多报几个优秀")
    assert "名额见附件2" in text
    assert "%" not in text
    assert "0个" not in text
    assert "%" not in said(plan, "优秀比例是多少")


def test_other_shares_in_other_cases_are_asked_for_or_their_presumption_told(
    stating: Told,
) -> None:
    plan = stating(
        f"{COUNTED}shares:\n  members:\n    percent: 20\n    clause: 第五条\n    words: 按20%\n"
        "    cases:\n      - {when: {unit_sort: other}, percent: 10, words: 其他单位按10%}\n"
    )
    usual = said(plan, "30个人最多报几个优秀")
    assert "30人×20%＝6" in usual
    assert "按机关答" in usual
    assert "30人×10%＝3" in said(plan, "学校30个人最多报几个优秀")
    assert "其他单位按10%" in said(plan, "优秀比例是多少")


def test_steps_are_worked_out_in_the_chat_as_in_the_ledger(stating: Told) -> None:
    steps = "tiers: [{up_to: 10, most: 1}, {up_to: 30, percent: 15}, {percent: 18}]"
    plan = stating(f"{COUNTED}shares:\n  members: {{{steps}, clause: 第五条, words: 分档}}\n")
    for people in (4, 27, 50):
        most = sum_of(plan, people)[1]
        assert f"不超过{most}个优秀" in said(plan, f"{people}个人最多报几个优秀")


def test_a_notice_without_shares_says_so(stating: Told) -> None:
    plan = stating(HEAD, "第五条 优秀等次填写附件1。")
    for question in ("27个人最多报几个优秀", "优秀比例是多少"):
        assert "%" not in said(plan, question)
        assert "不超过" not in said(plan, question)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("clause: 第五条, words: 无", "写一项，也只能写一项"),
        ("percent: 20, annex: 附件2, clause: 第五条, words: 无", "写一项，也只能写一项"),
        ("percent: 120, clause: 第五条, words: 无", "不是0到100之间的百分比"),
        ("percent: 20, clause: 第九条, words: 无", "没有叫“第九条”的条款"),
        ("percent: 20, clause: 第五条, words: 无, cases: [{when: {甲: 1}, words: 无}]", "甲"),
    ],
)
def test_a_share_written_wrongly_is_told_with_its_line_and_a_right_one(
    stating: Told, share: str, words: str
) -> None:
    with pytest.raises(PlanError, match=words) as told:
        stating(f"{COUNTED}shares:\n  members: {{{share}}}\n")
    assert "quotas.yaml 第6行" in str(told.value)
    assert "正确写法例如" in str(told.value)
    assert "一(" not in str(told.value)  # an example of this notice, not of another
