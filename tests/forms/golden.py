"""What a template holds, told line by line; `python -m tests.forms.golden` writes it down anew."""

import io
from pathlib import Path

import openpyxl

FOLDER = Path(__file__).parent / "golden_templates"


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


def main() -> None:
    from tests.forms.test_templates import FORMS, template

    FOLDER.mkdir(exist_ok=True)
    for made in FORMS:
        text = told(template(made))
        (FOLDER / f"{made.paper}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
