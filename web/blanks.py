"""Which empty forms there are, as the pages offer them."""

from dataclasses import dataclass
from typing import Final

from forms.kit.registry import form_of
from rules.plan import Plan

_KINDS: Final = {"xlsx": "Excel", "docx": "Word"}


@dataclass(frozen=True)
class Blanks:
    """The empty forms of one paper: each name of a template with its type in words.

    `fill`: it can be filled in on a page. `of_people`: one a person.
    """

    called: str
    templates: tuple[tuple[str, str], ...]
    fill: bool
    of_people: bool


def blanks_of(plan: Plan) -> dict[str, Blanks]:
    """By paper; a paper without a form is absent."""
    return {
        id: Blanks(
            paper.form or paper.name,
            tuple((f"{id}.{kind}", _KINDS[kind]) for kind in form.templates(plan)),
            form.fill is not None and paper.owed_by == "person",
            paper.owed_by == "person",
        )
        for id, paper in plan.papers.items()
        if (form := form_of(paper)) is not None
    }
