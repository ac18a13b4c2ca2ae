"""Units on the corrections page: another group or kind, a unit added."""

from tests.kit.web.county import County
from tests.kit.web.roster_edit import change, said


def test_a_unit_moves_to_another_group_and_its_people_keep_their_rulings(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.unit_id("河口镇")
    with county.store.reading() as records:
        unit = records.roster.unit(id)
        other = next(g.name for g in records.roster.groups() if g.id != unit.group_id)
    about = {"kind": unit.kind.value, "short_names": "、".join(unit.short_names), "group": other}
    shown = said(change(boss, "unit", id, "about", **about))
    assert f"→ {other}" in shown
    assert "没有人的判定因此改变" in shown
    assert said(change(boss, "unit", id, "about", sure="1", **about)).startswith("已改好")
    assert f"→ {other}" in boss.get("/roster/history").text


def test_another_kind_shows_whose_ruling_changes(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.unit_id("城关镇")
    about = {"kind": "county_department", "short_names": "", "group": ""}
    shown = said(change(boss, "unit", id, "about", **about))
    assert "判定会变的" in shown
    assert "胡军（县财政局）" in shown


def test_a_new_unit_is_offered_everywhere_at_once(county: County) -> None:
    boss = county.as_member("jiandu")
    new = {
        "name": "城关街道",
        "kind": "township",
        "short_names": "街道",
        "group": "",
        "superior": "",
    }
    assert "城关街道 加入名册" in said(change(boss, "unit", "", "new", **new))
    assert said(change(boss, "unit", "", "new", sure="1", **new)).startswith("已改好")
    assert '<option value="城关街道">' in boss.get("/roster/edit?q=街道").text
    again = said(change(boss, "unit", "", "new", sure="1", **new))
    assert again.startswith("已经是这样")


def test_a_refused_unit_keeps_what_was_typed(county: County) -> None:
    new = {"name": "城关镇", "kind": "school", "short_names": "某某", "group": "", "superior": ""}
    page = change(county.as_member("jiandu"), "unit", "", "new", **new)
    assert page.status_code == 422
    assert 'value="某某"' in page.text
