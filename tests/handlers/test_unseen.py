"""Replies that were once confidently wrong, or said nothing."""

import pytest

from tests.kit.talks import Talk


def test_the_head_after_a_question_on_a_fair_team_is_ruled_by_the_same_clause(talk: Talk) -> None:
    _, head = talk("班子定了一般，副职优秀比例最高多少", "那局长本人呢")
    assert head["decision"]["grade"] == "no_excellent"
    assert head["clauses"] == ["一(三)5"]


def test_a_number_without_the_head_is_counted_again(talk: Talk) -> None:
    _, again = talk("我们局科级干部22个，优秀最多报几个", "22个里含局长，把他去掉呢")
    assert "21人×20%＝4.2" in again["text"]


def test_a_misprinted_day_is_answered_with_the_day(talk: Talk) -> None:
    [reply] = talk("通知上2019年1月8日前，这日期印错了吧")
    assert reply["kind"] == "answer"
    assert "1月8日" in reply["text"]


def test_whose_paper_is_asked_for_first(talk: Talk) -> None:
    whose, then = talk("她的登记表交了没", "何琳，登记表")
    assert (whose["kind"], whose["asks"]) == ("ask", "person")
    assert then["kind"] == "action"


def test_a_form_offered_is_picked_by_its_name(talk: Talk) -> None:
    _, form = talk("空白表发一份给我", "报等次建议的那张")
    assert form["kind"] == "action"


def test_a_new_post_settles_where_as_well(talk: Talk) -> None:
    [reply] = talk("他5月从林业局副局长调任水利局副局长，在哪个局考核")
    assert reply["decision"]["assessed_at"] == "own_unit"
    assert "新职务" in reply["text"]


@pytest.mark.parametrize("said", ["😀😀", "hhhhhh"])
def test_no_words_do_not_repeat_the_last_ruling(talk: Talk, said: str) -> None:
    _, odd = talk("县派挂职的林某才3个月，在哪考核", said)
    assert odd["kind"] == "off"
    assert odd["decision"] == {}


def test_a_day_said_shows_the_months_it_comes_to(talk: Talk) -> None:
    [reply] = talk("县派挂职的小周4月来我们镇的，在哪考核")
    assert "（县派、4月起挂职满8个月）" in reply["text"]


def test_in_a_village_team_from_a_hospital_both_clauses_are_shown(talk: Talk) -> None:
    [reply] = talk("中医院县管副院长，县里派去驻村当工作队员，还归卫健局考核不")
    assert reply["kind"] == "clash"


def test_where_a_plain_deputy_is_appraised_is_told_with_what_was_presumed(talk: Talk) -> None:
    (told,) = talk("副局长一年都在省里跑项目，考核归哪")
    assert told["decision"]["assessed_at"] == "own_unit"
    assert "没有退休、挂职、驻村、脱产学习、交叉任职、借调答" in told["text"]
