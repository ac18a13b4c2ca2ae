"""How a fault is said in a comment of a marked copy, of a workbook and of a document alike."""

import re
from typing import Final

from forms.kit.problem import Problem

AUTHOR: Final = "考核助手"
# The lines of `words`: how they are found again in a copy that comes back.
OURS: Final = re.compile(r"(?:^|\n)【(?:必须改|请核对)】[^\n]*(?:\n例如：[^\n]*)?")
_NOT_XML: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the letters XML cannot hold."""
    return _NOT_XML.sub("", text)


def words(problem: Problem) -> str:
    """One or two lines, the first beginning with 【必须改】 or 【请核对】."""
    ground = f"（依据：{problem.why}）" if problem.why else ""
    right = f"\n例如：{_line(problem.example)}" if problem.example else ""
    return clean(f"【{problem.mark}】{_line(problem.what)}{ground}{right}")


def _line(text: str) -> str:
    return " ".join(text.split("\n"))
