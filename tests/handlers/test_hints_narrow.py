"""“所长” is head of no school: what a word leaves is asked, and nothing else is offered."""

from tests.kit.talks import Talk


def test_only_what_the_word_leaves_is_offered(talk: Talk) -> None:
    (asked,) = talk("我们所长在哪考")
    assert (asked["kind"], asked["asks"]) == ("ask", "works_at")
    assert "学校" not in asked["text"]
    assert "其他乡镇站所" in asked["text"]


def test_a_number_picks_what_was_offered(talk: Talk) -> None:
    _, ruled = talk("我们所长在哪考", "3")
    assert ruled["decision"]["assessed_at"] == "superior_department"


def test_after_a_message_between_it_is_still_the_same(talk: Talk) -> None:
    _, _, ruled = talk("我们所长在哪考", "谢谢", "他是县里派去驻村的扶贫工作队员")
    assert ruled["decision"]["assessed_at"] == "separate_scheme"


def test_where_all_agree_nothing_is_asked(talk: Talk) -> None:
    (ruled,) = talk("我们副所长3月起被县里派去当驻村扶贫工作队员，他在哪考")
    assert ruled["decision"]["assessed_at"] == "separate_scheme"
