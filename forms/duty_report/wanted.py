"""What the notice wants in a report, read from its own clause: how long, and on which subjects."""

import re
from typing import Final

from rules.plan import Paper, Plan

_LENGTH = re.compile(r"(\d{3,5})字左右")
_SUBJECTS = re.compile(r"需包括(.+?)等内容")
_FRAME = re.compile(r"^履行|工作责任$|责任$")
# Words by which a report speaks of a subject without its very name.
_ALSO: Final = {
    "思想政治": (
        "政治思想",
        "政治建设",
        "理论学习",
        "政治理论",
        "政治站位",
        "理想信念",
        "四个意识",
        "中国特色社会主义思想",
        "思想建设",
    ),
    "履职尽责": ("履行职责", "履职情况", "工作实绩", "认真履职"),
    "廉洁自律": ("廉洁", "廉政", "党风廉政"),
    "依法行政": ("依法", "法治"),
    "意识形态": ("意识形态",),
    "营商环境": ("营商", "放管服", "优化环境"),
    "环境保护": ("环保", "生态环境", "生态文明", "污染防治"),
}


def length(plan: Plan, paper: Paper) -> int | None:
    """About how many characters; None where the clause says nothing."""
    found = _LENGTH.search(_text(plan, paper))
    return int(found[1]) if found else None


def subjects(plan: Plan, paper: Paper) -> dict[str, tuple[str, ...]]:
    """Each subject in the notice's words → words any of which tells that it is spoken of."""
    found = _SUBJECTS.search(_text(plan, paper))
    named = found[1].split("、") if found else []
    short = [_FRAME.sub("", name) for name in named]
    return {name: (name, *_ALSO.get(name, ())) for name in short}


def _text(plan: Plan, paper: Paper) -> str:
    return plan.clauses[paper.clause].text
