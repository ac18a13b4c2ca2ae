"""Forms asked for by name go to the one named, however alike or odd the names of a unit are."""

import pytest

from rules.roster import ImportRows, PersonRow
from tests.kit.chat import County

ALIKE = [
    *("王丽", "王丽丽", "王丽华", "李丹丹", "张立安"),
    *("王正志", "纪伟", "尤秀英", "佟志", "买买提·艾力"),
]


@pytest.fixture
def alike(county: County) -> County:
    rows = tuple(PersonRow(at, name, "城关镇", "副镇长") for at, name in enumerate(ALIKE, 2))
    with county.store.transaction() as records:
        records.roster.import_rows(ImportRows(people=rows), county.plan.facts)
    return county


@pytest.mark.parametrize("name", ALIKE)
def test_the_form_is_that_persons(alike: County, name: str) -> None:
    reply = alike.say("ClerkCG", f"给我{name}的附件1")
    assert [file.name for file in reply.files] == [f"{name}附件1县管干部年度考核登记表.xlsx"]


def test_a_name_nobody_has_gets_nobodys_form(alike: County) -> None:
    assert alike.say("ClerkCG", "给我王娜娜的附件1").files == ()
