"""A unit's kind, group and the department above it corrected; a unit added."""

from collections.abc import Callable
from datetime import datetime

import pytest

from storage import Store
from storage.roster.typed import CannotChange
from storage.views import Correction, Edit, Entity
from tests.kit.plans import PLAN

Correct = Callable[..., bool]
NEW = {"name": "城关街道", "kind": "乡镇", "short_names": "街道办", "group": "第一考核组"}


@pytest.fixture
def correct(county: Store, now: datetime) -> Correct:
    def run(unit: str, field: str, **values: str) -> bool:
        with county.transaction() as records:
            id = str(records.roster.unit_named(unit)[0].id) if unit else ""
            wanted = Correction(Entity.UNIT, id, field, values)
            return records.roster.correct(wanted, Edit("boss", now), PLAN.facts)

    return run


def test_a_unit_is_added_once_and_found_by_its_names(correct: Correct, county: Store) -> None:
    assert correct("", "new", **NEW)
    assert not correct("", "new", **NEW)
    with county.reading() as records:
        assert records.roster.unit_named("街道办") == records.roster.unit_named("城关街道")
        assert len(records.roster.latest_changes()) == 1


def test_another_kind_and_group_are_kept_with_their_date(correct: Correct, county: Store) -> None:
    school = {"kind": "学校", "short_names": "一中", "superior": "教育局"}
    assert correct("一中", "about", **school, group="第一考核组")
    assert not correct("一中", "about", **school, group="第一考核组")
    with county.reading() as records:
        fields = [each.field for each in records.roster.latest_changes()]
        assert fields == ["group_id"]
        groups = {group.id: group.name for group in records.roster.groups()}
        assert groups[records.roster.unit_named("一中")[0].group_id or 0] == "第一考核组"


@pytest.mark.parametrize(
    ("unit", "field", "values", "words"),
    [
        ("", "new", NEW | {"name": ""}, "还没有写单位全称，例如“城关街道”"),
        ("", "new", NEW | {"name": "城关镇"}, "名册里已有“城关镇”"),
        ("", "new", NEW | {"name": "财政局"}, "“财政局”已经是县财政局的名称"),
        ("", "new", NEW | {"short_names": "一中、街道"}, "“一中”已经是县第一中学的名称"),
        ("", "new", NEW | {"kind": "衙门"}, "没有“衙门”这个单位类别，可选：乡镇、"),
        ("", "new", NEW | {"group": "第九组"}, "没有“第九组”这个考核组，可选：第一考核组、"),
        ("一中", "about", {"kind": "学校"}, "学校要填上级主管部门"),
        ("教育局", "about", {"kind": "县直部门", "superior": "教育局"}, "不能是单位自己"),
        ("教育局", "money", {"value": "1"}, "这一项不能在这里改"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    unit: str, field: str, values: dict[str, str], words: str, correct: Correct, county: Store
) -> None:
    with pytest.raises(CannotChange) as refused:
        correct(unit, field, **values)
    assert words in refused.value.words
    with county.reading() as records:
        assert not records.roster.latest_changes()
