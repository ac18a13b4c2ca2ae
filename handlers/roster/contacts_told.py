"""Whom to turn to in a unit: its clerks, the one who is written to first."""

import re
from typing import Final

from handlers.roster.contacts import contacts_on
from handlers.turn.access import act, units_in_charge
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.looked_at import said_of_units
from handlers.turn.refusals import not_in_charge, not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from storage.views import Unit

_CONTACT: Final = re.compile(
    r"联系人|(?:谁|哪个|哪位)[^,，。]{0,4}(?:负责|管|在)?(?:报送|报材料|填报|对接|联系|经办)(?:这|呀|啊)?"
    r"|(?:负责|管|经办)(?:报送|报材料|填报|对接|联系|材料)?的?(?:是|叫)?(?:谁|哪位|哪个)"
    r"|(?:该|要|得|应)?(?:找|联系)(?:谁|哪位|哪个人?)"
)
_ASKS: Final = re.compile(r"谁|哪位|哪个|叫什么|还是[^,，。]{1,6}[吗么?？]?$|[吗么?？]\s*$|呢\s*$")
_CHANGES: Final = re.compile(r"改成|改为|换成|换为|换一?下|换人|变更|以后")
CONTACTS: Final = Shapes(_CONTACT)
# “他们那边谁在经办” after a look at a unit.
_THERE: Final = re.compile("[他她]们")
_NUMBER: Final = re.compile(r"(?<!\d)1\d{10}(?!\d)|(?:手机|电话)号?码?|(?<!文)号码|新号|换号")
_NEW_NUMBER: Final = re.compile(
    r"换(?:了|成|过|号|手机|电话)|变了|改(?:一下|下|成|为|过)|更新|登记|新号|^[^,，]{0,6}1\d{10}$|末尾|尾号"
)
_NUMBER_ASKED: Final = re.compile(
    "(?:联系人|负责人|经办人)[^,，]{0,4}(?:换|改|登记|定)|多少|[?？]|什么|知道|有没有|哪|查"
)
_PAGE: Final = Link("打开联系人", "/contacts")


def asks_contact(turn: TurnContext) -> bool:
    """Whether it is asked who of a unit, named or just spoken of, is to be turned to."""
    said = turn.reading.text
    if not _CONTACT.search(said) or not _ASKS.search(said) or _CHANGES.search(said):
        return False
    return _unit(turn) is not None


def _unit(turn: TurnContext) -> Unit | None:
    roster = turn.records.roster
    named = units_in(turn.reading.text, roster.units())
    if not named and _THERE.search(turn.reading.text):
        named = units_in(said_of_units(turn), roster.units())
    return named[0] if len(named) == 1 else None


@topic("contacts_told")
def contacts_told(turn: TurnContext) -> Reply:
    """Of one's own unit to everybody in it, of the others to whom they are in charge of."""
    unit = _unit(turn)
    if unit is None or (unit.id != turn.asker.unit_id and unit not in units_in_charge(turn)):
        return not_in_charge(turn) if turn.asker.group_id is not None else not_yours(turn)
    contacts = contacts_on(turn.records, turn.now.date())
    reached = contacts.of(unit.id)
    if not reached:
        return act(
            f"{unit.name}现在没有能收到消息的政工人事：{contacts.why_nobody(unit.id)}。",
            links=(_PAGE,),
        )
    others = [one.name for one in reached[1:]]
    more = f"另有{'、'.join(others)}。" if others else ""
    return act(
        f"{unit.name}的联系人是{reached[0].name}，消息先发给这位同志。{more}", links=(_PAGE,)
    )


def changes_a_number(text: str) -> bool:
    """“我手机号换了，新号13800001234，改一下”: of a telephone number, which nobody keeps here."""
    asks = _NUMBER_ASKED.search(text) is not None
    return not asks and bool(_NUMBER.search(text)) and bool(_NEW_NUMBER.search(text))


@topic("number_told")
def number_told(_turn: TurnContext) -> Reply:
    """Whoever changed their number is told that nothing hangs on it and nothing was changed."""
    return act(
        "手机号名册里没有这一栏，我没有登记，也没有改。消息按企业微信账号发，换号不影响收；"
        "企业微信通讯录里的号码，请找本单位的企业微信管理员改。"
    )
