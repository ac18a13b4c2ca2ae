"""The roster of a city, brought at the console: larger than any form, and told how far it is."""

import openpyxl
import pytest

from bot.cli import run
from forms.kit import workbook
from rules.roster import COLUMNS, PEOPLE, UNITS

PEOPLE_OF_A_CITY = 6000  # more than the 5,000 rows of a form

# A workbook of six thousand rows is written and imported.
pytestmark = pytest.mark.slow


@pytest.fixture
def sheet(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    units, people = book.create_sheet(UNITS), book.create_sheet(PEOPLE)
    units.append([*COLUMNS[UNITS].values()])
    people.append([*COLUMNS[PEOPLE].values()])
    for number in range(60):
        units.append([f"第{number}镇", "乡镇"])
    for number in range(PEOPLE_OF_A_CITY):
        people.append([f"干部{number}", f"第{number % 60}镇", "副镇长"])
    book.save(tmp_path / "全市.xlsx")
    return tmp_path / "全市.xlsx"


def test_it_is_imported_and_told_how_far_it_is(sheet, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    code = run(["import", sheet.name])
    said = capsys.readouterr()

    assert (code, said.err) == (0, f"正在核对人员：5000/{PEOPLE_OF_A_CITY}\n")
    assert f"已新增{PEOPLE_OF_A_CITY + 60}条" in said.out
    assert "……还有5060条没有列出。" in said.out


def test_a_form_may_still_not_be_so_large(sheet):
    with pytest.raises(workbook.HeavyWorkbook):
        workbook.read(sheet)
