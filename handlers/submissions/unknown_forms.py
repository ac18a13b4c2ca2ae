"""An 附件 by a number the notice does not have."""

import re
from collections.abc import Sequence
from typing import Final

from handlers.turn.access import act, unless_office
from handlers.turn.context import DeedContext
from handlers.turn.reply import Reply
from rules.plan import Plan
from rules.plan.called import notice_word

# The list of 附件 at the end of a notice: “附件：1.登记表”, a line each.
_LIST: Final = re.compile(r"附件[：:]\s*(?:1[.．、].+(?:\n\s*\d+[.．、].+)*)")
_LISTED: Final = re.compile(r"(?:^|[：:])\s*(\d+)[.．、]\s*(.+?)\s*$", re.MULTILINE)


def not_in_notice(turn: DeedContext, forms: Sequence[str]) -> Reply:
    """Which one is not there, and which are; of one that is only listed that nothing is said."""
    plan = turn.plan
    listed = _listed(plan)
    only = [f"{one}《{listed[one]}》" for one in forms if one in listed]
    if only:
        words = f"{'、'.join(only)}列在{notice_word(plan)}的附件里，正文没有写怎么填、怎么交。"
        return act(words + unless_office(turn, f"请向{plan.office}问清楚。"))
    there = sorted(
        {paper.form.removeprefix("附件") for paper in plan.papers.values() if paper.form}
    )
    called = "" if there and not there[0].isdigit() else "附件"
    named = f"只有{called}{'、'.join(there)}" if there else "没有带编号的表"
    return act(
        f"{notice_word(plan)}里没有{'、'.join(forms) or '您说的表'}，{named}。请核对一下编号。"
    )


def _listed(plan: Plan) -> dict[str, str]:
    """By number what the notice lists at its end."""
    texts = (found[0] for one in plan.clauses.values() for found in _LIST.finditer(one.text))
    pairs = (pair for text in texts for pair in _LISTED.findall(text))
    return {f"附件{number}": name for number, name in pairs}


def unknown_form(plan: Plan, forms: Sequence[str]) -> bool:
    """Every form named is one the notice does not mention."""
    there = {paper.form for paper in plan.papers.values()}
    return bool(forms) and not any(form in there for form in forms)
