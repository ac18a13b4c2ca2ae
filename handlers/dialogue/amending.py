"""A deed that was shown is put right by a few words: other units, another paper, day or wording.

It is shown again as it would be then; nothing is done. Words that only say again what is shown
are a yes.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from handlers.dialogue.amending_days import redated, without_days
from handlers.dialogue.amending_requests import another_request
from handlers.dialogue.amending_words import reworded
from handlers.dialogue.naming_targets import Named, is_who_is_shown, named_in, targets_of
from handlers.notifications.service import said_with_it
from handlers.turn.case_commands import Petition
from handlers.turn.commands import Announce, Chase, ChasePeople, Command, SetDeadlines
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import kinds_in
from handlers.turn.lesson_commands import Teach
from handlers.turn.matter_commands import AskExtension, HandOver
from handlers.turn.namesakes import the_other
from handlers.turn.roster_commands import CorrectRoster
from language.consent import says_yes
from storage.views import Entity

_BY_DAY: Final = (SetDeadlines, AskExtension)
_LONGEST: Final = 40  # characters of a message that takes out or adds in so many words
_FEW: Final = 18  # characters of a few words that only name what is meant instead
_PUTS_RIGHT: Final = re.compile(
    r"^(?:不对|不是|错了|说错了?|打错了?|哦|噢|等等|先|对的?|好的?|行|可以|嗯|没错)*[,，。 ]*"
    r"(?:是|应该是|改|换|只|就|还是|单|光|要|错了|不是|不要)"
)
_ASKS: Final = re.compile(r"是不是|[吗么?？]|什么|哪|谁|几|怎|要不要|[:：]")
# Of “是附件8 不是登记表” what follows 不是 is what it is not.
_NOT_THIS: Final = re.compile(r"不(?:是|要)[^,，。;； ]*")
_ASKS_A_DAY: Final = re.compile(r"[吗么?？]|什么时候|哪天|几号")
_CLAUSE: Final = re.compile(r"[,，。;；!！ ]+")
_LESS: Final = re.compile(
    r"去掉|除(?:了|去|开|掉)|除外|例外|不算|剔除|划掉|拿掉|删|跳过|先放|抽掉|撇开|不含|排除|不在内|算了|免了"
    r"|(?:不|别|不用|不要|不必|甭)(?:再|用|给)?(?:催|发|提醒|通知)|不[要用必]"
)
_MORE: Final = re.compile(
    r"再加|加上|加个|也(?:要)?(?:催|发|提醒|通知|带上)|还有|补上|添上|算上|带上|捎上"
)
_OF_WORDING: Final = re.compile(
    r"地[点方]|会议室|\d楼|[一二三四五六]楼|内容|措辞|文字|时间|(?:改|换)(?:成|为|到)[^,，]{0,8}(?:[天点号日前月]|下班|中午|周)"
)
_AS_SHOWN: Final = re.compile(
    r"刚[才刚]|[那这][个条件]|日期|时间|[时期]限|只|单|给|到|在|之?前|下班|个|单位|[的和跟与、]"
)


def amended(turn: TurnContext, command: Command) -> Command | None:
    """The command with what the message puts right; None where it puts nothing right."""
    text = turn.said.strip()
    if isinstance(command, _BY_DAY):
        return _another_day(turn, command, text)
    new = _other_words(turn, command, text) or _of_the_other(turn, command, text)
    if new is not None or _asks(text):
        return new
    match command:
        case Chase():
            return _chase(turn, command, text)
        case Announce():
            return _announcement(turn, command, text)
        case ChasePeople():
            return _with_targets(turn, command, text) or _as_shown(turn, command, text)
    return None


def _another_day(
    turn: TurnContext, command: SetDeadlines | AskExtension, text: str
) -> Command | None:
    if isinstance(command, SetDeadlines):
        return None if _asks(text) else redated(turn.plan, command, text)
    return None if _ASKS_A_DAY.search(text) else another_request(turn, command, text)


def _other_words(turn: TurnContext, command: Command, text: str) -> Command | None:
    """Other words of what is sent or put, and whom of a chase the same message adds."""
    match command:
        case Announce() | Petition() | Teach() | HandOver():
            return reworded(command, text)
        case Chase() | ChasePeople() if said_with_it(command.words, text):
            more = replace(command, words=said_with_it(command.words, text))
            return _with_targets(turn, more, text) or more
    return None


def _of_the_other(turn: TurnContext, command: Command, text: str) -> Command | None:
    """“不是这个，是水利局那个” of who is shown: the same for the other of that name."""
    if _asks(text):
        return None
    match command:
        case CorrectRoster(entity=Entity.PERSON, id=id) if id:
            other = the_other(turn.records, turn.asker, int(id), text)
            return replace(command, id=str(other), shown="") if other else None
        case ChasePeople(people=(one,)):
            other = the_other(turn.records, turn.asker, one, text)
            return replace(command, people=(other,)) if other else None
    return None


def _as_shown(turn: TurnContext, command: ChasePeople, text: str) -> ChasePeople | None:
    """“副镇长那个” of who is shown: the same once more."""
    few = len(text) <= _FEW
    return command if few and is_who_is_shown(turn, command, text) else None


def _chase(turn: TurnContext, command: Chase, text: str) -> Command | None:
    mended = _with_targets(turn, command, text)
    paper = _paper(turn, _meant(text)) if _puts_right(text) else ""
    if not paper:
        return mended
    return replace(mended if isinstance(mended, Chase) else command, paper=paper)


def _announcement(turn: TurnContext, command: Announce, text: str) -> Command | None:
    """To whom and in which words, each in its own clause: never one without the other."""
    clauses = [one for one in _CLAUSE.split(text) if one]
    wording = [one for one in clauses if _OF_WORDING.search(one)]
    if not wording:
        return _with_targets(turn, command, text)
    changed = reworded(command, "，".join(wording))
    if not isinstance(changed, Announce):
        return None  # “只发县直部门，内容改成…”: half of it done would go out with the old words
    rest = "，".join(one for one in clauses if one not in wording)
    return (_with_targets(turn, changed, rest) if rest else None) or changed


def says_again(turn: TurnContext, command: Command, label: str) -> bool:
    """“对，就7号” where the 7th is shown: nothing stands beside the value but a yes."""
    rest = without_days(turn.said) if isinstance(command, SetDeadlines) else turn.said
    for one in named_in(rest, targets_of(turn, command)):
        rest = rest.replace(one.word, "")
    rest = _AS_SHOWN.sub("", rest).strip("，, 。!！吧")
    return rest in {"就", "就是"} or says_yes(rest, label)


def takes_out(text: str) -> bool:
    """“河口镇不发”: something of what is shown is left out."""
    return _LESS.search(text) is not None


def _asks(text: str) -> bool:
    return len(text) > _LONGEST or _ASKS.search(text) is not None


def _puts_right(text: str) -> bool:
    return len(text) <= _FEW and _PUTS_RIGHT.match(text) is not None


def _meant(text: str) -> str:
    return _NOT_THIS.sub("", text) or text


@dataclass(frozen=True)
class _Ids:
    """`changed`: something was taken out or added in so many words."""

    ids: tuple[int, ...]
    changed: bool = False


def _with_targets(
    turn: TurnContext, command: Chase | ChasePeople | Announce, text: str
) -> Command | None:
    """Some taken out, some added, or others instead; None where none is named or left."""
    before = command.people if isinstance(command, ChasePeople) else command.units
    known = targets_of(turn, command)
    found = _taken_out_or_added(before, known, text)
    if not found.changed and _puts_right(text):
        instead = tuple(one.id for one in _named(_meant(text), known))
        found = _Ids(instead, changed=bool(instead))
    if not found.changed or not found.ids:
        return None
    if isinstance(command, ChasePeople):
        return replace(command, people=found.ids)
    return replace(command, units=found.ids)


def _taken_out_or_added(before: tuple[int, ...], known: tuple[Named, ...], text: str) -> _Ids:
    """A clause that says how is for the names in it, or for those just before: “石桥…，去掉”."""
    ids, changed, carried = list(before), False, tuple[Named, ...]()
    for clause in _CLAUSE.split(text):
        named, less, more = _named(clause, known), _LESS.search(clause), _MORE.search(clause)
        if not less and not more:
            carried = (*carried, *named)
            continue
        meant = named or carried
        out = {one.id for one in meant}
        changed, carried = changed or bool(out), ()
        if less:
            ids = [id for id in ids if id not in out]
        else:
            ids += [one.id for one in meant if one.id not in ids]
    return _Ids(tuple(ids), changed)


def _named(text: str, known: tuple[Named, ...]) -> tuple[Named, ...]:
    found, kinds = named_in(text, known), kinds_in(text)
    return found or tuple(one for one in known if kinds and one.kind in kinds)


def _paper(turn: TurnContext, text: str) -> str:
    """The one paper that is named and not denied."""
    found = [one for one in turn.plan.papers.values() if one.form and one.form in text]
    found = found or [
        one for one in turn.plan.papers.values() if any(word in text for word in one.called)
    ]
    return found[0].id if len(found) == 1 else ""
