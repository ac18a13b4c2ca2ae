"""What is said of a file that was taken in: receipt, first faults, where to see the rest."""

from typing import Final

from handlers.submissions.intake import Taken
from handlers.submissions.versions import marked_as
from handlers.turn.buttons import TopicButton, WithdrawButton
from handlers.turn.reply import Kind, Link, Option, Reply

FIRST_FAULTS: Final = 3


def received(taken: Taken, name: str) -> Reply:
    """`name` is the paper's, with whose it is."""
    handin = taken.handin
    must = sum(problem.must for problem in taken.problems)
    lines = [_head(taken, name, must)]
    lines.append(
        f"回执号 {handin.receipt}，第{handin.version}版，指纹 {handin.sha256[:8].upper()}。"
    )
    if must and not taken.counts and taken.in_force is not None:
        lines.append(f"在那之前，第{taken.in_force.version}版仍然有效。")
    ordered = sorted(taken.problems, key=lambda problem: not problem.must)
    lines += [f"{one.mark}：{one}" for one in ordered[:FIRST_FAULTS]]
    rest = len(ordered) - FIRST_FAULTS
    if rest > 0:
        lines.append(f"还有{rest}处，请打开下面的链接看全部。")
    links = [Link("查看回执和检查结果", f"/receipt/{handin.receipt}")]
    if taken.problems and (kind := marked_as(handin)):
        links.append(Link("下载批注版", f"/marked/{handin.receipt}.{kind}"))
    options: tuple[Option, ...] = ()
    if taken.counts:
        options = (
            Option("撤回这份", WithdrawButton(handin.receipt)),
            Option("还差什么", TopicButton("missing")),
        )
    return Reply(Kind.ACTION, "\n".join(lines), links=tuple(links), options=options)


def _head(taken: Taken, name: str, must: int) -> str:
    if taken.again:
        still = f"，这一版有{must}处必须改，还不算交" if must else ""
        return f"这个文件已经交过了：{name}。没有重复收，回执号不变{still}。"
    if taken.counts:
        return f"已收到：{name}。"
    if not must and taken.in_force is not None:
        return f"已收到：{name}的扫描件，和已交的第{taken.in_force.version}版放在一起。"
    if not must:
        return f"已收到：{name}的扫描件。它单独留存，可以填的那一份还要另外交。"
    return f"{name}有{must}处必须改，还不算交。这一版已经留存，改好后再发给我就行。"
