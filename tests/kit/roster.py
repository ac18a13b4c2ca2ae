"""A small county as rows of a workbook."""

from rules.roster import (
    GroupRow,
    ImportRows,
    MemberRow,
    PersonRow,
    SecondmentRow,
    UnitRow,
)

COUNTY = ImportRows(
    groups=(GroupRow(2, "第一考核组"), GroupRow(3, "第二考核组")),
    units=(
        UnitRow(2, "城关镇", "乡镇", ("城关",), "第一考核组"),
        UnitRow(3, "柳河镇", "乡镇", (), "第一考核组"),
        UnitRow(4, "县财政局", "县直部门", ("财政局",), "第二考核组"),
        UnitRow(5, "县第一中学", "学校", ("一中",), "第二考核组", "县教育局"),
        UnitRow(6, "县教育局", "县直部门", ("教育局",), "第二考核组"),
    ),
    people=(
        PersonRow(2, "张伟", "城关镇", "党委书记", {"position": "党政正职、单位主要负责人"}),
        PersonRow(3, "李红", "城关镇", "副镇长", {"position": "team_member"}),
        PersonRow(4, "王强", "县财政局", "副局长", {"position": "team_member"}),
        PersonRow(5, "赵敏", "城关镇", "党委副书记（挂职）"),
        PersonRow(6, "钱进", "县财政局", "股长", {"retired_on": "2019年6月30日"}),
    ),
    secondments=(
        SecondmentRow(2, "王强", "县财政局", "城关镇", "县", "2019-06-28"),
        SecondmentRow(3, "赵敏", "省财政厅", "城关镇", "省", "2018年12月1日"),
    ),
    members=(
        MemberRow(2, "ClerkCG", "周明", "政工人事", "城关镇"),
        MemberRow(3, "ClerkCG2", "吴芳", "政工人事", "城关镇"),
        MemberRow(4, "ClerkCZ", "郑好", "政工人事", "县财政局"),
        MemberRow(5, "WangQiang", "王强", "干部", "县财政局"),
        MemberRow(6, "Boss", "孙正", "干部监督股"),
        MemberRow(7, "Group1", "冯组长", "考核组", "", "第一考核组"),
    ),
)
