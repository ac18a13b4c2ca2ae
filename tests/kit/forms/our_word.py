"""Our own Word forms, as they are made."""

from forms.kit.registry import known_forms
from tests.kit.forms.right_forms import Made
from tests.kit.plans import PLAN


def word(made: Made) -> bytes:
    return known_forms()[made.paper].templates(PLAN)["docx"](made.of)
