"""Reading a plan's YAML so that every fault can name its file, its line and a right example."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import yaml

from rules.plan import yaml_faults

Value = bool | int | float | str | date
T = TypeVar("T")

_LEFT_OUT: ContextVar[Mapping[Path, Collection[int]]] = ContextVar(
    "left out", default=MappingProxyType({})
)
_KEPT: ContextVar[dict[tuple[str, frozenset[int]], yaml.Node | None] | None] = ContextVar(
    "files composed, by what they say and what is left out of them", default=None
)
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100  # levels; a plan has about ten
_WHOLE = re.compile(r"-?\d+\Z")
_DECIMAL = re.compile(r"-?\d+\.\d+\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class PlanError(Exception):
    """方案文件有误，程序不能启动。"""

    def __init__(self, file: Path, line: int, words: str) -> None:
        super().__init__(f"{file} 第{line}行：{words}")
        self.file = file
        self.line = line
        self.words = words


@dataclass(frozen=True)
class Source:
    """One value of a YAML file together with where it stands."""

    file: Path
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return int(self.node.start_mark.line) + 1

    def wrong(self, words: str, example: str) -> PlanError:
        """The fault to raise: what is wrong here, and what would be right."""
        return PlanError(self.file, self.line, f"{words}正确写法例如：{example}")

    def mapping(self, example: str) -> dict[str, Source]:
        """The entries of a mapping by key; keys stay as printed (`on` is a word, not a yes)."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("这里应当是“名称: 内容”的形式。", example)
        entries: dict[str, Source] = {}
        for key, value in self.node.value:
            name = str(key.value)
            if name in entries:
                raise Source(self.file, key).wrong(f"“{name}”写了两次，只能留一个。", example)
            entries[name] = Source(self.file, value)
        return entries

    def fields(self, required: str, optional: str, example: str) -> dict[str, Source]:
        """Like `mapping`, with the permitted keys given as words separated by spaces."""
        entries = self.mapping(example)
        must, may = required.split(), optional.split()
        for name in entries:
            if name not in must and name not in may:
                known = "、".join(must + may)
                words = f"不认识“{name}”这一项；这里能写的是：{known}。"
                if entries[name].is_empty:  # what follows a comma inside {} is a key of its own
                    words += "花括号里的文字有英文逗号的，要加引号，或者另起一行写。"
                raise entries[name].wrong(words, example)
        for name in must:
            if name not in entries:
                shown = example if f"{name}:" in example else f"{name}: …"
                raise self.wrong(f"缺少“{name}”这一项。", shown)
        return entries

    def items(self, example: str) -> list[Source]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("这里应当是清单，每行以“- ”开头，或写成 [甲, 乙]。", example)
        return [Source(self.file, node) for node in self.node.value]

    def listed(self, example: str) -> list[Source]:
        """The items of a list; a single value counts as a list of one."""
        return self.items(example) if isinstance(self.node, yaml.SequenceNode) else [self]

    @property
    def is_mapping(self) -> bool:
        """Whether names and values stand here."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_scalar(self) -> bool:
        """Whether a single value stands here."""
        return isinstance(self.node, yaml.ScalarNode) and not self.is_empty

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        plain = isinstance(self.node, yaml.ScalarNode) and not self.node.style
        return plain and self.node.value in ("", "null", "~")

    def value(self, example: str) -> Value:
        """A yes/no, a number, a day or a text; quoted scalars are always text."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.wrong("这里应当只是一个值。", example)
        if self.is_empty:
            raise self.wrong("这里不能空着。", example)
        text = str(self.node.value)
        return text if self.node.style else self._plain(text, example)

    def _plain(self, text: str, example: str) -> Value:
        if text in ("true", "false"):
            return text == "true"
        if _WHOLE.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return float(text)
        if _DAY.match(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise self.wrong(f"日历上没有“{text}”这一天。", example) from None
        return text

    def text(self, example: str) -> str:
        """The text that stands here."""
        if not isinstance(self.node, yaml.ScalarNode) or self.is_empty:
            raise self.wrong("这里应当是一段文字。", example)
        return str(self.node.value)

    def typed(self, kind: Callable[[object], bool], what: str, example: str) -> Value:
        """The value, if it is of this kind."""
        found = self.value(example)
        if not kind(found):
            raise self.wrong(f"“{found}”不是{what}。", example)
        return found

    def whole(self, example: str) -> int:
        """A whole number."""
        found = self.typed(
            lambda v: isinstance(v, int) and not isinstance(v, bool), "整数", example
        )
        assert isinstance(found, int)  # noqa: S101 - narrows the type just checked
        return found

    def yes(self, example: str) -> bool:
        """True or false."""
        found = self.typed(lambda v: isinstance(v, bool), "true 或 false", example)
        return found is True

    def day(self, example: str) -> date:
        """A day."""
        found = self.typed(lambda v: isinstance(v, date), "日期", example)
        assert isinstance(found, date)  # noqa: S101 - narrows the type just checked
        return found

    def texts(self, example: str) -> tuple[str, ...]:
        """Several texts, or a single one."""
        return tuple(item.text(example) for item in self.listed(example))

    def one_of(self, known: Mapping[str, object], what: str, example: str) -> str:
        """A text that names something the plan declares elsewhere."""
        name = self.text(example)
        if name not in known:
            choices = "、".join(list(known)[:30])
            raise self.wrong(f"没有叫“{name}”的{what}；现有：{choices}。", example)
        return name

    def names(self, known: Mapping[str, object], what: str, example: str) -> tuple[str, ...]:
        """Several names out of those that are known."""
        return tuple(item.one_of(known, what, example) for item in self.listed(example))


def open_source(file: Path) -> Source:
    """The whole content of one YAML file; a missing or unreadable file is a PlanError."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PlanError(file, 1, "方案缺少这个文件。请从上一年的方案文件夹复制一份再改。") from None
    except UnicodeDecodeError:
        raise PlanError(
            file, 1, "文件不是 UTF-8 编码。请用记事本“另存为”，编码选 UTF-8。"
        ) from None
    try:
        node = _without(text, frozenset(_LEFT_OUT.get().get(file, ())))
    except (yaml.YAMLError, RecursionError) as fault:
        raise PlanError(file, *yaml_faults.told(fault, text)) from None
    if node is None:
        raise PlanError(file, 1, "文件是空的。请从上一年的方案文件夹复制一份再改。")
    return Source(file, node)


def _without(text: str, out: frozenset[int]) -> yaml.Node | None:
    kept = _KEPT.get()
    if kept is not None and (text, out) in kept:
        return kept[text, out]
    node = composed(text)
    if node is not None and out:
        _leave_out(node, out)
    if kept is not None:
        kept[text, out] = node
    return node


@contextmanager
def reading_again() -> Iterator[None]:
    """What is read more than once inside is composed once, as long as it says the same."""
    before = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(before)


@contextmanager
def leaving_out(parts: Mapping[Path, Collection[int]]) -> Iterator[None]:
    """Files read inside are without what begins at these characters: keys and items of lists.

    `~n` stands for a value that begins at the n-th, wherever an alias repeats it.
    """
    before = _LEFT_OUT.set(parts)
    try:
        yield
    finally:
        _LEFT_OUT.reset(before)


def _leave_out(node: yaml.Node, starts: Collection[int]) -> None:
    if isinstance(node, yaml.MappingNode):
        kept = [
            (key, value)
            for key, value in node.value
            if key.start_mark.index not in starts and ~value.start_mark.index not in starts
        ]
        inner = [value for _, value in kept]
    elif isinstance(node, yaml.SequenceNode):
        inner = kept = [item for item in node.value if item.start_mark.index not in starts]
    else:
        return
    node.value[:] = kept
    for each in inner:
        _leave_out(each, starts)


def composed(text: str) -> yaml.Node | None:
    """The nodes of a file, by libyaml, which takes a tenth of the time.

    What is wrong is read once more by PyYAML itself, whose faults `yaml_faults` knows; what is
    nested too deep as well, as libyaml's reader would end the process.
    """
    try:
        if _depth(text) <= _DEEPEST:
            return yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _depth(text: str) -> int:
    deepest = depth = 0
    for event in yaml.parse(text, Loader=_FAST):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            deepest = max(deepest, depth)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return deepest


def entries(source: Source, example: str) -> Iterator[tuple[str, Source]]:
    """Names with what stands under each."""
    yield from source.mapping(example).items()
