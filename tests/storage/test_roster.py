"""The roster: imported whole or not at all, and what it says of people."""

from dataclasses import replace
from datetime import date

import pytest

from rules.roster import (
    ImportResult,
    ImportRows,
    MemberRow,
    PersonRow,
    SecondmentRow,
    UnitKind,
    UnitRow,
)
from storage import Store
from storage.views import Secondment
from tests.kit.databases import unit_id
from tests.kit.roster import COUNTY


def test_a_county_is_imported_and_read_back(store: Store, import_county) -> None:
    result = import_county(COUNTY)

    assert result.problems == ()
    assert len(result.added) == 2 + 5 + 5 + 2 + 6
    with store.transaction() as records:
        roster = records.roster
        assert [unit.name for unit in roster.units()] == [
            "城关镇",
            "柳河镇",
            "县财政局",
            "县第一中学",
            "县教育局",
        ]
        town, school = unit_id(records, "城关"), roster.unit(unit_id(records, "一中"))
        assert (school.kind, school.superior_id) == (UnitKind.SCHOOL, unit_id(records, "教育局"))
        assert [unit.name for unit in roster.units_of_group(roster.groups()[0].id)] == [
            "城关镇",
            "柳河镇",
        ]
        assert [person.name for person in roster.people(town)] == ["张伟", "李红", "赵敏"]
        assert [person.name for person in roster.secondees_at(town)] == ["王强", "赵敏"]
        [wang] = roster.people_named("王强", town)
        assert wang.secondment == Secondment(town, "县财政局", "county", date(2019, 6, 28), None)
        [qian] = roster.people_named("钱进")
        assert qian.facts == {"retired_on": date(2019, 6, 30)}
        assert roster.person(qian.id) == qian
        assert [len(people) for people in roster.everybody().values()] == [3, 2]


def test_importing_the_same_again_changes_nothing(store: Store, import_county) -> None:
    import_county(COUNTY)
    assert import_county(COUNTY) == ImportResult()


def test_a_dry_run_says_what_would_change_and_changes_nothing(store: Store, import_county) -> None:
    import_county(COUNTY)
    [first, *others] = COUNTY.people
    new = PersonRow(9, "新人", "柳河镇", "副镇长")
    moved = replace(COUNTY, people=(replace(first, post="镇长"), *others, new))

    told = import_county(moved, dry_run=True)

    assert told == ImportResult(("新增人员：新人（柳河镇）",), ("修改人员：张伟（城关镇）",))
    with store.transaction() as records:
        assert records.roster.people_named("新人") == []
    assert import_county(moved) == told
    with store.transaction() as records:
        assert [person.post for person in records.roster.people_named("张伟")] == ["镇长"]


def test_one_wrong_row_keeps_everything_out(store: Store, import_county) -> None:
    wrong = PersonRow(7, "孙丽", "城关鎮", "副镇长")
    result = import_county(replace(COUNTY, people=(*COUNTY.people, wrong)))

    assert [str(problem) for problem in result.problems] == [
        "“人员”第7行“所在单位”列：没有“城关鎮”这个单位，例如“城关镇”。"
    ]
    assert (result.added, result.changed) == ((), ())
    with store.transaction() as records:
        assert records.roster.units() == []


TOWN = UnitRow(2, "城关镇", "乡镇")
WANG = PersonRow(2, "王强", "城关镇", "副镇长")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            ImportRows(units=(TOWN, replace(TOWN, row=3))),
            "“单位”第3行“单位全称”列：与第2行重复，请删去一行；确是同名，请在名称后加注区别，例如“城南镇”。",
        ),
        (
            ImportRows(units=(UnitRow(2, "", "乡镇"),)),
            "“单位”第2行“单位全称”列：没有填写，例如“县财政局”。",
        ),
        (
            ImportRows(units=(UnitRow(2, "城关镇", "乡鎮"),)),
            "“单位”第2行“单位类别”列：没有“乡鎮”这个单位类别，例如“乡镇”。",
        ),
        (
            ImportRows(units=(UnitRow(2, "城关镇", "乡镇", (), "第三考核组"),)),
            "“单位”第2行“考核组”列：没有“第三考核组”这个考核组，例如“第一考核组”。",
        ),
        (
            ImportRows(units=(TOWN,), people=(WANG, replace(WANG, row=3))),
            "“人员”第3行“姓名”列：与第2行重复，请删去一行；确是同名，请在名称后加注区别，例如“王强（财政所）”。",
        ),
        (
            ImportRows(units=(TOWN,), people=(replace(WANG, facts={"position": "镇长"}),)),
            (
                "“人员”第2行“职务”列：不认得“镇长”，可填：党政正职、单位主要负责人；主持工作的副职；"
                "班子成员（副职）；只有职级、没有领导职务；中层或一般干部，例如“党政正职、单位主要负责人”。"
            ),
        ),
        (
            ImportRows(units=(TOWN,), people=(replace(WANG, facts={"in_training": "在"}),)),
            "“人员”第2行“是否正在参加学习培训”列：不认得“在”，请填“是”或“否”，例如“是”。",
        ),
        (
            ImportRows(units=(TOWN,), people=(replace(WANG, facts={"血型": "A"}),)),
            "“人员”第2行“血型”列：没有这一项情况，请删去这一列。",
        ),
        (
            ImportRows(units=(TOWN,), people=(replace(WANG, facts={"retired_on": "2019-2-30"}),)),
            "“人员”第2行“退休时间”列：“2019-2-30”这一天不存在，例如“2019-06-28”。",
        ),
        (
            ImportRows(
                units=(TOWN,),
                people=(WANG,),
                secondments=(SecondmentRow(2, "王强", "城关镇", "城关镇", "县", "2019-06-28"),),
            ),
            "“挂职”第2行“挂职单位”列：派出单位和挂职单位是同一个单位，例如“城关镇”。",
        ),
        (
            ImportRows(
                units=(TOWN,),
                people=(WANG,),
                secondments=(
                    SecondmentRow(2, "王强", "省财政厅", "城关镇", "省", "2019-06-28", "2019/6/1"),
                ),
            ),
            "“挂职”第2行“挂职结束日期”列：挂职结束日期早于开始日期，例如“2019-06-28”。",
        ),
        (
            ImportRows(
                units=(TOWN,),
                people=(replace(WANG, facts={"months_served": "7"}),),
                secondments=(
                    SecondmentRow(
                        2, "王强", "省财政厅", "城关镇", "省", "2019-06-01", "2019-08-31"
                    ),
                ),
            ),
            (
                "“挂职”第2行“挂职结束日期”列：“人员”表写的挂职时间是7个月，"
                "从2019-06-01到2019-08-31只有3个月。"
            ),
        ),
        (
            ImportRows(
                units=(TOWN,),
                people=(WANG,),
                secondments=(SecondmentRow(2, "王强", "省财政厅", "城关镇", "国家", "去年"),),
            ),
            (
                "“挂职”第2行“派出层级”列：没有“国家”这个派出层级，例如“中央”。"
                "“挂职”第2行“挂职开始日期”列：“去年”不是年月日齐全的日期，例如“2019-06-28”。"
            ),
        ),
        (
            ImportRows(
                units=(TOWN,),
                secondments=(SecondmentRow(2, "王强", "省财政厅", "城关镇", "省", "2019-06-28"),),
            ),
            "“挂职”第2行“姓名”列：“人员”表的城关镇里没有“王强”，请先在“人员”表加一行，例如“王强，城关镇”。",
        ),
        (
            ImportRows(members=(MemberRow(2, "a", "周明", "领导"),)),
            "“企业微信成员”第2行“身份”列：没有“领导”这个身份，例如“政工人事”。",
        ),
        (
            ImportRows(members=(MemberRow(2, "a", "周明", "政工人事"),)),
            "“企业微信成员”第2行“所在单位”列：没有填写，例如“城关镇”。",
        ),
        (
            ImportRows(
                units=(TOWN,),
                members=(
                    MemberRow(2, "Zhou", "周明", "政工人事", "城关镇"),
                    MemberRow(3, "ZHOU", "周明", "政工人事", "城关镇"),
                ),
            ),
            "“企业微信成员”第3行“企业微信账号”列：与第2行重复，请删去一行；一个账号只能用一次，例如“zhangsan2”。",
        ),
        (
            ImportRows(units=(TOWN,), members=(MemberRow(2, "a", "周明", "干部", "城关镇"),)),
            "“企业微信成员”第2行“姓名”列：“人员”表的城关镇里没有“周明”，请先在“人员”表加一行，例如“周明，城关镇”。",
        ),
    ],
)
def test_a_problem_names_sheet_row_column_and_what_is_wrong(
    import_county, rows: ImportRows, words: str
) -> None:
    assert "".join(str(problem) for problem in import_county(rows).problems) == words


def test_all_faults_come_in_one_round_and_nothing_is_imported(store: Store, import_county) -> None:
    """Each fault stands beside another one in its row, or in a row that another rests on."""
    rows = ImportRows(
        units=(
            TOWN,
            UnitRow(3, "城关镇", "乡鎮"),
            UnitRow(4, "县水利局", "县直部们"),
            UnitRow(5, "县第二中学", "学校"),
        ),
        people=(WANG, PersonRow(3, "赵六", "县水利局"), PersonRow(4, "赵六", "县水利局")),
        secondments=(SecondmentRow(2, "王五", "县财政局", "城关镇", "县", "2019-06-28"),),
        members=(
            MemberRow(2, "zhou", "周明", "政工人事", "城关镇"),
            MemberRow(3, "ZHOU", "周明", "领导", "城关鎮"),
        ),
    )
    result = import_county(rows)

    assert [(p.sheet, p.row, p.column) for p in result.problems] == [
        ("单位", 3, "单位类别"),
        ("单位", 3, "单位全称"),
        ("单位", 4, "单位类别"),
        ("人员", 4, "姓名"),
        ("挂职", 2, "姓名"),
        ("企业微信成员", 3, "身份"),
        ("企业微信成员", 3, "企业微信账号"),
        ("企业微信成员", 3, "所在单位"),
    ]
    assert all(problem.example for problem in result.problems)
    assert result.problems[4].what == (
        "“人员”表的县财政局里没有“王五”，“单位”表里也没有“县财政局”，请先在“人员”表加一行"
    )
    assert [(p.sheet, p.row, p.column) for p in result.warnings] == [("单位", 5, "上级主管部门")]
    with store.transaction() as records:
        assert records.roster.units() == []


def test_a_school_without_a_department_above_it_is_imported_with_a_warning(
    store: Store, import_county
) -> None:
    result = import_county(ImportRows(units=(UnitRow(2, "县第二中学", "学校"),)))

    assert result.problems == ()
    [warning] = result.warnings
    assert str(warning) == (
        "“单位”第2行“上级主管部门”列：“县第二中学”是学校，没有填写上级主管部门，"
        "定不了这里的人由谁考核，例如“县教育局”。"
    )
    with store.transaction() as records:
        assert [unit.name for unit in records.roster.units()] == ["县第二中学"]
