"""What a template holds, line by line; `python -m tests.kit.forms.golden` writes it down anew."""

import io
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn

from tests.kit.plans import ROOT

FOLDER = ROOT / "tests" / "forms" / "golden_templates"


def told(body: bytes) -> str:
    """Cells, merged cells, drop-downs and print settings: what a clerk would see of a change."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    lines = []
    for sheet in book.worksheets:
        setup = sheet.page_setup
        breaks = [each.id for each in sheet.row_breaks.brk]
        lines.append(f"sheet {sheet.title}: {setup.orientation}, {sheet.print_area}, back {breaks}")
        widths = [f"{key}={each.width:g}" for key, each in sheet.column_dimensions.items()]
        heights = [
            f"{key}={each.height:g}" for key, each in sheet.row_dimensions.items() if each.height
        ]
        lines += [f"widths {' '.join(widths)}", f"heights {' '.join(heights)}"]
        lines += sorted(f"merged {each}" for each in sheet.merged_cells.ranges)
        lines += sorted(
            f"choice {rule.sqref} {rule.formula1} {rule.prompt or rule.error}"
            for rule in sheet.data_validations.dataValidation
        )
        lines += [
            f"{cell.coordinate} {'locked' if cell.protection.locked else 'open'} {cell.value!r}"
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(lines) + "\n"


def told_of_word(body: bytes) -> str:
    """Cells with their widths and heights, and what may be written or chosen in each control."""
    lines = []
    for table in docx.Document(io.BytesIO(body)).element.iter(qn("w:tbl")):
        lines.append("table")
        for row in table.iter(qn("w:tr")):
            lines.append(f"row {_value(row, 'w:trHeight')}")
            lines += [_told_of_cell(cell) for cell in row.iter(qn("w:tc"))]
    return "\n".join(lines) + "\n"


def _told_of_cell(cell: Any) -> str:
    [size] = cell.iter(qn("w:tcW"))
    merged = [each.get(qn("w:val"), "goes on") for each in cell.iter(qn("w:vMerge"))]
    words = "|".join(each.text or "" for each in cell.iter(qn("w:t")))
    locked, tag = _value(cell, "w:lock"), _value(cell, "w:tag")
    choices = [each.get(qn("w:value")) for each in cell.iter(qn("w:listItem"))]
    kinds = ("w:date", "w:text", "w:comboBox", "w:dropDownList")
    kind = [name[2:] for name in kinds if next(cell.iter(qn(name)), None) is not None]
    parts = (size.get(qn("w:w")), *merged, locked, tag, *kind, *choices, repr(words))
    return "  " + " ".join(each for each in parts if each)


def _value(parent: Any, name: str) -> str:
    found = next(parent.iter(qn(name)), None)
    return found.get(qn("w:val")) if found is not None else ""


def main() -> None:
    from tests.kit.forms.faults import ONE, SIX
    from tests.kit.forms.our_word import word
    from tests.kit.forms.templates import FORMS, template

    FOLDER.mkdir(exist_ok=True)
    for made in FORMS:
        text = told(template(made))
        (FOLDER / f"{made.paper}.txt").write_text(text, encoding="utf-8")
    for made in (ONE, SIX):
        text = told_of_word(word(made))
        (FOLDER / f"{made.paper}_word.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
