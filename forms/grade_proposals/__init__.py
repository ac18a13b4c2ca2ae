"""附件8 《县管干部年度考核等次建议》: the reader, the checks; the empty form is in `template`."""

from forms.grade_proposals.checks import check
from forms.grade_proposals.form import FORM
from forms.grade_proposals.layout import Line, Proposals
from forms.grade_proposals.own_map import Own
from forms.grade_proposals.reader import read
from forms.grade_proposals.summary import summary

SHEET = Own()

__all__ = ["FORM", "SHEET", "Line", "Proposals", "check", "read", "summary"]
