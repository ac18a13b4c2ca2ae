"""The form's columns, words and what is read from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.kit.form import kind_of
from forms.kit.problem import Problem
from forms.kit.workbook import Value, address, text_of, tidy

KIND: Final = kind_of(__name__)
VERSION: Final = "1"
READS: Final = ("xlsx", "xls")

# Column id, heading, width, other headings seen for it.
COLUMNS: Final[tuple[tuple[str, str, float, tuple[str, ...]], ...]] = (
    ("number", "序号", 6, ("编号",)),
    ("name", "姓名", 11, ("被考核人", "干部姓名")),
    ("unit", "单位", 18, ("工作单位", "所在单位")),
    ("post", "现任职务", 24, ("职务", "单位及职务", "现任职务职级")),
    ("score", "民主测评分", 10, ("民主测评得分", "测评分", "测评分值", "民主测评分值")),
    (
        "routine",
        "平时考核领导评价有无“优秀”",
        13,
        ("平时考核领导评价有无优秀", "平时考核有无优秀", "领导评价有无优秀"),
    ),
    ("grade", "等次建议", 12, ("考核等次建议", "建议等次", "年度考核等次建议")),
    ("rank", "优秀排序", 9, ("排序", "优秀排名")),
    ("apart", "是否正职单列", 9, ("正职单列", "是否单列")),
    ("note", "备注", 18, ("说明",)),
)
NEEDED: Final = ("name", "post", "score", "routine", "grade")

YES: Final = frozenset({"有", "是", "√", "优秀", "有优秀", "Y", "y"})
NO: Final = frozenset({"无", "否", "没有", "×", "无优秀", "N", "n"})

HEADERS: Final = {"unit": "单位", "year": "年度", "team_grade": "班子等次"}
WHOLE: Final = "整张表"


@dataclass(frozen=True)
class Line:
    """One person's row, as it stands in the sheet."""

    row: int
    columns: Mapping[str, int]
    values: Mapping[str, Value]

    def text(self, column: str) -> str:
        """What stands in a column, as text."""
        return text_of(self.values.get(column))

    def tidy(self, column: str) -> str:
        """Without blanks: 张　伟 is 张伟."""
        return tidy(self.text(column))

    def cell(self, column: str) -> str:
        """The address of a cell of the row; the row where the column is missing."""
        return (
            address(self.row, self.columns[column]) if column in self.columns else f"第{self.row}行"
        )

    @property
    def name(self) -> str:
        """The person's name, as far as it can be compared."""
        return self.tidy("name")

    @property
    def grade(self) -> str:
        """The grade proposed, as far as it can be compared."""
        return self.tidy("grade")


@dataclass(frozen=True)
class Proposals:
    """The form as read. `problems` are those that kept cells from being read.

    `headers`: text of 单位, 年度 and 班子等次; `header_cells`: where they stand. `next_row`: the
    first row below the last person's. `by_map`: read from a county's own sheet, which need not have
    every column and is known to be of this year.
    """

    title: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    header_cells: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    next_row: int = 0
    problems: tuple[Problem, ...] = ()
    by_map: bool = False

    @property
    def recognised(self) -> bool:
        """Whether the form's columns were found at all."""
        return bool(self.columns)
