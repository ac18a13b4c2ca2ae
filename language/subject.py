"""Whom a message is about, and which words are only hearsay, pressure or comparison."""

import re
from collections.abc import Callable, Sequence

from language.normalise import normalise
from language.reading import Name
from language.tables import shape

_ID_NUMBER = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MOVED_TO = re.compile(
    r"(?:调|转|交流|轮岗)(?:动|整|任)?(?:到|去|往|入|至)了?(?:我们?)?"
    r"(?P<unit>[一-鿿]{1,10}?(?:局|委|办|办公室|部|镇|乡|院|校|中学|小学|中心|公司|[联协工]会|所|站))"
    r"(?:了|任|当|做|担任|工作|上班|的|[,，.。;；?？!！ ]|$)"
)
_QUOTED_WORD = re.compile(r'"([^"]{1,8})"')
_REST = 6  # characters after “算了”; with more of them it goes on


def labels(text: str) -> tuple[str, ...]:
    """People named the way clerks name them: 小周, 王某, 老许, 李局."""
    return tuple(dict.fromkeys(match.group(0) for match in shape("label").finditer(text)))


def without_labels(text: str) -> str:
    """`text` with whoever is named the way clerks name people as 某人."""
    return shape("label_of").sub("某人", shape("label").sub("某人", text))


def is_another(text: str) -> bool:
    """The message turns to somebody else."""
    return bool(shape("another").search(text))


def is_end(text: str) -> bool:
    """The message ends what was under discussion, and says little else."""
    found = shape("end").search(text)
    return found is not None and len(text) - found.end() <= _REST


def is_correction(text: str) -> bool:
    """The message takes back something said before."""
    return bool(shape("correction").search(text))


def follows(text: str) -> bool:
    """The message leans on the one before: a pronoun, or a word like 那."""
    return bool(shape("follows").search(text) or shape("pronoun").search(text))


def speaks_of_one(text: str) -> bool:
    """“他能评优吗”, “有个副镇长…”: the message is on somebody, not on the rule."""
    return bool(shape("pronoun").search(text) or shape("someone").search(text))


def without_taken_back(text: str, units: Callable[[str], Sequence[Name]]) -> str:
    """“催自然资源局，不是不是，催审计局”: the unit named first was a slip."""
    slip = shape("slip").search(text)
    if slip is None or not units(text[slip.end() :]):
        return text
    head = text[: slip.start()]
    for unit in sorted(units(head), key=lambda one: -len(one.text)):
        head = head.replace(unit.text, "")
    return f"{head},{text[slip.end() :]}"


def names_an_id_number(text: str) -> bool:
    """Whether a citizen's number stands in the message: 18 figures, the last maybe an X."""
    return bool(_ID_NUMBER.search(text))


def put_in(text: str) -> str:
    """The question of “替我请示监督股：…”; empty where a message puts none to anybody."""
    plain = normalise(text)
    found = shape("petition_of").search(plain)
    if found:
        return found["what"]
    drafted = shape("petition_drafted").search(plain)
    if drafted is None or shape("petition_asked").search(plain[: -len(_what(drafted))]):
        return ""
    return _what(drafted)


def _what(drafted: re.Match[str]) -> str:
    return drafted["what"] or drafted["what2"]


def moves(text: str) -> bool:
    """“他调到水利局了”, “要是在学校呢”: somebody is, or is supposed, in another place."""
    return bool(shape("moved_to").search(text)) or is_supposed(text)


def went_back(text: str) -> bool:
    """“10月就回去了”: who was sent somewhere is there no more."""
    return "回" in text and bool(shape("went_back").search(text))


def moved_to(text: str) -> str:
    """The unit somebody is said to have been moved to: “10月调到交通局了”; "" where none is."""
    found = _MOVED_TO.search(text)
    return found["unit"] if found else ""


def turns_to_post(text: str) -> bool:
    """“一把手呢，能不能给优秀”: the message goes on with another post of the same unit."""
    return bool(shape("other_post").search(text))


def is_supposed(text: str) -> bool:
    """“要是4月来的呢”: what it says holds for as long as it is supposed."""
    return bool(shape("supposed").search(text))


def is_in_truth(text: str) -> bool:
    """“他现在这情况咋办”: what was supposed before holds no more."""
    return bool(shape("in_truth").search(text)) and not is_supposed(text)


def tells_of_somebody(text: str) -> bool:
    """“那市里来的挂职干部呢”: the talk turns to somebody who is told by what they are.

    Not where the one under discussion is spoken of, or something is only supposed of them.
    """
    turned = shape("somebody_told").search(text)
    return bool(turned) and not (shape("pronoun").search(text) or is_supposed(text))


def without_hearsay(text: str) -> str:
    """`text` without what others said or want; the whole text where nothing else is in it."""
    told = shape("put_aside").sub(" ", shape("hearsay").sub(" ", without_agent(text)))
    plain = shape("pressure").sub(" ", told)
    return plain if plain == text or re.search(r"[一-鿿0-9]{2}", plain) else ""


def without_agent(text: str) -> str:
    """`text` without who does something for another: “书记想给他报优秀” is not on 书记."""
    return shape("for_another").sub(" ", text)


_NOT_THE_SUBJECT = ("quoted", "former", "aside", "compared", "vacant")


def about_subject(text: str) -> str:
    """`text` without quotations, former posts, asides and the like: what is left is about them.

    A word or two in quotation marks (“一次“优秀”也没有”) is no quotation.
    """
    text = _QUOTED_WORD.sub(r"\1", text)
    for name in _NOT_THE_SUBJECT:
        text = shape(name).sub(" ", text)
    return without_speakers(text)


def without_speakers(text: str) -> str:
    """“主任让我问,小耿在哪考”: who asks for it is not who it is about, where somebody else is."""
    rest = shape("speaker").sub("", text)
    of_another = shape("somebody_else").search(rest) or shape("label").search(rest)
    return rest if of_another else text
