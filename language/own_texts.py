"""What a notice's own clauses answer, where nothing else was found to.

For a notice the weights did not learn: whoever wrote its folder need not foresee every question.
The sentence of a clause that holds the words asked about, and a figure of the kind asked for, is
the answer; it is quoted whole, so that nothing is said that the notice does not say.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
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
_WHOLE: Final = 120  # characters of a clause that is looked at as one, too
_KEPT: Final = 6  # nearest sentences looked at
# Share of the message that the sentence covers: nothing special asked, or a figure it holds.
_ALIKE, _AHEAD = 0.34, 0.06
_NEARLY, _WELL_AHEAD = 0.28, 0.1
_WITH_FIGURE, _OF_SUCH = 0.14, 0.15
_PAIRS = 2  # of letters that both hold
_NO_CLAUSE: Final = frozenset({"标题", "附件"})


class OwnTexts:
    """The sentences of one plan's clauses, worked out once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._texts = dict(_sentences(plan))
        self._ranking = Ranking({key: [text] for key, text in self._texts.items()})
        every = "".join(self._texts.values())
        same = table("own_texts")["same"]
        self._same = [(one, pattern(same[one], "own_texts.yaml")) for one in same if one in every]
        usual = {
            id: Given(fact.presume, "presumed")
            for id, fact in plan.facts.items()
            if fact.presume is not None
        }
        self._special = [one for one in plan.rules if not holds(one.when, usual)]

    def answering(self, clean: str, told: Facts, *, strictly: bool = False) -> str:
        """The topic or clause, `plan:…` or `clause:…`, that answers; "" for none.

        `told`: of somebody; the clauses that are on such need to hold less of the message.
        `strictly`: a figure of the kind asked for does not do for words.
        """
        wanted = None if strictly else figure_asked(clean)
        asked = _idle().sub(" ", self._in_its_words(clean))
        nearest = self._ranking.best(asked, _KEPT)
        of_such = self._on_such(told)
        if of_such and nearest and nearest[0][0].partition("#")[0] in of_such:
            likely = nearest[0][1] >= _OF_SUCH and self._shared(asked, nearest[0][0]) >= _PAIRS
            return self._named(nearest[0][0]) if likely else ""
        if wanted is not None:
            # In one sentence: another figure of the clause is one of something else.
            enough = [
                key
                for key, share in nearest
                if share >= _WITH_FIGURE and not key.endswith("#")
                if wanted.search(self._texts[key]) and self._shared(asked, key) >= 1
            ]
            return self._named(enough[0]) if enough else ""
        if not nearest or not _stands_out(nearest):
            return ""
        return self._named(nearest[0][0]) if self._shared(asked, nearest[0][0]) >= _PAIRS else ""

    def _in_its_words(self, clean: str) -> str:
        for word, said in self._same:
            clean = said.sub(word, clean) if word not in clean else clean
        return clean

    def _on_such(self, told: Facts) -> frozenset[str]:
        """The clauses of rules that hold by what is told, and of nobody of whom nothing is."""
        return frozenset(one.clause for one in self._special if holds(one.when, told))

    def _shared(self, asked: str, key: str) -> int:
        return sum(one in self._texts[key] for one in _pairs(asked))

    def _named(self, key: str) -> str:
        """The plan's own topic on that sentence, else the clause it stands in."""
        clause, text = key.partition("#")[0], self._texts[key]
        told = text.rpartition(":")[2]
        for topic in self._plan.topics.values():
            if clause in topic.clauses and told in normalise(topic.text):
                return f"plan:{topic.id}"
        return f"clause:{clause}"


def figure_asked(clean: str) -> re.Pattern[str] | None:
    """What a text holds that answers “几条”, “多久”, “什么时候”; None where none is asked."""
    for asked, told in _kinds():
        match = asked.search(clean)
        if match:
            unit = match.groupdict().get("unit") or ""
            return pattern(told.replace("@unit@", re.escape(unit)), "figures_asked.yaml")
    return None


def untold_in(clause: str, part: str, told: str) -> bool:
    """Whether the text of a clause answers a part of a message that what was `told` does not."""
    wanted, asked = figure_asked(part), _pairs(_idle().sub(" ", part))
    for bit in re.split("[,.;:]", normalise(clause)):
        held = wanted.search(bit) if wanted else any(one in bit for one in asked)
        if held and bit not in normalise(told):
            return True
    return False


def _pairs(asked: str) -> set[str]:
    return {a + b for a, b in pairwise(asked) if " " not in a + b}


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = table("figures_asked").values()
    return tuple((pattern(row["asked"], "figures_asked.yaml"), row["told"]) for row in rows)


@cache
def _idle() -> re.Pattern[str]:
    return pattern(table("own_texts")["idle"], "own_texts.yaml")


def _stands_out(nearest: Sequence[tuple[str, float]]) -> bool:
    """Whether the first is near, and no sentence of another clause comes close."""
    key, share = nearest[0]
    own = key.partition("#")[0]
    ahead = share - next((one for other, one in nearest if other.partition("#")[0] != own), 0.0)
    return (share >= _ALIKE and ahead >= _AHEAD) or (share >= _NEARLY and ahead >= _WELL_AHEAD)


def _sentences(plan: Plan) -> Iterator[tuple[str, str]]:
    for id, clause in plan.clauses.items():
        if id in _NO_CLAUSE:
            continue
        told = [_NUMBERED.sub("", one).strip() for one in _SENTENCE.findall(normalise(clause.text))]
        heading = told[0] if told and len(told) > 1 and len(told[0]) <= _HEADING else ""
        for at, one in enumerate(told):
            if len(one) >= _SHORTEST and (one != heading or len(told) == 1):
                yield f"{id}#{at}", f"{heading}:{one}" if heading else one
        if len(told) > 1 and sum(map(len, told)) <= _WHOLE:
            yield f"{id}#", ";".join(told)
