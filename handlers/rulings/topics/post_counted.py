"""Which post counts for somebody who changed posts around the cut-off."""

import re
from dataclasses import replace
from datetime import date

from handlers.rulings.phrases import cited
from handlers.rulings.ruling import rule_on, silent
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from rules.plan import Given
from rules.plan.dialogue import PostCounted

_POST = r"(?P<post>[^,.;? 的了时后前\d按哪算考]{2,16})"
_NEW = re.compile(
    rf"(?:调任|调到|调去|转任|提拔为|提拔到|提拔任|提任|新任|改任|平调到?|交流到|轮岗到|调整为|调整到|任命为|担任|当上了?|当了?|任了?|去了?|到了?)(?:的|了|为|是)*{_POST}"
)
_OLD = re.compile(
    rf"(?:从|由|原来?是?|原任|原先是?|之前一直是|之前是?|以前是?|此前是?|一直是|本来是|前面是|原本是)(?:一直|在|任|是|当)*{_POST}"
)
_WHERE = re.compile(r"(?:在|归|由|回|去|到)[^,.;?]{1,12}考")
_NOT_A_POST = re.compile(r"哪|什么|新职务|职务|考核|按|算|任命|^命|文件|通知|年|月")


@topic("post_counted")
def post_counted(turn: TurnContext) -> Reply:
    """The post that counts, by the day of the change."""
    plan, text, counted = turn.plan, turn.reading.text, turn.plan.dialogue.post_counted
    if counted is None:
        return rule_on(turn, ())
    cutoff = plan.cutoff
    new, old = _found(_NEW, text), _found(_OLD, text)
    told = turn.facts.get(counted.fact)
    words = {
        "cutoff": f"{cutoff.year}年{cutoff.month}月{cutoff.day}日",
        "new": _named(new),
        "old": _named(old),
        "since": told.words if told else "",
    }
    on = told.value if told else None
    if on == cutoff:
        return silent(turn, counted.on_the_day.format(**words), (counted.clause,))
    says = counted.unknown
    if isinstance(on, date):
        says = counted.before if on < cutoff else counted.after
    sentences = [one.format(**words) for one in (says, counted.always)]
    lines = [*sentences, _both(new, old), cited(plan, (counted.clause,))]
    text = "\n".join(one for one in lines if one)
    return Reply(Kind.ANSWER, text, clauses=(counted.clause,), decision=_where(turn, counted))


def _where(turn: TurnContext, counted: PostCounted) -> dict[str, str]:
    """With the post it is settled where, if that was asked as well."""
    asked = counted.fact in turn.facts and _WHERE.search(turn.reading.text)
    axes = turn.reading.axes or ((turn.plan.owing.axis,) if asked else ())
    if not axes:
        return {}
    ruled = rule_on(_at_new_post(turn, counted), axes)
    return dict(ruled.decision) if ruled.kind is Kind.ANSWER else {}


def _at_new_post(turn: TurnContext, counted: PostCounted) -> TurnContext:
    """Of somebody who left a school for a department the department is where they work."""
    post = _found(_NEW, turn.reading.text)
    for kind, unit in counted.units.items():
        if re.search(unit, post):
            at = Given(kind, "said", post)
            return replace(turn, facts={**turn.facts, turn.plan.dialogue.place: at})
    return turn


def _found(pattern: re.Pattern[str], text: str) -> str:
    for match in reversed(list(pattern.finditer(text))):
        post = re.split(r"调任|调到|调去|转任|提拔|提任|任|到", match["post"])[0].strip("在是")
        if len(post) > 1 and not _NOT_A_POST.search(post):
            return post
    return ""


def _named(post: str) -> str:
    return f"（{post}）" if post else ""


def _both(new: str, old: str) -> str:
    return f"原职务：{old}；新职务：{new}。" if new and old else ""
