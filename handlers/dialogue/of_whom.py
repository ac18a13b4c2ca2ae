"""One turn for each person a message is about, with what was said over what the roster has."""

from dataclasses import replace

from handlers.dialogue.both_meant import several_meant
from handlers.dialogue.context_carryover import continues
from handlers.dialogue.own_side import asks_for_oneself
from handlers.dialogue.person_meant import over_the_roster, without_replaced
from handlers.turn.buttons import PersonButton
from handlers.turn.context import Asker, TurnContext
from handlers.turn.people import facts_on_roster, sees_person
from language.reader import Reader
from rules.plan import Facts, Given, Plan
from storage import Records


class OfWhom:
    """Whom the messages of one asker are about."""

    def __init__(self, plan: Plan, reader: Reader, records: Records, asker: Asker) -> None:
        self._plan, self._reader, self._records, self._asker = plan, reader, records, asker

    def turns(self, turn: TurnContext, key: str | None) -> list[TurnContext]:
        """One turn for each person the message is about."""
        reading = turn.reading
        by_name = {name.text: name for name in reading.people}
        if reading.persons:
            return [
                self.of_person(turn, facts, by_name[label].id if label in by_name else None, label)
                for label, facts in reading.persons
            ]
        if len(by_name) > 1:
            return [
                self.of_person(turn, turn.facts, name.id, name.text) for name in by_name.values()
            ]
        if meant := several_meant(turn):
            return [
                self.of_person(turn, {**one.facts, **reading.facts}, one.person_id, one.label)
                for one in meant
            ]
        found = self._person_meant(turn, key)
        # Whom a button names by number is called as the roster has them.
        who = "" if isinstance(turn.button, PersonButton) else _who(turn)
        return [self.of_person(turn, turn.facts, found, who)]

    def on_the_ruling(self, turn: TurnContext) -> TurnContext:
        """Give the turn with the facts of whom the last ruling was on."""
        person_id = turn.state.person_id
        return self.of_person(turn, turn.facts, person_id, turn.state.label)

    def of_the_answer(self, turn: TurnContext, key: str | None) -> TurnContext:
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
        return self.of_person(turn, state.facts if same else {}, person_id, "")

    def _person_meant(self, turn: TurnContext, key: str | None) -> int | None:
        if isinstance(turn.button, PersonButton):
            return turn.button.person_id
        if turn.reading.people:
            return turn.reading.people[0].id
        if turn.reading.about_self and asks_for_oneself(self._asker):
            return self._asker.person_id
        return turn.state.person_id if continues(turn.state, turn.reading, turn.plan) else None

    def of_person(
        self, turn: TurnContext, said: Facts, person_id: int | None, who: str
    ) -> TurnContext:
        """What was said about a person over what the roster has; words win."""
        if person_id is None:
            return replace(turn, facts=dict(said), who=who, on_roster={})
        known = self.on_roster(person_id)
        name = self._records.roster.person(person_id).name
        new = over_the_roster(turn, said, known)
        known = without_replaced(known, new, self._plan)
        return replace(
            turn, facts={**known, **new}, on_roster=known, who=who or name, person_id=person_id
        )

    def on_roster(self, person_id: int | None) -> dict[str, Given]:
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
