"""The report as everybody else sees it: an outline to write in, and what is looked at."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from forms.duty_report.wanted import length, subjects
from forms.kit import document
from forms.kit.document import Document
from forms.kit.form import Checked, Form, Occasion, Seen, always, kind_of
from forms.kit.problem import Problem
from forms.kit.report_checks import READS, WHOLE, of_report
from forms.kit.titles import titles_of
from forms.kit.word.outline import outline
from rules.plan import Plan
from rules.plan.called import notice_word

KIND: Final = kind_of(__name__)
_NAMES: Final = ("述职述法", "述职报告", "述职述廉")
# 一般…左右 is a loose measure: only what is far from it is mentioned.
_SHORT, _LONG = 0.6, 1.4


def _template(of: Occasion) -> bytes:
    name = of.person.person.name if of.person else ""
    paper = of.plan.read_as(KIND)
    about = length(of.plan, paper)
    note = f"，一般{about}字左右（{notice_word(of.plan)}{paper.clause}）。" if about else "。"
    title = f"{of.plan.year}年度{paper.name}"
    head = f"单位：{of.unit.name}　姓名：{name}"
    return outline(title, head, note, list(subjects(of.plan, paper)))


def _check(of: Occasion, path: Path) -> Checked:
    found = document.read(path)
    paper = of.plan.read_as(KIND)
    wanted = subjects(of.plan, paper)
    problems = list(of_report(of, KIND, found, titles_of(of.plan, KIND, _NAMES), list(wanted)))
    if not found.lines:
        return Checked(tuple(problems))
    seen = {name: found.holds(*words) for name, words in wanted.items()}
    problems += [*_length(of, found), *_person(of, found), *_unseen(seen, paper.clause)]
    return Checked(tuple(problems), _kept(found, seen))


def _kept(found: Document, seen: Mapping[str, bool]) -> Mapping[str, object]:
    """How long, and what was found; never a mark."""
    return {"characters": found.characters, "subjects": dict(seen)}


def _length(of: Occasion, found: Document) -> Iterator[Problem]:
    paper = of.plan.read_as(KIND)
    about, count = length(of.plan, paper), found.characters
    if about and not about * _SHORT <= count <= about * _LONG:
        much = "偏短" if count < about else "偏长"
        what = f"报告约{count}字，{much}，一般{about}字左右"
        yield Problem(WHOLE, what, paper.clause, f"{about}字左右", must=False)


def _person(of: Occasion, found: Document) -> Iterator[Problem]:
    if of.person is not None and not found.names(of.person.person.name):
        name = of.person.person.name
        what = f"报告里没有看到“{name}”的名字，请核对是不是交错了人"
        clause = of.plan.read_as(KIND).clause
        yield Problem(WHOLE, what, clause, f"标题下写“姓名：{name}”", must=False)


def _unseen(seen: Mapping[str, bool], clause: str) -> Iterator[Problem]:
    """Found or not seen, nothing more: how well it is written is for people to judge."""
    for name, there in seen.items():
        if not there:
            what = f"“{name}”方面：未见"
            yield Problem(WHOLE, what, clause, f"加一段写“{name}”的情况", must=False)


def _recognise(path: Path, plan: Plan) -> Seen | None:
    found = document.read(path)
    title = found.titled(titles_of(plan, KIND, _NAMES))
    if not title:
        return None
    year = next(iter(found.years_at_top(title)), "")
    return Seen(KIND, found.after("姓名"), found.after("单位"), year)


FORM: Final = Form(KIND, READS, always("docx", _template), _check, _recognise, signed=True)
