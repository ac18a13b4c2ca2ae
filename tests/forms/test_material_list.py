"""附件9 made from what is in: its counts, who is missing, and how much of it prints."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from forms.kit.registry import known_forms
from forms.material_list.form import missing_words
from tests.forms.county import MEMBERS, PLAN
from tests.forms.faults import NINE
from tests.forms.right_forms import SHEETS


def made(handed_in: Mapping[str, frozenset[int | None]]) -> bytes:
    return known_forms()["material_list"].template(replace(NINE.of, handed_in=handed_in))


def blanks(body: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    fields = SHEETS["material_list"].layout(PLAN).cell_map().fields
    return {id: sheet[cell].value for id, cell in fields.items()}


def test_only_those_who_owe_a_paper_are_counted_and_the_others_named() -> None:
    owed = blanks(made({}))["registration_owed"]
    assert isinstance(owed, int)
    assert blanks(made({}))["registration_in"] is None
    stranger = 999
    two = frozenset({MEMBERS[0].id, MEMBERS[1].id, stranger})
    found = blanks(made({"registration": two, "grade_proposals": frozenset({None})}))
    assert (found["registration_owed"], found["registration_in"]) == (owed, 2)
    note = str(found["registration_note"])
    assert MEMBERS[0].name not in note
    assert note.endswith(f"等{owed - 2}人")
    assert (found["grade_proposals_in"], found["grade_proposals_note"]) == (1, None)


def test_a_list_made_from_what_is_in_has_no_fault_but_its_filler(tmp_path: Path) -> None:
    body = made({"registration": frozenset({MEMBERS[0].id})})
    assert {each.cell for each in NINE.faults(tmp_path, body)} == {NINE.cell("filler")}


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "未交"),
        (["张伟"], "未交：张伟"),
        (["张伟", "刘洋", "陈静"], "未交：张伟、刘洋、陈静"),
        (["张伟"] * 8, "未交：张伟、张伟、张伟、张伟、张伟、张伟、张伟、张伟"),
        (["张伟"] * 300, "未交：张伟、张伟、张伟、张伟、张伟、张伟、张伟等300人"),
        (["阿卜杜拉·买买提江·吐尔逊·艾合买提·依明·玉素甫"] * 2, "未交：2人"),
    ],
)
def test_a_note_names_as_many_as_its_cell_prints(names: list[str], words: str) -> None:
    assert missing_words(names) == words
    assert len(words) <= 28
