"""The summary as everybody else sees it; the notice says neither how long nor in what parts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from forms.kit import document
from forms.kit.document import Document
from forms.kit.form import Checked, Form, Occasion, Seen, always, kind_of
from forms.kit.problem import Problem
from forms.kit.report_checks import READS, WHOLE, of_report
from forms.kit.titles import titles_of
from forms.kit.word.outline import outline
from rules.plan import Plan

KIND: Final = kind_of(__name__)
_NAMES: Final = ("班子工作总结", "班子年度工作总结", "班子总结")


def _template(of: Occasion) -> bytes:
    paper = of.plan.read_as(KIND)
    note = "".join(f"；{one.rstrip('。')}" for one in paper.notes) + "。"
    title = f"{of.plan.year}年度{paper.name}"
    return outline(title, f"单位：{of.unit.name}", note, paper.parts)


def _check(of: Occasion, path: Path) -> Checked:
    found = document.read(path)
    problems = [
        *of_report(of, KIND, found, titles_of(of.plan, KIND, _NAMES), of.plan.read_as(KIND).parts),
        *_unit(of, found),
    ]
    return Checked(tuple(problems), {"characters": found.characters})


def _unit(of: Occasion, found: Document) -> Iterator[Problem]:
    if found.lines and not found.holds(of.unit.name, *of.unit.short_names):
        what = f"总结里没有看到“{of.unit.name}”，请核对是不是交错了单位"
        yield Problem(
            WHOLE, what, of.plan.read_as(KIND).clause, f"标题下写“单位：{of.unit.name}”", must=False
        )


def _recognise(path: Path, plan: Plan) -> Seen | None:
    found = document.read(path)
    title = found.titled(titles_of(plan, KIND, _NAMES))
    if not title:
        return None
    year = next(iter(found.years_at_top(title)), "")
    return Seen(KIND, unit=found.after("单位"), year=year)


FORM: Final = Form(KIND, READS, always("docx", _template), _check, _recognise, signed=True)
