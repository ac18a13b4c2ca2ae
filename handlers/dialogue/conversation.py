"""One message in, one reply out: who asks, what is remembered, which topic answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from handlers.audit.service import note_told
from handlers.cases.service import note
from handlers.dialogue.context_carryover import continues, merged
from handlers.dialogue.in_group import is_private, talk_of
from handlers.dialogue.resolving import pressed, resolved
from handlers.dialogue.router import dispatched, of_several
from handlers.dialogue.stale import settled_by_text, superseded
from handlers.dialogue.state_update import offering_again, remembered
from handlers.dialogue.strangers import noted, refused
from handlers.dialogue.taught import taught
from handlers.dialogue.unreadable import note_unread
from handlers.roster.service import merging_told
from handlers.turn.context import Asker, Desk
from handlers.turn.message import Choice, Inquiry
from handlers.turn.people import described, facts_on_roster, member_asks, names_for
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.state import Memory
from language.reader import Reader
from language.reading import AXIS_OF_TOPIC, Context, Name, Reading
from rules.plan import Facts, Plan
from storage import Records, Store
from storage.blobs import Blobs
from storage.precedents import plan_in_force

Finish = Callable[[Records, Reply], None]
_NOT_HERE = "人员和单位的具体情况不在群里说，请单独发消息问我。"
# Commands on the ruling just given are about the same person.
_ON_THE_RULING = frozenset({"petition", "decision_slip"})
_ON_AN_ANSWER = "why_changed"


def respond(
    inquiry: Inquiry,
    store: Store,
    plan: Plan,
    reader: Reader,
    *,
    public_url: str,
    finish: Finish | None = None,
) -> Reply:
    """The reply, in one transaction with all it changes; `finish` is called inside it."""
    with store.transaction() as records:
        asker = _asker(records, inquiry.sender)
        if asker.role == "unknown":
            reply = _stranger(plan)
        else:
            whose = talk_of(inquiry)
            memory = Memory.from_json(records.talks.open(whose, inquiry.at))
            in_force = plan_in_force(plan, records)
            talk = Talk(in_force, reader, records, asker, public_url, store.blobs)
            reply, memory = talk.turn(inquiry, memory)
            if memory == Memory():
                records.talks.end(whose)
            else:
                records.talks.save(whose, memory.to_json(), inquiry.at)
            note_told(records, inquiry, asker, memory, reply)
        if finish:
            finish(records, reply)
    return reply


def _asker(records: Records, userid: str) -> Asker:
    member = records.members.by_userid(userid)
    if member is None:
        return Asker(userid, "", "unknown")
    return member_asks(records, member)


def _stranger(plan: Plan) -> Reply:
    words = f"您还没有登记，我不能替您办理。请联系{plan.office}，把您的企业微信账号登记到单位名下。"
    return Reply(Kind.OFF, words)


class Talk:
    """A conversation of one asker within one transaction."""

    def __init__(
        self,
        plan: Plan,
        reader: Reader,
        records: Records,
        asker: Asker,
        public_url: str,
        blobs: Blobs | None = None,
    ) -> None:
        """Without `blobs` it is a rehearsal: no file is made and nobody is noted as told."""
        self._plan, self._reader, self._records = plan, reader, records
        self._asker, self._public_url, self._blobs = asker, public_url, blobs

    def turn(self, inquiry: Inquiry, memory: Memory) -> tuple[Reply, Memory]:
        """The reply to one message and what to remember after it."""
        key = inquiry.choice.key if inquiry.choice else None
        text = inquiry.text or ""
        if key is None and not text.strip():
            return _wordless(inquiry), memory
        reading = Reading(text="")
        if key is None:
            names = names_for(self._records, self._asker)
            reading = self._reader.read(text, _context(memory, inquiry.at.date(), names))
            key = reading.picked
        if key is not None:
            reading = pressed(key, reading, self._plan, memory)
        if inquiry.group is not None and is_private(reading, memory):
            return Reply(Kind.OFF, _NOT_HERE), memory
        desk = Desk(
            self._plan,
            self._records,
            self._asker,
            inquiry.at,
            reading,
            memory,
            self._public_url,
            merged(memory, reading),
            said=text,
            choice=inquiry.choice or (Choice(key, "") if key else None),
            blobs=self._blobs,
        )
        older = superseded(key, memory) if inquiry.choice and key else None
        if older:
            return older, memory
        reply, after = self._answered(desk, key)
        settles = settled_by_text(memory, after, picked=key is not None)
        reply = replace(reply, settles="" if inquiry.choice else settles)
        reply = reply if inquiry.group else merging_told(reply, desk)
        return reply, _offered(after, memory, reply, inquiry.message_id)

    def _answered(self, desk: Desk, key: str | None) -> tuple[Reply, Memory]:
        topic, axes = resolved(desk)
        if topic == "unread":
            topic = taught(desk) or topic
        desk = replace(desk, axes=axes)
        if topic in AXIS_OF_TOPIC or topic == _ON_AN_ANSWER:
            refusal = refused(desk)
            if refusal:
                return refusal, Memory()
            if desk.reading.no_such_day:
                which = _which_day(desk.reading)
                return which, remembered(desk, topic, which, key)
            twins = _namesakes(desk.reading.people) if not key else ()
            if twins:
                return self._which(desk, topic, twins)
            why = topic == _ON_AN_ANSWER
            desks = [self._of_the_answer(desk, key)] if why else self._desks(desk, key)
            reply, desk = of_several(desks, topic) if len(desks) > 1 else (None, desks[0])
            reply = reply or dispatched(desk, topic)
        else:
            desks = [self._on_the_ruling(desk) if topic in _ON_THE_RULING else desk]
            reply, desk = dispatched(desks[0], topic), desks[0]
        if self._blobs is not None:
            for one in desks:
                note(one, topic, reply)
        if topic == "unread":
            note_unread(desk)
        after = remembered(desk, topic, reply, key)
        reply = noted(reply, desk) if topic in AXIS_OF_TOPIC else reply
        return offering_again(reply, desk.memory, topic), after

    def _which(self, desk: Desk, topic: str, twins: tuple[Name, ...]) -> tuple[Reply, Memory]:
        options = tuple(
            Option(described(self._records, one.id), f"person:{one.id}") for one in twins
        )
        words = f"有{len(twins)}位{twins[0].text}，您问的是哪一位？"
        reply = Reply(Kind.ASK, words, asks="person", options=options)
        return reply, remembered(desk, topic, reply, None)

    def _desks(self, desk: Desk, key: str | None) -> list[Desk]:
        """One desk for each person the message is about."""
        reading = desk.reading
        by_name = {name.text: name for name in reading.people}
        if reading.persons:
            return [
                self._of_person(desk, facts, by_name[label].id if label in by_name else None, label)
                for label, facts in reading.persons
            ]
        if len(by_name) > 1:
            return [
                self._of_person(desk, desk.facts, name.id, name.text) for name in by_name.values()
            ]
        found = self._person_meant(desk, key)
        return [self._of_person(desk, desk.facts, found, _who(desk))]

    def _on_the_ruling(self, desk: Desk) -> Desk:
        person_id = desk.memory.person_id
        return self._of_person(desk, desk.facts, person_id, desk.memory.label)

    def _of_the_answer(self, desk: Desk, key: str | None) -> Desk:
        """Whose answer is doubted: who is named, else who was talked about, else a cadre's own.

        The facts are those of the talk: “不是说在原单位吗” quotes an answer and tells none.
        """
        memory, reading = desk.memory, desk.reading
        own = self._asker.person_id if self._asker.role == "cadre" else None
        named = (
            self._person_meant(desk, key) if key or reading.people or reading.about_self else None
        )
        unknown = bool(reading.strangers or reading.labels) and not reading.people
        person_id = named or (None if unknown else memory.person_id or own)
        same = person_id == memory.person_id and not unknown
        return self._of_person(desk, memory.facts if same else {}, person_id, "")

    def _person_meant(self, desk: Desk, key: str | None) -> int | None:
        if key and key.startswith("person:"):
            return int(key.partition(":")[2])
        if desk.reading.people:
            return desk.reading.people[0].id
        if desk.reading.about_self and self._asker.role == "cadre":
            return self._asker.person_id
        return desk.memory.person_id if continues(desk.memory, desk.reading) else None

    def _of_person(self, desk: Desk, said: Facts, person_id: int | None, who: str) -> Desk:
        """What was said about a person over what the roster has; words win."""
        if person_id is None:
            return replace(desk, facts=dict(said), who=who)
        known = dict(facts_on_roster(self._records, self._plan, person_id))
        post = self._records.roster.person(person_id).post
        for fact, given in self._reader.facts_in(post).items():
            known.setdefault(fact, replace(given, source="roster"))
        name = self._records.roster.person(person_id).name
        return replace(
            desk, facts={**known, **said}, on_roster=known, who=who or name, person_id=person_id
        )


def _offered(after: Memory, before: Memory, reply: Reply, message_id: str) -> Memory:
    """Which message's card holds the options that are open now."""
    if reply.options:
        return replace(after, offered_in=message_id)
    return replace(after, offered_in=before.offered_in if after.options else "")


def _namesakes(people: tuple[Name, ...]) -> tuple[Name, ...]:
    """People of one name, where the message names somebody of whom there are several."""
    for name in people:
        same = tuple(one for one in people if one.text == name.text)
        if len(same) > 1:
            return same
    return ()


def _which_day(reading: Reading) -> Reply:
    """A ruling must not rest on another day than was meant."""
    words = f"没有“{reading.no_such_day}”这一天。是哪年哪月哪日？例如“2019年6月28日”。"
    return Reply(Kind.ASK, words, asks="retired_on" if "退" in reading.text else "months_served")


def _wordless(inquiry: Inquiry) -> Reply:
    kind = inquiry.attachment.kind if inquiry.attachment else ""
    words = {
        "voice": "语音我听不了，请用文字再说一遍。",
        "file": "文件请从上传页面交，聊天里收不到内容。",
        "image": "图片我看不了内容；要交材料请从上传页面传。",
    }
    return Reply(Kind.OFF, words.get(kind, "这条消息我读不了，请用文字告诉我要问什么。"))


def _context(memory: Memory, today: date, names: tuple[Name, ...]) -> Context:
    return Context(
        today=today,
        open_fact=memory.open_fact,
        options=memory.options,
        topic=memory.topic,
        known=memory.facts,
        said_before=memory.said,
        names=names,
    )


def _who(desk: Desk) -> str:
    if desk.reading.people:
        return desk.reading.people[0].text
    if desk.reading.labels:
        return desk.reading.labels[0]
    return desk.memory.label if continues(desk.memory, desk.reading) else ""
