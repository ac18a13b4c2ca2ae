"""`kaohe plan try`: a list of questions put to a plan, each answer beside that of the last time."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.plan_expected import split
from bot.clock import SHANGHAI
from bot.opening import local_settings, plan_in
from bot.wrong import Wrong

if TYPE_CHECKING:
    from rules.plan import Plan

_THEN: Final = "→"  # in a line, before what is asked next in the same talk
_EXAMPLE: Final = (
    "一行一个问题，接着问的用“→”隔开，例如：借调的在哪考核→2个月。"
    "后面写了“| 种类 | 条款 | 字样”的就打分"
)


@dataclass(frozen=True)
class Tried:
    """One question with what was understood and what was answered."""

    said: str
    topic: str
    facts: dict[str, str]
    kind: str
    text: str
    lacks: str | None = None  # of what the line expects; None where it expects nothing


def try_(
    questions: Annotated[Path | None, typer.Argument(metavar="问题清单", help=_EXAMPLE)] = None,
    folder: Annotated[
        Path | None, typer.Argument(metavar="方案文件夹", help="不写就用 KAOHE_PLAN。")
    ] = None,
    changed: Annotated[bool, typer.Option("--changed", help="只看和上次不一样的。")] = False,
) -> None:
    """Put questions to a plan, and compare its answers with the last."""
    if questions is None:
        raise Wrong(f"请写问题清单的文件名。{_EXAMPLE}", 2)
    plan = plan_in(folder or local_settings().plan_folder)
    lines = _lines(questions)
    kept = questions.with_name(f"{questions.stem}.{plan.id}.上次.json")
    before = _kept(kept)
    found = list(tried(plan, lines))
    differing = 0
    for one in found:
        was = before.get(one.said)
        differs = was is not None and any(was.get(name) != now for name, now in _said(one).items())
        differing += differs
        if differs or not changed:
            print("\n".join(_shown(plan, one, was if differs else None)), end="\n\n")
    new = sum(one.said not in before for one in found)
    print(f"共{len(found)}问，和上次不一样的{differing}问，新的{new}问。{_score(found)}")
    try:
        kept.write_text(
            json.dumps([_said(one) for one in found], ensure_ascii=False, indent=1),
            encoding="utf-8",
        )
    except OSError:
        raise Wrong(f"写不了 {kept}，这次的结果没有留下。") from None


def _said(one: Tried) -> dict[str, object]:
    """What is kept for the next time, whatever was expected."""
    return {name: value for name, value in asdict(one).items() if name != "lacks"}


def _score(found: list[Tried]) -> str:
    judged = [one for one in found if one.lacks is not None]
    right = sum(not one.lacks for one in judged)
    return f"写了应当怎样答的{len(judged)}问，对{right}问。" if judged else ""


def tried(plan: Plan, lines: Iterable[str]) -> Iterator[Tried]:
    """Each question of each line, on an empty roster, as a clerk asks it."""
    from handlers.dialogue.service import Talk
    from handlers.turn.context import Asker
    from handlers.turn.message import IncomingMessage
    from handlers.turn.state import DialogueState
    from language.reader import Reader
    from storage import Store

    reader = Reader(plan)
    at = datetime(plan.year, 12, 15, 9, tzinfo=SHANGHAI)
    with tempfile.TemporaryDirectory() as held:
        store = Store(f"sqlite:///{held}/empty.db", Path(held))
        store.create()
        with store.reading() as records:
            for number, line in enumerate(lines):
                talk = Talk(plan, reader, records, Asker("try", "", "clerk"), "")
                state = DialogueState()
                so_far: list[str] = []
                question, wanted = split(line)
                turns = question.split(_THEN)
                for turn, said in enumerate(turns):
                    so_far.append(said)
                    message = IncomingMessage(f"{number}:{turn}", "try", "console", at, text=said)
                    reply, state = talk.turn(message, state)
                    facts = {
                        fact: str(given.words or given.value)
                        for fact, given in state.facts.items()
                        if fact in plan.facts
                    }
                    options = [f"{n}. {one.label}" for n, one in enumerate(reply.options, 1)]
                    text = "\n".join([reply.text, *options])
                    kind, lacks = reply.kind.value, None
                    if wanted and turn == len(turns) - 1:
                        lacks = wanted.lacks(kind, reply.clauses, text)
                    yield Tried(_THEN.join(so_far), state.topic, facts, kind, text, lacks)
        store.close()


def _shown(plan: Plan, one: Tried, was: dict[str, object] | None) -> Iterator[str]:
    yield f"问：{one.said}"
    facts = "，".join(f"{plan.facts[f].label}＝{words}" for f, words in one.facts.items())
    yield f"读作：{_topic(plan, one.topic)}{f'（{facts}）' if facts else ''}"
    yield f"答：{one.text}"
    if one.lacks is not None:
        yield f"不对：{one.lacks}" if one.lacks else "对"
    if was is not None:
        yield f"上次答：{was.get('text')}"


def _topic(plan: Plan, topic: str) -> str:
    kind, _, name = topic.partition(":")
    if kind == "plan" and name in plan.topics:
        return f"《{plan.topics[name].title}》"
    if kind == "silence" and name in plan.silences:
        return f"没有写的事“{plan.silences[name].title}”"
    axis = plan.dialogue.questions.get(topic)
    return plan.axes[axis].label if axis else topic or "没有读懂"


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Wrong(f"没有这个文件：{file}。{_EXAMPLE}", 2) from None
    except (OSError, UnicodeDecodeError):
        raise Wrong(f"{file} 读不了，请另存为 UTF-8 的文本文件。{_EXAMPLE}", 2) from None
    found = [line.strip() for line in text.splitlines() if line.strip()[:1] not in {"", "#"}]
    if not found:
        raise Wrong(f"{file} 里一个问题也没有。{_EXAMPLE}", 2)
    return found


def _kept(file: Path) -> dict[str, dict[str, object]]:
    """What the same questions came to the last time; a file that is none counts as none."""
    try:
        return {one["said"]: one for one in json.loads(file.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
