"""Forms in the chat: all that somebody owes at once, and the way to where they are filled in."""

import pytest

from handlers.turn.reply import Link
from tests.kit.chat import NOT_YOURS, County

ALL = Link("打开填表页面", "/fill")


def id_of(county: County, name: str) -> int:
    with county.store.reading() as records:
        return records.roster.people_named(name)[0].id


@pytest.mark.parametrize("said", ["把我要填的表都发给我", "我要填的空表都发我", "把缺的表发我"])
def test_a_cadre_gets_the_forms_of_all_their_papers(county: County, said: str) -> None:
    reply = county.say("WangQiang", said)
    assert [file.name for file in reply.files] == [
        "王强附件5领导干部日常考核评价表.xlsx",
        "王强附件6挂职干部年度考核登记表.xlsx",
        "王强个人述职述法报告.docx",
    ]
    assert reply.links[-1] == ALL


def test_what_is_in_is_not_lacking(county: County) -> None:
    county.hand_in("城关镇", "routine_evaluation", "王强")
    reply = county.say("WangQiang", "把缺的表发我")
    assert [file.name[:5] for file in reply.files] == ["王强附件6", "王强个人述"]


def test_a_clerk_gets_those_of_whom_they_name(county: County) -> None:
    reply = county.say("ClerkCG", "把张伟要填的表都发我")
    assert [file.name.partition("县")[0][:5] for file in reply.files] == [
        "张伟附件1", "张伟附件5", "张伟个人述",
    ]  # fmt: skip
    assert county.say("ClerkCG", "把表发我").files == ()


def test_a_cadre_gets_nobody_elses(county: County) -> None:
    for said in ("给我李红的表", "把李红要填的表都发我"):
        reply = county.say("WangQiang", said)
        assert reply.files == ()
        assert "李红" not in reply.text


def test_each_form_that_is_handed_over_leads_to_where_it_is_filled_in(county: County) -> None:
    person = id_of(county, "张伟")
    link = Link("在手机上填附件1", f"/fill/registration/{person}")
    assert link in county.say("ClerkCG", "给我张伟的附件1").links
    assert link in county.say("ClerkCG", "交张伟的附件1").links
    assert Link("在手机上填", "/fill") in county.say("WangQiang", "我还差什么").links


@pytest.mark.parametrize("said", ["我要在手机上填表", "表在哪填", "我要填表", "怎么在网上填表"])
def test_who_wants_to_fill_in_is_led_there(county: County, said: str) -> None:
    for userid, forms in (("WangQiang", "附件5、附件6"), ("ClerkCG", "附件1、附件5、附件6")):
        reply = county.say(userid, said)
        assert reply.text.startswith(f"{forms}可以在手机上填")
        assert reply.links == (ALL,)


def test_a_form_by_name_is_opened_for_whom_it_is(county: County) -> None:
    six = Link("在手机上填附件6", f"/fill/secondee_registration/{id_of(county, '王强')}")
    assert county.say("WangQiang", "在手机上填附件6").links == (six,)
    one = Link("在手机上填附件1", f"/fill/registration/{id_of(county, '张伟')}")
    assert county.say("ClerkCG", "在手机上填张伟的附件1").links == (one,)
    assert "按名册附件1您不用填" in county.say("WangQiang", "在手机上填附件1").text
    assert "附件8不在这里填" in county.say("ClerkCG", "在手机上填附件8").text


def test_staff_and_other_units_are_not_led_there(county: County) -> None:
    assert county.say("Boss", "我要在手机上填表").links == ()
    assert county.say("ClerkCG", "在手机上填河口镇的附件1").text == NOT_YOURS
