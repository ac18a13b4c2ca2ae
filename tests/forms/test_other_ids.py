"""The notice under other names: forms are found by their kind, and say what the plan says."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms.kit.form import Occasion, Seen
from forms.kit.registry import form_of, known_forms, recognise
from rules.loading import load_plan
from rules.papers import grade_list
from rules.plan import Plan
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.plans import PLAN, PLAN_2019


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Every paper has another id, and says in `read_as` which form of ours reads it."""
    folder = Path(shutil.copytree(PLAN_2019, tmp_path_factory.mktemp("plans") / "2019"))
    names = re.compile(rf"(?<!\w)({'|'.join(PLAN.papers)})(?!\w)", re.ASCII)
    for file in folder.rglob("*.yaml"):
        text = names.sub(r"our_\1", file.read_text(encoding="utf-8"))
        if file.name == "papers.yaml":
            text = re.sub(r"(?m)^  our_(\w+):\n", r"\g<0>    read_as: \1\n", text)
        file.write_text(text, encoding="utf-8")
    return load_plan(folder)


def occasion(plan: Plan, kind: str) -> Occasion:
    whose = STANDINGS[0] if plan.read_as(kind).owed_by == "person" else None
    return Occasion(plan, TOWNSHIP, STANDINGS, date(2020, 1, 2), whose)


@pytest.mark.parametrize("kind", known_forms())
def test_a_paper_of_any_name_is_made_recognised_and_read(
    other: Plan, kind: str, tmp_path: Path
) -> None:
    paper = other.read_as(kind)
    form = form_of(paper)
    assert paper.id == f"our_{kind}"
    assert form is not None
    of = occasion(other, kind)
    file = tmp_path / f"blank.{form.kind(other)}"
    file.write_bytes(form.template(of))
    name = of.person.person.name if of.person else ""
    assert recognise(file, form.kind(other)) == Seen(kind, name, TOWNSHIP.name, str(other.year))
    problems = form.check(replace(of, plan=PLAN), file).problems
    assert form.check(of, file).problems == problems


def test_the_list_of_grades_is_named_by_the_plan(other: Plan) -> None:
    assert (listed := grade_list(other)) is not None
    assert (listed.id, other.owing.cover_list) == ("our_grade_proposals", "our_material_list")
