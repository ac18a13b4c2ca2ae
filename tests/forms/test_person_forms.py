"""附件1, 5, 6 and 9 filled in by hand: what is right passes, each fault is told once."""

from pathlib import Path
from typing import Any

import pytest

from forms.kit.form import Occasion
from forms.kit.problem import Problem
from forms.kit.registry import known_forms
from tests.kit.forms import right_proposals as eight
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.forms.faults import FAULTS, NINE, ONE, RIGHT, Fault, outcome
from tests.kit.forms.right_forms import TODAY, Made
from tests.kit.plans import PLAN


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_each_fault_is_told_and_nothing_else(tmp_path: Path, fault: Fault) -> None:
    made = fault.made
    found = made.faults(tmp_path, made.filled(fault.values, fault.change))
    wanted = [(made.cell(at), why, must, words) for at, why, must, words in fault.told]

    result = outcome(fault.name, found, wanted)

    assert (result.missed, result.alarms) == ((), ())


@pytest.mark.parametrize(("made", "values"), [c[1:] for c in RIGHT], ids=[c[0] for c in RIGHT])
def test_a_form_filled_with_care_has_no_fault(
    tmp_path: Path, made: Made, values: dict[str, Any]
) -> None:
    assert made.faults(tmp_path, made.filled(values)) == []


def test_more_than_sixty_faults_are_seeded_over_all_five_forms() -> None:
    seeded = [PLAN.papers[f.made.paper].form for f in FAULTS] + ["附件8"] * len(eight.SEEDED)
    assert len(seeded) > 60
    assert set(seeded) == {"附件1", "附件5", "附件6", "附件8", "附件9"}


def test_every_fault_says_where_what_why_and_what_would_be_right(tmp_path: Path) -> None:
    [empty] = ONE.faults(tmp_path, ONE.filled({"training": None}))

    assert empty == Problem(
        "B7",
        "“参加脱产培训情况”是空的（由单位政工人事部门填写）",
        "三(一)",
        "2019年5月县委党校科级干部班10天；没有参加的写“无”",
        must=True,
    )


def test_an_older_form_is_answered_with_the_version_wanted_and_where_to_get_it(
    tmp_path: Path,
) -> None:
    old = next(fault for fault in FAULTS if fault.name == "last year's form")
    [only] = ONE.faults(tmp_path, ONE.filled({"name": None}, old.change))

    assert "现在用的是“样表：附件1/2019/第1版”" in only.what
    assert only.example == "在聊天里发“发我附件1”，用发来的表填"


def test_what_is_kept_of_a_form_is_its_grade(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(ONE.filled({"grade": "优秀"}))
    assert known_forms()["registration"].check(ONE.of, path).summary == {"grade": "优秀"}


def test_a_proposal_is_held_against_the_registration_form_handed_in(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(eight.filled())
    [who] = [each for each in STANDINGS if each.person.name == "张伟"]
    of = Occasion(PLAN, TOWNSHIP, STANDINGS, TODAY, registered={who.person.id: "称职"})

    assert known_forms()["grade_proposals"].check(of, path).problems == (
        Problem(
            "G8",
            "“张伟”建议为优秀，已交的登记表上写的是称职，两处要一致",
            "三(一)",
            "称职",
            must=False,
        ),
    )


def test_a_list_knows_how_many_of_each_paper_the_unit_owes(tmp_path: Path) -> None:
    more = {"routine_evaluation_owed": 20, "routine_evaluation_note": "增4人"}
    [told] = NINE.faults(tmp_path, NINE.filled(more))
    assert told.what == "附件5《领导干部日常考核评价表》应交写的是20份，按名册是16份"


@pytest.mark.parametrize(("made", "called"), [(ONE, "附件1"), (NINE, "附件9")])
def test_a_file_that_cannot_be_read_is_asked_for_by_the_name_of_its_form(
    made: Made, called: str, tmp_path: Path
) -> None:
    [told] = made.faults(tmp_path, b"PK\x03\x04 nothing")
    assert told.what.endswith(f"另存为xlsx后再交，例如“{called}.xlsx”")
