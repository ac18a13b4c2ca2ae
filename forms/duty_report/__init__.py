"""个人述职述法报告: its length, and which of the subjects the notice names are there. No score."""

from forms.duty_report.form import FORM

__all__ = ["FORM"]
