"""One turn of a talk: what was read, which topic answers, what is remembered of it."""

from dataclasses import replace

from handlers.cases.service import note
from handlers.dialogue.apart import asked_apart, one_by_one
from handlers.dialogue.asking_back import (
    namesakes,
    not_to_be_sent,
    told_apart,
    which_day,
    wordless,
)
from handlers.dialogue.context_carryover import continues, merged
from handlers.dialogue.deeds import answer_to_deed, typed_answer
from handlers.dialogue.in_group import not_for_a_group
from handlers.dialogue.off_matter import read_in_talk
from handlers.dialogue.own_side import (
    asks_for_oneself,
    called_by_name,
    turned_to_oneself,
    with_own_unit,
)
from handlers.dialogue.person_meant import only_one_named, over_the_roster, without_replaced
from handlers.dialogue.policy import resolved, told_by_shape
from handlers.dialogue.pressing import pressed
from handlers.dialogue.router import dispatched, of_several
from handlers.dialogue.stale import settled_by_text
from handlers.dialogue.state_update import also_of, offered_in, offering_again, read_in, remembered
from handlers.dialogue.strangers import noted, refused
from handlers.dialogue.taught import may_be_taught, taught
from handlers.dialogue.topics.choosing import besides_offered, readings_offered
from handlers.dialogue.undoing import undone
from handlers.dialogue.unreadable import note_unread
from handlers.roster.service import merging_told
from handlers.turn.buttons import Button, PersonButton, UnknownButton
from handlers.turn.context import Asker, TurnContext
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.old_buttons import read_button
from handlers.turn.people import NamesSeen, described, facts_on_roster, sees_person
from handlers.turn.reply import VOID, Kind, Option, Reply
from handlers.turn.state import DialogueState
from language.numbered import NUMBERED
from language.reader import Reader
from language.reading import Context, Name, Reading
from language.subject import names_an_id_number, put_in
from rules.plan import Facts, Given, Plan
from rules.plan.dialogue import QUESTIONS
from storage import Records
from storage.blobs import Blobs

_PETITION = "请示"
_NOT_HERE = "人员和单位的具体情况不在群里说，请单独发消息问我。"
# Commands on the ruling just given are about the same person.
_ON_THE_RULING = frozenset({"petition", "decision_slip"})
_ON_AN_ANSWER = "why_changed"


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

    def turn(self, message: IncomingMessage, state: DialogueState) -> tuple[Reply, DialogueState]:
        """The reply to one message and what to remember after it."""
        text = message.text or ""
        if message.choice is None and names_an_id_number(text):
            return not_to_be_sent(), state
        put = "" if message.choice or message.group else put_in(text)
        if put:
            return self._put(message, put, state)
        key = message.choice.key if message.choice else typed_answer(state, text)
        if key is None and not text.strip():
            return wordless(message), state
        reading = Reading(text="")
        if key is None:
            names = NamesSeen(self._records, self._asker)
            plain = read_in(state, {}, message.at.date(), names)
            if parts := self._apart(text, plain):
                return one_by_one([replace(message, text=one) for one in parts], state, self.turn)
            known = self._known(state, text)
            text = called_by_name(text, self._asker, state, self._records)
            context = read_in(state, known, message.at.date(), names)
            reading = read_in_talk(self._reader, text, context)
            reading = with_own_unit(reading, self._asker, self._plan, self._records)
            state = turned_to_oneself(state, reading, self._asker)
            key = reading.picked
        button = None
        if key is not None:
            try:
                button = self._button(key)
                reading = pressed(button, key, reading, self._plan, state)
            except UnknownButton:
                return Reply(Kind.ACTION, str(UnknownButton.__doc__), card=VOID), state
        turn = TurnContext(
            self._plan,
            self._records,
            self._asker,
            message.at,
            reading,
            state,
            self._public_url,
            merged(state, reading, self._plan),
            on_roster=self._on_roster(only_one_named(reading)),
            said=text,
            choice=message.choice or (Choice(key, "") if key else None),
            button=button,
            blobs=self._blobs,
        )
        if message.group is not None and not_for_a_group(turn):
            return Reply(Kind.OFF, _NOT_HERE), state
        reply, after = self._answered(turn, key)
        if not message.choice and (state.options or button is not None):
            settles = settled_by_text(state, after, button, picked=key is not None)
            reply = replace(reply, settles=settles)
        gone = self._records.roster.gone() and not message.group
        reply = merging_told(reply, turn) if gone else reply
        return reply, offered_in(after, state, reply, message.message_id)

    def _apart(self, text: str, plain: Context) -> list[str]:
        may = NUMBERED.may_fit(text) or text.count("?") + text.count("？") > 1
        return asked_apart(text, self._reader, plain, self._plan) if may else []

    def _put(
        self, message: IncomingMessage, question: str, state: DialogueState
    ) -> tuple[Reply, DialogueState]:
        """“替我请示：…”: the question, and where the notice does not settle it, the petition."""
        reply, after = self.turn(replace(message, text=question), state)
        if reply.pending is not None:
            return reply, after  # shown already: another “请示” would be the yes to it
        settled = reply.kind not in (Kind.SILENT, Kind.CLASH)
        # What we would have asked first is the section's to ask back.
        unread = settled or after.unread
        after = replace(after, unread=unread, said=question, asked=question, open_fact=None)
        shown, then = self.turn(replace(message, text=_PETITION), after)
        # Whoever wants it put all the same sees first what the notice says.
        told = settled and reply.kind is not Kind.ASK
        return (replace(shown, text=f"{reply.text}\n\n{shown.text}") if told else shown), then

    def _known(self, state: DialogueState, text: str) -> Facts:
        """What is known of whom the message names or, naming nobody of the talk, goes on with."""
        again = [one for one in state.others if one.label and one.label in text]
        if again and not (state.label and state.label in text):
            return {**self._on_roster(again[-1].person_id), **again[-1].facts}
        own = self._asker.person_id if asks_for_oneself(self._asker) else None
        return {**self._on_roster(state.person_id or own), **state.facts}

    def _button(self, key: str) -> Button:
        """What a key asks for. Raises UnknownButton, also for somebody the asker does not see."""
        button = read_button(key)
        whom = button.person_id if isinstance(button, PersonButton) else None
        if whom is not None and not sees_person(self._records, self._asker, whom):
            raise UnknownButton
        return button

    def _answered(self, turn: TurnContext, key: str | None) -> tuple[Reply, DialogueState]:
        answer = answer_to_deed(turn) or undone(turn)
        if answer is not None:
            # What did nothing leaves what waits as it is.
            done, of = answer
            return done, turn.state if done.card == VOID else remembered(turn, of, done, key)
        topic, axes = resolved(turn)
        shaped = told_by_shape(turn, topic)
        lesson = taught(turn) if not shaped and may_be_taught(turn, topic) else ""
        topic = lesson or topic
        in_doubt = turn.reading.readings and not lesson and not shaped
        if in_doubt and len(readings_offered(turn)) > 1:
            topic, axes = "choosing", ()
        turn = replace(turn, axes=axes) if axes else turn
        if topic in QUESTIONS or topic == _ON_AN_ANSWER:
            refusal = refused(turn)
            if refusal:
                return refusal, DialogueState()
            if turn.reading.no_such_day:
                which = which_day(turn)
                return which, remembered(turn, topic, which, key)
            turn = turn if key else told_apart(turn)
            twins = namesakes(turn.reading.people) if not key else ()
            if twins:
                return self._which(turn, topic, twins)
            why = topic == _ON_AN_ANSWER
            turns = [self._of_the_answer(turn, key)] if why else self._turns(turn, key)
            reply, turn = of_several(turns, topic) if len(turns) > 1 else (None, turns[0])
            reply = reply or dispatched(turn, topic)
        else:
            turns = [self._on_the_ruling(turn) if topic in _ON_THE_RULING else turn]
            reply, turn = dispatched(turns[0], topic), turns[0]
        if self._blobs is not None:
            for one in turns:
                note(one, topic, reply)
        if topic in {"unread", "choosing"}:
            note_unread(turn)
        reply = besides_offered(turn, topic, reply)
        after = also_of(remembered(turn, topic, reply, key), turns)
        reply = noted(reply, turn) if topic in QUESTIONS else reply
        return offering_again(reply, turn.state, topic), after

    def _which(
        self, turn: TurnContext, topic: str, twins: tuple[Name, ...]
    ) -> tuple[Reply, DialogueState]:
        options = tuple(
            Option(described(self._records, one.id), PersonButton(one.id)) for one in twins
        )
        words = f"有{len(twins)}位{twins[0].text}，您问的是哪一位？"
        reply = Reply(Kind.ASK, words, asks="person", options=options)
        return reply, remembered(turn, topic, reply, None)

    def _turns(self, turn: TurnContext, key: str | None) -> list[TurnContext]:
        """One turn for each person the message is about."""
        reading = turn.reading
        by_name = {name.text: name for name in reading.people}
        if reading.persons:
            return [
                self._of_person(turn, facts, by_name[label].id if label in by_name else None, label)
                for label, facts in reading.persons
            ]
        if len(by_name) > 1:
            return [
                self._of_person(turn, turn.facts, name.id, name.text) for name in by_name.values()
            ]
        found = self._person_meant(turn, key)
        # Whom a button names by number is called as the roster has them.
        who = "" if isinstance(turn.button, PersonButton) else _who(turn)
        return [self._of_person(turn, turn.facts, found, who)]

    def _on_the_ruling(self, turn: TurnContext) -> TurnContext:
        person_id = turn.state.person_id
        return self._of_person(turn, turn.facts, person_id, turn.state.label)

    def _of_the_answer(self, turn: TurnContext, key: str | None) -> TurnContext:
        """Whose answer is doubted: who is named, else who was talked about, else a cadre's own.

        The facts are those of the talk: “不是说在原单位吗” quotes an answer and tells none.
        """
        state, reading = turn.state, turn.reading
        own = self._asker.person_id if asks_for_oneself(self._asker) else None
        named = (
            self._person_meant(turn, key) if key or reading.people or reading.about_self else None
        )
        unknown = bool(reading.strangers or reading.labels) and not reading.people
        person_id = named or (None if unknown else state.person_id or own)
        same = person_id == state.person_id and not unknown
        return self._of_person(turn, state.facts if same else {}, person_id, "")

    def _person_meant(self, turn: TurnContext, key: str | None) -> int | None:
        if isinstance(turn.button, PersonButton):
            return turn.button.person_id
        if turn.reading.people:
            return turn.reading.people[0].id
        if turn.reading.about_self and asks_for_oneself(self._asker):
            return self._asker.person_id
        return turn.state.person_id if continues(turn.state, turn.reading, turn.plan) else None

    def _of_person(
        self, turn: TurnContext, said: Facts, person_id: int | None, who: str
    ) -> TurnContext:
        """What was said about a person over what the roster has; words win."""
        if person_id is None:
            return replace(turn, facts=dict(said), who=who, on_roster={})
        known = self._on_roster(person_id)
        name = self._records.roster.person(person_id).name
        new = over_the_roster(turn, said, known)
        known = without_replaced(known, new, self._plan)
        return replace(
            turn, facts={**known, **new}, on_roster=known, who=who or name, person_id=person_id
        )

    def _on_roster(self, person_id: int | None) -> dict[str, Given]:
        """What the roster and the post it has say of a person the asker may see."""
        if person_id is None or not sees_person(self._records, self._asker, person_id):
            return {}
        known = dict(facts_on_roster(self._records, self._plan, person_id))
        post = self._records.roster.person(person_id).post
        for fact, given in self._reader.facts_in(post).items():
            known.setdefault(fact, replace(given, source="roster"))
        return known


def _who(turn: TurnContext) -> str:
    if turn.reading.people:
        return turn.reading.people[0].text
    if turn.reading.labels:
        return turn.reading.labels[0]
    return turn.state.label if continues(turn.state, turn.reading, turn.plan) else ""
