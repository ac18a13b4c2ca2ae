"""The chat page in a real browser: what a person sees and does."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from simulator.driver import SimulatorDriver
from tests.kit.simulator.cards import BUTTONS, VOTE
from tests.kit.simulator.fake_bot import FakeBot
from tests.kit.waiting import until


@pytest.fixture
def chat(page: Page, address: str, bot: FakeBot) -> Iterator[Page]:
    """The page as 刘敏, on a desktop; any script error fails the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto(f"{address}/?as=liumin")
    wait_until(page, lambda: bool(bot.received))  # told that the chat was opened
    yield page
    assert errors == []


def wait_until(page: Page, condition: Callable[[], bool]) -> None:
    """The page goes on meanwhile."""
    until(condition, rest=lambda seconds: page.wait_for_timeout(seconds * 1000))


def write(page: Page, text: str) -> None:
    page.get_by_label("消息内容").fill(text)
    page.keyboard.press("Enter")


def test_a_question_and_its_answer(chat, bot):
    bot.answers["text"] = {
        "MsgType": "text",
        "Content": '依据 一(一)1\n<a href="https://example.com">原文</a><b>粗</b>',
    }
    write(chat, "<script>alert(1)</script> 在哪考核？")
    expect(chat.locator(".mine .bubble")).to_have_text("<script>alert(1)</script> 在哪考核？")
    answer = chat.locator(".theirs .bubble")
    expect(answer).to_have_text("依据 一(一)1\n原文<b>粗</b>")
    expect(answer.get_by_role("link")).to_have_attribute(
        "href", "/open?userid=liumin&url=https%3A%2F%2Fexample.com"
    )
    expect(chat.locator("#preview")).to_contain_text("依据 一(一)1")


def test_shift_enter_makes_a_line_and_enter_sends(chat, bot):
    content = chat.get_by_label("消息内容")
    content.fill("第一行")
    chat.keyboard.press("Shift+Enter")
    chat.keyboard.type("第二行")
    chat.keyboard.press("Enter")
    expect(content).to_have_value("")
    expect(chat.locator(".mine .bubble")).to_have_text("第一行\n第二行")
    # The page shows what was written before the bot has it.
    wait_until(chat, lambda: bot.received[-1]["MsgType"] == "text")
    assert bot.received[-1]["Content"] == "第一行\n第二行"


def test_whoever_is_picked_is_in_sight_and_the_page_stays_put(page, address, driver):
    page.set_viewport_size({"width": 1280, "height": 300})
    last = driver.people()[-1]["userid"]
    page.goto(f"{address}/?as={last}")
    expect(page.locator(".person.is-me")).to_be_in_viewport()
    assert page.evaluate("[scrollY, document.scrollingElement.scrollTop]") == [0, 0]
    expect(page.get_by_role("heading", name="企业微信模拟器")).to_be_in_viewport()


def test_a_long_conversation_scrolls_in_its_own_part_of_the_page(page, address, api):
    for number in range(20):
        api.card(BUTTONS | {"task_id": f"many{number}"})
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{address}/?as=liumin")
    expect(page.locator(".card")).to_have_count(20)
    assert page.evaluate("document.documentElement.scrollHeight") == 500
    assert page.evaluate("document.body.scrollHeight") == 500


def test_opening_the_chat_is_an_event_only_once(chat, bot):
    expect(chat.locator("#empty")).to_be_visible()
    chat.reload()
    write(chat, "在吗")
    # The page shows what was written before the bot has it.
    wait_until(chat, lambda: bot.received[-1]["MsgType"] == "text")
    kinds = [fields.get("Event", fields["MsgType"]) for fields in bot.received]
    assert kinds == ["enter_agent", "text"]


def test_a_button_answers_and_turns_grey(chat, bot, api):
    bot.answers["template_card_event"] = {
        "MsgType": "update_button",
        "Button": {"ReplaceName": "已知晓"},
    }
    api.card(BUTTONS)
    chat.get_by_role("button", name="知道了").click()
    expect(chat.locator(".card-done")).to_have_text("已知晓")
    expect(chat.get_by_role("button", name="知道了")).to_have_count(0)
    expect(chat.get_by_text("卡片已更新")).to_be_visible()


def test_what_is_ticked_reaches_the_bot(chat, bot, api):
    api.card(VOTE)
    chat.get_by_label("否").check()
    chat.get_by_role("button", name="提交").click()
    wait_until(chat, lambda: len(bot.received) == 2)
    item = bot.received[-1]["SelectedItems"]["SelectedItem"]
    assert item == {"QuestionKey": "who", "OptionIds": {"OptionId": "n"}}


def test_what_does_not_reach_the_bot_can_be_sent_again(chat, bot):
    bot.statuses = [500] * 4
    write(chat, "在吗")
    failed = chat.get_by_role("button", name="未送达，重试")
    failed.click()
    expect(failed).to_have_count(0)
    wait_until(chat, lambda: len(bot.received) == 6)
    assert len({fields["MsgId"] for fields in bot.received[1:]}) == 1


def test_a_file_is_shown_with_a_note_and_a_picture_is_delivered(chat, bot):
    file = {"name": "附件8.xlsx", "mimeType": "application/zip", "buffer": b"PK-12345"}
    chat.locator("#file").set_input_files(file)
    expect(chat.locator(".attachment")).to_contain_text("附件8.xlsx")
    expect(chat.get_by_text("应用收不到文件（与真实企业微信一致）")).to_be_visible()
    with chat.expect_download() as download:
        chat.locator(".attachment").click()
    assert download.value.suggested_filename == "附件8.xlsx"
    png = {"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(9)}
    chat.locator("#picture").set_input_files(png)
    expect(chat.locator(".picture img")).to_have_count(1)
    wait_until(chat, lambda: bot.received[-1]["MsgType"] == "image")


def test_time_jumps_with_the_bot(chat, bot):
    chat.locator("#clock summary").click()
    chat.get_by_label("跳到").fill("2020-01-03T09:00")
    chat.get_by_role("button", name="跳转").click()
    expect(chat.locator("#now")).to_have_text("2020年1月3日 周五 09:00")
    # Closes by itself once the bot has been told, which is a moment after the page knows the time.
    expect(chat.locator("#clock form")).to_be_hidden()
    assert bot.jumps[-1].startswith("2020-01-03T09:00")
    bot.jump_status = 500
    chat.locator("#clock summary").click()
    chat.get_by_role("button", name="下一个工作日 09:58").click()
    expect(chat.locator("#now")).to_have_text("2020年1月6日 周一 09:58")
    expect(chat.get_by_text("机器人拒绝调整时间")).to_be_visible()
    bot.jump_status = 200
    chat.get_by_role("button", name="重新同步").click()
    expect(chat.get_by_text("机器人拒绝调整时间")).to_be_hidden()


def test_faults_are_switched_in_the_panel(chat, driver: SimulatorDriver):
    chat.locator("#faults summary").click()
    chat.get_by_label("发给应用的文件也送达").check()
    expect(chat.locator("#faults-on")).to_be_visible()
    chat.get_by_label("系统繁忙").fill("3")
    chat.get_by_label("系统繁忙").blur()
    chat.get_by_role("button", name="验证回调地址").click()
    expect(chat.get_by_text("回调地址验证通过")).to_be_visible()
    # What was set may arrive after the answer about the address, which was asked for later.
    wait_until(chat, lambda: driver.faults()["deliver_app_file"] and driver.faults()["busy"] == 3)
    chat.get_by_role("button", name="恢复正常").click()
    expect(chat.locator("#faults-on")).to_be_hidden()


def test_people_are_searched_and_their_unread_counted(chat, api, address):
    api.text("催一下", "chen")
    badge = chat.locator("[data-unread=chen]")
    expect(badge).to_have_text("1")
    chat.get_by_label("搜索人员").fill("财政")
    expect(chat.locator(".person:visible")).to_have_count(1)
    chat.get_by_label("搜索人员").fill("没有这个人")
    expect(chat.get_by_text("没有找到这个人")).to_be_visible()
    chat.get_by_label("搜索人员").fill("陈立")
    chat.get_by_role("link", name="陈立").click()
    expect(chat).to_have_url(re.compile("as=chen"))
    expect(chat.locator(".theirs .bubble")).to_have_text("催一下")
    expect(badge.last).to_be_hidden()


def test_every_kind_of_message_has_a_look(chat, api):
    api.send(msgtype="markdown", markdown={"content": "# 标题\n> 引用 **粗** `码`"})
    api.send(
        msgtype="textcard", textcard={"title": "卡", "description": "d", "url": "https://e.cn"}
    )
    api.send(msgtype="news", news={"articles": [{"title": "图文", "url": "https://e.cn"}]})
    expect(chat.locator(".markdown .md-h1")).to_have_text("标题")
    expect(chat.locator(".md-quote strong")).to_have_text("粗")
    expect(chat.locator(".textcard .more")).to_contain_text("详情")
    expect(chat.locator(".news a")).to_have_text("图文")
    wrong = api.text("错了")
    api.call("message/recall", body={"msgid": wrong["msgid"]})
    expect(chat.get_by_text("考核助手撤回了一条消息")).to_be_visible()


def test_the_menu_appears_and_works(chat, api, bot):
    agent = {"agentid": api.config.agent_id}
    below = [{"type": "click", "name": "帮助", "key": "HELP"}]
    api.call("menu/create", agent, {"button": [{"name": "更多", "sub_button": below}]})
    chat.get_by_text("更多").click()
    bot.answers["click"] = {"MsgType": "text", "Content": "可以这样问"}
    chat.get_by_role("button", name="帮助").click()
    expect(chat.locator(".theirs .bubble")).to_have_text("可以这样问")


def test_a_phone_shows_one_screen_at_a_time(page: Page, address: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/")
    expect(page.locator(".chat")).to_be_hidden()
    page.get_by_role("link", name="刘敏").click()
    expect(page.locator(".side")).to_be_hidden()
    expect(page.get_by_label("消息内容")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="返回人员列表").click()
    expect(page.get_by_label("搜索人员")).to_be_visible()


# Links inside a sentence are as high as its line.
TOO_SMALL = """() => [...document.querySelectorAll(
    "button, summary, select, textarea, .back, .chat-tabs a, .person, .tool, .search input"
  )]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map((one) => `${one.className} ${one.textContent.trim()}`)"""


def test_on_a_phone_everything_pressed_is_high_enough_for_a_finger(page: Page, address: str, api):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/")
    expect(page.get_by_role("link", name="刘敏")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.evaluate(TOO_SMALL) == []
    api.card(BUTTONS)
    api.card(VOTE)
    page.goto(f"{address}/?as=liumin")
    expect(page.get_by_role("button", name="提交")).to_be_visible()
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


CUT_OFF = """() => [...document.querySelectorAll(
    ".chat-title h2, #now-phone, .whoami b, .chat-tabs a"
  )]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)"""
BOXES = """() => [".back", ".chat-title", ".whoami", ".chat-tabs"].flatMap((each) => {
  const [one] = document.querySelectorAll(each);
  if (!one || !one.checkVisibility()) return [];
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return [{ each, left, right, top, bottom }];
})"""


@pytest.mark.parametrize("width", [320, 390])
def test_the_head_of_a_chat_is_not_cramped_on_a_phone(page: Page, address: str, width: int):
    """Nothing in it lies over another, and who, when and the chats can be read whole."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}/?as=liumin")
    expect(page.locator(".chat-head")).to_be_visible()
    boxes = page.evaluate(BOXES)
    assert len(boxes) >= 3
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
            above = one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1
            assert beside or above, (one, other)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width >= 390:
        assert page.evaluate(CUT_OFF) == []
