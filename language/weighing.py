"""What is asked, by the learnt weights; what the word tables found is evidence for these.

The weights tell of each topic how likely it is. The surest is taken; where none is sure, the
likeliest are offered.
"""

from collections.abc import Mapping
from dataclasses import replace

from language.evidence import kind_of
from language.ruling_asked import Asked
from language.subject import follows

LEADING = 7  # likeliest readings to offer from: some have no name to offer
DOUBTFUL = 0.3  # below it the readings are offered instead of taken
_OURS = 0.3  # to take for ours what the tables take for another matter
_FAIRLY = 0.05
_HARDLY = 0.05  # of the likeliest answer, for readings not to be noise
_TWICE = 2.0  # as likely as all else: none of ours as well
_NOT_OURS = 0.5  # to tell somebody that a matter is none of ours
_SURE = 0.7  # below it an answer names what else may be meant; of these two in five are wrong
_MAYBE = 0.08  # for something else to be named
_A_DEED = 0.6
_LETTERS = 3  # different ones, for a message not to be a key held down
_AGAIN = 0.5  # for a message nothing else is known of to ask what was asked
_SECOND = 0.25  # for a text that the tables found, against a ruling
_TO_END = 0.6  # to drop what the talk was about without one of the words for it
_SURELY_ELSE = 0.95  # to hear something else where the tables found a command
_ASKED_ELSE = 0.6  # to hear another text where the one before may be asked on
_ONLY_ABOUT = 0.6  # to hear only a question about it, or that it is called off
# By the words of a question: how many from which share, one's own numbers from the rule.
_BY_ITS_WORDS = frozenset(
    {("quota_count", "quota_percent")}
    | {(own, rule) for own in ("quota_used", "quota_ledger") for rule in ("quota_count", "in_base")}
)
# What a message asks in general: which day, which paper, what of them.
_GENERAL = frozenset({"paper"})
_ANSWERS = frozenset({"text", "silence", "ruling", "group"})
_SAYS_NOTHING = frozenset({"unread", "off", "person", "", "unclear", "complain"})
_UNTOLD = frozenset({"unread", "off", "person", ""})


def pooled(likely: Mapping[str, float]) -> dict[str, float]:
    """The same with all that the notice is silent on together as `unread`, where none stands out.

    What it does not say has no end: a question that resembles several silences is one more.
    """
    silent = {one: share for one, share in likely.items() if kind_of(one) == "silence"}
    together = sum(silent.values()) + likely.get("unread", 0.0)
    most = max(silent.values(), default=0.0)
    told = max((share for one, share in likely.items() if kind_of(one) != "silence"), default=0.0)
    if most * 2 >= together or together < told:
        return dict(likely)
    rest = {one: share for one, share in likely.items() if one not in silent}
    every = rest | {"unread": together}
    return dict(sorted(every.items(), key=lambda one: -one[1]))


def without(likely: Mapping[str, float], topic: str) -> dict[str, float]:
    """The same where `topic` cannot be: the others in proportion, summing to what all did."""
    rest = {one: share for one, share in likely.items() if one != topic}
    kept = sum(rest.values())
    scale = sum(likely.values()) / kept if kept else 1.0
    return {one: share * scale for one, share in rest.items()}


def asked_on(likely: Mapping[str, float], before: str, *, asks: bool) -> dict[str, float]:
    """The same where the topic before is asked on, and not a part of it for its own sake.

    “那正好90分呢” after who may be excellent, “里头有局长，把他去掉呢” after how many may.
    """
    if before in {"eligible", "grade"}:
        return without(likely, "score_line")
    return without(likely, "in_base") if before == "quota_count" and not asks else dict(likely)


def only_before(likely: Mapping[str, float], before: str, text: str) -> bool:
    """Whether nothing is asked but, as likely as not, what an answer before was on.

    Of what holds no word that anything knows (“谁家的狗叫”) the weights see only what was before.
    """
    again = likely.get(before, 0.0) + likely.get("", 0.0)
    best = next(iter(likely), "")
    if follows(text) or text.rstrip("?.! ").endswith(("呢", "咧")):
        return False
    says_nothing = again < _AGAIN or len(set(text)) < _LETTERS
    return kind_of(before) in _ANSWERS and best in {before, ""} and says_nothing


def weighed(
    asked: Asked,
    likely: Mapping[str, float],
    *,
    unlearnt: bool = False,
    asks: bool = True,
    again: bool = False,
) -> tuple[Asked, tuple[str, ...]]:
    """What is asked, and where that is doubtful the readings to choose from, the best first.

    `unlearnt`: the weights never saw what the tables found; no share of theirs tells against it,
    unless another answer of the notice has it. `asks`: whether the message has a word that asks;
    one that has none and orders a deed in its own words is no question about it. `again`: the
    tables hear what was asked before, of others (“那乡镇呢，一样定吗”).
    """
    if not likely:
        return asked, ()
    shares = pooled(likely)
    likeliest = next(iter(shares))
    if unlearnt and (kind_of(likeliest) not in _ANSWERS or shares[likeliest] < _SURELY_ELSE):
        return asked, ()
    leading = tuple(list(shares)[:LEADING])
    # A deed the word tables did not find must be surely meant, and nothing else be found by them.
    deed = next(iter(shares))
    # “我下周一到周三请假” asks nothing of what the notice leaves open.
    ordered = kind_of(asked.topic) == "silence" and not asks and shares[deed] >= _A_DEED
    if _is_unfound(deed, asked, likely) and asked.topic not in _UNTOLD and not ordered:
        shares = _only_spoken_of(shares, deed, asks=asks and kind_of(asked.topic) == "command")
    elif _is_unfound(deed, asked, likely) and shares[deed] < _A_DEED:
        return replace(asked, topic="unread", topics=(), axes=(), near=leading), leading
    best, share = next(iter(shares.items()))
    if _goes_on(asked, share, likely, again=again):
        return asked, ()
    idle = best.startswith("about:") and not asks and asked.topic in _UNTOLD and share < _ONLY_ABOUT
    if idle or (best == "end" and asked.topic != "end" and share < _TO_END):
        return replace(asked, topic="unread", topics=(), axes=(), near=leading), leading
    second = next((one for topic, one in shares.items() if topic != best), 0.0)
    off = likely.get("off", 0.0) >= _NOT_OURS or (best == "off" and share >= _TWICE * second)
    known = asked.sure or (best != "off" and share >= _OURS) or off
    if asked.topic == "off" and not known:
        return _of_unknown_words(asked, shares, leading)
    if _is_as_found(asked, best, likely, asks):
        return replace(asked, near=leading) if best == "unread" else asked, ()
    readings = () if share >= DOUBTFUL else leading
    if best in _UNTOLD:
        return replace(asked, topic=best, topics=(), axes=(), near=leading, sure=False), readings
    return Asked(best, (best,), (), asked.near), readings


def _of_unknown_words(
    asked: Asked, shares: Mapping[str, float], leading: tuple[str, ...]
) -> tuple[Asked, tuple[str, ...]]:
    """Words no table knows: of left-out messages like these one in thirty was no matter of ours."""
    if leading[0] == "complain":
        return Asked("complain", ("complain",), (), leading), ()
    answers = max((shares[one] for one in leading if one not in _SAYS_NOTHING), default=0.0)
    readings = leading if answers >= _HARDLY else ()
    return replace(asked, topic="unread", topics=(), axes=(), near=readings), readings


def _goes_on(asked: Asked, share: float, likely: Mapping[str, float], *, again: bool) -> bool:
    """Whether nothing else is heard surely in what only adds facts to what was asked before.

    “那本局的副局长们呢” after a ruling, “那乡镇呢，一样定吗” after a text.
    """
    if again:
        return share < _ASKED_ELSE
    nothing = not asked.topic and asked.sure and likely.get("", 0.0) >= _FAIRLY
    return nothing and share < DOUBTFUL


def besides(topic: str, likely: Mapping[str, float]) -> tuple[str, ...]:
    """What else may be meant where `topic` is not sure, the likeliest first.

    Of left-out messages answered with a share below 0.7, 58 % were read right, and of half of the
    others the right reading stood among these.
    """
    if likely.get(topic, 0.0) >= _SURE:
        return ()
    others = sorted(likely, key=lambda one: -likely[one])[:LEADING]
    return tuple(
        one for one in others if likely[one] >= _MAYBE and one != topic and one not in _SAYS_NOTHING
    )


def _is_as_found(asked: Asked, best: str, likely: Mapping[str, float], asks: bool) -> bool:
    """Whether what the tables found is kept: the weights say the same, or not surely else."""
    if best == asked.topic or best in asked.topics:
        return True
    # “附件8什么时候交”: the text with that day, where it is one of the likely ones.
    of_a_day = best == "deadlines" and kind_of(asked.topic) == "text"
    # “小邓92分，够不够优秀” asks for more than whether the line is reached.
    of_more = (asked.topic, best) == ("eligible", "score_line")
    if (of_a_day or of_more) and likely.get(asked.topic, 0.0) >= _FAIRLY:
        return True
    # “村支书参不参加镇里测评” is no case, where the tables know the text by its own words.
    of_a_text = kind_of(asked.topic) == "text" and kind_of(best) == "ruling"
    if of_a_text and likely.get(asked.topic, 0.0) >= _SECOND:
        return True
    if kind_of(asked.topic) == "silence" and kind_of(best) == "command" and not asks:
        return likely[best] < _A_DEED  # “附件8申请延期到1月12日” asks nothing
    # “谁退的” looks at what came back, and is no question about sending it back.
    about = asks and best.startswith("about:") and f"about:{asked.topic}" in likely
    return _stands(asked, best, _meant_at_all(asked, best, likely), likely, about=about)


def _is_unfound(topic: str, asked: Asked, likely: Mapping[str, float]) -> bool:
    return f"about:{topic}" in likely and topic not in asked.topics and topic != asked.topic


def _only_spoken_of(shares: Mapping[str, float], deed: str, *, asks: bool) -> dict[str, float]:
    """The same without the order of a deed; `asks`: it is asked about one."""
    rest = {one: share for one, share in shares.items() if one != deed}
    about = f"about:{deed}"
    if asks and about in rest:
        rest = {about: rest.pop(about) + shares[deed], **rest}
    return rest


def _stands(
    asked: Asked, best: str, share: float, likely: Mapping[str, float], *, about: bool
) -> bool:
    """Whether what the tables found is left unless something else is all but certain.

    A command is known by its own verbs, while the corpus has only a few messages of each; what the
    notice leaves open is known by one word. What is no matter of ours needs but a fair guess.
    """
    if asked.topic == "off":
        return share < _OURS
    if _surely_no_deed(asked, likely):
        return False
    if (asked.topic, best) in _BY_ITS_WORDS:
        return True
    if kind_of(asked.topic) == "silence" and best == "unread":
        return True  # both say that it is not in the notice; the named one says what
    sure = _ONLY_ABOUT if about else _SURELY_ELSE
    return kind_of(asked.topic) in {"command", "silence"} and share < sure


def _surely_no_deed(asked: Asked, likely: Mapping[str, float]) -> bool:
    """Whether what the tables take for a command is surely one of several things to be told.

    “个别谈话名单：中层要不要谈？谈什么” exports no list, whichever of the two texts is meant.
    """
    if kind_of(asked.topic) != "command" or asked.topic in _GENERAL:
        return False
    deed = likely.get(asked.topic, 0.0) + likely.get(f"about:{asked.topic}", 0.0)
    told = sum(share for one, share in likely.items() if kind_of(one) in {"text", "silence"})
    return deed < _HARDLY and told + likely.get("unread", 0.0) >= _SURELY_ELSE


def _meant_at_all(asked: Asked, best: str, likely: Mapping[str, float]) -> float:
    """How likely the topic is; of a deed the tables did not find, ordered or only spoken of."""
    deed = best.removeprefix("about:")
    if deed in (best, asked.topic):
        return likely[best]
    return likely[best] + likely.get(deed, 0.0)
