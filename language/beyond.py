"""Situations of the trade that a message tells of and the notice does not settle."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from language.facts import is_denied
from language.tables import pattern, table
from rules.plan import Fact, Facts, Given, Plan
from rules.plan.letters import plain_letters

# What somebody has not done, whatever it is: “没完成党建述职评议”, “党建述职评议没完成”.
_UNDONE: Final = re.compile(
    r"(?:没有?|未|未能|没能)(?:完成|通过|做完)(?P<what>[一-鿿]{3,10}?)(?=的|能|可|还|[,.;?! ]|$)"
    r"|(?P<what2>[一-鿿]{4,10})(?:还?没有?|未)(?:完成|通过|做完)"
)
_LEAST: Final = 4  # characters of the end of what was not done, by which the plan may know it
_RULING: Final = re.compile(
    "在哪|考核$|怎么(?:考|定|算)|占谁|占哪|参加考核|评优|等次|填什么|填哪|基数|名额"
)
_PLAIN: Final = re.compile(
    r"[一-鿿]{2,8}"
)  # a word that means itself, no pattern and no part of one


class Beyond:
    """What a plan does not rule on, worked out once."""

    def __init__(self, plan: Plan) -> None:
        self._facts = {id: _words_of(fact) for id, fact in plan.facts.items() if fact.say}
        ruled = "\n".join(chain(*map(_words_of, plan.facts.values()), _rows(plan)))
        self._known = "\n".join((ruled, *_texts(plan)))
        people = table("trade")["people"]
        trade = {**people, **table("trade")["matters"]}
        names = {names: tuple(names.split("|")) for names in trade}
        strange = [
            said
            for all_names, said in trade.items()
            if not any(name in self._known for name in names[all_names])
        ]
        self._words = pattern(strange or [r"(?!)"], "trade.yaml")
        unruled = {k: said for k, said in trade.items() if not any(n in ruled for n in names[k])}
        self._silences = {
            id: pattern(found, f"silence {id}")
            for id in plan.silences
            if (found := tuple(_declared(plan, id, unruled, ruled)))
        }
        clauses = {id: plain_letters(one.text) for id, one in plan.clauses.items()}
        self._spoken = [
            (pattern(people[k], "trade.yaml"), on_it)
            for k in people
            if not any(name in ruled for name in names[k])
            and (on_it := tuple(id for id in clauses if any(n in clauses[id] for n in names[k])))
        ]
        self._near = [
            (pattern(said, "trade.yaml"), tuple(self._told_by(names[all_names])))
            for all_names, said in trade.items()
            if any(name in ruled for name in names[all_names])
        ]

    def told_in(self, text: str, facts: Facts) -> tuple[str, ...]:
        """The situations somebody is said to be in, in the words of the message."""
        found = (one.group(0) for one in _undenied(self._words, text))
        return tuple(dict.fromkeys((*found, *self._undone(text, facts))))

    def silence_in(self, text: str, facts: Facts) -> str:
        """The silence on a situation that the message tells; "" where it tells none.

        Not where a fact is told by these words, or by longer ones.
        """
        said = [given.words or "-" for given in facts.values()]
        for id, words in self._silences.items():
            for one in _undenied(words, text):
                if not any(one.group(0) in word for word in said):
                    return id
        return ""

    def clauses_on(self, text: str, facts: Facts) -> tuple[str, ...]:
        """The clauses that speak of a situation told of which no fact of the plan knows.

        “休产假的定什么等级”, where a clause is on 产假 and no rule: it is the clause that answers.
        """
        said = [given.words or "-" for given in facts.values()]
        for words, clauses in self._spoken:
            for one in _undenied(words, text):
                if not any(one.group(0) in word for word in said):
                    return clauses
        return ()

    def hints(self, text: str, facts: Facts) -> Facts:
        """Facts to be asked for: a word of the trade that no fact has, beside one it does have.

        “编外人员”, where the plan tells 劳务派遣 and 外聘 apart.
        """
        found: dict[str, Given] = {}
        for words, near in self._near:
            if not near or set(near) & set(facts):
                continue
            for one in _undenied(words, text):
                told = any(one.group(0) in (given.words or "-") for given in facts.values())
                own = any(one.group(0) in word for fact in near for word in self._facts[fact])
                if not (told or own):
                    found[near[0]] = Given(None, "said", one.group(0))
        return found

    def _told_by(self, names: Iterable[str]) -> Iterator[str]:
        for fact, words in self._facts.items():
            if any(name in word for name in names for word in words):
                yield fact

    def _undone(self, text: str, facts: Facts) -> Iterator[str]:
        for one in _UNDONE.finditer(text):
            what = one["what"] or one["what2"]
            ends = (what[at:] for at in range(len(what) - min(_LEAST, len(what)) + 1))
            told = any((given.words or "-") in one.group(0) for given in facts.values())
            if not told and not any(end in self._known for end in ends):
                yield one.group(0)


def _undenied(words: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (one for one in words.finditer(text) if not is_denied(text, one.start()))


def _declared(plan: Plan, id: str, unruled: dict[str, str], ruled: str) -> Iterator[str]:
    """The words by which a silence is on a situation: of the trade, or its title and own words."""
    silence = plan.silences[id]
    asked = silence.examples
    # A signature may hold a word as what is not meant: “借调 - 返聘”.
    own = (silence.title, *(one for one in silence.words if _PLAIN.fullmatch(one)))
    # What only an example adds is no name of the matter.
    for told in ("\n".join(own), "\n".join(asked)):
        found = [s for names, s in unruled.items() if any(n in told for n in names.split("|"))]
        if found:
            yield from found
            break
    # “公示几天” is no situation somebody is in; “博士后的怎么考核” is one.
    if any(_RULING.search(one) for one in asked):
        for word in own:
            if _PLAIN.fullmatch(word) and word not in ruled:
                yield re.escape(word)


def _words_of(fact: Fact) -> tuple[str, ...]:
    words = (fact.label, *fact.values.values(), *chain(*fact.say.values()))
    return tuple(map(plain_letters, words))


def _rows(plan: Plan) -> Iterator[str]:
    yield from (row.say for row in plan.wording.said)


def _texts(plan: Plan) -> Iterator[str]:
    """Every text of the plan, and every word by which its matters are known."""
    yield from (clause.text for clause in plan.clauses.values())
    for topic in plan.topics.values():
        yield from (topic.title, topic.text, *topic.examples, *topic.words)
    for silence in plan.silences.values():
        yield from (silence.title, silence.text, *silence.examples, *silence.words)
