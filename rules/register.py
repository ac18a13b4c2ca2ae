"""The register of a plan as a page an official can read."""

from __future__ import annotations

from collections.abc import Iterable

from rules.engine.verify import Count, Pair, Register, case_words
from rules.plan.schema import Plan

_SUBJECTS = {"person": "人", "team": "班子", "unit": "单位"}


def register_page(plan: Plan, register: Register) -> str:
    """Markdown; the same plan always gives the same text."""
    parts = [
        f"# {plan.title}：核对登记\n",
        "由 `kaohe plan verify` 对方案数据逐一核对全部情形得出，不要手改；方案数据变了就重新生成。",
        "“情形”是各项事实取值的组合，规则不加区分的取值算一种；数目只说明范围，不说明人数。\n",
        "## 一、各项结论\n",
        "| 对象 | 结论 | 情形 | 有答案 | 相互抵触 | 方案未写明 |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        *(_count_row(plan, count) for count in register.counts),
        "\n## 二、相互抵触的条款\n",
        f"共 {len(register.pairs)} 处。同一个人同时符合两条，两条结果不同，方案没有写哪条优先。\n",
        "| 条款 | 结论 | 两种结果 | 情形 | 最简单的例子（未说的都按通常情况） |",
        "| --- | --- | --- | ---: | --- |",
        *(_pair_row(plan, pair) for pair in register.pairs),
        "\n## 三、方案没有写明的情形\n",
        *_silent_rows(plan),
        "\n## 四、从不生效的规则\n",
        *_names(plan.rule(name).title for name in register.idle_rules),
        "\n## 五、不影响结论的事实\n",
        "这些事实只用来换算别的事实、计算名额或答复文字，本身不改变结论。\n",
        *_names(f"{plan.facts[name].label}（`{name}`）" for name in register.idle_facts),
    ]
    return "\n".join(parts) + "\n"


def _count_row(plan: Plan, count: Count) -> str:
    subject = _SUBJECTS.get(count.about, count.about)
    label = plan.axes[count.axis].label
    return (
        f"| {subject} | {label} | {count.cases:,} | {count.answered:,} "
        f"| {count.clash:,} | {count.silent:,} |"
    )


def _pair_row(plan: Plan, pair: Pair) -> str:
    axis = plan.axes[pair.axis]
    first, second = (axis.values[value] for value in pair.values)
    clauses = " × ".join(pair.clauses)
    example = case_words(plan, pair.example)
    return f"| {clauses} | {axis.label} | {first} / {second} | {pair.cases:,} | {example} |"


def _silent_rows(plan: Plan) -> list[str]:
    return [
        f"- {rule.clause}　{rule.title}："
        f"{'、'.join(plan.axes[axis].label for axis in rule.silent_on)}。{rule.says}"
        for rule in plan.rules
        if rule.silent_on
    ]


def _names(names: Iterable[str]) -> list[str]:
    return [f"- {name}" for name in names] or ["没有。"]
