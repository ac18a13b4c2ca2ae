"""A message answered: who asks, the talk so far, the reply, and what is remembered of it."""

from collections.abc import Callable
from dataclasses import replace

from handlers.audit.service import note_told
from handlers.dialogue.in_group import talk_of
from handlers.dialogue.seasons import Meant, Seasons, season_of
from handlers.dialogue.talk import Talk
from handlers.turn.context import Asker
from handlers.turn.message import IncomingMessage
from handlers.turn.other_season import told_of
from handlers.turn.people import member_asks
from handlers.turn.reply import Kind, Reply
from handlers.turn.state import DialogueState
from language.quotation import said_below
from language.reader import Reader
from rules.plan import Plan
from storage import Records, Store
from storage.blobs import Blobs
from storage.precedents import plan_in_force

Finish = Callable[[Records, Reply], None]


def respond(
    message: IncomingMessage,
    store: Store,
    plan: Plan,
    reader: Reader,
    *,
    public_url: str,
    finish: Finish | None = None,
    seasons: Seasons | None = None,
) -> Reply:
    """The reply, in one transaction with all it changes; `finish` is called inside it.

    `seasons`: where other plans are in use beside `plan`, which is the one that runs.
    """
    with store.transaction() as records:
        reply = respond_within(
            records,
            message,
            plan,
            reader,
            public_url=public_url,
            blobs=store.blobs,
            seasons=seasons,
        )
        if finish:
            finish(records, reply)
    return reply


def respond_within(
    records: Records,
    message: IncomingMessage,
    plan: Plan,
    reader: Reader,
    *,
    public_url: str,
    blobs: Blobs,
    seasons: Seasons | None = None,
) -> Reply:
    """The reply, and all it changes in the transaction of `records`."""
    seasons = seasons or Seasons(plan, reader)
    if message.text:
        message = replace(message, text=said_below(message.text))
    asker = _asker(records, message.sender)
    if asker.role == "unknown":
        return _stranger(plan)
    whose = talk_of(message)
    state = DialogueState.from_json(records.talks.open(whose, message.at))
    before = state
    found = season_of(seasons, message, state)
    if isinstance(found, Meant):
        reply, state = _in_season(records, found, seasons, reader, asker, public_url, blobs)
    else:
        reply, state = found
    if state == DialogueState():
        records.talks.end(whose)
    else:
        said = message.text or _chosen(before, message)
        state = state.with_exchange(before, said, reply.text)
        records.talks.save(whose, state.to_json(), message.at)
    note_told(records, message, asker, state, reply)
    return reply


def _chosen(before: DialogueState, message: IncomingMessage) -> str:
    """What stands on the button that was pressed."""
    key = message.choice.key if message.choice else ""
    return dict(before.options).get(key, "")


def _in_season(
    records: Records,
    meant: Meant,
    seasons: Seasons,
    reader: Reader,
    asker: Asker,
    public_url: str,
    blobs: Blobs,
) -> tuple[Reply, DialogueState]:
    """`reader`: of the season that runs, which may be one that takes a guess for granted."""
    plan, other = meant.plan, meant.plan is not seasons.plan
    if other:
        reader, records = seasons.reader(plan), records.of_season(plan.id)
    talk = Talk(plan_in_force(plan, records), reader, records, asker, public_url, blobs)
    reply, state = talk.turn(meant.message, meant.state)
    if not other:
        return reply, state
    return told_of(plan, reply, records), replace(state, season=plan.id)


def _asker(records: Records, userid: str) -> Asker:
    member = records.members.by_userid(userid)
    if member is None:
        return Asker(userid, "", "unknown")
    return member_asks(records, member)


def _stranger(plan: Plan) -> Reply:
    words = f"您还没有登记，我不能替您办理。请联系{plan.office}，把您的企业微信账号登记到单位名下。"
    return Reply(Kind.OFF, words)
