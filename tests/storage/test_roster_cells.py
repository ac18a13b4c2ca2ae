"""A fact's value as it stands in a cell or a form."""

import pytest

from storage.roster.cells import read_fact
from tests.kit.plans import PLAN


@pytest.mark.parametrize(
    ("typed", "value"),
    [("是县管干部", True), ("true", True), ("是", True), ("不是县管干部", False), ("否", False)],
)
def test_a_yes_in_the_words_of_the_plan_is_a_yes(typed: str, value: bool) -> None:
    assert read_fact(PLAN.facts["county_cadre"], typed) is value
