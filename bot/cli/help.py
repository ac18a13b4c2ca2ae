"""The pages of `--help`, in Chinese: what the library writes around our own words is English."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    # The library publishes no other name for what its own methods take.
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context

_WORDS: Final = {
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 …",
    "Show this message and exit.": "显示这一页。",
    "<int range>": "<整数>",
    "<int>": "<整数>",
    "<str>": "<文字>",
    "<list[str]>": "<文字>",
    "<path>": "<路径>",
    "[default: ": "[不写就是 ",
    "; default: ": "；不写就是 ",
}
_RANGE: Final = re.compile(r"(?:; |(?<=\[))(?:(\d+)<=)?x(?:<=|>=)(\d+)(?=\])")
_DESCRIBED: Final = re.compile(r"(?<=不写就是 )\((.*?)\)")
_WIDEST: Final = 30  # columns of an option or command; what is wider has its words on the next line


class Command(TyperCommand):
    """A command whose help is written here."""

    def get_help(self, ctx: "Context") -> str:
        """The page of one command."""
        return page(self, ctx, [])


class Group(TyperGroup):
    """Commands under one name, whose help is written here."""

    def get_help(self, ctx: "Context") -> str:
        """The page of several commands, each with its line."""
        commands = [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
        return page(self, ctx, commands)


def page(command: "AnyCommand", ctx: "Context", commands: Sequence[tuple[str, str]]) -> str:
    """Usage, what it does, arguments, options and the `commands` under it (name, help)."""
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    shown = [
        (one.param_type_name, row)
        for one in command.get_params(ctx)
        if (row := one.get_help_record(ctx)) is not None
    ]
    lines = [f"用法：{usage}", "", f"  {command.help or ''}"]
    lines += _section("参数", [row for kind, row in shown if kind == "argument"])
    lines += _section("选项", [row for kind, row in shown if kind == "option"])
    lines += _section("命令", commands)
    return "\n".join(_chinese(line) for line in lines)


def _section(heading: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Two columns, aligned as a terminal shows them: a Chinese character is two columns wide."""
    if not rows:
        return
    yield from ["", f"{heading}："]
    named = [(_chinese(name), words) for name, words in rows]
    width = max((size for name, _ in named if (size := _columns(name)) <= _WIDEST), default=0)
    for name, words in named:
        gap = " " * (width - _columns(name)) if _columns(name) <= width else f"\n  {' ' * width}"
        yield f"  {name}{gap}  {words}"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _chinese(text: str) -> str:
    for english, ours in _WORDS.items():
        text = text.replace(english, ours)
    return _RANGE.sub(_range, _DESCRIBED.sub(r"\1", text))


def _range(found: re.Match[str]) -> str:
    low, bound = found.groups()
    joined = "；" if found[0].startswith(";") else ""
    return f"{joined}{low}到{bound}" if low else f"{joined}不小于{bound}"
