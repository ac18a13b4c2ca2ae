"""The running text of a report, as far as a program can read it. The reading is done in a child."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forms.kit import workbook
from forms.kit.filled import opened
from forms.kit.safe import child, contents
from forms.kit.workbook import UnreadableWorkbook, tidy
from rules.names import find_names

_TITLE_LINES: Final = 12
_MOST_PAGES: Final = 200
_YEAR = re.compile(r"(20[0-9]{2})年?度?")


@dataclass(frozen=True)
class Document:
    """Lines in reading order. `why_not`: words for the user where nothing can be read."""

    lines: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def characters(self) -> int:
        """Without blanks, punctuation counted: as Word's count of characters."""
        return sum(len(tidy(line)) for line in self.lines)

    def titled(self, words: tuple[str, ...]) -> str:
        """The line near the top that holds one of these words, else empty."""
        top = (tidy(line) for line in self.lines[:_TITLE_LINES])
        return next((line for line in top if any(word in line for word in words)), "")

    def years_at_top(self, title: str) -> list[str]:
        """Years named in the title, or where it names none, in the lines around it."""
        in_title = _YEAR.findall(title)
        return in_title or _YEAR.findall("\n".join(self.lines[:_TITLE_LINES]))

    def holds(self, *words: str) -> bool:
        """Whether one of these stands in the text, blanks aside."""
        text = "".join(tidy(line) for line in self.lines)
        return any(tidy(word) in text for word in words if word)

    def names(self, person: str) -> bool:
        """Whether the whole name stands in it, in whatever spelling."""
        return bool(find_names("".join(self.lines), (person,)))

    def after(self, label: str) -> str:
        """What is written after 姓名： near the top; empty where it is not."""
        for line in self.lines[:_TITLE_LINES]:
            found = re.search(rf"{label}\s*[:：]\s*(\S+(?:[ \u3000]\S(?!\S))?)", line)
            if found:
                return tidy(found[1])
        return ""


def read(path: Path) -> Document:
    """Never raises for what is in the file."""
    if contents.real_type(path) == "pdf":
        return _pdf(path)
    try:
        book, _ = opened(path)
    except UnreadableWorkbook as wrong:
        return Document(why_not=wrong.words("报告").rstrip("。"))
    lines = [
        workbook.text_of(value)
        for sheet in book.visible
        for _, value in sorted(sheet.cells.items())
    ]
    return Document(tuple(line for line in lines if line))


def _pdf(path: Path) -> Document:
    try:
        lines = child.call("forms.kit.document", "pdf_lines", str(path))
    except (child.ChildFailed, child.ChildOverrun):
        return Document(why_not="这份PDF打不开，可能已损坏；请重新导出PDF，或交Word文档")
    return Document(tuple(line for line in lines if line.strip()))


def pdf_lines(path: str) -> list[str]:
    """Called by name in a child."""
    from pypdf import PdfReader  # noqa: PLC0415 (only the child needs it)

    pages = PdfReader(path).pages[:_MOST_PAGES]
    return [line for page in pages for line in page.extract_text().splitlines()]
