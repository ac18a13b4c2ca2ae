"""An empty plan that can be read: every file with one line to write the notice's own over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PLACEHOLDER: Final = "……"
"""What stands where the notice's own words belong; `kaohe plan lint` counts what is left of it."""

_FILES: Final[Mapping[str, str]] = {
    "plan.yaml": """\
# 方案的基本情况。各项怎么写见 docs/plan-format.md；写好一项，运行 kaohe plan lint 看一看。
id: "{year}"
year: {year}
title: ……                     # 通知的标题
source: ……                    # 发文机关和文号
subjects: [person]            # 问的是谁：第一个是人；要考核班子的写 [person, team]
# cutoff: {year}-12-31         # 考核截止日；通知没有写就不写
# office: ……                  # 答复咨询的科室；通知没有写就不写
# office_short: ……            # 它的简称，按钮上用
""",
    "clauses.yaml": """\
# 通知原文，逐条照抄。编号照印的写：一(一)1、第三条、3.2 都行。
第一条:
  title: ……
  text: ……
""",
    "axes.yaml": """\
# 通知要定的事，各有哪些结果。
participation:
  label: 参不参加考核
  values: {{takes_part: 参加考核, does_not: 不参加考核}}
  gates: {{does_not: {{closes: [place, quota, grade, form]}}}}
place:
  label: 在哪里考核
  values: {{own_unit: 本单位, elsewhere: 别的单位}}
quota:
  label: 占哪里的优秀名额
  values: {{own_unit: 本单位的, none: 不占名额}}
grade:
  label: 定什么等次
  values: {{ordinary: 按程序定等次, none: 不定等次}}
form:
  label: 填什么表
  values: {{附件1: 附件1}}
""",
    "facts.yaml": """\
# 结论依据哪些情况，怎么问，没人提到时按什么算。say 是大家怎么说它，不写就按 label 认。
is_secondee:
  label: 是否挂职
  kind: bool
  values: {{"true": 在挂职, "false": 没有挂职}}
  question: 这位同志在挂职吗？
  presume: false
  presume_words: 未提到挂职
  say: [挂职, 挂任]
""",
    "rules.yaml": """\
# 一条规则一行，都写明依据哪一条。先写一般的，再写例外（overrides 压住一般的）。
- id: everybody
  clause: 第一条
  title: 一般情况
  when: {{is_secondee: [true, false]}}
  sets:
    {{participation: takes_part, place: own_unit, quota: own_unit, grade: ordinary, form: 附件1}}
""",
    "papers.yaml": """\
# 要交的材料；在哪里考核的，由哪个单位交。
assessed_by: {{axis: place, own: [own_unit]}}
papers:
  registration:
    name: ……
    form: 附件1
    clause: 第一条
    owed_by: person
    why: ……
    when_ruled: {{form: 附件1}}
""",
    "quotas.yaml": """\
# 优秀名额。比例、分档、另见附件三选一；通知没有写就删去 shares。
clause: 第一条
rounding: null                # down 舍去 · up 进位 · nearest 四舍五入 · null 没有写
rounding_words: 方案没有写明小数怎么取整。
counting: {{quota: quota}}
shares:
  members: {{percent: 20, clause: 第一条, words: ……}}
""",
}


def blank(year: int) -> dict[str, str]:
    """Every file by name."""
    return {name: text.format(year=year) for name, text in _FILES.items()}
