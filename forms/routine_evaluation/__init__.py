"""附件5 《领导干部日常考核评价表》: four quarters, and whether one of them was 优秀."""

from forms.routine_evaluation.form import FORM, SHEET

__all__ = ["FORM", "SHEET"]
