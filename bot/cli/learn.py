"""`kaohe learn --review`: what lessons change, before they count, and both lists as a corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import Clock
from bot.loading import loading
from bot.opening import local_settings, opened, plan_of
from bot.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from language.reader import Reader
    from rules.plan import Plan
    from storage import Records
    from storage.views import Lesson

_MOST = 20  # changes of one lesson that are told
_EXAMPLE = "kaohe learn --review --question 12 --words “请问县人社局。”"


def learn(
    review: Annotated[
        bool, typer.Option("--review", help="看定过的答法会改变哪些问题的回答，什么也不改。")
    ] = False,
    question: Annotated[
        int, typer.Option(help="第几条没答上来的问题；和 --words 一起写，先看再定。")
    ] = 0,
    words: Annotated[str, typer.Option(help="打算怎样答，或方案里的标题。")] = "",
    against: Annotated[
        Path | None,
        typer.Option(help="再拿这些问题比：一行一个 JSON，有 say；或者有 turns。"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="把答法和没答上来的问题按语料格式写到这个文件。")
    ] = None,
) -> None:
    """Show what lessons change, or write them out as a corpus."""
    if not review:
        raise Wrong("这里只看不改，请写 kaohe learn --review。", 2)
    if bool(question) != bool(words.strip()):
        raise Wrong(f"--question 和 --words 要一起写，例如：{_EXAMPLE}", 2)
    if out is not None and out.exists():
        raise Wrong(f"{out} 已经有了，没有覆盖。请换一个文件名。")
    more = _questions_in(against) if against else []
    with loading():
        from language.reader import Reader

        settings = local_settings()
        plan = plan_of(settings)
        reader = Reader(plan)
    with opened(settings) as store, store.reading() as records:
        asked = [one.text for one in records.unread.latest(1000)] + more
        if question:
            lessons: Sequence[Lesson] = [_planned(plan, records, question, words.strip())]
        else:
            lessons = list(reversed(records.lessons.in_force(plan.id)))
        _tell(plan, reader, lessons, asked, planned=bool(question))
        if out is not None:
            _write(plan, records, out)


def _questions_in(path: Path) -> list[str]:
    """The messages of a file of questions or of the corpus."""
    if not path.is_file():
        raise Wrong(f"没有 {path} 这个文件，请检查文件名和目录。", 2)
    found: list[str] = []
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line) if line.strip() else {}
            several = item.get("turns") or item.get("talk") or [item]
            found += [one["say"] for one in several if isinstance(one.get("say"), str)]
    except (ValueError, AttributeError, TypeError):
        example = '{"say": "什么时候交"}'
        raise Wrong(f"{path} 读不懂。请写成一行一个 JSON，例如 {example}", 2) from None
    return found


def _planned(plan: Plan, records: Records, number: int, words: str) -> Lesson:
    """The lesson as it would be, which is not kept."""
    from handlers.dialogue.service import topic_titled
    from storage.views import Lesson

    asked = records.unread.numbered(number)
    if asked is None:
        raise Wrong(f"没有第{number}条问题。不写 --question 可以看有哪些。")
    topic = topic_titled(plan, words)
    return Lesson(0, asked.text, topic, "" if topic else words, "", Clock().now())


def _tell(
    plan: Plan, reader: Reader, lessons: Sequence[Lesson], asked: list[str], *, planned: bool
) -> None:
    from handlers.dialogue.service import answered_by, changes

    today = Clock().now().date()
    print(f"拿{len(set(asked))}个问题比。" + ("" if lessons else "还没有定过答法。"))
    for lesson in lessons:
        head = "打算这样答" if planned else f"第{lesson.id}条答法"
        print(f"{head}：{lesson.example} → {answered_by(plan, lesson)}")
        found = changes(plan, reader, lesson, asked, today)
        print(f"  会改变{len(found)}个问题的回答{'：' if found else '。'}")
        if lesson.example not in {one.question for one in found}:
            print("  注意：这一句现在读成了别的，或者另有答案，这条答法用不上。")
        for one in found[:_MOST]:
            print(f"  · {one.question}｜现在：{one.now}｜之后：{one.then}")
        if len(found) > _MOST:
            print(f"  · 另有{len(found) - _MOST}个")


def _write(plan: Plan, records: Records, out: Path) -> None:
    from handlers.dialogue.service import corpus_lines

    lines = [json.dumps(one, ensure_ascii=False) for one in corpus_lines(plan, records)]
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"已写到 {out}：{len(lines)}条，姓名和单位已隐去。没有标过的写着 todo，标好再放进语料。")
