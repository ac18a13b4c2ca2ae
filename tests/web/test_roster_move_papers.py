"""Who is moved to another unit takes along the papers they handed in; nothing is asked twice."""

from dataclasses import replace
from pathlib import Path

from handlers.submissions.intake import Target, take
from handlers.submissions.owed import unit_papers
from storage.views import HandIn, HandInStatus
from tests.kit.forms import made
from tests.kit.plans import PLAN
from tests.kit.web.county import County
from tests.kit.web.merge import hand_in
from tests.kit.web.roster_edit import change, said

TOWN, RIVER = "城关镇", "河口镇"


def of_unit(county: County, unit: str) -> list[HandIn]:
    with county.store.reading() as records:
        return records.handins.all_of(county.unit_id(unit), plan_id=PLAN.id)


def move(county: County, to: str, sure: str = "") -> str:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    return said(change(boss, "person", id, "unit", to, sure))


def test_every_version_goes_along_with_its_receipt_and_its_way(county: County) -> None:
    first, second = (hand_in(county, TOWN, "registration", "张伟") for _ in range(2))
    other = hand_in(county, TOWN, "registration", "王建国")
    own = hand_in(county, TOWN, "grade_proposals")
    with county.store.transaction() as records:
        taken = records.handins.take_over(second.id, "kaohezu", county.at)
    words = (
        "交过的材料2份（各版分开数）随人转到河口镇，回执号、版本不变，仍然算数；城关镇不再看得到。"
    )
    shown = move(county, RIVER)
    assert words in shown
    assert "其中1份在第一考核组手里，请当面交给第二考核组。" in shown
    assert of_unit(county, RIVER) == []

    for _ in range(2):
        move(county, RIVER, "1")
    river = county.unit_id(RIVER)
    assert of_unit(county, RIVER) == [replace(each, unit_id=river) for each in (first, taken)]
    assert of_unit(county, TOWN) == [other, own]
    with county.store.reading() as records:
        [item] = [
            each
            for each in unit_papers(PLAN, records, river).items
            if each.person and each.person.name == "张伟" and each.paper.id == "registration"
        ]
        steps = [each.status for each in records.handins.steps(second.id)]
    assert item.handin is not None
    assert not item.missing
    assert steps == [HandInStatus.RECEIVED, HandInStatus.WITH_GROUP]

    # Whoever answers for the person now sees it, the old unit's clerk does not any more.
    path = f"/receipt/{second.receipt}"
    assert county.as_member("lina").get(path).status_code == 200
    assert county.as_member("zhangwei").get(path).status_code == 200
    old, none = (county.as_member("wangfang").get(p) for p in (path, "/receipt/2019-999999"))
    assert old.status_code == none.status_code
    assert second.receipt not in county.as_member("wangfang").get("/unit").text


def test_moved_back_the_papers_come_back(county: County) -> None:
    one = hand_in(county, TOWN, "registration", "张伟")
    move(county, RIVER, "1")
    move(county, TOWN, "1")
    assert of_unit(county, TOWN) == [one]


def test_where_the_new_unit_has_versions_of_its_own_neither_is_renumbered(county: County) -> None:
    theirs = hand_in(county, RIVER, "registration", "张伟")
    old = hand_in(county, TOWN, "registration", "张伟")
    assert f"城关镇的1份（回执号{old.receipt}）留在城关镇名下备查" in move(county, RIVER, "1")
    assert of_unit(county, TOWN) == [old]
    assert of_unit(county, RIVER) == [theirs]


def test_a_paper_handed_in_since_it_was_shown_is_shown_first(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    page = change(boss, "person", id, "unit", RIVER).text
    mark = page.split('name="shown" value="')[1].split('"')[0]
    hand_in(county, TOWN, "registration", "张伟")
    again = change(boss, "person", id, "unit", RIVER, shown=mark, sure="").text
    assert "交过的材料1份" in again
    assert f'name="shown" value="{mark}"' not in again


def test_a_file_looked_into_during_the_move_is_kept_with_the_person(
    county: County, tmp_path: Path
) -> None:
    target = Target(county.unit_id(TOWN), "routine_evaluation", county.person_id("张伟"))
    move(county, RIVER, "1")
    path = tmp_path / "one"
    path.write_bytes(made.JPG)
    taken = take(county.store, county.plan, target, path, "张伟.jpg", "wangfang", county.at)
    assert taken.handin.unit_id == county.unit_id(RIVER)
