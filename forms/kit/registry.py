"""Which package knows which paper: every package of `forms` that offers a FORM."""

import importlib
import pkgutil
from functools import lru_cache
from pathlib import Path

import forms
from forms.kit.form import Form, Seen
from forms.kit.safe import child


@lru_cache(maxsize=1)
def known_forms() -> dict[str, Form]:
    """Every form by its paper; the first call imports the packages."""
    modules = (
        importlib.import_module(f"forms.{module.name}")
        for module in pkgutil.iter_modules(forms.__path__)
        if module.ispkg and module.name != "kit"
    )
    found = [each for module in modules if isinstance(each := getattr(module, "FORM", None), Form)]
    return {form.paper: form for form in found}


def recognise(path: Path, kind: str) -> Seen | None:
    """What a file of this true type shows itself to be, None where no form knows it."""
    readers = (form for form in known_forms().values() if kind in form.reads)
    with child.remembered():
        return next((seen for form in readers if (seen := form.recognise(path))), None)
