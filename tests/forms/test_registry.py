"""Forms as everybody else knows them."""

from datetime import date
from pathlib import Path

import pytest

from forms.kit.form import Occasion, Seen
from forms.kit.registry import known_forms, recognise
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.plans import PLAN


@pytest.mark.parametrize("paper", known_forms())
def test_every_form_is_of_a_paper_of_the_plan_and_knows_its_own_template(
    paper: str, tmp_path: Path
) -> None:
    form = known_forms()[paper]
    of_person = PLAN.papers[paper].owed_by == "person"
    of = Occasion(PLAN, TOWNSHIP, STANDINGS, date(2020, 1, 2), STANDINGS[0] if of_person else None)
    file = tmp_path / f"blank.{form.kind(PLAN)}"
    file.write_bytes(form.template(of))
    seen = recognise(file, form.kind(PLAN), PLAN)
    assert seen == Seen(
        paper, STANDINGS[0].person.name if of_person else "", TOWNSHIP.name, str(PLAN.year)
    )


def test_a_workbook_that_is_no_form_is_not_taken_for_one(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    file.write_bytes(b"not a workbook at all")
    assert recognise(file, "xlsx", PLAN) is None
