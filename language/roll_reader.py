"""From a message to the roll it tells, or to how it changes the roll told before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from language.among import headcount_of
from language.counted_list import (
    DELEGATED,
    HEAD,
    STATUS,
    Item,
    is_whole,
    items,
    whole_of,
    without_heads,
)
from language.derive import Deriver
from language.figures import Headcount, teams_named
from language.numerals import arabic
from language.reading import Context
from language.retired_list import Told, retired_listed
from language.roll_parts import apart, placed
from language.rolls import Group, Roll
from language.tables import shape
from rules.plan import Facts, Given, Plan
from rules.plan.conditions import facts_in

_REPORTED: Final = re.compile(
    r"(?<!多)(?:报|提|推荐|推|评|建议|给|定|列|选|议)(?:了|上|送|出|评|定)*(?:的)?(?:"
    r"优秀?(?:等次)?(?:的)?(?P<n>\d{1,3})(?:个|名|人|位)?|(?P<m>\d{1,3})(?:个|名|人|位)?(?:的)?优"
    r"|(?P<j>\d{1,2})[个名](?!人)(?=[^,.;]{0,4}(?:行|可|能|超|合|对|够|[,.?]|$)))"
    r"|(?:可以?|还能|仍能?|还可以?)(?:再)?(?:评|报|推)(?P<k>\d{1,3})(?:个|名|人|位)"
)
_TOO_MANY: Final = re.compile(
    r"超|[是可能]否|够不够|多不多|多了|行不行|行[吗么不]|可以[吗么]|可不可以|能不能|合不合|符不符|对不对|合规"
)
_COUNTED: Final = re.compile(
    r"[几多]少?[个人名]|多少|最多|上限|顶格|封顶|顶天|(?:怎么|咋个?|如何)[算分给报]|分母|基数|名额|指标|[乘×*]|合[成并起]|拼"
)
_OF_SHARES: Final = re.compile(r"优|名额|指标|基数|分母|20%|比例")
# Groups without a whole are added up only where their number or its share is asked for.
_OF_THE_SUM: Final = re.compile(
    r"[几多]少?[个人名]|多少|最多|上限|顶格|封顶|顶天|(?:怎么|咋个?|如何)[算分给报]|分母|基数|合[成并起]"
)
_OTHER_QUESTION: Final = re.compile(
    r"在?哪[里儿边]?考|填[什哪啥几]|[哪谁]的(?:名额|指标)|占[谁哪]|占[^,.?]{0,6}(?:名额|指标)|谁家|哪[家边头方些]|在哪"
)
_ONLY_HEADS: Final = re.compile(rf"^[党委组政、和跟与及,]*{HEAD}")
_ADDED: Final = re.compile(r"还有|再加|漏|少算|另有|另外|忘|没说|新增")
_NO_WORDS: Final = re.compile(
    r"^(?:要是|如果|假如|那|那么|其实)+|[呢吧的,.?]+$|,?(?:基数|优秀|最多|能评).*$"
)
_SHORT: Final = 40  # characters of a message that changes a roll
_HEADS, _FEWEST = 2, 3  # of a unit at most; groups of a roll without a whole


@dataclass(frozen=True)
class Numbers:
    """What a message says in numbers: of people, of teams, of groups, of several who retire."""

    headcount: Headcount | None
    teams: int | None
    roll: Roll | None
    retired: Told


class RollReader:
    """Reads rolls with the facts of their groups."""

    def __init__(self, plan: Plan, deriver: Deriver) -> None:
        self._plan, self._deriver = plan, deriver
        self._status = {*plan.wording.status, *plan.wording.away, plan.dialogue.place}

    def numbers(self, clean: str, plain: str, context: Context) -> Numbers:
        """All numbers of a message; `plain`: without what others are said to say."""
        figures, whole = arabic(plain), arabic(clean)
        return Numbers(
            headcount_of(figures, arabic(context.said_before), context.headcount),
            teams_named(figures),
            self.read(whole, context),
            self.retired(whole, context),
        )

    def read(self, text: str, context: Context) -> Roll | None:
        """The roll as it stands after the message; None where the message says nothing of one."""
        told = self._told(text, context)
        if told is not None:
            return told
        return self._changed(text, context) if context.roll is not None else None

    def retired(self, text: str, context: Context) -> Told:
        """Several people who retire, each with a day."""
        fact = self._plan.wording.events.get("retired", "")
        if fact not in self._plan.facts:
            return ()
        now = Context(context.today, open_fact=fact)
        return retired_listed(text, lambda words: self._deriver.facts(words, now, alone=True), fact)

    def _told(self, text: str, context: Context) -> Roll | None:
        asked = _COUNTED.search(text) and _OF_SHARES.search(text)
        of_shares = _OF_SHARES.search(text) or context.topic.startswith("quota_")
        reported = _reported(text) if of_shares else None
        if not (asked or reported) or _OTHER_QUESTION.search(text):
            return None
        found = [one for one in items(text) if not (reported and _within(reported, one))]
        base = [one for one in found if not reported or one.start < reported.start()]
        at = whole_of(base)
        if at is None and reported:
            behind = [one for one in found if one not in base and is_whole(one)]
            base = [*base, *behind[:1]]
            at = whole_of(base)
        if at is None and not reported and (len(base) < _FEWEST or not _OF_THE_SUM.search(text)):
            return self._lists_alone(base, context)
        roll = self._roll(base, at, context)
        if any(one.heads and one.n > _HEADS and not one.outside for one in roll.groups):
            return None  # “刨开书记镇长是16个” are no 16 heads
        if reported is None:
            return roll if roll.is_told_apart else None
        if roll.whole is None and not roll.groups and context.headcount is None:
            return None
        among = [one for one in found if one.start >= reported.end() and one not in base]
        return replace(
            roll,
            reported=next(int(one) for one in reported.groups() if one),
            among=tuple(self._grouped(among, context, roll.groups)),
            headless=bool(shape("without_heads").search(text)) or roll.headless,
        )

    def _lists_alone(self, found: Sequence[Item], context: Context) -> Roll | None:
        """“学校8人、医院6人”: several lists, each by itself."""
        if len(found) > 1 and all(DELEGATED.search(one.words) for one in found):
            outside = [replace(one, outside=True) for one in found]
            return Roll(groups=tuple(self._grouped(outside, context)))
        return None

    def _roll(self, found: Sequence[Item], at: int | None, context: Context) -> Roll:
        whole = found[at] if at is not None else None
        others = [one for n, one in enumerate(found) if n != at]
        if whole is not None:
            others = [placed(one) for one in others if not one.rest or one.n != whole.n]
        rest = next((one.n for one in others if one.rest), None)
        groups = self._grouped([one for one in others if not one.rest], context)
        said = whole.words if whole else ""
        headless = said != without_heads(said)
        headless = headless or any(one.outside and one.heads for one in groups)
        own = self._facts(without_heads(said), context) if said else {}
        place = self._plan.dialogue.place
        return Roll(
            whole.n if whole else None,
            tuple(groups),
            said=said,
            own={place: own[place]} if place in own else {},
            rest=rest,
            headless=headless,
        )

    def _grouped(
        self, found: Sequence[Item], context: Context, before: Sequence[Group] = ()
    ) -> list[Group]:
        """The groups with their facts, those that are parts of others taken off them."""
        groups: list[Group] = []
        for one, words, outside in apart(found):
            told = f"{words},{one.words}" if words else one.words
            plain = not STATUS.search(re.sub(HEAD, "", one.words))
            heads = bool(_ONLY_HEADS.match(one.words)) and plain
            facts = self._facts(told if heads else without_heads(told), context)
            facts = {**_known_of_the_like(facts, [*before, *groups], self._plan), **facts}
            groups.append(Group(one.n, told, facts, outside or one.outside, heads))
        return groups

    def _facts(self, words: str, context: Context, known: Facts | None = None) -> Facts:
        asked = context.open_fact if known else None
        now = Context(context.today, known=known or {}, open_fact=asked)
        return self._deriver.facts(words, now, alone=True)

    def _changed(self, text: str, context: Context) -> Roll | None:
        """What a short message changes of the roll told before."""
        roll = context.roll
        if roll is None or len(text) > _SHORT or _OTHER_QUESTION.search(text):
            return None
        found = items(text)
        at = whole_of(found)
        if at is not None and _ADDED.search(text) is None and len(found) == 1:
            plain = not self._keys(self._facts(found[0].words, context))
            return replace(roll, whole=found[0].n) if plain and roll.whole else None
        return self._group_changed(text, found, roll, context)

    def _group_changed(
        self, text: str, found: Sequence[Item], roll: Roll, context: Context
    ) -> Roll | None:
        plain = _without_numbers(text)
        told = self._facts(plain, context)
        which = self._meant(plain, told, roll, context)
        number = _only([one.n for one in found])
        if which is None:
            new = number is not None and self._keys(told) and _ADDED.search(text)
            return roll.with_groups([*roll.groups, *self._grouped(found, context)]) if new else None
        group = roll.groups[which]
        # “2人里头1个撤回了” is of one of them.
        number = number or _only([one.n for one in found if one.n != group.n])
        facts = self._merged(group.facts, self._facts(plain, context, group.facts))
        now = replace(group, facts=facts, words=group.words)
        if number is not None and _ADDED.search(text):
            return roll.with_groups([*roll.groups, *self._grouped(found, context)])
        others = [one for n, one in enumerate(roll.groups) if n != which]
        if number is not None and number < group.n and facts != group.facts:
            left = replace(group, n=group.n - number)
            split = replace(now, n=number, words=found[-1].words or group.words)
            return roll.with_groups([*others, left, split])
        if number is not None:
            now = replace(now, n=number)
        if re.search(r"[没不]在|没(?:有)?(?:算|含)|不(?:含|算)", text) and facts == group.facts:
            now = replace(now, outside=True)
        if now == group:
            return None
        if facts != group.facts:
            now = replace(now, words=_retold(group, facts, plain))
        return roll.with_groups([*roll.groups[:which], now, *roll.groups[which + 1 :]])

    def _keys(self, facts: Facts) -> set[str]:
        """The facts that tell a group from the others."""
        dialogue = self._plan.dialogue
        post = facts.get(dialogue.post)
        keys = (self._status & set(facts)) - {dialogue.place}
        usual = {name for name in keys if facts[name].value == self._plan.facts[name].presume}
        head = {dialogue.post} if post and post.value in dialogue.heads else set()
        return (keys - usual) | head

    def _meant(self, plain: str, told: Facts, roll: Roll, context: Context) -> int | None:
        """The group that the words point at, or of which a fact was asked."""
        wanted = self._keys(told)
        for at, group in enumerate(roll.groups):
            if wanted & self._keys(group.facts):
                return at
        asked = context.open_fact
        lacking = [n for n, one in enumerate(roll.groups) if asked and asked not in one.facts]
        fits = [n for n in lacking if self._keys(roll.groups[n].facts) - {self._plan.dialogue.post}]
        if wanted or not fits:
            return None
        first = roll.groups[fits[0]].facts
        return fits[0] if asked in self._facts(plain, context, first) else None

    def _merged(self, before: Facts, new: Facts) -> Facts:
        """What is told anew; a length of time told anew forgets the day it was counted from."""
        post = self._plan.dialogue.post
        told = {n: one for n, one in new.items() if n != post and one.value is not None}
        gone = {
            fact.counted_from
            for fact in self._plan.facts.values()
            if fact.id in told and fact.counted_from not in told
        }
        return {**{name: one for name, one in before.items() if name not in gone}, **told}


def _reported(text: str) -> re.Match[str] | None:
    """How many 优秀 are said to be reported, where it is asked whether they are too many."""
    return _REPORTED.search(text) if _TOO_MANY.search(text) else None


def _within(reported: re.Match[str], one: Item) -> bool:
    return reported.start() <= one.start < reported.end()


def _known_of_the_like(facts: Facts, groups: Sequence[Group], plan: Plan) -> Mapping[str, Given]:
    """Of “挂职才4个月1人” after “县派挂职满6个月2人” who sent them is the same."""
    status = {name for name in plan.wording.status if name in facts}
    for group in reversed(groups):
        shared = {n for n in status if n in group.facts and group.facts[n].value == facts[n].value}
        if shared:
            return {
                name: one
                for name, one in group.facts.items()
                if name not in facts and _goes_with(plan, name, shared)
            }
    return {}


def _goes_with(plan: Plan, name: str, status: set[str]) -> bool:
    """Whether a choice has a meaning only for who has one of these: the level that sent them."""
    fact, light = plan.facts[name], {plan.dialogue.post, *plan.dialogue.places}
    when = fact.applies_when
    apart = fact.kind == "choice" and name not in light
    return bool(apart and when and status & set(facts_in(when)))


def _retold(group: Group, facts: Facts, text: str) -> str:
    """What a group is called by now: what is only told besides goes with what was told before."""
    said = _NO_WORDS.sub("", text)
    adds = all(facts.get(name) == one for name, one in group.facts.items())
    return f"{group.words}、{said}" if adds and said else said or group.words


def _only(numbers: Sequence[int]) -> int | None:
    return numbers[0] if len(numbers) == 1 else None


def _without_numbers(text: str) -> str:
    return re.sub(r"(?<![\d.])\d{1,3}(?:个人|[名位人]|个(?!月|半|季))", "", text)
