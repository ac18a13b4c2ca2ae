"""Deeds: shown with exactly what and whom, done after a yes, once; small ones undone by one tap.

Chat and pages go through here, so that what may be done, and to whose papers, is asked of one
table whichever door somebody comes through.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, get_args

from handlers.cases.service import DEEDS as _CASES
from handlers.deadlines.service import DEEDS as _DEADLINES
from handlers.dialogue.agreeing import (
    names_it,
    of_what_is_left,
    only_questions_since,
    orders_what_waits,
    points_back,
    taken_up_again,
)
from handlers.dialogue.amending import amended, says_again
from handlers.dialogue.amending_requests import of_another_paper
from handlers.dialogue.amending_words import adds_words
from handlers.dialogue.deed_names import how_to_change, showing_id, wants_change
from handlers.dialogue.lessons import DEEDS as _LESSONS
from handlers.dialogue.not_kept import with_not_kept
from handlers.dialogue.small_deeds import agreed_to_what_is_done
from handlers.dialogue.two_people import waits_for_another
from handlers.matters.service import DEEDS as _MATTERS
from handlers.matters.service import puts_off
from handlers.notifications.service import DEEDS as _NOTIFICATIONS
from handlers.notifications.service import OWN_COMMANDS
from handlers.roster.service import DEEDS as _ROSTER
from handlers.submissions.service import DEEDS as _SUBMISSIONS
from handlers.turn.buttons import DeedButton, OldNo, OldYes, YesNo, key_of
from handlers.turn.commands import Command
from handlers.turn.context import DeedContext, TurnContext
from handlers.turn.deeds import UNDO_LABEL, AnyDeedService, Preview
from handlers.turn.matter_commands import AskExtension
from handlers.turn.refusals import refused_for
from handlers.turn.reply import VOID, Kind, Option, Reply
from handlers.turn.season import over_words
from handlers.turn.state import DialogueState, PendingDeed
from language.consent import goes_on, says_no, says_yes

DEEDS: Final[Mapping[type[Command], AnyDeedService]] = MappingProxyType(
    {
        each.command: each
        for room in (_SUBMISSIONS, _NOTIFICATIONS, _DEADLINES, _CASES, _MATTERS, _ROSTER, _LESSONS)
        for each in room
    }
)
# The roster is made ready for the next season while none goes on; own wishes are of no season.
_AT_ANY_TIME: Final = frozenset(each.command for each in _ROSTER) | OWN_COMMANDS
_TOPICS: Final = frozenset(each.topic for each in DEEDS.values())
LASTS: Final = timedelta(minutes=30)
UNDO_LASTS: Final = timedelta(minutes=10)
_ONCE: Final = "这件事刚才已经定了，没有再办一次："
_UNDONE_ONCE: Final = "已经撤销过了，没有再撤一次。"
_OLDER: Final = "这张卡片是先前的，没有照它办。现在等您定的是后面那一条：请按新卡片，或者回复序号。"
_GONE: Final = "这张卡片放得太久了，或者后来问了别的，没有照它办。还要办的话，请再说一遍。"
_SAY_ANEW: Final = "要改了再办的，请把改好的整句再说一遍。"
_NOTHING: Final = "好的，没有办。"
_UNDOABLE: Final = "不对的话，十分钟内可以撤销："
_ONE_BY_ONE: Final = "一份一份来：这一件定了，再说另一份的延期。现在等您定的是："
_TOO_LATE: Final = "已经过了十分钟，不能一键撤销了。"


def show(context: DeedContext, command: Command) -> Preview | Reply:
    """What the deed would do, or why it may not or cannot be done; nothing is done."""
    service = DEEDS[type(command)]
    no = _refused(context, command, service)
    if no:
        return no
    if service.show is None:
        raise NotImplementedError(command.kind)
    return service.show(context, command)


def do(context: DeedContext, command: Command) -> Reply:
    """Carry the deed out for who acts, or say why they may not."""
    service = DEEDS[type(command)]
    return (
        _refused(context, command, service)
        or waits_for_another(context, command)
        or service.do(context, command)
    )


def _refused(context: DeedContext, command: Command, service: AnyDeedService) -> Reply | None:
    """Who may not do it is told that; then whether the season is over."""
    no = refused_for(context, service.deed(command), service.targets(context, command))
    if no or type(command) in _AT_ANY_TIME:
        return no
    words = over_words(context.plan, context.records)
    return Reply(Kind.ACTION, words) if words else None


def ordered(turn: DeedContext, command: Command) -> Reply:
    """A deed asked for in so many words: shown, or done at once where one tap undoes it."""
    service = DEEDS[type(command)]
    if service.show is None:
        return _done_at_once(turn, command, service)
    shown = show(turn, command)
    if isinstance(shown, Reply):
        return shown
    id = showing_id(turn, shown.command)
    pending = PendingDeed(id, shown.command, turn.now, shown.yes, shown.dropped)
    options = (
        Option(shown.yes, DeedButton(id, "yes")),
        Option(shown.no, DeedButton(id, "no")),
    )
    text = f"{shown.text}\n{shown.question}"
    reply = Reply(
        Kind.ACTION,
        text,
        options=options,
        links=shown.links,
        pending=pending,
        question=shown.question,
    )
    return with_not_kept(turn, command, reply)


def _done_at_once(turn: DeedContext, command: Command, service: AnyDeedService) -> Reply:
    no = _refused(turn, command, service)
    if no:
        return no
    inverse = service.inverse(turn, command) if service.inverse else None
    reply = service.do(turn, command)
    if inverse is None:
        return reply
    id = showing_id(turn, inverse)
    pending = PendingDeed(id, inverse, turn.now, UNDO_LABEL, "", undoes=True)
    options = (Option(UNDO_LABEL, DeedButton(id, "undo")),)
    return replace(reply, options=options, pending=pending, question=_UNDOABLE)


def typed_answer(state: DialogueState, text: str) -> str | None:
    """The key of the button a typed yes or no stands for; None where it is about something else.

    A yes holds only straight after the deed was shown.
    """
    pending = state.pending
    if pending is None or pending.undoes or pending.came_of_it or not text.strip():
        return None
    yes, no = (key_of(DeedButton(pending.id, said)) for said in get_args(YesNo))
    just_now = _just_shown(state, pending)
    if just_now and says_yes(text, pending.yes):
        return yes
    if says_no(text, asked_just_now=just_now):
        return None if adds_words(text) else no
    return None


def waits(pending: PendingDeed | None, now: datetime) -> bool:
    """Whether there is a deed that was shown and neither done nor dropped."""
    if pending is None or pending.undoes or pending.came_of_it:
        return False
    return now - pending.at <= LASTS


def shown_again(turn: TurnContext) -> Reply | None:
    """The deed that waits, to be checked once more; None where none does."""
    pending = turn.state.pending
    if pending is None or not waits(pending, turn.now):
        return None
    reply = ordered(turn, pending.command)
    return replace(reply, text=f"再核对一遍。{reply.text}")


def _bare_yes(turn: TurnContext) -> tuple[Reply, str] | None:
    """A bare yes long after a deed was shown: it is shown once more, not done."""
    pending = turn.state.pending
    if pending is None or turn.reading.topic != "nothing_open":
        return None
    reply = shown_again(turn) if says_yes(turn.said, pending.yes) else None
    return (reply, DEEDS[type(pending.command)].topic) if reply else None


def settled(turn: TurnContext, button: DeedButton) -> Reply:
    """What a yes, a no or an undo comes to; the reply carries what becomes of the pending deed."""
    pending = turn.state.pending
    if pending is None or pending.id != button.id:
        words = _OLDER if waits(pending, turn.now) else _GONE
        return Reply(Kind.ACTION, words, card=VOID)
    if pending.came_of_it:
        words = _UNDONE_ONCE if pending.undoes else f"{_ONCE}{pending.came_of_it}"
        return Reply(
            Kind.ACTION, words, pending=pending, card="" if button.answer == "yes" else VOID
        )
    if turn.now - pending.at > (UNDO_LASTS if pending.undoes else LASTS):
        return Reply(Kind.ACTION, _TOO_LATE if pending.undoes else _GONE, card=VOID)
    if button.answer == "no":
        words = pending.dropped + (_SAY_ANEW if turn.said and goes_on(turn.said) else "")
        return Reply(Kind.ACTION, words, pending=replace(pending, came_of_it=pending.dropped))
    reply = do(turn, pending.command)
    first = reply.text.partition("\n")[0]
    return replace(reply, pending=replace(pending, came_of_it=first))


def answer_to_deed(turn: TurnContext) -> tuple[Reply, str] | None:
    """The reply to what settles a deed or asks for it again, and its topic; None for all else."""
    pending = turn.state.pending
    match turn.button:
        case DeedButton() as button:
            return settled(turn, button), DEEDS[type(pending.command)].topic if pending else "deed"
        case OldYes(command) if waits(pending, turn.now):
            return Reply(Kind.ACTION, _OLDER, card=VOID), DEEDS[type(command)].topic
        case OldYes(command):
            return do(turn, command), DEEDS[type(command)].topic
        case OldNo():
            return Reply(Kind.ACTION, _NOTHING), "deed"
    return (
        agreed_to_what_is_done(turn)
        or _named_yes(turn)
        or _bare_yes(turn)
        or _put_right(turn)
        or _not_put_right(turn)
        or _taken_up_again(turn)
    )


def _taken_up_again(turn: TurnContext) -> tuple[Reply, str] | None:
    """What was called off a while ago and is wanted all the same is shown anew."""
    pending = turn.state.pending
    if pending is None or turn.now - pending.at > LASTS:
        return None
    command = taken_up_again(turn, pending)
    return (ordered(turn, command), DEEDS[type(command)].topic) if command else None


def _named_yes(turn: TurnContext) -> tuple[Reply, str] | None:
    """A yes also after something else: it names what waits, or orders it by its own verb."""
    pending = turn.state.pending
    if pending is None or turn.choice is not None or not waits(pending, turn.now):
        return None
    if _just_shown(turn.state, pending) and of_what_is_left(turn, pending):
        return _agreed(turn, pending)
    if names_it(turn, pending) or orders_what_waits(turn, pending, _topic(pending), _TOPICS):
        return _agreed(turn, pending)
    return None


def _put_right(turn: TurnContext) -> tuple[Reply, str] | None:
    """“只发乡镇”, “改7日” while a deed waits: it is shown anew. “对，就7号” of the 7th is a yes."""
    pending = turn.state.pending
    if pending is None or turn.choice is not None or not waits(pending, turn.now):
        return None
    command = amended(turn, pending.command)
    if command is None:
        return None
    as_shown = command == pending.command and (
        _just_shown(turn.state, pending)
        or (points_back(turn.said) and only_questions_since(turn, _topic(pending), _TOPICS))
    )
    if as_shown and says_again(turn, command, pending.yes):
        return _agreed(turn, pending)
    return ordered(turn, command), DEEDS[type(command)].topic


def _not_put_right(turn: TurnContext) -> tuple[Reply, str] | None:
    """What changes nothing that could be read is said so; the deed waits on."""
    pending = turn.state.pending
    if pending is None or turn.choice is not None or not waits(pending, turn.now):
        return None
    if not _just_shown(turn.state, pending):
        return None
    if isinstance(pending.command, AskExtension) and _asks_for_more(turn, pending.command):
        reply = ordered(turn, pending.command)
        return replace(reply, text=f"{_ONE_BY_ONE}\n{reply.text}"), "ask_extension"
    if not wants_change(turn):
        return None
    reply = ordered(turn, pending.command)
    how = how_to_change(pending.command)
    words = f"没有看懂要改哪里，没有改，也没有办。{how}现在等您定的还是这件："
    return replace(reply, text=f"{words}\n{reply.text}"), DEEDS[type(pending.command)].topic


def _asks_for_more(turn: TurnContext, command: AskExtension) -> bool:
    """“附件1也想晚两天” while the request for another paper waits, which must not be lost."""
    return of_another_paper(turn, command, turn.said) and puts_off(turn.said)


def _agreed(turn: TurnContext, pending: PendingDeed) -> tuple[Reply, str]:
    return settled(turn, DeedButton(pending.id, "yes")), DEEDS[type(pending.command)].topic


def _topic(pending: PendingDeed) -> str:
    return DEEDS[type(pending.command)].topic


def _just_shown(state: DialogueState, pending: PendingDeed) -> bool:
    """Whether nothing was said between."""
    return key_of(DeedButton(pending.id, "yes")) in {key for key, _ in state.options}
