"""One message in, one reply out: who asks, what is remembered, which topic answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from handlers.kit.desk import Asker, Desk
from handlers.kit.inquiry import Choice, Inquiry
from handlers.kit.keeping import continues, merged
from handlers.kit.memory import Memory
from handlers.kit.people import names_for, person_facts
from handlers.kit.registry import topics
from handlers.kit.reply import Kind, Reply
from language.reader import Reader
from language.reading import AXIS_OF_TOPIC, TOPIC_OF_AXIS, Context, Reading
from rules.plan import Facts, Given, Plan
from storage import Records, Store

Finish = Callable[[Records, Reply], None]
_ENDING = frozenset({"end", "thanks"})
_ASIDE = frozenset({"off", "thanks", "help", "clause", "deadlines", "unread"})
_MOST_TEXTS = 3
_DELEGATED_AT = frozenset({"school", "hospital", "enterprise"})


def respond(
    inquiry: Inquiry,
    store: Store,
    plan: Plan,
    reader: Reader,
    *,
    public_url: str,
    finish: Finish | None = None,
) -> Reply:
    """The reply, in one transaction with all it changes; `finish` is called inside it."""
    with store.transaction() as records:
        asker = _asker(records, inquiry.sender)
        if asker.role == "unknown":
            reply = _stranger(plan)
        else:
            memory = Memory.from_json(records.talks.open(inquiry.sender, inquiry.at))
            reply, memory = Talk(plan, reader, records, asker, public_url).turn(inquiry, memory)
            if memory == Memory():
                records.talks.end(inquiry.sender)
            else:
                records.talks.save(inquiry.sender, memory.to_json(), inquiry.at)
        if finish:
            finish(records, reply)
    return reply


def _asker(records: Records, userid: str) -> Asker:
    member = records.members.by_userid(userid)
    if member is None:
        return Asker(userid, "", "unknown")
    unit = records.roster.unit(member.unit_id).name if member.unit_id is not None else ""
    return Asker(
        member.userid,
        member.name,
        member.role.value,
        member.unit_id,
        unit,
        member.group_id,
        member.person_id,
    )


def _stranger(plan: Plan) -> Reply:
    words = f"您还没有登记，我不能替您办理。请联系{plan.office}，把您的企业微信账号登记到单位名下。"
    return Reply(Kind.OFF, words)


class Talk:
    """A conversation of one asker within one transaction."""

    def __init__(
        self, plan: Plan, reader: Reader, records: Records, asker: Asker, public_url: str
    ) -> None:
        self._plan, self._reader, self._records = plan, reader, records
        self._asker, self._public_url = asker, public_url

    def turn(self, inquiry: Inquiry, memory: Memory) -> tuple[Reply, Memory]:
        """The reply to one message and what to remember after it."""
        key = inquiry.choice.key if inquiry.choice else None
        text = inquiry.text or ""
        if key is None and not text.strip():
            return _wordless(inquiry), memory
        names = names_for(self._records, self._asker)
        context = _context(memory, inquiry.at.date(), names)
        reading = self._reader.read(text, context) if key is None else Reading(text="")
        key = key or reading.picked
        if key is not None:
            reading = _pressed(key, reading, self._plan, memory)
        facts = merged(memory, reading)
        desk = Desk(
            self._plan,
            self._records,
            self._asker,
            inquiry.at,
            reading,
            memory,
            self._public_url,
            facts,
            choice=inquiry.choice or (Choice(key, "") if key else None),
        )
        return self._answered(desk, names, key)

    def _answered(
        self, desk: Desk, names: tuple[object, ...], key: str | None
    ) -> tuple[Reply, Memory]:
        del names
        memory, reading = desk.memory, desk.reading
        topic, axes = _resolved(desk)
        known = person_facts(desk)
        desk = replace(desk, facts={**known, **desk.facts}, axes=axes, who=_who(desk))
        reply = _dispatched(desk, topic)
        reply = _offering_again(reply, memory, topic)
        return reply, _remembered(desk, topic, reply, key)


def _wordless(inquiry: Inquiry) -> Reply:
    kind = inquiry.attachment.kind if inquiry.attachment else ""
    words = {
        "voice": "语音我听不了，请用文字再说一遍。",
        "file": "文件请从上传页面交，聊天里收不到内容。",
        "image": "图片我看不了内容；要交材料请从上传页面传。",
    }
    return Reply(Kind.OFF, words.get(kind, "这条消息我读不了，请用文字告诉我要问什么。"))


def _context(memory: Memory, today: date, names: tuple[object, ...]) -> Context:
    return Context(
        today=today,
        open_fact=memory.open_fact,
        options=memory.options,
        topic=memory.topic,
        known=memory.facts,
        said_before=memory.said,
        names=names,  # type: ignore[arg-type]  # Name, from language
    )


def _pressed(key: str, reading: Reading, plan: Plan, memory: Memory) -> Reading:
    """A pressed option as if it had been said."""
    kind, _, rest = key.partition(":")
    label = next((text for one, text in memory.options if one == key), "")
    if kind == "fact":
        fact, _, value = rest.partition("=")
        if fact in plan.facts:
            given = Given(_value(plan, fact, value), "said", label or value)
            return replace(reading, topic="", facts={fact: given})
    if kind == "topic":
        axis = AXIS_OF_TOPIC.get(rest)
        return replace(reading, topic=rest, axes=(axis,) if axis else (), follows=True)
    return replace(reading, topic=kind)


def _value(plan: Plan, fact: str, value: str) -> bool | float | str | date | None:
    match plan.facts[fact].kind:
        case "bool":
            return value == "true"
        case "number":
            return float(value)
        case "date":
            return value if value in plan.facts[fact].values else date.fromisoformat(value)
    return value


def _resolved(desk: Desk) -> tuple[str, tuple[str, ...]]:
    """The topic to answer and the axes asked, given what was being talked about."""
    reading, memory = desk.reading, desk.memory
    topic = reading.topic
    if topic == "" or (topic == "person" and memory.ruling_topic):
        topic = _topic_before(desk)
    if topic in AXIS_OF_TOPIC:
        axes = reading.axes
        if not axes and topic == memory.ruling_topic:
            axes = memory.axes
        return topic, axes or (AXIS_OF_TOPIC[topic],)
    if topic == "person":
        topic = _topic_of_facts(desk.facts)
        return topic, (AXIS_OF_TOPIC[topic],)
    if topic == "plan:due_to_group" and _delegated(desk):
        return "plan:delegated_report", ()
    return topic, ()


def _delegated(desk: Desk) -> bool:
    """The talk is about a school, hospital or company: their dates are others (一(一)4)."""
    at = desk.facts.get("works_at")
    return at is not None and at.value in _DELEGATED_AT and "考核组" not in desk.reading.text


def _topic_before(desk: Desk) -> str:
    """A message that asks nothing of its own goes on with what was asked before it."""
    memory, reading = desk.memory, desk.reading
    about_person = set(reading.facts) - {"team_grade", "team_kind", "headcount", "works_at"}
    group = memory.topic in {"team_assessed", "quota_count", "quota_percent"}
    if group and not (about_person and "position" in reading.facts):
        return memory.topic
    if memory.topic.startswith(("plan:", "silence:")) and not reading.facts:
        return memory.topic
    if memory.ruling_topic and not group:
        return memory.ruling_topic
    if memory.topic in topics() and not reading.facts:
        return memory.topic
    return "person"


def _topic_of_facts(facts: Facts) -> str:
    if "retired_on" in facts:
        return "takes_part"
    if "under_investigation" in facts:
        return "grade"
    if {"evaluation_score", "routine_excellent", "routine_good", "head_bar"} & set(facts):
        return "eligible"
    return "where_assessed"


def _who(desk: Desk) -> str:
    if desk.reading.people:
        return desk.reading.people[0].text
    if desk.reading.labels:
        return desk.reading.labels[0]
    return desk.memory.label if continues(desk.memory, desk.reading) else ""


def _dispatched(desk: Desk, topic: str) -> Reply:
    from handlers.kit.texts import answer_texts, silence_text  # noqa: PLC0415  # a cycle otherwise

    kind, _, name = topic.partition(":")
    if kind == "plan" and name in desk.plan.topics:
        return answer_texts(desk, _texts_asked(desk, topic))
    if kind == "silence" and name in desk.plan.silences:
        return silence_text(desk, name)
    found = topics().get(topic)
    if found is None:
        return _not_yet(desk)
    if found.roles and desk.asker.role not in found.roles:
        return Reply(Kind.ACTION, f"这件事由{desk.plan.office}办理，您这边不能操作。")
    return found.answer(desk)


def _texts_asked(desk: Desk, topic: str) -> tuple[str, ...]:
    """Every topic of the plan that one message asks for, the main one always among them."""
    asked = [one for one in desk.reading.topics if one.startswith("plan:")]
    chosen = asked if topic in asked else [topic]
    return tuple(one.partition(":")[2] for one in chosen)[:_MOST_TEXTS]


def _not_yet(desk: Desk) -> Reply:
    return Reply(Kind.ACTION, f"这项操作还没有开通，请先按原来的办法办，或者联系{desk.plan.office}。")


def _offering_again(reply: Reply, memory: Memory, topic: str) -> Reply:
    """After a side question the open one is offered again."""
    if not memory.open_fact or reply.kind is Kind.ASK or topic in _ENDING:
        return reply
    aside = topic.startswith(("plan:", "silence:")) or topic in _ASIDE or reply.kind is Kind.ACTION
    if not (aside and memory.again):
        return reply
    return replace(reply, text=f"{reply.text}\n\n刚才的问题还等您回答：{memory.again}")


def _remembered(desk: Desk, topic: str, reply: Reply, key: str | None) -> Memory:
    memory, reading = desk.memory, desk.reading
    if topic == "end":
        return Memory()
    aside = topic.startswith(("plan:", "silence:")) or topic in _ASIDE or reply.kind is Kind.ACTION
    ruling = topic in AXIS_OF_TOPIC
    asks = reply.asks if reply.kind is Kind.ASK else (memory.open_fact if aside else None)
    figures = reading.headcount
    return Memory(
        topic=memory.topic if topic in {"off", "thanks", "unread", "clause"} else topic,
        axes=desk.axes if ruling else memory.axes,
        ruling_topic=topic if ruling else memory.ruling_topic,
        facts=memory.facts if topic in {"off", "thanks"} else desk.facts,
        open_fact=asks,
        options=_options(reply, memory, asks),
        label=desk.who or memory.label,
        person_id=reading.people[0].id if len(reading.people) == 1 else memory.person_id,
        said=(reading.text if key is None else memory.said)[:60],
        clauses=reply.clauses or memory.clauses,
        headcount=figures.counted if figures else memory.headcount,
        again=reply.text if reply.kind is Kind.ASK else (memory.again if asks else ""),
    )


def _options(reply: Reply, memory: Memory, asks: str | None) -> tuple[tuple[str, str], ...]:
    if reply.options:
        return tuple((option.key, option.label) for option in reply.options)
    return memory.options if asks and asks == memory.open_fact else ()


__all__ = ["Talk", "respond", "TOPIC_OF_AXIS", "datetime"]
