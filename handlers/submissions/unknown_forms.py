"""An 附件 by a number the notice does not have."""

from collections.abc import Sequence

from handlers.turn.access import act
from handlers.turn.reply import Reply
from rules.plan import Plan


def not_in_notice(plan: Plan, forms: Sequence[str]) -> Reply:
    """Which one is not there, and which are."""
    there = sorted(
        {paper.form.removeprefix("附件") for paper in plan.papers.values() if paper.form}
    )
    named = f"只有附件{'、'.join(there)}" if there else "没有带编号的表"
    return act(f"方案里没有{'、'.join(forms) or '您说的表'}，{named}。请核对一下编号。")


def unknown_form(plan: Plan, forms: Sequence[str]) -> bool:
    """Every form named is one the notice does not mention."""
    there = {paper.form for paper in plan.papers.values()}
    return bool(forms) and not any(form in there for form in forms)
