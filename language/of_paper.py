"""What is asked of a paper that a message names: what it is, when, where to, how many, by whom."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from language.ranking import grams
from language.ruling_asked import Asked
from language.spotting import called, forms_in
from language.tables import pattern, shape
from rules.plan import Paper, Plan, TopicText
from rules.plan.letters import plain_letters_in

ASPECTS: Final = ("is", "due", "where", "copies", "who", "how")
_MARK: Final = re.compile("[章签面]|电子|纸质|手写")
_WHICH: Final = re.compile("哪张|哪个|哪一张|几号表|编号|还是")
_LOOKS: Final = frozenset({"missing", "progress", "whats_wrong"})  # at what units handed in
# What a message that names a paper and asks something of it was never meant for.
_LESS: Final = frozenset({"unread", "off", "person", "paper", "deadlines", "export", ""})


class PaperNames:
    """How the papers of one plan are named in a message, worked out once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._words = {
            id: pattern(
                [plain_letters_in(one) for one in paper.words] or called(paper), f"papers.yaml {id}"
            )
            for id, paper in plan.papers.items()
        }

    def on_others(self, before: str, clean: str) -> tuple[str, ...]:
        """What the notice leaves open of other papers than the one the talk is on.

        “总结写不下，用A3可以吗” after how many 登记表 goes on with that one, which it settles.
        """
        text = self._plan.topics.get(before.removeprefix("plan:"))
        if text is None or len(text.papers) != 1 or forms_in(clean) or self.named_in(clean):
            return ()
        name = self._plan.papers[text.papers[0]].name
        return tuple(id for id, one in self._plan.silences.items() if f"《{name}》" in one.text)

    def named_in(self, clean: str) -> tuple[str, ...]:
        """The papers named; the one with the longest name first, of two the one told more of.

        “处级干部的登记表” is none of everybody's.
        """
        found = {id: words.search(clean) for id, words in self._words.items()}
        own = set(grams(clean))
        longest = sorted(
            (-len(m.group(0)), -len(own.intersection(grams(self._plan.papers[id].name))), id)
            for id, m in found.items()
            if m
        )
        return tuple(id for *_, id in longest)

    def meant(self, forms: Collection[str], papers: Sequence[str]) -> Sequence[str]:
        """Those of these numbers, else the one with the longest name."""
        known = self._plan.papers.values()
        return tuple(one.id for one in known if one.form in forms) or papers[:1]


def aspects(clean: str) -> tuple[str, ...]:
    """The things asked, in a fixed order."""
    return tuple(one for one in ASPECTS if shape(f"paper_{one}").search(clean))


def known_of(paper: Paper, aspect: str, clean: str = "") -> str:
    """What the entry has on it, in a few words; "" where it has nothing.

    `clean`: the message, of which a paper tells how it is to be made out: 盖章, 签字, 双面.
    """
    match aspect:
        case "how":
            # 公章 and 盖章, 签字 and 签名 are told by one letter.
            marks = {_MARK.search(m[0]) for m in shape("paper_how").finditer(clean)}
            told = (paper.why, paper.hands_in, paper.sheet, *paper.notes)
            return next((one for one in told if any(m and m[0] in one for m in marks)), "")
        case "where":
            return f"交{paper.hands_to}" if paper.hands_to else ""
        case "copies":
            return f"一式{paper.copies}份" if paper.copies else ""
        case "who":
            return paper.hands_in or paper.why
        case "due":
            return paper.deadline or ""
    return paper.why


def of_handed_in(actions: Mapping[str, float], plain: str) -> dict[str, float]:
    """Commands; “述职只写了业务，缺什么” is on content and no look at what was handed in."""
    content = shape("content_lacks").search(plain)
    return {one: n for one, n in actions.items() if not (content and one in _LOOKS)}


def of_paper(plan: Plan, asked: Asked, papers: Collection[str], clean: str) -> bool:
    """Whether a paper's own entry answers, and not the text that was found.

    A text that speaks of the paper itself is left to answer.
    """
    asks, topic = aspects(clean), plan.topics.get(asked.topic.removeprefix("plan:"))
    if topic and "due" not in asks and names_another_form(topic, clean):
        return True
    named = [plan.papers[one] for one in papers][:1]
    if not any(known_of(one, aspect, clean) for one in named for aspect in asks):
        return False
    made_out = any(known_of(one, "how", clean) for one in named)
    # Found by likeness alone, no word of the silence is said.
    alike = asked.topic.startswith("silence:") and not asked.sure
    if asked.topic in _LESS or alike or (made_out and asked.topic.startswith("silence:")):
        return True
    if "due" in asks:
        return False  # a paper may be due at other times for some, and the text was found for it
    texts = [one.removeprefix("plan:") for one in asked.topics or (asked.topic,)]
    texts = [one for one in texts if one in plan.topics]
    return bool(texts) and not any(_speaks_of(plan, text, papers) for text in texts)


def names_another_form(topic: TopicText, clean: str) -> bool:
    """Whether a form is named by its number, and the text is on others.

    Not where the number is only guessed: “等次建议填哪张 附件6?”, “附件3还是附件5”.
    """
    own = set(forms_in(" ".join((topic.form or "", topic.text, topic.title, *topic.examples))))
    named = set(forms_in(clean))
    return bool(own and named) and not (own & named or _WHICH.search(clean))


def _speaks_of(plan: Plan, topic: str, papers: Collection[str]) -> bool:
    text = plan.topics[topic]
    known = (plan.papers[one] for one in papers)
    return any(
        one.id in text.papers or one.name in text.text or bool(one.form and one.form in text.text)
        for one in known
    )
