"""A county of a hundred units."""

from datetime import timedelta

from handlers.submissions.owed import county_papers
from rules.roster import GroupRow, ImportRows, MemberRow, PersonRow, UnitRow
from tests.kit.web.county import MEMBER, County

LONG = "县农村集体产权制度改革和农业社会化服务体系建设工作领导小组办公室"


def a_hundred_units(county: County) -> None:
    """Units of long and short names, two people each, a clerk for every other one."""
    names = [f"第{number}局" for number in range(1, 97)]
    units = tuple(
        UnitRow(number, name, "县直部门", (), f"第{'一二三'[number % 3]}考核组")
        for number, name in enumerate([*names, LONG], 2)
    )
    people = tuple(
        PersonRow(
            number,
            f"{'欧阳' if at else '司马'}{unit.name[1:3]}",
            unit.name,
            "副局长",
            {"position": MEMBER},
        )
        for number, (unit, at) in enumerate(((unit, at) for unit in units for at in (0, 1)), 2)
    )
    members = tuple(
        MemberRow(number, f"clerk{number}", f"经办{number}", "政工人事", unit.name)
        for number, unit in enumerate(units[::2], 2)
    )
    groups = (GroupRow(2, "第一考核组"), GroupRow(3, "第二考核组"), GroupRow(4, "第三考核组"))
    rows = ImportRows(groups=groups, units=units, people=people, members=members)
    with county.store.transaction() as records:
        result = records.roster.import_rows(rows, county.plan.facts)
    assert result.problems == ()


def hand_in(county: County, every: int) -> None:
    """Every so-many-th paper of the county, over three weeks."""
    blob = county.store.blobs.put([b"a paper"])
    with county.store.reading() as records:
        owed = [(p.unit.id, i) for p in county_papers(county.plan, records) for i in p.items]
    with county.store.transaction() as records:
        for number, (unit, item) in enumerate(owed[::every]):
            records.handins.add(
                unit, item.paper.id, item.person.id if item.person else None, blob, "表.docx",
                "x", "wangfang", county.at - timedelta(days=(number * number) % 20),
                plan_id="2019",
            )  # fmt: skip
