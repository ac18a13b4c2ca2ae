"""Words for a human and doubts: handed over with consent, answered, taken back."""

import hashlib
from collections.abc import Sequence
from typing import Final

from handlers.audit.service import topic_words
from handlers.matters.phrases import (
    WRONG,
    asked_line,
    became,
    called,
    context_lines,
    member_named,
    staff,
    who_put,
    whom,
)
from handlers.turn.access import act
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.matter_commands import AnswerMatter, DoubtAnswer, HandOver, WithdrawMatter
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Push, Reply
from storage.views import Matter, MatterKind, MatterState

_LONGEST: Final = 500  # characters of an answer
_SHOWN: Final = 120  # characters of a message that is shown before it is handed over


def _own(context: DeedContext, _command: object) -> Sequence[Target]:
    return [Target(userid=context.asker.userid)]


def _of_county(_context: DeedContext, _command: object) -> Sequence[Target]:
    return [OF_COUNTY]


def _show_handing(context: DeedContext, command: HandOver) -> Preview | Reply:
    if not command.words.strip() and not command.messages:
        return act(_NOTHING_TO_HAND.format(whom=whom(context)))
    if len(command.words) > _LONGEST:
        return act(f"留言请控制在{_LONGEST}字以内，再发一遍。")
    unit = f"（{context.asker.unit_name}）" if context.asker.unit_name else ""
    lines = [
        f"请核对（还没有转）：转给{whom(context)}的是这些，连同您的姓名{context.asker.name}{unit}："
    ]
    lines += [f"留言：{command.words}"] if command.words else []
    lines += [
        f"{'您' if one.get('who') != '助手' else '我'}：{_short(one['text'])}"
        for one in command.messages
    ]
    lines.append("他们答复后，我发到这里告诉您。")
    dropped = "好的，没有转，什么也没有发给他们。"
    return Preview(command, "\n".join(lines), "转给他们吗？", "转给他们", "先不转", dropped)


def _hand_over(context: DeedContext, command: HandOver) -> Reply:
    asker = context.asker
    said = "\n".join([command.words, *(one["text"] for one in command.messages)])
    matter, is_new = context.records.matters.put(
        context.plan.id,
        MatterKind.HUMAN,
        f"{asker.userid.casefold()}:{_mark(said)}",
        by=asker.userid,
        at=context.now,
        unit_id=asker.unit_id,
        words=command.words,
        context=[_named(one, asker.name) for one in command.messages],
    )
    if not is_new:
        return act(f"同样的内容已经转过了，{called(matter)}，还没有答复，没有再转一次。")
    lines = [f"{called(matter)}：{who_put(context, matter)}找您。"]
    lines += [f"留言：{matter.words}"] if matter.words else []
    lines += [f"{one['who']}：{_short(one['text'])}" for one in matter.context]
    lines.append(f"答复请回复“答复留言{matter.number}号：……”，我转到对方的聊天里。")
    pushes = tuple(
        Push(one.userid, "\n".join(lines), _key(matter, "put", one.userid))
        for one in staff(context)
        if one.userid != asker.userid
    )
    told = f"已转给{whom(context)}，{called(matter)}。答复了我发到这里。"
    return act(told, pushes=pushes)


_NOTHING_TO_HAND: Final = (
    "找真人，我可以把话转给{whom}。请把事情写在后面，"
    "例如“留言：我们单位有一位同志的职务登记错了，请帮忙改”。"
)


def _named(one: dict[str, str], name: str) -> dict[str, str]:
    who = "助手" if one.get("who") == "助手" else name
    return {"who": who, "text": one["text"]}


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"{flat[:_SHOWN]}……" if len(flat) > _SHOWN else flat


def _doubt(context: DeedContext, command: DoubtAnswer) -> Reply:
    asker, about = context.asker, topic_words(context.plan, command.about)
    matter, is_new = context.records.matters.put(
        context.plan.id,
        MatterKind.DOUBT,
        f"{asker.userid.casefold()}:{_mark(command.said + command.told)}",
        by=asker.userid,
        at=context.now,
        unit_id=asker.unit_id,
        words=command.what,
        context=[
            {"who": asker.name, "text": command.said},
            {"who": "助手", "text": command.told},
            *([{"who": "当作", "text": about}] if about else []),
            *([{"who": "附言", "text": command.words}] if command.words else []),
        ],
    )
    if not is_new:
        return act(f"这一答已经记过了，{called(matter)}，没有再记一遍。")
    office = context.plan.office
    return act(
        f"已记下（{WRONG[command.what]}），{called(matter)}，{office}看得到这一问一答。"
        "他们答复的话，我发到这里。"
    )


def _undo_doubt(_context: DeedContext, _command: DoubtAnswer) -> WithdrawMatter:
    return WithdrawMatter("doubt")


def _open(context: DeedContext, command: AnswerMatter) -> Matter | Reply:
    matter = context.records.matters.numbered(context.plan.id, command.number)
    if matter is None or matter.kind is MatterKind.EXTENSION:
        return act(f"没有留言或反馈第{command.number}号。回复“有哪些留言”可以看。")
    if matter.state is not MatterState.OPEN:
        return act(f"{called(matter)}已经办过，没有再办：{became(context, matter)}。")
    if not command.words.strip() and matter.kind is MatterKind.HUMAN:
        return act(f"请写明答复，例如“答复留言{command.number}号：已经改好，请再看一下”。")
    if len(command.words) > _LONGEST:
        return act(f"答复请控制在{_LONGEST}字以内，再发一遍。")
    return matter


def _show_answer(context: DeedContext, command: AnswerMatter) -> Preview | Reply:
    matter = _open(context, command)
    if isinstance(matter, Reply):
        return matter
    name = who_put(context, matter)
    lines = [
        f"请核对（还没有发）：{called(matter)}，{name}",
        asked_line(context, matter),
        *context_lines(matter),
        f"答复：{command.words}" if command.words else "不另答复，只记为看过。",
    ]
    question = f"发给{member_named(context, matter.by)}吗？" if command.words else "记为看过吗？"
    yes, no = ("发出答复", "先不发") if command.words else ("记为看过", "先不记")
    dropped = "好的，没有发，这件仍然等答复。"
    return Preview(command, "\n".join(lines), question, yes, no, dropped)


def _answer(context: DeedContext, command: AnswerMatter) -> Reply:
    matter = _open(context, command)
    if isinstance(matter, Reply):
        return matter
    done = context.records.matters.settle(
        matter,
        MatterState.ANSWERED,
        by=context.asker.userid,
        at=context.now,
        answer=command.words.strip(),
    )
    if done is None:
        return act(f"{called(matter)}刚刚已经由别人办了，您这次没有生效。")
    if not command.words.strip():
        return act(f"{called(matter)}已记为看过。")
    by = context.asker.name or context.asker.userid
    text = f"您的{called(matter)}，{context.plan.office}（{by}）答复：{command.words.strip()}"
    told = Push(matter.by, text, _key(matter, "answered", matter.by))
    pushes = (told,) if matter.by != context.asker.userid else ()
    return act(f"{called(matter)}的答复已发给{who_put(context, matter)}。", pushes=pushes)


def _show_withdrawing(context: DeedContext, command: WithdrawMatter) -> Preview | Reply:
    matter = _own_open(context, command)
    if isinstance(matter, Reply):
        return matter
    text = f"请核对（还没有撤）：撤回{called(matter)}\n{asked_line(context, matter)}"
    exact = WithdrawMatter(command.of, matter.number)
    return Preview(exact, text, "撤回吗？", "确认撤回", "不撤", "好的，没有撤回。")


def _withdraw(context: DeedContext, command: WithdrawMatter) -> Reply:
    matter = _own_open(context, command)
    if isinstance(matter, Reply):
        return matter
    done = context.records.matters.settle(
        matter, MatterState.WITHDRAWN, by=context.asker.userid, at=context.now
    )
    if done is None:
        return act(f"{called(matter)}刚刚已经办了，没有撤回。")
    if matter.kind is MatterKind.DOUBT:
        return act(f"{called(matter)}已撤回。")
    text = f"{called(matter)}，{who_put(context, matter)}已经撤回，不用再办。"
    pushes = tuple(
        Push(one.userid, text, _key(matter, "withdrawn", one.userid)) for one in staff(context)
    )
    return act(f"{called(matter)}已撤回，并告诉了{context.plan.office}。", pushes=pushes)


def _own_open(context: DeedContext, command: WithdrawMatter) -> Matter | Reply:
    kind = MatterKind(command.of)
    own = context.records.matters.put_by(context.plan.id, context.asker.userid, kind)
    wanted = [one for one in own if not command.number or one.number == command.number]
    waiting = [one for one in wanted if one.state is MatterState.OPEN]
    if waiting:
        return waiting[-1]
    if wanted:
        last = wanted[-1]
        return act(f"{called(last)}不用撤了：{became(context, last)}。")
    return act("没有您提的这一件，没有可以撤回的。")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _key(matter: Matter, what: str, userid: str) -> str:
    return f"matter:{matter.plan_id}:{matter.number}:{what}:{userid}"


HAND_OVER: Final = DeedService(
    HandOver, always(Deed.HAND_OVER), "human", _own, do=_hand_over, show=_show_handing
)
DOUBT_ANSWER: Final = DeedService(
    DoubtAnswer, always(Deed.DOUBT_ANSWER), "doubt", _own, do=_doubt, inverse=_undo_doubt
)
ANSWER_MATTER: Final = DeedService(
    AnswerMatter,
    always(Deed.SETTLE_MATTER),
    "answer_matter",
    _of_county,
    do=_answer,
    show=_show_answer,
)
WITHDRAW_MATTER: Final = DeedService(
    WithdrawMatter,
    always(Deed.DOUBT_ANSWER),
    "withdraw_matter",
    _own,
    do=_withdraw,
    show=_show_withdrawing,
)
