"""附件8 as everybody else sees it."""

from pathlib import Path
from typing import Final

from forms.grade_proposals import layout
from forms.grade_proposals.checks import against_registered, check
from forms.grade_proposals.reader import read, sheet_of
from forms.grade_proposals.summary import summary
from forms.grade_proposals.template import template
from forms.kit.form import Checked, Form, Occasion, Seen, always
from rules.plan import Plan


def _template(occasion: Occasion) -> bytes:
    return template(occasion.plan, occasion.unit, occasion.people)


def _check(occasion: Occasion, path: Path) -> Checked:
    proposals = read(path)
    problems = check(occasion.plan, proposals, occasion.unit, occasion.people)
    if proposals.recognised:
        problems += tuple(against_registered(proposals, occasion))
    return Checked(problems, summary(occasion.plan, proposals, occasion.people))


def _recognise(path: Path) -> Seen | None:
    proposals = read(path)
    if not proposals.recognised:
        return None
    headers = proposals.headers
    return Seen(layout.PAPER, unit=headers.get("unit", ""), year=headers.get("year", ""))


def _sheet(_plan: Plan, path: Path) -> str:
    return sheet_of(path)


FORM: Final = Form(
    layout.PAPER, ("xlsx", "xls"), always("xlsx", _template), _check, _recognise, sheet=_sheet
)
