"""A wrongly written command, in Chinese: what the library says about it is English."""

from typing import Final

from typer.exceptions import TyperException

_HELP: Final = "写“kaohe --help”看有哪些命令，写“kaohe 命令 --help”看用法。"


def usage_words(error: TyperException) -> str:
    """What is wrong with a command as it was written, in Chinese."""
    kind, message = type(error).__name__, error.format_message()
    if kind == "NoArgsIsHelpError":
        return message
    if kind == "NoSuchOption":
        what = f"没有“{getattr(error, 'option_name', '')}”这个选项"
    elif kind == "MissingParameter":
        what = f"缺少{_parameter(error)}"
    elif kind == "BadParameter":
        what = f"{_parameter(error)}填得不对{_allowed(error)}"
    elif kind == "BadOptionUsage":
        name = getattr(error, "option_name", "")
        needs = "requires an argument" in message
        what = f"选项 {name} 后面{'要写内容' if needs else '不写内容'}"
    elif message.startswith("No such command"):
        name = message.removeprefix("No such command").split(".")[0].strip(" '")
        what = f"没有“{name}”这个命令"
    elif message.startswith("Got unexpected extra argument"):
        what = f"多写了 {message.rpartition('(')[2].rstrip(').')}；有空格的话请用引号括起来"
    else:
        what = "命令写得不对"
    return f"{what}。{_HELP}"


def _allowed(error: TyperException) -> str:
    """What a number may be, with the default as a right example; nothing for other kinds."""
    parameter = getattr(error, "param", None)
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if parameter is None or low is None:
        return ""
    bounds = f"{low}到{high}的整数" if high is not None else f"不小于{low}的整数"
    right = parameter.default if parameter.default is not None else low
    return f"：要写{bounds}，例如 {parameter.opts[-1]} {right}"


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    options = [one for one in parameter.opts if one.startswith("-")]
    return f"选项 {options[-1]} " if options else f"参数 {parameter.name.upper()} "
