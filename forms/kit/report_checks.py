"""What is looked at in any report: can it be read, is it of this year, is it the right paper."""

from collections.abc import Iterator, Sequence
from typing import Final

from forms.kit.document import Document
from forms.kit.form import Occasion
from forms.kit.problem import Problem
from forms.kit.word.outline import NOTE, numbered
from forms.kit.workbook import tidy

READS: Final = ("docx", "pdf", "xlsx", "xls")
WHOLE: Final = "整份材料"
_LEAST: Final = 100  # characters; a scan with a stamp over it gives a few


def of_report(
    of: Occasion, kind: str, found: Document, names: tuple[str, ...], parts: Sequence[str]
) -> Iterator[Problem]:
    """`parts`: headings of our outline, which are no text of the writer's."""
    wanted = of.plan.read_as(kind)
    if found.why_not:
        yield Problem(WHOLE, found.why_not, example=f"{wanted.name}.docx")
    elif found.characters < _LEAST and not found.titled(names):
        what = "几乎没有能读出来的文字，像是扫描件或空白文件，字数和内容都没有检查"
        yield Problem(WHOLE, what, wanted.clause, "另交一份Word文档", must=False)
    elif _written(found, parts) < _LEAST:
        yield Problem(WHOLE, "只有标题和提纲，正文是空的", wanted.clause, "写好正文再交")
    else:
        yield from _face(of, kind, found, names)


def _written(found: Document, parts: Sequence[str]) -> int:
    """Characters that are not our outline's."""
    ours = {numbered(number, part) for number, part in enumerate(parts)}
    return sum(
        len(tidy(line))
        for line in found.lines
        if tidy(line) not in ours and not tidy(line).startswith(tidy(NOTE))
    )


def _face(of: Occasion, kind: str, found: Document, names: tuple[str, ...]) -> Iterator[Problem]:
    wanted, right = of.plan.read_as(kind), str(of.plan.year)
    title = found.titled(names)
    if not title:
        what = f"开头没有看到“{names[0]}”这样的标题，请核对是不是{wanted.name}"
        right_title = f"{right}年度{wanted.name}"
        yield Problem(WHOLE, what, wanted.clause, right_title, must=False)
        return
    years = found.years_at_top(title)
    # 2018年底到任 may stand beside the right year; only a title without it is another year's.
    if years and right not in years:
        what = f"标题写的是{years[0]}年度，本次考核是{right}年度"
        yield Problem(WHOLE, what, wanted.clause, f"{right}年度{wanted.name}")
