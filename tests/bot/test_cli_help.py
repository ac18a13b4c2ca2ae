"""What the command line says of itself: in Chinese, with what is allowed and a right example."""

import re
from collections.abc import Iterator
from importlib.metadata import version

import pytest
import typer

from bot.cli import run
from bot.cli.commands import app


def commands_under(command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands_under(inner, (*path, name))


def command_at(path: tuple[str, ...]):
    found = typer.main.get_command(app)
    for name in path:
        found = getattr(found, "commands", {})[name]
    return found


EVERY = list(commands_under(typer.main.get_command(app)))


def own_words(path: tuple[str, ...]) -> list[str]:
    """What of a help page is written in our own commands: names, help, defaults."""
    command = command_at(path)
    words = ["kaohe", "--help", *path, command.help or ""]
    for name, inner in getattr(command, "commands", {}).items():
        words += [name, inner.help or ""]
    for one in command.params:
        words += [*one.opts, one.help or "", str(one.default)]
    return sorted(filter(None, words), key=len, reverse=True)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_help_page_speaks_chinese_alone(path, capsys):
    code = run([*path, "--help"])
    page = capsys.readouterr().out
    rest = page
    for words in own_words(path):
        rest = rest.replace(words, "")

    assert code == 0
    assert page.startswith(f"用法：{' '.join(['kaohe', *path])} ")
    assert re.findall("[A-Za-z]+", rest) == []


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_what_commands_say_of_themselves_is_chinese(path):
    command = command_at(path)
    for words in (command.help, *(one.help for one in command.params)):
        assert re.search("[\u4e00-\u9fff]", words or ""), (path, words)


def test_the_columns_stand_under_each_other_as_a_terminal_shows_them(capsys):
    run(["plan", "diff", "--help"])
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  --")]
    starts = {
        sum(2 if one > "\u2e7f" else 1 for one in line[: line.index(found[0])])
        for line in rows
        if (found := re.findall(r"(?<=  )[^ -]+", line[4:]))
    }

    assert len(rows) >= 4
    assert len(starts) == 1


@pytest.mark.parametrize("port", ["80x", "0", "65536", "-1", "8000.5", "８０"])
def test_a_port_that_cannot_be_is_told_what_is_allowed(port, capsys):
    code = run(["serve", "--port", port])

    assert code == 2
    assert capsys.readouterr().err.startswith(
        "选项 --port 填得不对：要写1到65535的整数，例如 --port 8000。"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "--from-wecom", "--tag", "组"], "要写不小于1的整数，例如 --tag 1。"),
        (["serve", "--port"], "选项 --port 后面要写内容。"),
        (["demo", "--fresh=1"], "选项 --fresh 后面不写内容。"),
    ],
)
def test_an_option_wrongly_written_is_told_how_it_is_written(arguments, words, capsys):
    code = run(arguments)

    assert code == 2
    assert words in capsys.readouterr().err


def test_the_version_is_the_one_that_is_installed(capsys):
    code = run(["--version"])

    assert (code, capsys.readouterr().out) == (0, f"kaohe {version('kaohe')}\n")
