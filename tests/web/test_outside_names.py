"""Whose a file is, where names are hard to read: public bug reports (`tests/forms/cases`)."""

from pathlib import Path

import pytest

from handlers.submissions.identify import identify
from handlers.submissions.intake import Target
from rules.roster import ImportRows, PersonRow
from tests.kit.web.county import MEMBER, County
from tests.kit.web.upload import outside_case

POST = "党委委员、副镇长"


@pytest.fixture
def more(county: County) -> County:
    """The county with people whose names are hard to read."""
    names = ("买买提·艾力", "马建国", "王丽", "王丽华", "王丽丽")
    rows = [
        PersonRow(2 + n, name, "城关镇", POST, {"position": MEMBER}) for n, name in enumerate(names)
    ]
    with county.store.transaction() as records:
        done = records.roster.import_rows(ImportRows(people=tuple(rows)), county.plan.facts)
        assert done.problems == ()
    return county


def taken_for(county: County, path: Path, hint: str) -> str:
    with county.store.reading() as records:
        member = records.members.by_userid("wangfang")
        assert member
    found = identify(county.store, county.plan, member, path, path.suffix[1:], hint)
    if not isinstance(found, Target):
        return found.text
    assert found.person_id is not None
    with county.store.reading() as records:
        return records.roster.person(found.person_id).name


@pytest.mark.parametrize(
    ("name", "hint", "whose"),
    [
        ("登记表-点不同.xlsx", "x.xlsx", "买买提·艾力"),
        ("登记表-PDF拷来的姓名.xlsx", "x.xlsx", "马建国"),
        ("张伟-附件1-注女.xlsx", "x.xlsx", "张伟"),
        ("张伟-附件1-姓名注音.docx", "x.docx", "张伟"),
        ("张伟-附件1-strict.docx", "x.docx", "张伟"),
        ("张伟述职述法报告-document2.docx", "x.docx", "张伟"),
        ("张伟述职述法报告-strict.docx", "x.docx", "张伟"),
        ("张伟述职述法报告-附加模板.docx", "x.docx", "张伟"),
        ("王丽华-登记表.pdf", "王丽华-登记表.pdf", "王丽华"),
        ("王丽华-登记表.pdf", "王丽登记表.pdf", "王丽"),
        ("王丽华-登记表.pdf", "王丽丽的附件1.pdf", "王丽丽"),
        ("王丽华-登记表.pdf", "买买提•艾力 登记表.pdf", "买买提·艾力"),
        ("王丽华-登记表.pdf", "⻢建国登记表.pdf", "马建国"),
        ("王丽华-登记表.pdf", "张\u200b伟（女）登记表.pdf", "张伟"),
    ],
)  # fmt: skip
def test_it_is_known_whose_a_file_is(more: County, name: str, hint: str, whose: str) -> None:
    assert taken_for(more, outside_case(name), hint) == whose


def test_a_longer_name_nobody_has_is_not_a_shorter_ones(more: County) -> None:
    said = taken_for(more, outside_case("王丽华-登记表.pdf"), "王丽娟-登记表.pdf")

    assert "哪一位" in said


def test_choices_are_still_offered_where_nothing_tells(more: County) -> None:
    assert "看不出" in taken_for(more, outside_case("王丽华-登记表.pdf"), "扫描件.pdf")


def test_notes_on_an_imported_roster_are_told_and_tell_people_apart(county: County) -> None:
    def brought(*names: str) -> tuple[list[str], list[str]]:
        rows = tuple(PersonRow(2 + n, name, "城关镇", POST) for n, name in enumerate(names))
        with county.store.transaction() as records:
            done = records.roster.import_rows(ImportRows(people=rows), county.plan.facts)
            assert done.problems == ()
            unit = records.roster.unit_named("城关镇")[0]
            people = [person.name for person in records.roster.people(unit.id)]
        return people, [str(one) for one in done.warnings]

    before, _ = brought()
    people, said = brought("张伟（女）", "阿依古丽•买买提（维吾尔族）", "王强", "王强（财政所）")
    assert set(people) - set(before) == {"阿依古丽·买买提", "王强", "王强（财政所）"}
    assert sum("“张伟（女）”按“张伟”登记" in one for one in said) == 1
    again, _ = brought("阿依古丽买买提", "王强（财政所）", "刘 洋")
    assert sorted(again) == sorted(people)
