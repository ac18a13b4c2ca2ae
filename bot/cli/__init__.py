"""The command line `kaohe`: every command in its own file, every fault in a sentence."""

import sys

from bot.cli.words import usage_words
from bot.wrong import SettingsError, Wrong


def main(arguments: list[str] | None = None) -> None:
    """Exit codes: 0 done, 1 could not be done, 2 wrongly asked or set up."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run a command; gives its exit code."""
    from typer.exceptions import Abort, TyperException

    from bot.cli.commands import app

    try:
        return int(app(arguments, prog_name="kaohe", standalone_mode=False) or 0)
    except TyperException as error:
        return _say(usage_words(error), 2)
    except SettingsError as error:
        return _say(f"设置有问题，请改好后再试（写在环境变量或 .env 文件里）：\n{error}", 2)
    except Wrong as error:
        return _say(str(error), error.exit_code)
    except (KeyboardInterrupt, Abort):
        return _say("已中断。", 130)
    except BrokenPipeError:  # the reader of a pipe left, e.g. `| head`
        sys.stderr.close()
        return 0
    except Exception as error:
        from bot.error_reporting import report
        from bot.log import configure_logs

        configure_logs(plain=True)
        number = report("command_failed", error)
        return _say(f"出了故障，没有办成。请把编号 {number} 和上一行日志交给维护人员。", 1)


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
