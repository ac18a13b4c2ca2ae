"""Secondments, facts and people on the page: what changes is shown, also for the units."""

import re

import pytest

from tests.kit.web.county import County
from tests.kit.web.roster_edit import change, said


def test_a_move_shows_the_numbers_of_both_units(county: County) -> None:
    shown = said(
        change(county.as_member("jiandu"), "person", county.person_id("张伟"), "unit", "县财政局")
    )
    assert "城关镇 考核基数： 11人，优秀不超过2个 → 10人，优秀不超过2个" in shown
    assert "县财政局 考核基数： 0人，优秀不超过0个 → 1人，优秀不超过0个" in shown


def test_a_secondment_that_ends_early_shows_the_ruling_and_the_numbers_of_home_and_host(
    county: County,
) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("胡军")
    host = county.unit_id("城关镇")
    days = {"sent_by": "county", "start": "2019-06-28", "end": "2019-09-01"}
    shown = said(change(boss, "person", id, f"secondment:{host}", **days))
    assert (
        "在城关镇的挂职改动：县财政局（县）派出，2019年6月28日起 → "
        "县财政局（县）派出，2019年6月28日到2019年9月1日" in shown
    )
    assert "在哪里考核： 所挂职乡镇 → 原单位（派出单位）" in shown
    assert "城关镇 考核基数： 11人，优秀不超过2个 → 10人" in shown
    assert "县财政局 考核基数： 0人，优秀不超过0个 → 1人" in shown
    assert "还没有改过" in boss.get("/roster/history").text

    assert said(change(boss, "person", id, f"secondment:{host}", sure="1", **days)).startswith(
        "已改好"
    )
    gone = change(boss, "person", id, f"no_secondment:{host}", sure="1")
    assert said(gone).startswith("已改好")
    history = boss.get("/roster/history").text
    assert "在城关镇的挂职删除：原来是县财政局（县）派出" in history
    with county.store.reading() as records:
        assert records.roster.person(id).secondment is None


def test_facts_are_chosen_in_the_words_of_the_plan_and_told_in_them(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    form = boss.get("/roster/edit", params={"person": id}).text
    for fact in ("position", "county_cadre", "borrowed", "head_bar"):
        for value, words in county.plan.facts[fact].values.items():
            assert re.search(f'<option value="{value}"( selected)?>{words}</option>', form)
    typed = {"facts.position": "unit_head", "facts.county_cadre": "false", "facts.borrowed": ""}
    shown = said(change(boss, "person", id, "facts", sure="1", **typed))
    assert "职务：班子成员（副职） → 党政正职、单位主要负责人" in shown
    assert "是否县管干部：没有写 → 不是县管干部" in shown
    with county.store.reading() as records:
        facts = records.roster.person(id).facts
    assert facts == {"position": "unit_head", "county_cadre": False}


def test_why_somebody_is_not_settled_any_more_is_shown_before(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    posted = {"host": "县财政局", "home": "城关镇", "sent_by": "county", "start": "2019-03-01"}
    shown = said(change(boss, "person", id, "secondment", **posted))
    assert "在哪里考核： 本单位 → 还定不了" in shown
    assert "还定不了，因为：" in shown
    assert "11人，优秀不超过2个 → 10人（另有1人还定不了），优秀不超过2个" in shown


@pytest.mark.parametrize(("unit", "doubted"), [("县财证局", True), ("财政局", False)])
def test_main_duties_at_no_unit_of_the_roster_are_doubted(
    county: County, unit: str, doubted: bool
) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    typed = {"facts.concurrent_posts": "true", "facts.main_duties_at": unit}
    shown = said(change(boss, "person", id, "facts", **typed))
    assert (f"写的“{unit}”不是名册上的单位" in shown) is doubted
    # Who is counted by the other unit shows there as well.
    assert (
        "县财政局 考核基数： 0人，优秀不超过0个 → 0人（另有1人还定不了）" in shown
    ) is not doubted


def test_somebody_is_added_and_found(county: County) -> None:
    boss, new = county.as_member("jiandu"), {"name": "周大", "unit": "财政局", "post": "副局长"}
    shown = said(change(boss, "person", "", "new", **new))
    assert "周大 加入名册（县财政局）" in shown
    assert "县财政局 考核基数： 0人，优秀不超过0个 → 1人，优秀不超过0个" in shown
    assert boss.get("/roster/edit", params={"q": "周大"}).text.count("没有找到“周大”") == 1
    assert said(change(boss, "person", "", "new", sure="1", **new)).startswith("已改好")
    assert said(change(boss, "person", "", "new", sure="1", **new)).startswith("已经是这样")
    assert "周大（县财政局）" in boss.get("/roster/edit", params={"q": "周大"}).text


def test_of_several_found_each_has_a_page(county: County) -> None:
    boss = county.as_member("jiandu")
    change(boss, "person", "", "new", sure="1", name="张伟", unit="河口镇", post="干部")
    page = boss.get("/roster/edit", params={"q": "张伟"}).text
    links = re.findall(r'href="(/roster/edit\?person=\d+)"', page)
    assert "找到2人" in page
    assert ["（城关镇）" in boss.get(link).text for link in links] == [True, False]


def test_what_was_typed_wrong_is_there_to_be_put_right(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    wrong = change(
        boss, "person", id, "secondment", host="河<口>镇", home="城关镇", sent_by="省", start="去年"
    )
    assert wrong.status_code == 422
    assert "没有“河<口>镇”这个单位" in said(wrong)
    assert 'value="河&lt;口&gt;镇"' in wrong.text
    assert 'value="去年"' in wrong.text


@pytest.mark.parametrize(
    ("entity", "id", "field"),
    [
        ("person", "", "post"),
        ("person", "x", "post"),
        ("county", "1", "name"),
        ("unit", "", "name"),
    ],
)
def test_what_is_no_form_of_the_page_is_not_found(
    county: County, entity: str, id: str, field: str
) -> None:
    boss = county.as_member("jiandu")
    assert change(boss, entity, id, field, "x").status_code == 404


@pytest.mark.parametrize("id", ["999", "x"])
def test_nobody_is_no_page(county: County, id: str) -> None:
    page = county.as_member("jiandu").get("/roster/edit", params={"person": id})
    assert page.status_code == 404
