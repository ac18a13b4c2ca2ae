"""Questions nobody could read are told to supervisors once a week."""

from tests.kit.speaking_first import Bot, at


def ask(bot: Bot, text: str, when: str) -> None:
    with bot.store.transaction() as records:
        records.unread.note(text, at(when))


def told(bot: Bot, now: str) -> list[str]:
    return [text for to, text in bot.tick(now) if "没有答上来" in text and to == "boss"]


def test_they_are_told_once_a_week_whoever_asked(bot: Bot) -> None:
    assert told(bot, "2019-12-02 10:07") == []
    ask(bot, "某人的<a href='x'>补贴怎么发", "2019-12-02 11:00")
    ask(bot, "某单位几点下班", "2019-12-03 11:00")

    [text] = told(bot, "2019-12-04 10:07")
    assert text == (
        "这一周有2条提问没有答上来（不记是谁问的，姓名单位已隐去）：\n"
        "第1条（12月2日）：某人的＜a href='x'>补贴怎么发\n"
        "第2条（12月3日）：某单位几点下班\n"
        "要定答法，回复“第1条以后这样答：……”。\n"
        '<a href="https://kaohe.example/board/questions">打开页面逐条写答法</a>'
    )
    ask(bot, "又一条", "2019-12-04 11:00")
    assert told(bot, "2019-12-05 10:07") == []
    bot.restart()
    assert told(bot, "2019-12-06 10:07") == []
    [next_week] = told(bot, "2019-12-09 10:07")
    assert "第3条（12月4日）：又一条" in next_week


def test_what_was_taught_before_it_is_sent_is_not_told(bot: Bot) -> None:
    ask(bot, "补贴怎么发", "2019-12-02 11:00")
    bot.queue("2019-12-03 10:07")
    with bot.store.transaction() as records:
        records.lessons.teach(
            "2019", "补贴怎么发", words="请问人社局", by="Boss", at=at("2019-12-03 10:07")
        )
    assert bot.send("2019-12-03 10:08") == []
