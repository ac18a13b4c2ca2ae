"""Several people in one message: “一个省里的一个县里的”, “局长和副局长”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ONE = re.compile(r"(?:另|还有|其中)?(?:一个|1个)(?=是|省|市|县|中央|驻村|挂职|在)(?:是|叫)?")
_LEVEL = re.compile(r"(中央|省|市|县)(?:里|级|直|上|派)?")
_PAIR = re.compile(
    r"(?P<a>(?<!副)(?:局长|镇长|乡长|书记|一把手|正职|所长|校长))(?:和|跟|与|、|以及|还有)"
    r"(?P<b>副(?:局长|镇长|乡长|书记|职|所长|校长)|班子成员|其他班子成员)"
)
_ALL = re.compile(r"(?<=[ ,;.])(?:他们|两个人?|2个人?|俩)?(?:都|全|均|一起|同时)")
_JOINED = re.compile(r"^[和跟与、,及 ]*(?:以及|还有)?[和跟与、,及 ]*$")
_MOST = 4
# A list of people: “甲为…,乙为…”, “其一,…;其二,…”, “前者…,后者…”; and the question on one of them.
_ITEM = re.compile(
    r"(?:(?<=[:;,. ])|^)(?:其|第)?(?P<mark>[一二三四五六七八九甲乙丙丁戊己]|前者|后者)"
    r"(?:(?<=者)|为|是|系|,|、|位|名)"
)
_POINTS = re.compile(
    r"第(?P<nth>[一二三四五六七八九])(?:位|个|名|者)|(?P<mark>[甲乙丙丁戊己](?![一-鿿]?[镇乡县]))"
    r"|(?P<of_two>前者|后者)|就(?P<name>[一-鿿]{2,4}?)(?:一人|同志|而言|的|应|是|,)"
)


@dataclass(frozen=True)
class Part:
    """What a message says about one of several people."""

    label: str
    text: str


def several(text: str, labels: Sequence[str]) -> list[Part]:
    """The people told apart, each with the words about them; empty where there is only one."""
    found = _by_post(text) or _one_and_one(text) or _by_label(text, labels)
    return found[:_MOST] if len(found) > 1 else []


def one_asked(text: str) -> str:
    """Of a list of people only the one that the question at its end is on, with the question."""
    cut = max(text.rfind(mark, 0, len(text) - 1) for mark in ".;?")
    body, question = text[: cut + 1], text[cut + 1 :]
    items, pointer = list(_ITEM.finditer(body)), _POINTS.search(question)
    if len(items) < 2 or pointer is None:
        return text
    ends = [item.start() for item in items[1:]] + [len(body)]
    told = [(i["mark"], body[i.start() : end]) for i, end in zip(items, ends, strict=True)]
    wanted = pointer["nth"] or pointer["mark"] or pointer["of_two"]
    for mark, words in told:
        if mark == wanted or (pointer["name"] and pointer["name"] in words):
            return f"{words}{question}"
    return text


def _by_post(text: str) -> list[Part]:
    match = _PAIR.search(text)
    if not match:
        return []
    before, after = text[: match.start()], text[match.end() :]
    return [Part(match[one], f"{before}{match[one]}{after}") for one in ("a", "b")]


def _one_and_one(text: str) -> list[Part]:
    marks = list(_ONE.finditer(text))
    if len(marks) < 2:
        return []
    before = text[: marks[0].start()]
    shared = _ALL.search(text, marks[-1].end())
    tail = text[shared.start() :] if shared else ""
    ends = [mark.start() for mark in marks[1:]] + [len(text) - len(tail)]
    found = []
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        own = text[mark.start() : end] + tail
        level = _LEVEL.search(own)
        found.append(Part(f"{level.group(0)}的那个" if level else f"第{number}个", before + own))
    return found


def _by_label(text: str, labels: Sequence[str]) -> list[Part]:
    starts = sorted((text.index(label), label) for label in dict.fromkeys(labels) if label in text)
    if len(starts) < 2:
        return []
    before = text[: starts[0][0]]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    own = [text[start + len(label) : end] for (start, label), end in zip(starts, ends, strict=True)]
    for index in range(len(own) - 2, -1, -1):
        if _JOINED.match(own[index]):  # “小王和小李都是市里派的”: the same is said of both
            own[index] = own[index + 1]
    return [Part(label, before + words) for (_, label), words in zip(starts, own, strict=True)]
