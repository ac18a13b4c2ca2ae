"""附件6 《挂职干部年度考核登记表》, for secondees assessed in the township they serve in."""

from forms.secondee_registration.form import FORM, SHEET

__all__ = ["FORM", "SHEET"]
