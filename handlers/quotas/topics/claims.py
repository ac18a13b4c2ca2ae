"""People claimed by two units or by none, for supervisors."""

from collections.abc import Iterable

from handlers.roster.service import county_candidates, units_by_name
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Kind, Link, Reply
from handlers.turn.topic import topic
from rules.claims import Claim, Claims, claims
from rules.plan import Plan
from rules.plan.called import notice_word

_MOST = 15


@topic("claims", Deed.SEE_CLAIMS)
def claimed(turn: TurnContext) -> Reply:
    """Who of the county is claimed by two units or by none, and the list of all."""
    people = county_candidates(turn.plan, turn.records)
    if not people:
        return act("名册里还没有人，没有可以核对的。请先导入名册。")
    found = claims(turn.plan, people, units_by_name(turn.records))
    links = (Link("下载全县逐人判定表", "/verdicts.xlsx"),)
    if not found.total:
        words = f"全县{len(people)}人都核对过：没有人被两个单位都算，也没有人没人考核。"
        return act(words, links=links)
    lines = [f"全县{len(people)}人，有{found.total}处要核对：", *_told(turn.plan, found)]
    return Reply(Kind.ACTION, "\n".join(lines), links=links)


def _told(plan: Plan, found: Claims) -> list[str]:
    return [
        *_list("两个单位都列了：", (_pair(plan, pair) for pair in found.twice)),
        *_list("两条规定说法不一致：", (_open(claim) for claim in found.clashing)),
        *_list("没有单位考核：", (_nowhere(plan, claim) for claim in found.nowhere)),
        *_list(f"{notice_word(plan)}没有写明在哪考核：", (_open(claim) for claim in found.unsaid)),
        *_list("缺情况，还定不了：", (_open(claim) for claim in found.asked)),
    ]


def _list(heading: str, lines: Iterable[str]) -> list[str]:
    found = [f"· {line}" for line in lines]
    if not found:
        return []
    more = [f"· 另有{len(found) - _MOST}人，见表"] if len(found) > _MOST else []
    return [f"{heading}{len(found)}处", *found[:_MOST], *more]


def _pair(plan: Plan, pair: tuple[Claim, ...]) -> str:
    where = "；".join(f"{claim.person.unit}名单上，{_at(plan, claim)}" for claim in pair)
    return f"{pair[0].person.name}：{where}。如是同一人，请在名册里只留一处。"


def _at(plan: Plan, claim: Claim) -> str:
    if claim.unit is None:
        return "还定不了在哪考核"
    return f"在{claim.unit}考核{f'（{claim.clause}）' if claim.clause else ''}"


def _nowhere(plan: Plan, claim: Claim) -> str:
    label = plan.axes[plan.owing.axis].values[claim.place]
    why = f"“{claim.meant}”不在名册里" if claim.meant else "名册里没有写是哪个单位"
    return f"{_who(claim)}：应在{label}考核（{claim.clause}），但{why}"


def _open(claim: Claim) -> str:
    says = claim.open.says if claim.open else ""
    clauses = "、".join(claim.open.clauses) if claim.open else ""
    return f"{_who(claim)}：{says}{f'（{clauses}）' if clauses else ''}"


def _who(claim: Claim) -> str:
    person = claim.person
    return f"{person.name}（{person.unit}{person.post}）"
