"""What a member does in a chat with the AI bot, alone or in the group (pages 100719, 101027)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.actions import Done, chosen
from simulator.aibot.courier import BotCourier
from simulator.aibot.replies import Asked
from simulator.bot_state import GROUP, BotState, ResponseUrl
from simulator.cards import values_at
from simulator.chat import Message
from simulator.contacts import Member
from simulator.delivery import Delivery
from simulator.errors import Refused
from simulator.media import MEGABYTE, Media
from simulator.plaintext import Fields
from simulator.world import World

MOST_FILE = 100 * MEGABYTE  # larger ones are not called back
ONLY_SINGLE = ("image", "voice", "file", "video")


@dataclass(frozen=True)
class BotActions:
    """`group`: in the group chat, else alone with the bot. `quote`: id of the message quoted."""

    world: World
    courier: BotCourier
    base_url: str

    @property
    def bot(self) -> BotState:
        return self.world.bot

    def say(self, userid: str, content: str, group: bool, quote: int | None) -> Done:
        if not content.strip():
            raise Refused("不能发送空消息。")
        body = {"content": content}
        return self._message(userid, "text", body, body, group, quote=quote)

    def send_media(self, userid: str, media: Media, group: bool) -> Done:
        """image, file or video; in the group it stays among the members."""
        with self.world.lock:
            part = {"url": self.bot.link(media, self.base_url)}
        body = {"media_id": media.media_id}
        return self._message(userid, media.type, body, part, group, media=media)

    def speak(self, userid: str, content: str) -> Done:
        """A voice message; what reaches the bot is the text it was turned into."""
        if not content.strip():
            raise Refused("没有听到声音。")
        body = {"content": content}
        return self._message(userid, "voice", body, body, False)

    def mixed(self, userid: str, content: str, media: Media, group: bool) -> Done:
        """Text and a picture in one message."""
        with self.world.lock:
            url = self.bot.link(media, self.base_url)
        items = [
            {"msgtype": "text", "text": {"content": content}},
            {"msgtype": "image", "image": {"url": url}},
        ]
        body = {"content": content, "media_id": media.media_id}
        return self._message(userid, "mixed", body, {"msg_item": items}, group, media=media)

    def enter(self, userid: str) -> Done:
        """Tells the bot only the first time a day."""
        with self.world.lock:
            member = self._member(userid)
            day = self.world.clock.now().date().isoformat()
            if (member.userid, day) in self.bot.entered:
                return None, None
            self.bot.entered.add((member.userid, day))
        return None, self._event(member, member.userid, "enter_chat", {}, None)

    def click(self, userid: str, message_id: int, key: str, selected: Fields) -> Done:
        with self.world.lock:
            member = self._member(userid)
            message = self.bot.chat.get(message_id)
            if message is None or message.userid not in (member.userid, GROUP):
                raise Refused("这位成员没有收到这条消息。")
            if message.card is None or message.card.state == "done":
                raise Refused("这条消息不是卡片，或者已经处理过。")
            card = message.body
            in_menu = key in values_at(card, "action_menu.action_list.key")
            keys = {*values_at(card, "button_list.key"), *values_at(card, "submit_button.key")}
            if not in_menu and key not in keys:
                raise Refused(f"卡片上没有“{key}”这个按钮。")
            answers = {} if in_menu else chosen(card, selected)
            message.card.clicked.append(key)
            message.card.selected = answers
            self.bot.chat.touch(message)
        items = [
            {"question_key": name, "option_ids": {"option_id": ids}}
            for name, ids in answers.items()
        ]
        fields = {
            "card_type": card["card_type"],
            "event_key": key,
            "task_id": message.card.task_id,
            "selected_items": {"selected_item": items},
        }
        where = message.userid
        return message, self._event(member, where, "template_card_event", fields, message_id)

    def feedback(self, userid: str, message_id: int, kind: int, content: str) -> Done:
        """1: accurate, 2: inaccurate, 3: taken back."""
        with self.world.lock:
            member = self._member(userid)
            message = self.bot.chat.get(message_id)
            found = self.bot.feedback_ids.get(message_id)
            if message is None or found is None:
                raise Refused("这条消息没有开启反馈。")
        fields = {"id": found, "type": kind, "content": content, "inaccurate_reason_list": []}
        return message, self._event(member, message.userid, "feedback_event", fields, message_id)

    def _message(
        self,
        userid: str,
        kind: str,
        body: dict[str, Any],
        part: dict[str, Any],
        group: bool,
        media: Media | None = None,
        quote: int | None = None,
    ) -> Done:
        world, bot = self.world, self.bot
        with world.lock:
            member = self._member(userid)
            where = GROUP if group else member.userid
            quoted = self._quoted(where, quote)
            msgid = world.ids.text(32)
            message = bot.chat.add(where, "in", kind, body, world.clock.now(), msgid)
            message.sender, message.quoted = member.userid, quote
            message.attachment = media.as_attachment() if media else None
            if held := self._held_back(message, quoted, media):
                message.flag(held)
                return message, None
            fields = self._head(member, where, message.id) | {"msgid": msgid, "msgtype": kind}
            fields[kind] = part
            if quoted is not None:
                fields["quote"] = self._quote(quoted)
            asked = Asked(kind, member.userid, where, message.id, world.clock.timestamp())
        delivery = self.courier.bring(asked, fields)
        message.delivery_id = delivery.id
        return message, delivery

    def _held_back(self, message: Message, quoted: Message | None, media: Media | None) -> str:
        """Why the bot is not told, empty if it is."""
        if message.userid == GROUP:
            called = self.bot.mention in str(message.body.get("content", ""))
            if message.type in ONLY_SINGLE:
                return "not_in_groups"
            if not called and not (quoted and quoted.direction == "out"):
                return "not_mentioned"
        if media and len(media.content) > MOST_FILE:
            return "too_large"
        return "" if self.bot.begins(message.sender, message.id) else "too_many_open"

    def _event(
        self, member: Member, where: str, kind: str, fields: Fields, message_id: int | None
    ) -> Delivery:
        world = self.world
        with world.lock:
            head = self._head(member, where, message_id)
            if kind != "template_card_event":
                del head["response_url"]
            now = world.clock.timestamp()
            event: dict[str, Any] = {"eventtype": kind, kind: dict(fields)}
            body = {**head, "msgid": world.ids.text(32), "create_time": now}
            asked = Asked(kind, member.userid, where, message_id, now)
        return self.courier.bring(asked, {**body, "msgtype": "event", "event": event})

    def _head(self, member: Member, where: str, message_id: int | None) -> dict[str, Any]:
        now = self.world.clock.timestamp()
        late = ResponseUrl(member.userid, where, message_id, now)
        head: dict[str, Any] = {"aibotid": self.world.config.bot_id, "chattype": "single"}
        if where == GROUP:
            head |= {"chattype": "group", "chatid": GROUP}
        url = self.bot.response_url(late, self.base_url)
        return {**head, "from": {"userid": member.userid}, "response_url": url}

    def _quoted(self, where: str, quote: int | None) -> Message | None:
        if quote is None:
            return None
        message = self.bot.chat.get(quote)
        if message is None or message.userid != where:
            raise Refused("引用的消息不在这个会话里。")
        return message

    def _quote(self, message: Message) -> dict[str, Any]:
        """What the bot is told of a quoted message; its own ones come back as text."""
        if message.attachment is None or message.type == "mixed":
            content = message.body.get("content") or message.body.get("main_title", {}).get("title")
            kind = "voice" if message.type == "voice" else "text"
            return {"msgtype": kind, kind: {"content": content or ""}}
        media = self.world.media.valid(message.body["media_id"])
        url = self.bot.link(media, self.base_url)
        return {"msgtype": message.type, message.type: {"url": url}}

    def _member(self, userid: str) -> Member:
        member = self.world.played(userid)
        if not member.visible:
            raise Refused("这位成员不在机器人的可见范围内。")
        return member
