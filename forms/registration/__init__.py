"""附件1 《县管干部年度考核登记表》: one sheet of paper, printed on both sides."""

from forms.registration.form import FORM, SHEET

__all__ = ["FORM", "SHEET"]
