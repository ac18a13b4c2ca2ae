"""What the YAML parser stumbled over, said to somebody who has never heard of a parser."""

from __future__ import annotations

import re
from typing import Final

import yaml

# Problem of the parser → what to look for and a right example; the first that fits counts.
_PROBLEMS: Final = tuple(
    (re.compile(pattern), what, example)
    for pattern, what, example in (
        (r"found character '\\t'", "这里有制表符（Tab），缩进只能用空格", "  title: 年度考核"),
        (r"expected ',' or '\]'", "方括号没有配对：少了“]”，或两项之间少了逗号", "[甲, 乙]"),
        (r"expected ',' or '}'", "花括号没有配对：少了“}”，或两项之间少了逗号", "{甲: 1, 乙: 2}"),
        (r"expected the node content, but found '<stream end>'",
         "文件到这里就断了，前面的括号没有配对", "[甲, 乙]"),
        (r"expected the node content",
         "这里应当有内容，却是多余的括号或逗号", "[甲, 乙]"),
        (r"found unexpected (end of stream|document separator)",
         "引号没有配对，一直到文件末尾也没有找到后一个引号", "title: '年度考核'"),
        (r"unknown escape|escape sequence|hexa", "双引号里的反斜杠“\\\\”用错了，请改用单引号",
         "title: '年度考核'"),
        (r"mapping values are not allowed",
         ("这里的冒号不该出现：多半是上一行的冒号后少了空格（或用了中文冒号），"
          "这一行多缩进了，或一行里写了两个冒号"), "title: 年度考核"),
        (r"could not find expected ':'",
         "这一行少了冒号，或冒号后少了空格（中文冒号“：”不算）", "title: 年度考核"),
        (r"sequence entries are not allowed", "“- ”要另起一行写", "[甲, 乙]"),
        (r"<block end>.*'-'", "这里多了一个“-”，或缩进与上面各项没有对齐", "- 甲"),
        (r"<block end>.*(<scalar>|'\*'|'&')",
         "这里的文字接不上前面的内容：多半是引号后面还有字，或缩进与上面没有对齐",
         "title: '年度考核'"),
        (r"<block end>.*'[,\]}]'", "这里的括号或逗号是多余的，请检查括号是否配对", "[甲, 乙]"),
        (r"<block end>", "缩进与上面各项没有对齐", "title: 年度考核"),
        (r"chomping or indentation|expected a comment",
         "“|”或“>”后面要换行再写文字", "text: 年度考核"),
        (r"found character '(?P<sign>.)'",
         "文字不能用“{sign}”开头，请整段加上引号", "title: '@年度考核'"),
        (r"alias|anchor|alphabetic or numeric",
         "文字不能用“*”或“&”开头，请整段加上引号", "title: '*年度考核'"),
        (r"\btag\b",
         "文字不能用“!”开头，请整段加上引号", "title: '!年度考核'"),
        (r"another document|<document start>|digit or|directive",
         "一个文件里只能有一份内容，请删去“---”或以“%”开头的行", "title: 年度考核"),
    )
)  # fmt: skip
_OTHER: Final = ("请检查这一行和上一行的缩进、冒号后的空格、引号和括号是否成对", "title: 年度考核")


def told(fault: yaml.YAMLError | RecursionError, text: str) -> tuple[int, str]:
    """The line, and the words: the column, what to look for and a right example."""
    if isinstance(fault, yaml.reader.ReaderError):
        at = text[: fault.position]
        words = "这里有看不见的控制字符，请删去后重新输入这一行"
        return _at(at.count("\n"), len(at) - at.rfind("\n") - 1, words, _OTHER[1])
    if not isinstance(fault, yaml.MarkedYAMLError):
        return _at(0, 0, "括号套得太深，请检查括号是否成对", "[甲, 乙]")
    what, example = _known(f"{fault.context or ''}: {fault.problem or ''}")
    mark, began = fault.problem_mark, fault.context_mark
    # Of what was never closed, the place where it was opened says more than the end of the file.
    unclosed = "没有配对" in what and began is not None and mark is not None
    if unclosed and began is not None and mark is not None and began.line != mark.line:
        what = f"从这里开始的{what}（读到第{mark.line + 1}行才发现）"
        mark = began
    elif began is not None and ("文字不能用" in what or "少了冒号" in what):
        mark = began
    if mark is None:
        return _at(0, 0, what, example)
    return _at(mark.line, mark.column, what, example)


def _known(problem: str) -> tuple[str, str]:
    for pattern, what, example in _PROBLEMS:
        found = pattern.search(problem)
        if found:
            return what.format(**found.groupdict()) if found.groupdict() else what, example
    return _OTHER


def _at(line: int, column: int, what: str, example: str) -> tuple[int, str]:
    return line + 1, f"第{column + 1}列：格式读不懂。{what}。正确写法例如：{example}"
