"""附件9 《考核上报材料清单》: what a unit hands in, how many of each."""

from forms.material_list.form import FORM, SHEET

__all__ = ["FORM", "SHEET"]
