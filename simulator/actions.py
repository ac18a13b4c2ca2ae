"""What a member does in the app's chat: writes, sends media, clicks, opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.cards import values_at
from simulator.chat import CardState, Message
from simulator.delivery import Courier, Delivery
from simulator.errors import Refused
from simulator.media import Media
from simulator.plaintext import Fields, to_xml
from simulator.world import World

Done = tuple[Message | None, Delivery | None]


@dataclass(frozen=True)
class Actions:
    world: World
    courier: Courier

    def say(self, userid: str, content: str) -> Done:
        if not content.strip():
            raise Refused("不能发送空消息。")
        return self._message(userid, "text", {"content": content}, {"Content": content})

    def send_media(self, userid: str, media: Media, base_url: str) -> Done:
        fields = {"MediaId": media.media_id}
        if media.type == "image":
            fields = {"PicUrl": f"{base_url}/files/{media.media_id}", **fields}
        elif media.type == "voice":
            fields["Format"] = "amr"
        elif media.type == "video":
            fields["ThumbMediaId"] = media.media_id
        else:
            fields |= {"FileName": media.name, "FileSize": str(len(media.content))}
        body = {"media_id": media.media_id}
        return self._message(userid, media.type, body, fields, media)

    def send_location(self, userid: str, lat: float, lng: float, label: str) -> Done:
        fields = {
            "Location_X": str(lat),
            "Location_Y": str(lng),
            "Scale": 15,
            "Label": label,
            "AppType": "wxwork",
        }
        body = {"latitude": lat, "longitude": lng, "label": label}
        return self._message(userid, "location", body, fields)

    def send_link(self, userid: str, link: dict[str, str]) -> Done:
        fields = {
            "Title": link["title"],
            "Description": link["description"],
            "Url": link["url"],
            "PicUrl": link["picurl"],
        }
        return self._message(userid, "link", dict(link), fields)

    def retry(self, message_id: int) -> Done:
        """The member taps the red mark: the same message once more."""
        message = self.world.chat.get(message_id)
        delivery = self.courier.get(message.delivery_id) if message else None
        if message is None or delivery is None or delivery.state != "failed":
            raise Refused("这条消息不需要重发。")
        self.courier.repeat(delivery)
        with self.world.lock:
            message.flag("retried")
            self.world.chat.touch(message)
        return message, delivery

    def event(self, userid: str, event: str, key: str | None) -> Done:
        """An event without a card: subscribe, enter_agent, click, view."""
        fields = {} if key is None else {"EventKey": key}
        return None, self._event(userid, event, fields, None)

    def menu(self, userid: str, key: str) -> Done:
        """A menu entry, named by its key or its address."""
        for entry in menu_entries(self.world.menu):
            if entry.get("type") == "view" and entry.get("url") == key:
                return self.event(userid, "view", key)
            if entry.get("type") == "click" and entry.get("key") == key:
                return self.event(userid, "click", key)
        raise Refused(f"菜单里没有“{key}”。")

    def click(self, userid: str, message_id: int, key: str, selected: Fields) -> Done:
        """A button, a submit button or an entry of the card's own menu."""
        world = self.world
        with world.lock:
            message, state = self._open_card(userid, message_id)
            card = message.body
            in_menu = key in values_at(card, "action_menu.action_list.key")
            if not in_menu and key not in _keys(card):
                raise Refused(f"卡片上没有“{key}”这个按钮。")
            answers = {} if in_menu else chosen(card, selected)
            state.clicked.append(key)
            state.selected = answers
            world.chat.touch(message)
            fields: dict[str, Any] = {
                "EventKey": key,
                "TaskId": state.task_id,
                "CardType": card["card_type"],
                "ResponseCode": world.new_response_code(message.msgid, [message.userid]),
            }
        if answers:
            fields["SelectedItems"] = {"SelectedItem": [_item(*one) for one in answers.items()]}
        event = "template_card_menu_event" if in_menu else "template_card_event"
        return message, self._event(userid, event, fields, message_id)

    def _open_card(self, userid: str, message_id: int) -> tuple[Message, CardState]:
        message = self.world.chat.get(message_id)
        if message is None or message.userid.casefold() != userid.casefold():
            raise Refused("这位成员没有收到这条消息。")
        if message.card is None:
            raise Refused("这条消息不是卡片。")
        if not message.shown or "recalled" in message.flags:
            raise Refused("这张卡片已经看不到了。")
        if message.card.state == "done":
            raise Refused("这张卡片已经处理过。")
        return message, message.card

    def _message(
        self,
        userid: str,
        kind: str,
        body: dict[str, Any],
        fields: Fields,
        media: Media | None = None,
    ) -> Done:
        world = self.world
        with world.lock:
            member = world.played(userid)
            msgid = world.ids.number()
            now = world.clock.now()
            message = world.chat.add(member.userid, "in", kind, body, now, str(msgid))
            message.attachment = media.as_attachment() if media else None
            world.chat.mark_read(member.userid)
            if not member.reachable or (kind == "file" and not world.faults.deliver_app_file):
                message.flag("undelivered_type" if member.reachable else "out_of_scope")
                return message, None
            xml = to_xml(
                {
                    **self._head(member.userid, kind),
                    **fields,
                    "MsgId": msgid,
                    "AgentID": world.config.agent_id,
                }
            )
            delivery = self.courier.post(kind, member.userid, xml, message.id)
            message.delivery_id = delivery.id
        return message, delivery

    def _event(self, userid: str, event: str, fields: Fields, message_id: int | None) -> Delivery:
        world = self.world
        with world.lock:
            member = world.played(userid)
            if not member.reachable:
                raise Refused("这位成员不在应用的可见范围内。")
            head = {**self._head(member.userid, "event"), "Event": event}
            xml = to_xml({**head, **fields, "AgentID": world.config.agent_id})
        return self.courier.post(event, member.userid, xml, message_id)

    def _head(self, userid: str, kind: str) -> Fields:
        return {
            "ToUserName": self.world.config.corp_id,
            "FromUserName": userid,
            "CreateTime": self.world.clock.timestamp(),
            "MsgType": kind,
        }


def chosen(card: dict[str, Any], selected: Fields) -> dict[str, list[str]]:
    """The answer to every question of a card; what was not touched keeps its preset."""
    answers: dict[str, list[str]] = {}
    for question in questions(card):
        key = question["question_key"]
        given = selected.get(key, preset(question))
        ids = [given] if isinstance(given, str) else list(given)
        known = {option["id"] for option in question.get("option_list", [])}
        if set(ids) - known:
            raise Refused(f"“{key}”没有这个选项：{'、'.join(sorted(set(ids) - known))}")
        several = question is card.get("checkbox") and question.get("mode") == 1
        if len(ids) > 1 and not several:
            raise Refused(f"“{key}”只能选一项。")
        answers[key] = ids
    unknown = set(selected) - set(answers)
    if unknown:
        raise Refused(f"卡片上没有这个问题：{'、'.join(sorted(unknown))}")
    return answers


def questions(card: dict[str, Any]) -> list[dict[str, Any]]:
    asked = [card.get("button_selection"), card.get("checkbox"), *card.get("select_list", [])]
    return [question for question in asked if question]


def preset(question: dict[str, Any]) -> list[str]:
    if question.get("selected_id"):
        return [question["selected_id"]]
    return [one["id"] for one in question.get("option_list", []) if one.get("is_checked")]


def menu_entries(menu: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    for button in (menu or {}).get("button", []):
        yield button
        yield from button.get("sub_button", [])


def _keys(card: dict[str, Any]) -> set[object]:
    buttons = [one["key"] for one in card.get("button_list", []) if one.get("type") != 1]
    return {*buttons, *values_at(card, "submit_button.key")}


def _item(question_key: str, option_ids: list[str]) -> Fields:
    return {"QuestionKey": question_key, "OptionIds": {"OptionId": option_ids}}
