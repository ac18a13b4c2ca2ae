"""Values written into the cells of a workbook we drew, without building the workbook again."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from forms.kit.entry import Entry

_SHEET: Final = "xl/worksheets/sheet1.xml"
# An empty cell, in either of the shapes openpyxl writes it.
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="n")?\s*(?:/>|></c>)')
# What XML cannot hold; a name with such a sign is written without it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def filled(package: bytes, values: Mapping[str, Entry]) -> bytes:
    """The package with values in empty cells of its first sheet, by address. Text stays text."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == _SHEET:
                part = _with_values(part.decode(), values).encode()
            new.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_values(sheet: str, values: Mapping[str, Entry]) -> str:
    def cell(found: re.Match[str]) -> str:
        address, style = found[1], found[2] or ""
        value = values.get(address)
        if value is None or value == "":
            return found[0]
        if isinstance(value, int | float):
            return f'<c r="{address}"{style}><v>{value}</v></c>'
        text = escape(_CONTROL.sub("", str(value)))
        return (
            f'<c r="{address}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        )

    return _CELL.sub(cell, sheet)
