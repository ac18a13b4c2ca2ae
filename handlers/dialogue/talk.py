"""One turn of a talk: what was read, which topic answers, what is remembered of it."""

from dataclasses import replace

from handlers.cases.service import asks_now, note, worded_now
from handlers.dialogue.apart import asked_apart, one_by_one
from handlers.dialogue.asking_back import (
    namesakes,
    not_to_be_sent,
    still_two,
    told_apart,
    which_day,
    which_one,
    wordless,
)
from handlers.dialogue.context_carryover import merged, still_beyond
from handlers.dialogue.deeds import answer_to_deed, typed_answer
from handlers.dialogue.in_group import not_for_a_group
from handlers.dialogue.injection import REFUSED, without_injection
from handlers.dialogue.injection import refused as refused_to_overrule
from handlers.dialogue.of_whom import OfWhom
from handlers.dialogue.off_matter import read_in_talk
from handlers.dialogue.own_side import (
    asks_for_oneself,
    called_by_name,
    turned_to_oneself,
    with_own_unit,
)
from handlers.dialogue.person_meant import only_one_named
from handlers.dialogue.policy import resolved, told_by_shape
from handlers.dialogue.post_named import turned_to_post
from handlers.dialogue.pressing import pressed
from handlers.dialogue.router import dispatched, of_several
from handlers.dialogue.stale import settled_by_text
from handlers.dialogue.state_update import also_of, offered_in, offering_again, read_in, remembered
from handlers.dialogue.strangers import noted, refused
from handlers.dialogue.supposing import back_in_truth, is_back, said_so, supposing_again
from handlers.dialogue.taught import may_be_taught, taught
from handlers.dialogue.taught_of_cases import taught_of_the_case
from handlers.dialogue.topics.choosing import besides_offered, readings_offered
from handlers.dialogue.undoing import undone
from handlers.dialogue.unreadable import note_unread
from handlers.roster.service import merging_told
from handlers.turn.buttons import Button, PersonButton, UnknownButton
from handlers.turn.context import Asker, TurnContext
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.old_buttons import read_button
from handlers.turn.people import NamesSeen, sees_person
from handlers.turn.reply import VOID, Kind, Reply
from handlers.turn.state import DialogueState
from language.reader import Reader
from language.reading import Name, Reading
from language.subject import names_an_id_number, put_in
from rules.plan import Facts, Plan
from rules.plan.dialogue import QUESTIONS
from storage import Records
from storage.blobs import Blobs

_PETITION = "请示"
_NOT_HERE = "人员和单位的具体情况不在群里说，请单独发消息问我。"
# Commands on the ruling just given are about the same person.
_ON_THE_RULING = frozenset({"petition", "decision_slip"})
_ON_AN_ANSWER = "why_changed"
_OF_SOMEBODY = frozenset({*QUESTIONS, _ON_AN_ANSWER, "length_full"})


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
        self._whom = OfWhom(plan, reader, records, asker)

    def turn(self, message: IncomingMessage, state: DialogueState) -> tuple[Reply, DialogueState]:
        """The reply to one message and what to remember after it."""
        text = message.text or ""
        if message.choice is None and names_an_id_number(text):
            return not_to_be_sent(), state
        if (other := self._told_apart_first(message, text, state)) is not None:
            return other
        key = message.choice.key if message.choice else typed_answer(state, text)
        if key is None and not text.strip():
            return wordless(message), state
        reading = Reading(text="")
        if key is None:
            names = NamesSeen(self._records, self._asker)
            plain = read_in(state, {}, message.at.date(), names)
            if parts := asked_apart(text, self._reader, plain, self._plan):
                return one_by_one([replace(message, text=one) for one in parts], state, self.turn)
            state = supposing_again(text, state)
            known = self._known(state, text)
            text = called_by_name(text, self._asker, state, self._records)
            context = read_in(state, known, message.at.date(), names)
            reading = read_in_talk(self._reader, text, context)
            reading = back_in_truth(reading, state)
            reading = turned_to_post(reading, state, self._asker, self._plan, self._records)
            reading = with_own_unit(reading, self._asker, self._plan, self._records)
            state = turned_to_oneself(state, reading, self._asker)
            reading = still_beyond(state, reading, self._plan)
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
            on_roster=self._whom.on_roster(only_one_named(reading)),
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

    def _told_apart_first(
        self, message: IncomingMessage, text: str, state: DialogueState
    ) -> tuple[Reply, DialogueState] | None:
        """What would overrule the program, and what is worded for a petition; None for the rest."""
        beside = None if message.choice else without_injection(text)
        if beside is not None:
            return self._beside_injection(message, beside, state)
        alone = not message.choice and not message.group
        put = (put_in(text) or worded_now(state, text)) if alone else ""
        if put:
            return self._put(message, put, state)
        return self._put_if_open(message, state) if alone and asks_now(state, text) else None

    def _beside_injection(
        self, message: IncomingMessage, asked: str, state: DialogueState
    ) -> tuple[Reply, DialogueState]:
        """What else the message asks is answered; a deed in it is not even shown."""
        if not asked:
            return refused_to_overrule(), state
        reply, after = self.turn(replace(message, text=asked), state)
        if reply.pending is not None and not reply.pending.undoes:
            return refused_to_overrule(), state
        return replace(reply, text=f"{REFUSED}\n{reply.text}"), after

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

    def _put_if_open(
        self, message: IncomingMessage, state: DialogueState
    ) -> tuple[Reply, DialogueState]:
        """The question of a petition ordered before it, where the notice leaves it open."""
        reply, after = self.turn(message, replace(state, lately=()))
        if reply.kind not in (Kind.SILENT, Kind.CLASH) or reply.pending is not None:
            return reply, replace(after, lately=state.lately)
        shown, then = self.turn(replace(message, text=_PETITION), replace(after, lately=()))
        return shown, replace(then, lately=state.lately)

    def _known(self, state: DialogueState, text: str) -> Facts:
        """What is known of whom the message names or, naming nobody of the talk, goes on with."""
        again = [one for one in state.others if one.label and one.label in text]
        if again and not (state.label and state.label in text):
            return {**self._whom.on_roster(again[-1].person_id), **again[-1].facts}
        own = self._asker.person_id if asks_for_oneself(self._asker) else None
        return {**self._whom.on_roster(state.person_id or own), **state.facts}

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
        if topic in _OF_SOMEBODY:
            refusal = refused(turn)
            if refusal:
                return refusal, DialogueState()
            if turn.reading.no_such_day:
                which = which_day(turn)
                return which, remembered(turn, topic, which, key)
            turn = turn if key else told_apart(turn)
            twins = () if key else namesakes(turn.reading.people) or self._in_doubt(turn, topic)
            if twins:
                return self._which(turn, topic, twins)
            why = topic == _ON_AN_ANSWER
            turns = [self._whom.of_the_answer(turn, key)] if why else self._whom.turns(turn, key)
            reply, turn = of_several(turns, topic) if len(turns) > 1 else (None, turns[0])
            reply = reply or self._in_truth(turn, topic)
        else:
            turns = [self._whom.on_the_ruling(turn) if topic in _ON_THE_RULING else turn]
            reply, turn = dispatched(turns[0], topic), turns[0]
        reply = taught_of_the_case(turn, topic, reply, self._reader) or reply
        if self._blobs is not None:
            for one in turns:
                note(one, topic, reply)
        if topic in {"unread", "choosing"}:
            note_unread(turn)
        reply = besides_offered(turn, topic, reply)
        after = also_of(remembered(turn, topic, reply, key), turns)
        reply = noted(reply, turn) if topic in QUESTIONS else reply
        return offering_again(reply, turn.state, topic), after

    def _in_truth(self, turn: TurnContext, topic: str) -> Reply:
        """The reply, which says so where a what-if before it would be answered otherwise."""
        reply = dispatched(turn, topic)
        if not is_back(turn) or turn.reading.people[1:]:
            return reply
        facts = {**turn.state.facts, **turn.reading.facts}
        supposed = self._whom.of_person(turn, facts, turn.person_id, turn.who)
        return said_so(reply, dispatched(supposed, topic))

    def _in_doubt(self, turn: TurnContext, topic: str) -> tuple[Name, ...]:
        """Of whom of one name the talk may be, unless the answer is the same for each."""
        twins = still_two(turn)
        if not twins:
            return ()
        told = [
            dispatched(self._whom.of_person(turn, turn.facts, one.id, ""), topic) for one in twins
        ]
        settled = all(one.kind is Kind.ANSWER for one in told)
        alike = len({one.text.partition("\n")[0] for one in told}) == 1
        return () if settled and alike else twins

    def _which(
        self, turn: TurnContext, topic: str, twins: tuple[Name, ...]
    ) -> tuple[Reply, DialogueState]:
        """Which of one name is meant, after what was asked of whoever else was named."""
        asks = which_one(turn, twins)
        others = tuple(one for one in turn.reading.people if one not in twins)
        if not others:
            return asks, remembered(turn, topic, asks, None)
        turns = self._whom.turns(
            replace(turn, reading=replace(turn.reading, people=others, persons=())), None
        )
        told = [dispatched(one, topic) for one in turns]
        reply = replace(asks, text="\n\n".join([*(one.text for one in told), asks.text]))
        return reply, also_of(remembered(turn, topic, reply, None), turns)
