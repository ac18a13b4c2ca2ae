"""Which topic a message is for, and on which axes, given what was being talked about."""

import re
from collections.abc import Callable
from typing import Final

from handlers.cases.service import (
    OF_A_CASE,
    OF_OWN_CASES,
    OF_THE_SECTION,
    OWN_CHANGES,
    asks_after_it,
    asks_own_cases,
    changes_own_case,
    on_a_case,
    wants_it_put,
)
from handlers.dialogue.broken_spans import span_ended, span_interrupted
from handlers.dialogue.going_on import ASKS, adds_nothing, only_asks, topic_before
from handlers.dialogue.instead import another_meant
from handlers.dialogue.setting_days import sets_a_deadline
from handlers.dialogue.shapes import by_shape, of_a_matter
from handlers.dialogue.topic_table import TOPICS
from handlers.dialogue.topics.teach import TEACHES, teaches
from handlers.notifications.service import (
    OWN_TOPICS,
    OWN_WISH,
    mended_span,
    names_days_off,
    own_wish_topic,
    takes_leave_back,
)
from handlers.rulings.service import (
    OF_A_LENGTH,
    OF_A_RESULT,
    asks_length,
    asks_of_a_listed_unit,
    asks_result,
)
from handlers.turn.buttons import TopicButton
from handlers.turn.case_commands import Petition
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_among, papers_with_form
from handlers.turn.naming_days import names_a_day
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Kind
from language.deed_told import only_supposed
from language.figures import percents_named
from rules.plan.dialogue import QUESTIONS
from rules.quota import shares_of

_NOT_READ_YET = frozenset({"", "unread", "off", "person"})
_ON_PAPERS = frozenset({"hand_in", "missing", "progress", "chase", "return_paper", "export"})
_STANDS: Final = {"about:message_ceiling": "message_ceiling", "about:unit_contact": "who_am_i"}
_WHEN: Final = re.compile(
    r"(?:啥时候?|什么时候|多久|几天|哪天|何时|多长时间)[^,，.;?？!]{0,8}(?:回|批|答|结果|消息|下文|下来|出来)"
    r"|^[^,，]{0,4}(?:回复?|批复?|答复)(?:了|下来|过来)?(?:没有?|吗|么)"
)
# What “我下周休假，有事找何晓燕” is taken for.
_MAY_BE_LEAVE: Final = _NOT_READ_YET | {
    *("about:leave", "remind_less", "leave", "unit_contact", "about:unit_contact", "human"),
    *("roster_change", "about:roster_change"),
}
_FRAGMENT = 14  # characters of a message that may only complete the command before it


def resolved(turn: TurnContext) -> tuple[str, tuple[str, ...]]:
    """The topic to answer and the axes asked: the first row of the table that fits decides."""
    topic = next((one for row in _ROWS if (one := row(turn)) is not None), turn.reading.topic)
    if topic in QUESTIONS and turn.reading.unwritten:  # no general rule for “挂职的小孙”
        return f"silence:{turn.reading.unwritten}", ()
    if topic not in QUESTIONS:
        return topic, ()
    before = turn.state.axes if topic == turn.state.ruling_topic else ()
    said = turn.reading.axes if topic == turn.reading.topic else ()
    return topic, said or before or turn.plan.dialogue.axes_of((topic,))


def _own_wish(turn: TurnContext) -> str | None:
    """“明天9点提醒我…”, “周末别发消息”, and what puts right the one just set."""
    may = turn.state.topic in OWN_TOPICS or any(one.may_fit(turn.said) for one in OWN_WISH)
    return own_wish_topic(turn) if may else None


def _deadline(turn: TurnContext) -> str | None:
    return "confirm_deadline" if sets_a_deadline(turn) else None


def _length(turn: TurnContext) -> str | None:
    """“满半年吗” of somebody whose days are known."""
    if turn.is_pressed or not OF_A_LENGTH.may_fit(turn.reading.text):
        return None
    return "length_full" if asks_length(turn) else None


def _result(turn: TurnContext) -> str | None:
    """“我的考核结果出来没有”: of what nothing is kept here."""
    return "result" if not turn.is_pressed and _asks_result(turn) else None


def _asks_result(turn: TurnContext) -> bool:
    return OF_A_RESULT.may_fit(turn.said) and asks_result(turn.said)


def _of_a_case(turn: TurnContext) -> str | None:
    """“补充1号：…”, “撤回请示”, “我请示的有回复没”: told by its shape and what is on record."""
    if turn.is_pressed:
        return None
    named = on_a_case(turn.said) if OF_A_CASE.may_fit(turn.said) else ""
    named = named or (changes_own_case(turn) if OWN_CHANGES.may_fit(turn.said) else "")
    if named:
        return named
    if OF_THE_SECTION.may_fit(turn.said):
        if wants_it_put(turn):
            return "petition"
        if asks_after_it(turn):
            return "my_cases"
    own = OF_OWN_CASES.may_fit(turn.reading.text) and asks_own_cases(turn)
    return "my_cases" if own or _asks_what_became_of_it(turn) else None


def _asks_what_became_of_it(turn: TurnContext) -> bool:
    """“啥时候能回” after a petition was put."""
    pending = turn.state.pending
    if pending is None or not isinstance(pending.command, Petition):
        return False
    put = pending.came_of_it not in {"", pending.dropped}
    return put and _WHEN.search(turn.said) is not None


def _goes_on_with_deed(turn: TurnContext) -> str | None:
    """“以后有人问…，统一答…”."""
    if turn.is_pressed:
        return None
    return "teach" if TEACHES.may_fit(turn.said) and teaches(turn) else None


def _of_a_matter(turn: TurnContext) -> str | None:
    """“延期批了没”, “留言：…”, “你说错了”: told by its shape as well."""
    return None if turn.is_pressed else of_a_matter(turn) or None


def _same_look(turn: TurnContext) -> str | None:
    """“只要乡镇的” after a command that looked at units."""
    return turn.state.topic if turn.reading.topic == "person" and _narrows(turn) else None


def _what_was_asked(turn: TurnContext) -> str | None:
    wanted = turn.reading.topic in _NOT_READ_YET and _names_what_was_asked(turn)
    return turn.state.topic if wanted else None


def _still_a_clash(turn: TurnContext) -> str | None:
    """“到底听哪条” after two clauses that differ: nobody can say."""
    on_clause = turn.reading.topic == "clause" and not turn.reading.clauses
    return turn.state.ruling_topic if on_clause and turn.state.kind == Kind.CLASH else None


def _still_silent(turn: TurnContext) -> str | None:
    """“那就是不参加？” on what the notice leaves open: it still does, whatever is asked of it."""
    state, said = turn.state, turn.reading
    # In doubt as well: “你到底几个意思” is about what was just told.
    asks = said.topic in QUESTIONS or said.topic in {"", "why_changed"} or bool(said.readings)
    if not state.topic.startswith("silence:") or not asks or turn.is_pressed:
        return None
    news = set(said.facts) - set(turn.plan.dialogue.places)
    somebody = said.people or said.labels or said.persons or said.another or said.of_another
    leans = said.follows or said.pressed or len(said.text) <= _FRAGMENT
    if said.topic == "why_changed" and not somebody:
        return state.topic
    return None if news or somebody or not leans else state.topic


def _goes_on(turn: TurnContext) -> bool:
    """The message asks nothing of its own."""
    topic = turn.reading.topic
    return topic == "" or (topic == "person" and bool(turn.state.ruling_topic))


def _on_with_it(turn: TurnContext) -> str | None:
    if not _goes_on(turn):
        return None
    topic = "unclear" if adds_nothing(turn) else topic_before(turn)
    return _likeliest(turn) if topic == "person" else topic


def _open_question(turn: TurnContext) -> str | None:
    """“他年度考核咋弄”: what is special about this person decides what is told."""
    return _likeliest(turn) if turn.reading.topic == "person" else None


def _likeliest(turn: TurnContext) -> str:
    return turn.plan.dialogue.likely_asked({**turn.on_roster, **turn.facts})


def _leave_put_right(turn: TurnContext) -> str | None:
    """“不对，到30号” straight after a leave was entered."""
    return "leave" if mended_span(turn) is not None else None


def _own_leave(turn: TurnContext) -> str | None:
    """“我24日到25日请假，这两天别提醒我” tells a leave too: whoever is away is not written to."""
    said = turn.reading.topic in _MAY_BE_LEAVE or bool(turn.reading.readings)
    said = said and not turn.is_pressed
    return "leave" if said and _tells_own_leave(turn) else None


def _share_named(turn: TurnContext) -> str | None:
    """“那15%呢” after another share: the one whose number it is."""
    if asks_of_a_listed_unit(turn):
        return "quota_count"
    after = turn.state.topic.startswith("quota_") and turn.reading.topic not in QUESTIONS
    short = len(turn.reading.text) <= _FRAGMENT and turn.reading.headcount is None
    named = after and short and shares_of(turn.plan, percents_named(turn.reading.text))
    return "quota_percent" if named else None


def _look_at_what_holds(turn: TurnContext) -> str | None:
    """“每个单位最多发多少条” asks about a deed and is told how it stands."""
    tapped = isinstance(turn.button, TopicButton)  # “怎么换联系人” is told how
    return None if tapped else _STANDS.get(turn.reading.topic)


def _tells_own_leave(turn: TurnContext) -> bool:
    """“我下周一到周三请假”: told, not ordered, yet told for nothing else; one tap takes it back."""
    said = turn.reading
    if takes_leave_back(said.text) and may(turn.asker.role, Deed.LEAVE):
        return not ASKS.search(said.text)
    if only_supposed(said.text):
        return False
    if not said.about_self or ASKS.search(said.text) or not may(turn.asker.role, Deed.LEAVE):
        return False
    return names_days_off(said.text, turn.now.date(), turn.plan.cutoff)


def told_by_shape(turn: TurnContext, topic: str) -> bool:
    """Whether its shape alone says what it is, whatever the reader takes it for."""
    shaped = (sets_a_deadline, _leave_put_right, _own_leave, _still_silent, _goes_on_with_deed)
    if topic in OWN_TOPICS or any(by(turn) for by in shaped):
        return True
    return not turn.is_pressed and bool(
        _of_a_case(turn) or of_a_matter(turn) or _asks_result(turn) or by_shape(turn)
    )


def _narrows(turn: TurnContext) -> bool:
    """“只要乡镇的” after a command that looked at units."""
    short = len(turn.reading.text) <= _FRAGMENT and set(turn.reading.facts) <= set(
        turn.plan.dialogue.places
    )
    return short and turn.state.topic in _ON_PAPERS


def _names_what_was_asked(turn: TurnContext) -> bool:
    """“报等次建议的那张” after “要哪一张表”, “佟亮，登记表” after “谁的表”."""
    state, reading = turn.state, turn.reading
    if state.topic == "get_form" and state.options:
        named = reading.papers or reading.forms
        return bool(named or paper_among(reading.text, papers_with_form(turn.plan)))
    if only_asks(turn):
        return False
    if state.topic in _ON_PAPERS and (reading.papers or reading.forms):
        return len(reading.text) <= _FRAGMENT and not names_a_day(reading.text)
    ruling = state.topic in QUESTIONS
    return state.topic in TOPICS and state.open_fact == "person" and not ruling


# What a message comes to; the first row that names a topic decides, else what was read.
_ROWS: Final[tuple[Callable[[TurnContext], str | None], ...]] = (
    _leave_put_right,
    _own_wish,
    _deadline,
    _length,
    _of_a_case,
    _result,
    _of_a_matter,
    by_shape,
    _goes_on_with_deed,
    _same_look,
    _what_was_asked,
    _still_a_clash,
    _share_named,
    _still_silent,
    span_ended,
    _on_with_it,
    _open_question,
    _own_leave,
    span_interrupted,
    _look_at_what_holds,
    another_meant,
)
