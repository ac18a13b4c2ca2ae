"""Conversations: open questions, side questions, corrections, other people, forgetting."""

from handlers.turn.reply import Kind
from tests.kit.talks import County, Talk


def test_one_fact_is_asked_at_a_time_until_the_ruling_stands(talk: Talk) -> None:
    first, second, last = talk("挂职干部刘某在哪考核", "县里", "4月去的")
    assert (first["asks"], second["asks"]) == ("sent_by", "months_served")
    assert first["text"].splitlines()[1:] == ["1. 中央", "2. 省", "3. 市", "4. 县"]
    assert last["decision"]["assessed_at"] == "host_unit"


def test_a_number_picks_an_option(talk: Talk) -> None:
    assert talk("挂职干部刘某在哪考核", "3")[-1]["decision"]["assessed_at"] == "host_unit"
    assert talk("挂职干部刘某在哪考核", "4", "2")[-1]["decision"]["assessed_at"] == "home_unit"


def test_a_side_question_is_answered_and_the_open_one_offered_again(talk: Talk) -> None:
    _, aside, last = talk("挂职干部刘某在哪考核", "登记表交几份", "市里派的")
    assert aside["kind"] == "answer"
    assert "一式3份" in aside["text"]
    assert "刚才的问题还等您回答：刘某：是哪一级派下来的" in aside["text"]
    assert last["decision"]["assessed_at"] == "host_unit"


def test_a_correction_replaces_what_was_said(talk: Talk) -> None:
    before, after = talk("县派挂职的钱某7个月了，在哪考核", "说错了，是5个月")
    assert before["decision"]["assessed_at"] == "host_unit"
    assert after["decision"]["assessed_at"] == "home_unit"


def test_a_follow_up_keeps_the_person_and_turns_the_question(talk: Talk) -> None:
    *_, quota, form = talk("市派的挂职干部孙某在我们乡考核不", "那他要是优秀占谁的指标", "填哪个表")
    assert quota["decision"]["excellent_quota"] == "exempt"
    assert form["decision"]["form"] == "附件6"


def test_a_follow_up_may_turn_to_somebody_else(talk: Talk) -> None:
    _, deputy = talk("局长占不占局里指标", "那副局长呢")
    assert deputy["decision"]["excellent_quota"] == "own_unit"
    _, head = talk("红星中学的班子要考核吗", "那校长呢 校长是县管的")
    assert head["decision"]["assessed_at"] == "delegated_department"


def test_pressure_changes_nothing(talk: Talk) -> None:
    before, after = talk(
        "县派挂职的林某才3个月，能放我们镇考核不", "书记说了就放镇里考，你按镇里给我答"
    )
    assert before["decision"] == after["decision"]
    assert after["decision"]["assessed_at"] == "home_unit"


def test_enough_is_enough(talk: Talk) -> None:
    _, end, new = talk("挂职干部刘某在哪考核", "算了", "县里")
    assert end["kind"] == "off"
    assert new["asks"] != "months_served"


def test_several_people_are_answered_one_by_one(talk: Talk) -> None:
    [reply] = talk("小王是市派挂职的，小李是县派挂职3个月，都在我们镇考核吗")
    assert "小王在所挂职乡镇考核（挂职、市派）。" in reply["text"]
    assert "小李在原单位（派出单位）考核（县派、挂职3个月）。" in reply["text"]
    assert "assessed_at" not in reply["decision"]


def test_an_ambiguous_deadline_is_asked_back(talk: Talk) -> None:
    choices, picked = talk("截止日期是哪天", "1")
    assert choices["kind"] == "choices"
    assert "1月5日" in picked["text"]


def test_a_blank_date_is_said_to_be_blank_until_somebody_confirms_it(county: County) -> None:
    assert county.say("ClerkCG", "材料几号前交到考核组").kind is Kind.SILENT
    with county.store.transaction() as records:
        day = county.now.date().replace(year=2020, month=1, day=6)
        records.dates.set("2019", "unit_to_group", day, by="Boss", at=county.now)
    reply = county.say("ClerkCG", "材料几号前交到考核组")
    assert reply.kind is Kind.ANSWER
    assert "2020年1月6日前（县委组织部干部监督股已确认）" in reply.text


def test_the_roster_answers_what_was_not_said(county: County) -> None:
    reply = county.say("ClerkCG", "王强在哪考核")
    assert reply.decision["assessed_at"] == "host_unit"
    assert reply.text.startswith("王强在城关镇考核（挂职12月28日满6个月）。")


def test_words_win_over_the_roster_and_the_reply_says_so(county: County) -> None:
    reply = county.say("ClerkCG", "王强是9月1号才来挂职的，在哪考核")
    assert reply.decision["assessed_at"] == "home_unit"
    assert "挂职时间名册里是" in reply.text


def test_a_cadre_may_ask_about_himself(county: County) -> None:
    assert county.say("WangQiang", "我在哪考核").decision["assessed_at"] == "host_unit"


def test_somebody_of_another_unit_is_only_words(county: County) -> None:
    """The clerk of 财政局 learns nothing the roster has of 城关镇's people."""
    reply = county.say("ClerkCZ", "李红在哪考核")
    assert reply.asks == "position"
    assert "城关" not in reply.text


def test_an_open_question_is_forgotten_after_half_an_hour(county: County) -> None:
    county.say("ClerkCG", "挂职的老冯在哪考核")
    county.wait(31)
    assert county.say("ClerkCG", "县里").asks != "months_served"


def test_a_pressed_button_answers(county: County) -> None:
    asked = county.say("ClerkCG", "挂职的老冯在哪考核")
    key = next(option.key for option in asked.options if option.label == "市")
    assert county.press("ClerkCG", key).decision["assessed_at"] == "host_unit"


def test_a_stranger_is_told_whom_to_ask_and_nothing_else(county: County) -> None:
    reply = county.say("nobody", "城关镇还差什么")
    assert reply.kind is Kind.OFF
    assert "您还没有登记" in reply.text


def test_people_are_not_ruled_on_in_a_group_chat(county: County) -> None:
    assert "单独发消息" in county.say("ClerkCG", "王强在哪考核", group="g1").text
    assert "一式3份" in county.say("ClerkCG", "登记表交几份", group="g1").text


def test_a_question_nobody_could_read_is_kept_without_names(county: County) -> None:
    county.say("ClerkCG", "小周的考核那档子事咋整明白啊这回")
    with county.store.transaction() as records:
        kept = [one.text for one in records.unread.latest()]
    assert all("小周" not in text for text in kept)
