"""The notice under other names: forms are found by their kind, and say what the plan says."""

import re
import shutil
import zipfile
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from forms.kit.form import Occasion, Seen
from forms.kit.registry import form_of, known_forms, recognise
from rules.loading import load_plan
from rules.papers import grade_list
from rules.plan import Plan
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.plans import PLAN, PLAN_2019

_CLAUSE = re.compile(r"([一二三])(?=\([一二三四五六]\))")
_CALLED = iter("甲乙丙丁戊己庚辛壬癸")


def renamed(_found: re.Match[str]) -> str:
    """Names that no form of ours has in its title."""
    return f"    name: 教职工年终测查{next(_CALLED)}单"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Every paper has another id, number and clause; `read_as` says which form of ours reads it."""
    folder = Path(shutil.copytree(PLAN_2019, tmp_path_factory.mktemp("plans") / "2019"))
    names = re.compile(rf"(?<!\w)({'|'.join(PLAN.papers)})(?!\w)", re.ASCII)
    for file in folder.rglob("*.yaml"):
        text = names.sub(r"our_\1", file.read_text(encoding="utf-8"))
        text = text.replace("附件", "附表")
        text = _CLAUSE.sub(lambda found: {"一": "壹", "二": "贰", "三": "叁"}[found[1]], text)
        if file.name == "papers.yaml":
            text = re.sub(r"(?m)^    name: .*$", renamed, text)
            text = re.sub(r"(?m)^  our_(\w+):\n", r"\g<0>    read_as: \1\n", text)
        file.write_text(text, encoding="utf-8")
    return load_plan(folder)


def printed(file: Path) -> str:
    """All that stands in a workbook or document."""
    with zipfile.ZipFile(file) as whole:
        parts = [whole.read(name).decode() for name in whole.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]*>", "", unescape(" ".join(parts)))


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
    seen = recognise(file, form.kind(other), other)
    assert seen == Seen(kind, name, TOWNSHIP.name, str(other.year))
    problems = form.check(of, file).problems
    assert {problem.why for problem in problems} <= {"", *other.clauses}
    said = f"{printed(file)} {problems} {form.fill.fields(other) if form.fill else ''}"
    assert not _CLAUSE.search(said)
    assert not re.search("附件[0-9]", said)
    assert "现在用的是" not in said  # its own version is known
    assert (other.read_as(kind).form or "") in said


def test_the_list_of_grades_is_named_by_the_plan(other: Plan) -> None:
    assert (listed := grade_list(other)) is not None
    assert (listed.id, other.owing.cover_list) == ("our_grade_proposals", "our_material_list")
