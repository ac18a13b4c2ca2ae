"""Grades as forms write them, and what a ruling says against one."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from forms.kit.problem import Problem
from rules.engine.decide import Ground, Kind, Ruling
from rules.plan import Plan
from rules.plan.called import notice_word
from rules.plan.conditions import facts_in

EXCELLENT, COMPETENT, UNDETERMINED = "优秀", "称职", "不确定等次"
GRADES: Final = (EXCELLENT, COMPETENT, "基本称职", "不称职", UNDETERMINED)
GRADE_SLIPS: Final[Mapping[str, str]] = {
    "优": EXCELLENT,
    "良好": COMPETENT,
    "合格": COMPETENT,
    "基本合格": "基本称职",
    "不合格": "不称职",
    "不定等次": UNDETERMINED,
    "不定等": UNDETERMINED,
    "未定等次": UNDETERMINED,
    "缓定等次": UNDETERMINED,
    "暂不定等次": UNDETERMINED,
    "不确定": UNDETERMINED,
}


def near_grade(word: str) -> str:
    """The grade a word that is none is most likely meant for; empty where nothing is near."""
    slip = GRADE_SLIPS.get(word.removesuffix("等次")) or GRADE_SLIPS.get(word)
    return slip or next(iter(get_close_matches(word, GRADES, n=1, cutoff=0.5)), "")


def where(plan: Plan, ruling: Ruling) -> str:
    """The place a ruling gives, in words: 在所挂职乡镇考核."""
    part = plan.dialogue.questions.get("takes_part", "")
    if part and not plan.dialogue.means("takes_part", "takes_part", ruling.values):
        return plan.axes[part].values.get(ruling.values.get(part, ""), "不在本单位考核")
    axis = plan.axes[plan.owing.axis]
    return f"在{axis.values.get(ruling.values.get(axis.id, ''), '别处')}考核"


def first_ground(plan: Plan, ruling: Ruling) -> Ground | None:
    """The most special ground: of a gate where somebody is kept out by one, else of the place."""
    axis = plan.owing.axis
    for gate in plan.axes.values():
        if ruling.values.get(gate.id) in gate.gates:
            axis = gate.id
    grounds = ruling.grounds.get(axis, ())
    return max(grounds, key=lambda ground: len(ground.clause), default=None)


def unsettled(plan: Plan, cell: str, about: str, ruling: Ruling) -> Problem:
    """A clash, a silence or a missing fact: to be looked at, never held against the unit."""
    example = f"先问{plan.office}，再按答复填"
    if ruling.kind is Kind.CLASH:
        clauses = "、".join(dict.fromkeys(s.clause for c in ruling.clashes for s in c.sides))
        what = f"{about}{notice_word(plan)}{clauses}的说法不一致，没有写明以哪一条为准"
        return Problem(cell, what, clauses, example, must=False)
    if ruling.asks is not None:
        label = plan.facts[ruling.asks].label
        what = f"{about}要看“{label}”，名册里没有"
        return Problem(cell, what, _clause(ruling), "请先更新名册", must=False)
    says = next(
        (note.says for note in ruling.silent_notes if note.says), f"{notice_word(plan)}没有写明。"
    )
    return Problem(cell, f"{about}{says.rstrip('。')}", _clause(ruling), example, must=False)


def _clause(ruling: Ruling) -> str:
    notes = [note.clause for note in ruling.silent_notes]
    return next(iter((*notes, *ruling.clauses)), "")


def barred(plan: Plan, cell: str, name: str, grade: str, ruling: Ruling) -> Iterator[Problem]:
    """不得 must be mended; 一般不得 is weaker and only to be looked at."""
    for ground in ruling.grounds.get(plan.dialogue.questions.get("grade", ""), ()):
        # 一般不得确定为称职及以上等次 speaks of 称职 too.
        if grade != EXCELLENT and grade not in ground.says:
            continue
        rule = plan.rule(ground.rule_id)
        if not facts_in(rule.when):
            continue
        says = ground.says.rstrip("。") or f"{rule.title}的，不能评为优秀"
        what = f"“{name}”的等次写的是{grade}，但{says}"
        yield Problem(cell, what, ground.clause, f"不填“{grade}”", must=ground.strength == "must")
