"""“韩志强调走了”, “刘洋提副局长了”: a change of the roster told in the chat, as a correction."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.namesakes import fits
from handlers.turn.people import NamesSeen, described
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Link, Reply, order
from handlers.turn.roster_commands import CorrectRoster
from language.needed import Shapes
from language.subject import moved_to
from storage.views import Entity, Person

_POSTS: Final = (
    "(?:局长|镇长|乡长|书记|主任|部长|主席|委员|院长|校长|所长|股长|科长|调研员|科员|董事长|总经理)"
)
_GONE: Final = re.compile(
    r"调(?:到|去|往)(?:省|市|外|县外|别的?县|邻县|隔壁县)|调走|调离|调出|离职|辞职|去世|病故|开除|辞退"
    r"|(?<![退撤])走了|不在(?:我们|本)?(?:县|单位)?了"
)
_RETIRED: Final = re.compile(r"退休|退了$|退的$|到龄退")
_PROMOTED: Final = re.compile(
    rf"(?:提拔为?|提任|提|升任|升|改任|转任|任命为|现任|任|当)(?:了|成|为|上)?"
    rf"(?P<post>[^,，.。;；?？!！ 的了]{{0,8}}?{_POSTS})(?:了|[,，.。;；!！ ]|$)"
)
# “改成河口镇镇长”, “职务改为局长”, “现在是副书记了”: another post, in place of the one before.
_POST: Final = rf"(?P<post>[^,，.。;；?？!！ 的了]{{0,10}}?{_POSTS})(?:了|吧|[,，.。;；!！ ]|$)"
_CHANGED: Final = re.compile(
    rf"(?:改|换|变|调整)(?:成|为|任|当|做|到)(?:了)?{_POST}"
    rf"|(?:职务|岗位|职位)(?:是|应该是|应为){_POST.replace('post', 'post2')}"
    rf"|(?:现在|如今)(?:是|当|任)(?P<post3>[^,，.。;；?？!！ 的了]{{0,10}}?{_POSTS})了"
)
_NO_MORE: Final = re.compile(
    "不再?(?:当|是|任|做|担任|兼|干)[^,，.。;；]{1,12}?了?(?=[,，.。;； ]|$)"
)
_NEW: Final = re.compile(
    "(?:新来|新调来|新增|新任|新提)了?(?:一)?[个位名][^,，。]{0,12}(?:叫|名字)"
)
_ROSTER: Final = "(?:名册|花名册|名单|人员表)"
_ON_ROSTER: Final = re.compile(
    rf"{_ROSTER}[^,，。]{{0,10}}(?:改|填|更新|更正|换|写|登记)|(?:改|填|更新|更正)[^,，。]{{0,6}}{_ROSTER}"
)
_ASKS: Final = re.compile(
    r"[?？吗么呢]|还是|什么|哪|谁|几|怎|多少|是不是|能不能|要不要|还(?:考|参|算|占|填|交)|([一-鿿])不\1"
)
_SUPPOSED: Final = re.compile("要是|如果|假如|万一|听说|准备|打算|快要|想")
CHANGES: Final = Shapes(_GONE, _RETIRED, _PROMOTED, _CHANGED, _NEW, _ON_ROSTER, re.compile("调"))
_LONGEST: Final = 40
_WHICH: Final = "是哪一位？"
_PAGE: Final = "/roster/edit"
WHERE: Final = (
    "新来的人、挂职的起止、借调、姓名写错、换政工人事的账号，在网页“更正名册”里改："
    "先列出会改什么，确认了才改。"
)


def tells_change(turn: TurnContext) -> bool:
    """Whether the message tells that somebody named left, moved, retired or has another post."""
    said, state = turn.reading, turn.state
    if len(turn.said) > _LONGEST or _ASKS.search(turn.said) or _SUPPOSED.search(turn.said):
        return False
    if _goes_on(turn) or _NEW.search(turn.said):
        return True
    names = {one.text for one in said.people}
    if not names and said.strangers and may(turn.asker.role, Deed.CORRECT_ROSTER):
        return _is_change(turn.said) and not state.ruling_topic
    on_roster = _ON_ROSTER.search(turn.said) is not None
    if len(names) != 1 or not (_is_change(turn.said) or on_roster):
        return False
    # Of whom is just ruled on it is a fact of their case.
    return on_roster or not (state.ruling_topic and state.label in names)


def change_told(turn: TurnContext) -> Reply | None:
    """The correction, shown before it is done; None where no change of somebody is told."""
    if (before := _which_told(turn)) is not None:
        return before
    if not tells_change(turn) or _NEW.search(turn.said):
        return None
    if not turn.reading.people and not _goes_on(turn):
        name = turn.reading.strangers[0]
        return act(f"名册里没有“{name}”，没有改。请核对姓名。{WHERE}")
    person = _person(turn)
    return person if isinstance(person, Reply) else _correction(turn, person)


def _correction(turn: TurnContext, person: Person) -> Reply:
    said, id = turn.said, str(person.id)
    to, post = moved_to(said), _post_told(said)
    if to:
        units = units_in(to, turn.records.roster.units())
        if not units:
            return _on_page(f"名册里没有“{to}”", person)
        return order(CorrectRoster(Entity.PERSON, id, "unit", {"value": units[0].name}))
    if post:
        return _at_a_post(turn, person, post)
    if _RETIRED.search(said):
        return _retired(turn, person)
    if _GONE.search(said):
        return order(CorrectRoster(Entity.PERSON, id, "left", {}))
    return _on_page("这一项在聊天里不能改", person)


def _post_told(said: str) -> str:
    """The post somebody has from now on; what they are no more is none."""
    rest = _NO_MORE.sub("", said)
    found = _CHANGED.search(rest) or _PROMOTED.search(rest)
    return next((one for one in found.groupdict().values() if one), "") if found else ""


def _at_a_post(turn: TurnContext, person: Person, post: str) -> Reply:
    """The post by itself: “河口镇镇长” is 镇长 of that unit, to which who is elsewhere is moved."""
    id, unit = str(person.id), next(iter(units_in(post, turn.records.roster.units())), None)
    words = (unit.name, unit.name.removeprefix("县"), *unit.short_names) if unit else ()
    plain = post
    for word in sorted(words, key=len, reverse=True):
        plain = plain.removeprefix(word) or plain
    if unit is None or unit.id == person.unit_id:
        return order(CorrectRoster(Entity.PERSON, id, "post", {"value": plain}))
    moved = order(CorrectRoster(Entity.PERSON, id, "unit", {"value": unit.name}))
    later = f"一次改一项，先改单位；职务改好单位再说：“{unit.name}{person.name}改任{plain}”。"
    return replace(moved, text=later)


def _is_change(said: str) -> bool:
    patterns = (_GONE, _RETIRED, _PROMOTED, _CHANGED)
    return any(one.search(said) for one in patterns) or bool(moved_to(said))


def _goes_on(turn: TurnContext) -> bool:
    """“11月30号退的” after “吕思源退休了，名册改一下”."""
    before = turn.state.topic == "roster_change" and turn.state.person_id is not None
    return before and not turn.reading.people and _retired_on(turn) is not None


def _retired(turn: TurnContext, person: Person) -> Reply:
    """Who retired stays on the roster, with the day: the notice rules on it."""
    found = _retired_on(turn)
    if found is None:
        example = f"“{person.name}11月30日退休了”"
        return act(f"{person.name}是哪天退休的？请连日子一起说，例如{example}。")
    fact, day = found
    values = {f"facts.{fact}": day.isoformat()}
    return order(CorrectRoster(Entity.PERSON, str(person.id), "facts", values))


def _retired_on(turn: TurnContext) -> tuple[str, date] | None:
    """The plan's fact of a day other than that a secondment began, with the day told."""
    if not _RETIRED.search(turn.said):
        return None
    plan = turn.plan
    for fact, given in turn.reading.facts.items():
        known = plan.facts.get(fact)
        of_a_day = known is not None and known.kind == "date" and fact != plan.roster.start
        if of_a_day and isinstance(given.value, date):
            return fact, given.value
    return None


def _person(turn: TurnContext) -> Person | Reply:
    """Who is meant; of several of one name the one whose unit is said."""
    roster = turn.records.roster
    if not turn.reading.people:
        return roster.person(turn.state.person_id or 0)
    people = [roster.person(one.id) for one in turn.reading.people]
    if len(people) > 1:
        said = turn.said.replace(moved_to(turn.said) or "\0", "")
        named = {unit.id for unit in units_in(said, roster.units())}
        people = [one for one in people if one.unit_id in named] or people
    if len(people) == 1:
        return people[0]
    told = "、".join(described(turn.records, one.id) for one in people)
    unit = roster.unit(people[0].unit_id).name
    return act(
        f"有{len(people)}位{people[0].name}：{told}，没有改。{_WHICH}"
        f"请带上单位再说一遍，例如“{unit}{turn.said}”。"
    )


def _which_told(turn: TurnContext) -> Reply | None:
    """“水利局那个” after it was asked of which of one name a change was told."""
    last = turn.state.lately[-1] if turn.state.lately else None
    if last is None or last.topic != "roster_change" or _WHICH not in last.told:
        return None
    alike = [one.id for one in NamesSeen(turn.records, turn.asker).people(last.said) if one.id]
    fitting = fits(turn.records, turn.asker, alike, turn.said)
    if len(fitting) != 1 or len(turn.said) > _LONGEST:
        return None
    return _correction(replace(turn, said=last.said), turn.records.roster.person(fitting[0]))


def _on_page(why: str, person: Person) -> Reply:
    link = Link(f"更正名册：{person.name}", f"{_PAGE}?person={person.id}")
    return act(f"{why}，还没有改。{WHERE}", links=(link,))
