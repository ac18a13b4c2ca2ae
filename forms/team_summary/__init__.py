"""领导班子工作总结: is it there, of this year and of this unit. Nothing more is looked at."""

from forms.team_summary.form import FORM

__all__ = ["FORM"]
