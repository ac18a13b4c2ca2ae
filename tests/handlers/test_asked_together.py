"""Several questions in one message, a share named by its number, one figure for each grade."""

from tests.kit.talks import Talk


def test_numbered_questions_are_answered_in_their_order(talk: Talk) -> None:
    [both] = talk("两个问题 1登记表单面还是双面 2县派挂职8个月的在哪考")
    assert both["kind"] == "answer"
    assert both["text"].index("1. ") < both["text"].index("双面") < both["text"].index("2. ")
    assert both["decision"]["assessed_at"] == "host_unit"
    assert {"三(一)", "一(一)1"} <= set(both["clauses"])


def test_numbered_facts_are_one_question(talk: Talk) -> None:
    [one] = talk("1.县派挂职 2.去了8个月 3.在哪考核")
    assert one["decision"]["assessed_at"] == "host_unit"
    assert "2. " not in one["text"].split("依据")[0]


def test_a_share_is_picked_by_its_number(talk: Talk) -> None:
    first, then = talk("25%是什么情况下才有的", "15%呢")
    assert "25%" in first["text"]
    assert "15%" not in first["text"]
    assert "较差" in then["text"]


def test_several_grades_are_all_told(talk: Talk) -> None:
    [every] = talk("班子优秀、一般、较差，成员优秀各是百分之几")
    assert all(share in every["text"] for share in ("25%", "20%", "15%"))


def test_another_grade_is_asked_on_about(talk: Talk) -> None:
    _, then = talk("班子较差的，成员优秀最多百分之几", "要是一般等次呢")
    assert "20%" in then["text"]


def test_a_post_told_of_the_count_is_nobodys(talk: Talk) -> None:
    _, one = talk(
        "除局长外我局科级21人，能报几个优秀", "其中一个去年底去乡镇挂职的，县派8个月，占不占我们的"
    )
    assert one["decision"]["excellent_quota"] == "host_unit"


def test_a_base_worked_out_in_the_message_has_no_heads_left(talk: Talk) -> None:
    [one] = talk("26科级减局长25，25*20%=5，最多5个对吧")
    assert "25人×20%＝5" in one["text"]


def test_who_is_pointed_at_is_not_counted(talk: Talk) -> None:
    [one] = talk("除了这两位，我局科级还有17人，最多能报几个优秀")
    assert "17人" in one["text"]


def test_sentences_that_each_ask_another_text_are_answered_in_their_order(talk: Talk) -> None:
    [every] = talk("述职报告多少字？附件1几份？考核组什么时候来？")
    assert every["text"].index("2500") < every["text"].index("3份") < every["text"].index("3. ")
    assert {"一(三)1", "三(一)", "三(三)"} <= set(every["clauses"])
    [both] = talk("民主测评谁参加？结果向谁反馈？")
    assert {"一(三)2", "一(三)5"} <= set(both["clauses"])


def test_facts_with_question_marks_are_one_question(talk: Talk) -> None:
    [one] = talk("小李是县派的？挂职8个月了？在哪考？")
    assert one["decision"]["assessed_at"] == "host_unit"
    assert "2. " not in one["text"]
