"""What a notice's own clauses answer, where nothing else was found to.

For a notice the weights did not learn: whoever wrote its folder need not foresee every question.
The sentence of a clause that holds the words asked about, and a figure of the kind asked for, is
the answer; it is quoted whole, so that nothing is said that the notice does not say.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from language.normalise import normalise
from language.ranking import Ranking
from language.tables import pattern, table
from rules.plan import Facts, Given, Plan
from rules.plan.conditions import holds

_SENTENCE: Final = re.compile(r"[^.;\n]+(?:[.;](?=\d)[^.;\n]+)*")
_NUMBERED: Final = re.compile(r"^[(\d一二三四五六七八九十)、.条第章 ]+")
_HEADING: Final = 14  # characters; a first sentence no longer names what the rest is on
_SHORTEST: Final = 6  # characters of a sentence that says something
_KEPT: Final = 6  # nearest sentences looked at
# Share of the message that the sentence covers: nothing special asked, or a figure it holds.
_ALIKE, _AHEAD = 0.34, 0.06
_NEARLY, _WELL_AHEAD = 0.28, 0.1
_WITH_FIGURE, _OF_SUCH = 0.14, 0.15
_PAIRS, _PAIRS_WITH_FIGURE = 2, 1  # of letters that both hold
_NO_CLAUSE: Final = frozenset({"标题", "附件"})


class OwnTexts:
    """The sentences of one plan's clauses, worked out once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._texts = dict(_sentences(plan))
        self._ranking = Ranking({key: [text] for key, text in self._texts.items()})
        self._kinds = [
            (pattern(row["asked"], "figures_asked.yaml"), row["told"])
            for row in table("figures_asked").values()
        ]
        usual = {
            id: Given(fact.presume, "presumed")
            for id, fact in plan.facts.items()
            if fact.presume is not None
        }
        self._special = [one for one in plan.rules if not holds(one.when, usual)]
        self._idle = pattern(table("own_texts")["idle"], "own_texts.yaml")

    def answering(self, clean: str, told: Facts) -> str:
        """The topic or clause, `plan:…` or `clause:…`, that answers; "" for none.

        `told`: of somebody; the clauses that are on such need to hold less of the message.
        """
        wanted = self._figure_asked(clean)
        asked = self._idle.sub(" ", clean)
        nearest = self._ranking.best(asked, _KEPT)
        of_such = self._on_such(told)
        if of_such and nearest and nearest[0][0].partition("#")[0] in of_such:
            likely = nearest[0][1] >= _OF_SUCH and self._shared(asked, nearest[0][0]) >= _PAIRS
            return self._named(nearest[0][0]) if likely else ""
        if wanted is not None:
            holding = [one for one in nearest if wanted.search(self._texts[one[0]])]
            enough = [
                one
                for one in holding
                if one[1] >= _WITH_FIGURE and self._shared(asked, one[0]) >= _PAIRS_WITH_FIGURE
            ]
            return self._named(enough[0][0]) if enough else ""
        shares = [share for _, share in nearest[:2]] + [0.0, 0.0]
        ahead = shares[0] - shares[1]
        if (shares[0] < _ALIKE or ahead < _AHEAD) and (shares[0] < _NEARLY or ahead < _WELL_AHEAD):
            return ""
        return self._named(nearest[0][0]) if self._shared(asked, nearest[0][0]) >= _PAIRS else ""

    def _on_such(self, told: Facts) -> frozenset[str]:
        """The clauses of rules that hold by what is told, and of nobody of whom nothing is."""
        return frozenset(one.clause for one in self._special if holds(one.when, told))

    def _figure_asked(self, clean: str) -> re.Pattern[str] | None:
        """What a text holds that answers “几条”, “多久”, “什么时候”; None where none is asked."""
        for asked, told in self._kinds:
            match = asked.search(clean)
            if match:
                unit = match.groupdict().get("unit") or ""
                return pattern(told.replace("@unit@", re.escape(unit)), "figures_asked.yaml")
        return None

    def _shared(self, asked: str, key: str) -> int:
        pairs = {a + b for a, b in pairwise(asked) if " " not in a + b}
        return sum(one in self._texts[key] for one in pairs)

    def _named(self, key: str) -> str:
        """The plan's own topic on that sentence, else the clause it stands in."""
        clause, text = key.partition("#")[0], self._texts[key]
        told = text.rpartition(":")[2]
        for topic in self._plan.topics.values():
            if clause in topic.clauses and told in normalise(topic.text):
                return f"plan:{topic.id}"
        return f"clause:{clause}"


def _sentences(plan: Plan) -> Iterator[tuple[str, str]]:
    for id, clause in plan.clauses.items():
        if id in _NO_CLAUSE:
            continue
        told = [_NUMBERED.sub("", one).strip() for one in _SENTENCE.findall(normalise(clause.text))]
        heading = told[0] if told and len(told) > 1 and len(told[0]) <= _HEADING else ""
        for at, one in enumerate(told):
            if len(one) >= _SHORTEST and (one != heading or len(told) == 1):
                yield f"{id}#{at}", f"{heading}:{one}" if heading else one
