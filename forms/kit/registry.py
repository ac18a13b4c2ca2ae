"""Which package reads which paper: every package of `forms` that offers a FORM."""

import importlib
import pkgutil
from functools import lru_cache
from pathlib import Path

import forms
from forms.kit.form import Form, Seen
from forms.kit.safe import child
from rules.plan import Paper, Plan


@lru_cache(maxsize=1)
def known_forms() -> dict[str, Form]:
    """Every form by its kind; the first call imports the packages."""
    modules = (
        importlib.import_module(f"forms.{module.name}")
        for module in pkgutil.iter_modules(forms.__path__)
        if module.ispkg and module.name != "kit"
    )
    found = [each for module in modules if isinstance(each := getattr(module, "FORM", None), Form)]
    return {form.read_as: form for form in found}


def form_of(paper: Paper | None) -> Form | None:
    """The form that reads a paper; None where none does."""
    return known_forms().get(paper.read_as) if paper else None


def the_form_of(paper: Paper) -> Form:
    """Likewise, of a paper that is known to have one."""
    return known_forms()[paper.read_as]


def recognise(path: Path, kind: str, plan: Plan) -> Seen | None:
    """What a file of this true type shows itself to be, None where no form knows it."""
    readers = (form for form in known_forms().values() if kind in form.reads)
    with child.remembered():
        return next((seen for form in readers if (seen := form.recognise(path, plan))), None)
