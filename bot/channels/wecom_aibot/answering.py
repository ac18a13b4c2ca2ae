"""From an arrival at the bot to its one answer: kept in the inbox, where refreshes find it."""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from pydantic import TypeAdapter

from bot.channels.wecom_aibot.media import Media, NotFetched
from bot.channels.wecom_aibot.render import Answer, FilePage, bare, chosen_card, render
from bot.channels.wecom_aibot.translate import CHANNEL, Arrival, Judgement
from bot.channels.wecom_app import fallback_replies
from bot.channels.wecom_app.answering import Converse
from bot.channels.wecom_app.render import push_payload
from bot.channels.wecom_app.translate import Nature
from bot.clock import Clock
from bot.error_reporting import report
from bot.judging import Verdict
from handlers.dialogue.service import hello, welcome
from handlers.submissions.service import FilesInChat
from handlers.turn.reply import Reply
from storage import Records, Store
from storage.inbox import AnsweredElsewhere

STREAM_LASTS: Final = timedelta(minutes=5, seconds=30)  # of WeCom's six minutes
TAKEN_OVER_AFTER: Final = timedelta(minutes=2)
_ARRIVAL: Final = TypeAdapter(Arrival)
_IN_GROUP: Final = "群里的文件、图片我不收，也不查看。要交材料，请在和我的单聊里发。"
_QUOTE_UNREAD: Final = "（引用的那段太长，没有读。要问其中的内容，请把那一句打出来。）"
_VIDEO: Final = "我看不了视频，请打字告诉我要办什么；要交材料请发文件。"


@dataclass(frozen=True)
class BotAnswering:
    """Synchronous; called in threads. `page` makes the link of a file to hand over."""

    store: Store
    converse: Converse
    files: FilesInChat
    media: Media
    clock: Clock
    public_url: str
    office: str
    wake: Callable[[], None]
    page: FilePage
    judge: Callable[[Verdict, datetime], None]

    def accept(self, arrival: Arrival) -> Answer | None:
        """Commits that this message came, and that it is taken over if we die on the way."""
        message = arrival.message
        with self.store.transaction() as records:
            accepted = records.inbox.accept(message.message_id, message.sender, message.at)
            if accepted.new:
                kept = _ARRIVAL.dump_python(arrival, mode="json", by_alias=True)
                payload = {"kind": "arrival", "channel": CHANNEL, "arrival": kept}
                due = self.clock.now() + TAKEN_OVER_AFTER
                key = f"{message.message_id}:late"
                records.outbox.enqueue(key, message.sender, payload, due)
        return None if accepted.reply is None else _answer(accepted.reply)

    def judged(self, judgement: Judgement) -> None:
        """What a member thinks of an answer; of one we never gave nothing is kept."""
        answer = self.standing(judgement.answer_id)
        if answer is not None:
            verdict = Verdict(
                judgement.sender, judgement.kind, answer.text, judgement.reasons, judgement.content
            )
            self.judge(verdict, self.clock.now())

    def standing(self, stream_id: str) -> Answer | None:
        """The answer a refresh asks for, None while there is none."""
        with self.store.reading() as records:
            reply = records.inbox.reply_to(f"{CHANNEL}:{stream_id}")
        return None if reply is None else _answer(reply)

    def answer(self, arrival: Arrival) -> Answer:
        """Answers an accepted arrival; whatever goes wrong, with words and a number."""
        try:
            answer = self._answered_or_in_trouble(arrival)
        except AnsweredElsewhere as first:  # by another process, which got a resend
            answer = _answer(first.reply)
        self.wake()
        return answer

    def _answered_or_in_trouble(self, arrival: Arrival) -> Answer:
        try:
            return self._answered(arrival)
        except AnsweredElsewhere:
            raise
        except Exception as error:
            number = report("message_failed", error)
            with self.store.transaction() as records:
                answer = Answer(fallback_replies.trouble(number, self.office, error))
                return self._close(records, arrival, answer)

    def take_over(self, payload: Mapping[str, Any]) -> None:
        """Answers what a process that died had accepted."""
        arrival = _ARRIVAL.validate_python(payload["arrival"])
        if self.accept(arrival) is None:
            self.answer(arrival)

    def greeting(self, arrival: Arrival) -> str:
        """What is said when somebody opens the bot: the first time more than later."""
        message = arrival.message
        with self.store.transaction() as records:
            member = records.members.by_userid(message.sender)
            key = f"welcome:{message.sender.casefold()}"
            first = member is None or records.inbox.accept(key, message.sender, message.at).new
        if member is None:
            return fallback_replies.stranger(self.office)
        if not first:  # WeCom tells of the first visit of every day
            return hello(member.name)
        handing_in = "要交材料，直接把文件发给我，一次一份。"
        return f"{welcome(member.name, member.role)}{handing_in}"

    def pressed_card(self, arrival: Arrival) -> dict[str, Any]:
        """The card with the option that was chosen marked on it."""
        choice = arrival.message.choice
        return chosen_card(arrival.label, choice.task_id if choice else "", self.public_url)

    def _answered(self, arrival: Arrival) -> Answer:
        words = self._words_about(arrival)
        if words:
            with self.store.transaction() as records:
                return self._close(records, arrival, Answer(words))
        done: list[Answer] = []

        def finish(records: Records, reply: Reply) -> None:
            done.append(self._finished(records, arrival, reply))

        message = arrival.message
        if arrival.nature is Nature.SENT:
            reply = self._taken(arrival)
            with self.store.transaction() as records:
                finish(records, reply)
            return done[-1]
        self.converse(replace(message, text=self._with_quote(arrival)), finish)
        return done[-1]

    def _words_about(self, arrival: Arrival) -> str:
        """What is said of something sent that is not taken, empty where it is."""
        message = arrival.message
        if arrival.nature is not Nature.SENT or message.attachment is None:
            return ""
        with self.store.reading() as records:
            known = records.members.by_userid(message.sender) is not None
        if not known:
            return fallback_replies.stranger(self.office)
        if message.group:
            return _IN_GROUP
        kind = message.attachment.kind
        if kind == "video":
            return _VIDEO
        if kind not in ("file", "image"):
            return "这种消息我还看不懂，请打字告诉我；要交材料请直接发文件。"
        return ""

    def _taken(self, arrival: Arrival) -> Reply:
        message = arrival.message
        try:
            if not arrival.media_url:
                raise NotFetched
            with ExitStack() as held:
                urls = (arrival.media_url, *arrival.more_urls)
                files = [held.enter_context(self.media.fetched(url)) for url in urls]
                if len(files) > 1:
                    return self.files.pages_arrived(message, [file.path for file in files])
                return self.files.arrived(message, files[0].path, files[0].name)
        except NotFetched as missing:
            # Taken in before, by a process that died before it could say so?
            return self.files.kept_from(message) or self.files.refused(missing.words)

    def _with_quote(self, arrival: Arrival) -> str | None:
        """The quoted words before one's own; ours are known already and would only confuse."""
        text, quoted = arrival.message.text, arrival.quoted
        if not quoted or text is None:
            return text
        with self.store.reading() as records:
            ours = records.inbox.knows(_said(quoted))
        return text if ours else f"{quoted}\n{text}"

    def _finished(self, records: Records, arrival: Arrival, reply: Reply) -> Answer:
        for push in reply.pushes:
            payload = push_payload(push, self.public_url)
            records.outbox.enqueue(push.key, push.to, payload, self.clock.now())
        if arrival.quote_unread:
            reply = replace(reply, text=f"{reply.text}\n{_QUOTE_UNREAD}")
        message = arrival.message
        answer = render(
            reply,
            self.public_url,
            message.message_id,
            message.sender,
            self.page,
            said=message.text or arrival.label,
            cards=not self._goes_by_url(arrival),
        )
        return self._close(records, arrival, answer)

    def _goes_by_url(self, arrival: Arrival) -> bool:
        """A button's answer and a late one; no card can go there."""
        late = self.clock.now() - arrival.message.at > STREAM_LASTS
        return arrival.nature is Nature.PRESSED or late

    def _close(self, records: Records, arrival: Arrival, answer: Answer) -> Answer:
        """In the answer's own transaction. A button's answer and a late one go by their URL."""
        message = arrival.message
        if self._goes_by_url(arrival):
            payload = {
                "kind": "aibot_late",
                "url": arrival.late_url,
                "text": answer.text,
                "group": bool(message.group),
            }
            key = f"{message.message_id}:answer"
            records.outbox.enqueue(key, message.sender, payload, self.clock.now())
        records.inbox.answered(message.message_id, json.dumps(answer.to_json(), ensure_ascii=False))
        records.inbox.accept(_said(answer.text), message.sender, message.at)
        return answer


def _said(text: str) -> str:
    """The key under which it is remembered that these words were ours."""
    return f"{CHANNEL}:said:{sha256(bare(text).encode()).hexdigest()[:40]}"


def _answer(stored: str) -> Answer:
    fields = json.loads(stored)
    return Answer(fields["text"], fields["card"])
