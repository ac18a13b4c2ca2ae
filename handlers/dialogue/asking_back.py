"""What is asked back before anything is answered: which of two people, which day, other words."""

import re
from dataclasses import replace
from typing import Final

from handlers.dialogue.context_carryover import continues
from handlers.turn.buttons import PersonButton, UnknownButton
from handlers.turn.context import TurnContext
from handlers.turn.message import IncomingMessage
from handlers.turn.old_buttons import read_button
from handlers.turn.people import NamesSeen, described, facts_on_roster
from handlers.turn.reply import Kind, Option, Reply
from language.reading import Name

_THAT_ONE: Final = re.compile(r"那个|那位|这个|另(?:外)?一个|那边的|来的|的呢|[镇乡局委办]的")

_RATHER: Final = re.compile(
    r"不是[^,，。;； ]{1,6}[,，。 ]*(?:而)?是|我[说问](?:的)?是|说的是|问的是"
)
_NOT_THAT_ONE: Final = re.compile(r"不是[^,，。;；.?？!！ ]*")
_OURS: Final = re.compile(
    r"(?:我们?|咱们?|俺们|本)(?:[镇乡局委办院校]|单位)?(?:自己|本身)?(?:的|里|那个|这个|那位|这位){0,3}$"
)


def told_apart(turn: TurnContext) -> TurnContext:
    """Of several of one name the only one whom the words fit: “水利局的”, “挂职那个”."""
    twins = namesakes(turn.reading.people) or _offered_before(turn) or _other_of_the_name(turn)
    twins = twins or still_two(turn)
    called = [one for one in twins if _is_called(turn, one)]
    fitting = [one for one in twins if _fits(turn, one)]
    # What they are called and what is said of them must not name two different people.
    both = [one for one in called if one in fitting]
    fitting = both if called and fitting else called or fitting or _spoken_of(turn, twins)
    if len(fitting) != 1:
        return turn
    one, people = fitting[0], turn.reading.people
    # Whoever else was named stays named.
    told = tuple(each for each in people if each.text != one.text or each == one) or (one,)
    return replace(turn, reading=replace(turn.reading, people=told))


def _spoken_of(turn: TurnContext, twins: tuple[Name, ...]) -> list[Name]:
    """“不是李雷，是王磊” where the talk has settled already which 王磊."""
    if not (turn.reading.corrects or _RATHER.search(turn.reading.text)):
        return []
    state = turn.state
    known = {state.person_id, *(one.person_id for one in state.others)} - {None}
    return [one for one in twins if one.id in known]


def _offered_before(turn: TurnContext) -> tuple[Name, ...]:
    """Those of one name of whom we just asked which is meant, where nobody else is named."""
    if turn.state.open_fact != "person" or turn.reading.people:
        return ()
    found = (_person_of(key) for key, _ in turn.state.options)
    roster = turn.records.roster
    return tuple(Name(roster.person(id).name, "person", id) for id in found if id is not None)


def _other_of_the_name(turn: TurnContext) -> tuple[Name, ...]:
    """“水利局下来那个呢” of somebody who has a namesake: the one of the two that it fits."""
    state, text = turn.state, turn.reading.text
    if turn.reading.people or state.person_id is None or not _THAT_ONE.search(text):
        return ()
    name = turn.records.roster.person(state.person_id).name
    seen = NamesSeen(turn.records, turn.asker).people(name)
    twins = tuple(one for one in seen if one.kind == "person" and one.text == name)
    return twins if len(twins) > 1 else ()


def _person_of(key: str) -> int | None:
    try:
        button = read_button(key)
    except UnknownButton:
        return None
    return button.person_id if isinstance(button, PersonButton) else None


def _is_called(turn: TurnContext, name: Name) -> bool:
    """By post or unit; where they are on secondment tells them from nobody who is at home there."""
    person = turn.records.roster.person(name.id)
    unit = turn.records.roster.unit(person.unit_id)
    called = (person.post, unit.name, *unit.short_names)
    text = _NOT_THAT_ONE.sub("", turn.reading.text)
    own = person.unit_id == turn.asker.unit_id and _of_own_unit(text, name.text)
    return own or any(word and word in text for word in called)


def _of_own_unit(text: str, name: str) -> bool:
    """“我们镇那个王磊”: whom the asker calls one of their own."""
    at = text.find(name)
    return at > 0 and _OURS.search(text[:at]) is not None


def _fits(turn: TurnContext, name: Name) -> bool:
    """Something was said of them, and all that was said is what the roster has."""
    plan = turn.plan
    known = facts_on_roster(turn.records, plan, name.id)
    said = [fact for fact in turn.reading.facts if fact not in plan.dialogue.of_the_unit]
    return bool(said) and all(
        _same(turn, fact, known[fact].value if fact in known else plan.facts[fact].presume)
        for fact in said
    )


def _same(turn: TurnContext, fact: str, known: object) -> bool:
    """A fact only mentioned fits those of whom the roster has something unusual."""
    said = turn.reading.facts[fact].value
    return known != turn.plan.facts[fact].presume if said is None else said == known


def still_two(turn: TurnContext) -> tuple[Name, ...]:
    """Those of one name of whom the talk was, where it was never told which is meant."""
    state, reading = turn.state, turn.reading
    named = reading.people or reading.labels or reading.strangers
    if named or reading.about_self or state.person_id is not None or not state.label:
        return ()
    if not continues(state, reading, turn.plan):
        return ()
    seen = NamesSeen(turn.records, turn.asker).people(state.label)
    return namesakes(tuple(one for one in seen if one.text == state.label))


def namesakes(people: tuple[Name, ...]) -> tuple[Name, ...]:
    """People of one name, where the message names somebody of whom there are several."""
    for name in people:
        same = tuple(one for one in people if one.text == name.text)
        if len(same) > 1:
            return same
    return ()


def which_one(turn: TurnContext, twins: tuple[Name, ...]) -> Reply:
    """Asks which of several of one name is meant, with what tells them apart."""
    options = tuple(Option(described(turn.records, one.id), PersonButton(one.id)) for one in twins)
    words = f"有{len(twins)}位{twins[0].text}，您问的是哪一位？"
    return Reply(Kind.ASK, words, asks="person", options=options)


def which_day(turn: TurnContext) -> Reply:
    """A ruling must not rest on another day than was meant."""
    plan = turn.plan
    words = f"没有“{turn.reading.no_such_day}”这一天。是哪年哪月哪日？例如“{plan.year}年6月28日”。"
    facts = turn.reading.facts
    counted = (fact.id for fact in plan.facts.values() if fact.counted_from)
    # A day of something that was named, else the beginning of a length of time.
    named = (one for one in facts if one in plan.facts and plan.facts[one].kind == "date")
    return Reply(Kind.ASK, words, asks=next(iter((*named, *counted)), None))


def wordless(message: IncomingMessage) -> Reply:
    """What is said to a message without words: why it cannot be read, and what to do instead."""
    kind = message.attachment.kind if message.attachment else ""
    words = {
        "voice": "语音我听不了，请用文字再说一遍。",
        "file": "文件请从上传页面交，聊天里收不到内容。",
        "image": "图片我看不了内容；要交材料请从上传页面传。",
    }
    return Reply(Kind.OFF, words.get(kind, "这条消息我读不了，请用文字告诉我要问什么。"))


def not_to_be_sent() -> Reply:
    """In answer to a citizen's number: nothing of the message is kept or done."""
    words = (
        "请不要发身份证号：考核用不着，我没有记下，也没有往下办。"
        "请把消息删掉，不带号码再说一遍要问什么、办什么。"
    )
    return Reply(Kind.OFF, words)
