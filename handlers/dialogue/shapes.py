"""Topics a message is told by its shape alone, whatever the reader takes it for.

Each shape looks for a word or two first, so that a message without them costs nothing more.
"""

import re
from collections.abc import Callable
from typing import Final

from handlers.deadlines.service import OPEN_DAYS, asks_open_days
from handlers.dialogue.how_asked import how_asked
from handlers.dialogue.number_shapes import (
    answers_a_roll,
    of_a_number,
    of_a_roll,
    of_retired,
    of_teams,
    of_those_counted,
)
from handlers.dialogue.remarks import is_remark
from handlers.dialogue.topics.to_do import TO_DO, asks_to_do
from handlers.matters.service import ASKED, OF_A_MATTER, on_a_matter
from handlers.notifications.service import (
    ANNOUNCED,
    CHASED,
    SAID_TO,
    announces,
    asks_chased,
    asks_words,
    gives_words,
    goes_on_with_words,
    names_contact,
    says_to,
)
from handlers.roster.service import (
    CHANGES,
    CONTACTS,
    OF_PEOPLE,
    asks_contact,
    asks_groups,
    asks_roster_fact,
    asks_secondees,
    asks_what_is_not_kept,
    changes_a_number,
    tells_change,
)
from handlers.submissions.service import BEGUN, OF_OTHERS, asks_of_others, begins
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.permissions import Deed, may

_SENT: Final = re.compile("发[过了出]*(?:什么|哪些|几|多少)|(?:什么|哪些|几条|多少)[^,.;?!]{0,6}发")

_NEW_CLERK: Final = re.compile(
    "(?:政工人事?|办事员|联系人|经办人|账号)[^,，。?？]{0,6}(?:换人|换成|换了|改成|改为|调走)(?!.*[吗么?？])"
)
_ON_PAPERS: Final = frozenset(
    {"hand_in", "missing", "progress", "paper", "person", "unread", "", "custody", "about:custody"}
)
_HANDED_IN: Final = re.compile(
    r"(?:交|报|填|收)(?:齐|全|完|够|到|上来)?了?(?:没有?|吗|么|不)|(?:齐|全)了?(?:没|吗)"
    r"|还?(?:差|缺|欠)(?:什么|哪|啥|几)"
)
_ALL_IN: Final = re.compile(r"(?:交|报)(?:齐|全|完|够)了?(?:没有?|吗|么)|(?:齐|全)了?(?:没|吗)")
_FEW: Final = 16  # characters of a courtesy or its opposite
_ABUSE: Final = re.compile(
    r"^(?:你|您|这|个|这个|机器人|助手|系统|就是|真是?|真的|太|好|可真|这么|咋这么|怎么这么|简直"
    r"|什么|[,， ])*"
    r"(?:废物|垃圾|没(?:什么|啥|屁)?用|笨蛋?|蠢货?|傻[逼瓜子Xx]?|sb|SB|智障|弱智|脑残|白痴|滚蛋?|差劲|烂透|破玩意儿?"
    r"|啥也不会|什么都不会|什么都不懂|一问三不知|答非所问|气死我|烦死)"
    r"(?:了|的|啊|吧|东西|机器人|一个|玩意儿?|人|死了|[!！。.~])*$"
)
_A_MACHINE: Final = re.compile(
    r"^(?:请问|那|喂|哎|[,， ])*(?:你|您|对面|这边|那边|这里)(?:到底|究竟)?(?:是不是|是)"
    r"(?:个|一个)?"
    r"(?:真人|人工|机器人?|活人|真的人|人|ai|AI|程序|客服|智能客服|电脑|大模型)(?:还是[^,，?？]{1,6})?"
    r"(?:吗|么|吧|啊|呀|嘛|呢)*[?？。!！~]*$"
    r"|^(?:请问|那|喂|哎|[,， ])*(?:你|您)(?:到底|究竟)?"
    r"(?:是谁|是哪位|叫什么(?:名字)?|是[干做]什么的)"
    r"(?:啊|呀|呢)?[?？。!！~]*$"
)
_EXACTLY: Final = re.compile(
    r"^(?:那|所以|哦|[,，])*(?:到底|究竟|具体)(?:是|在|定)?(?:几月)?(?:几号|哪天|哪一天|什么时候|啥时候|何时)"
    r"|^(?:那|所以|[,，])*(?:最后|截止|报送)?的?(?:期限|时限|截止日期|截止时间|截止)呢?[?？]?$"
)
_AT_PAPERS: Final = frozenset({"missing", "progress", "overdue"})
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_LETTERS: Final = re.compile("[A-Za-z]{3}")
_GREETS: Final = re.compile(
    r"(?i)^(?:hi|hello|hey|halo|good\s?\w*|thanks?\b|thank\s?you|thx|bye\w*|ok\w*|okay|yes|no|help|3q)\b"
)
_NOT_READ: Final = frozenset({"hello", "off", "unread", "unclear", "", "person", "choosing"})


def _announce(turn: TurnContext) -> str:
    if gives_words(turn):
        return "announce"
    if SAID_TO.may_fit(turn.said) and says_to(turn):
        return "announce"
    if not ANNOUNCED.may_fit(turn.said):
        return ""
    told = goes_on_with_words(turn) or announces(turn.said) or asks_words(turn)
    return "announce" if told else ""


def _clerk_changed(turn: TurnContext) -> str:
    """“云岭乡政工换人了，联系人换成罗敏” of who keeps the roster: an account, changed there."""
    told = _NEW_CLERK.search(turn.said) and not turn.reading.of_own_unit
    return "roster_change" if told and may(turn.asker.role, Deed.CORRECT_ROSTER) else ""


def _number(turn: TurnContext) -> str:
    """“我手机号换了，改一下”: no number is kept here."""
    return "number_told" if changes_a_number(turn.said) else ""


def _contact(turn: TurnContext) -> str:
    return "unit_contact" if names_contact(turn) else ""


def _groups(turn: TurnContext) -> str:
    """“我们组管哪几个单位”, “我们镇归哪个组”: the roster knows what the notice does not say."""
    return "groups_told" if asks_groups(turn) else ""


def _contact_told(turn: TurnContext) -> str:
    """“河口镇的联系人是谁”: who is written to, and no change of it."""
    return "contacts_told" if CONTACTS.may_fit(turn.said) and asks_contact(turn) else ""


def _roster_fact(turn: TurnContext) -> str:
    """“韩志强是哪年的”, “吴昊是不是县里派的” ask no ruling, and of nobody talked of before."""
    if OF_PEOPLE.may_fit(turn.said):
        if asks_secondees(turn):
            return "secondees_here"
        if asks_roster_fact(turn):
            return "roster_fact"
    named = bool(turn.reading.people) and asks_what_is_not_kept(turn.reading.text)
    return "roster_fact" if named else ""


def _of_others(turn: TurnContext) -> str:
    """“别人的附件5我能看看吗” of who sees their own papers only."""
    return asks_of_others(turn) if OF_OTHERS.may_fit(turn.said) else ""


def _papers_of_somebody(turn: TurnContext) -> str:
    """“韩志强的材料交齐了没”, “我们镇的材料交齐了没” ask for papers and hand in none."""
    said = turn.reading
    if said.topic not in _ON_PAPERS or not (said.people or said.topic == "hand_in"):
        return ""
    asked = _HANDED_IN if said.people else _ALL_IN
    return "missing" if asked.search(said.text) else ""


def _social(turn: TurnContext) -> str:
    """Abuse, “你是真人吗” and keyboard noise are no questions on the appraisal."""
    said = turn.said.strip()
    if len(said) > _FEW:
        return "noted" if is_remark(turn) else ""
    if _ABUSE.match(said):
        return "complain"
    if _A_MACHINE.match(said):
        return "who_answers"
    if is_remark(turn):
        return "noted"
    noise = _CHINESE.search(said) is None and turn.reading.topic in _NOT_READ
    return "unclear" if noise and _LETTERS.search(said) and not _GREETS.match(said) else ""


def _chased(turn: TurnContext) -> str:
    """“刚才催的都有谁” asks whom, and chases nobody."""
    return "chased_lately" if CHASED.may_fit(turn.said) and asks_chased(turn) else ""


def _what_was_sent(turn: TurnContext) -> str:
    """“除了催报的还发过什么” asks the ledger, not whether the last deed was done."""
    asked = turn.reading.topic == "deed_status" and _SENT.search(turn.reading.text)
    return "message_ledger" if asked and may(turn.asker.role, Deed.SEE_LEDGER) else ""


def _how(turn: TurnContext) -> str:
    """“怎么延期” asks how it is done here, whatever the notice says or leaves open of it."""
    return how_asked(turn.said)


def _roster_change(turn: TurnContext) -> str:
    """“韩志强调走了”: told of somebody, where nothing is asked."""
    return "roster_change" if CHANGES.may_fit(turn.said) and tells_change(turn) else ""


def _begins(turn: TurnContext) -> str:
    """“先填个人总结” begins with one of the papers looked at."""
    return begins(turn) if BEGUN.may_fit(turn.said) else ""


def _to_do(turn: TurnContext) -> str:
    """“有什么要我处理的吗”: of who asks, whatever the reader takes it for."""
    fits = TO_DO.may_fit(turn.reading.text) and asks_to_do(turn.reading.text)
    return "to_do" if fits and not turn.reading.people else ""


def _only_a_unit(turn: TurnContext) -> str:
    """“大坪乡” after a look at another unit's papers."""
    if turn.state.topic not in _AT_PAPERS:
        return ""
    said = turn.said.strip(" ?？。,，那呢")
    units = units_in(said, turn.records.roster.units())
    alone = len(units) == 1 and said in {units[0].name, *units[0].short_names}
    return turn.state.topic if alone else ""


def _when_exactly(turn: TurnContext) -> str:
    """“到底几号，我要排会” after a text: of the day it told or leaves open."""
    texts = turn.state.topic.startswith(("plan:", "silence:"))
    return "deadlines" if texts and _EXACTLY.match(turn.said.strip()) else ""


def _open_days(turn: TurnContext) -> str:
    """“时间还没定的有哪几个” asks for a list, and for none of the days."""
    fits = OPEN_DAYS.may_fit(turn.said) and asks_open_days(turn.said)
    return "open_days" if fits else ""


_SHAPES: Final[tuple[Callable[[TurnContext], str], ...]] = (
    _clerk_changed,
    _announce,
    _contact,
    _number,
    _groups,
    _contact_told,
    _roster_fact,
    _of_others,
    _papers_of_somebody,
    _social,
    _chased,
    _what_was_sent,
    of_a_roll,
    of_a_number,
    of_retired,
    of_teams,
    of_those_counted,
    _roster_change,
    _begins,
    _to_do,
    _how,
    _when_exactly,
    _only_a_unit,
    _open_days,
)


def of_a_matter(turn: TurnContext) -> str:
    """The topic of what is about a later day asked for, words for a human, or a wrong answer."""
    goes_on = turn.state.open_fact == ASKED or any(
        one.topic == "human" for one in turn.state.lately[-1:]
    )
    found = on_a_matter(turn) if goes_on or OF_A_MATTER.may_fit(turn.said) else ""
    # Who has no unit that owes papers asks what the notice says of lateness.
    told = turn.reading.topic.startswith(("plan:", "silence:")) and turn.asker.unit_id is None
    return "" if told and found == "ask_extension" else found


def by_shape(turn: TurnContext) -> str | None:
    """The first shape that fits; None for what only the reader can tell."""
    if answers_a_roll(turn):
        return "quota_roll"
    if turn.is_pressed:
        return None
    return next((topic for shape in _SHAPES if (topic := shape(turn))), None)
