"""Whether a text of the plan tells what is asked of it, all of it or only the one thing."""

from dataclasses import replace
from typing import Final

from language.asking import Asking
from language.aspects import WORKED_OUT, Aspects
from language.reading import Context
from language.ruling_asked import Asked
from language.topic_model import TopicModel
from rules.plan import Plan

_BY_ITSELF: Final = 0.7  # how likely the rest of a message must ask for the same text


class Sides:
    """Built once by the reader."""

    def __init__(self, plan: Plan, asking: Asking, model: TopicModel) -> None:
        self._plan, self._asking, self._model = plan, asking, model
        self._aspects = Aspects()

    def told(self, asked: Asked, plain: str) -> Asked:
        """A topic's text answers only what it speaks of; the notice is silent on the rest.

        “谈话找哪些人，提前几天通知” is answered, and told that the second is not written.
        """
        topics = (one.removeprefix("plan:") for one in asked.topics or (asked.topic,))
        texts = [self._plan.topics[one].text for one in topics if one in self._plan.topics]
        text = "\n".join(texts) if texts else WORKED_OUT.get(asked.topic)
        if text is None or not self._aspects.untold(plain, text):
            return asked
        rest, untold = self._aspects.apart(plain, text) if texts else ("", "")
        if rest and self._asks_for(asked.topic, rest):
            return replace(asked, untold=untold.rstrip("?"))
        return Asked("unread", near=(asked.topic,), sure=False)

    def _asks_for(self, topic: str, rest: str) -> bool:
        nothing = Context(self._plan.cutoff)
        found = self._asking.matches(rest, {})
        first = self._asking.asked(rest, {}, nothing, found)
        said = self._asking.terms.usual(rest)
        likely = self._model.likely(said, {}, nothing, found.traits(first.topic))
        return likely.get(topic, 0.0) >= _BY_ITSELF
