"""Commands: hand in, fetch, withdraw, return, chase, and what is not open yet."""

import pytest

from forms.kit.form import Seen
from forms.kit.registry import recognise
from handlers.turn.reply import Kind, Link, Push, Reply
from storage.views import HandIn
from tests.kit.blobs import lies
from tests.kit.chat import County
from tests.kit.plans import PLAN

PROPOSALS = "附件8《县管干部2019年度考核等次建议》"


def standing(county: County, paper: str = "grade_proposals") -> HandIn | None:
    with county.store.transaction() as records:
        [town] = records.roster.unit_named("城关镇")
        return records.handins.standing(town.id, paper, plan_id="2019")


def test_handing_in_leads_to_the_upload_page(county: County) -> None:
    reply = county.say("ClerkCG", "提交附件8")
    assert reply.kind is Kind.ACTION
    assert reply.links == (Link("上传附件8", "/upload?paper=grade_proposals"),)
    with county.store.transaction() as records:
        [person] = records.roster.people_named("李红")
    assert county.say("ClerkCG", "帮我提交李红的登记表").links == (
        Link("上传附件1", f"/upload?paper=registration&person={person.id}"),
        Link("在手机上填附件1", f"/fill/registration/{person.id}"),
    )
    assert county.say("ClerkCG", "材料都齐了 帮我提上去").links == (
        Link("打开本单位清单", "/unit"),
    )
    assert "不用代交" in county.say("Boss", "提交附件8").text


def test_handing_in_again_keeps_the_old_version(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    assert "作为新的一版，旧版保留" in county.say("ClerkCG", "提交附件8").text


def test_the_made_form_comes_as_a_file_and_by_link(county: County) -> None:
    assert county.say("ClerkCG", "把附件8的模板发我").links == (
        Link("下载附件8", "/template/grade_proposals.xlsx"),
        Link("填好后上传附件8", "/upload?paper=grade_proposals"),
    )
    with county.store.transaction() as records:
        [town] = records.roster.unit_named("城关镇")
    assert county.say("Boss", "把城关镇附件8的模板发我").links == (
        Link("下载附件8", f"/template/grade_proposals.xlsx?unit={town.id}"),
    )
    assert "请向本单位政工人事要" in county.say("WangQiang", "把附件8的模板发我").text
    assert "方案没有说附件2是什么" in county.say("ClerkCG", "把附件2的模板发我").text


def sent(county: County, reply: Reply) -> dict[str, Seen | None]:
    """What each file of the reply shows itself to be."""
    return {
        file.name: recognise(
            lies(county.store.blobs, file.blob), file.name.rpartition(".")[2], PLAN
        )
        for file in reply.files
    }


def test_whose_form_is_asked_and_then_it_is_made_for_them(county: County) -> None:
    asked = county.say("ClerkCG", "发我附件1")
    assert [option.label for option in asked.options] == ["张伟", "李红"]
    assert "例如“给我张伟的附件1”" in asked.text

    reply = county.press("ClerkCG", "李红")

    assert "一式3份（个人档案1份、主管部门1份、单位1份）；A4纸，只需一张纸，双面打印" in reply.text
    assert "样表" in reply.text
    assert sent(county, reply) == {
        "李红附件1县管干部年度考核登记表.xlsx": Seen("registration", "李红", "城关镇", "2019")
    }
    with county.store.transaction() as records:
        [person] = records.roster.people_named("李红")
    assert reply.links == (
        Link("下载附件1", f"/template/registration.xlsx?person={person.id}"),
        Link("下载附件1Word版", f"/template/registration.docx?person={person.id}"),
        Link("在手机上填附件1", f"/fill/registration/{person.id}"),
        Link("填好后上传附件1", f"/upload?paper=registration&person={person.id}"),
    )
    assert county.say("ClerkCG", "给我李红的附件1").links == reply.links


def test_a_cadre_gets_their_own_form_and_hears_which_it_is(county: County) -> None:
    reply = county.say("WangQiang", "发我附件6")
    assert sent(county, reply) == {
        "王强附件6挂职干部年度考核登记表.xlsx": Seen(
            "secondee_registration", "王强", "城关镇", "2019"
        )
    }
    other = county.say("WangQiang", "发我附件1")
    assert other.files == ()
    assert "附件1《县管干部年度考核登记表》按名册您不用填" in other.text
    assert "附件6《挂职干部年度考核登记表》" in other.text
    assert county.say("WangQiang", "给我李红的附件1").files == ()


def test_who_fills_in_another_form_is_told_to_the_clerk(county: County) -> None:
    text = county.say("ClerkCG", "给我王强的附件1").text
    assert text.startswith("附件1《县管干部年度考核登记表》按名册王强不用填，要交的是：附件5")


def test_staff_name_the_unit_and_nobody_gets_another_units_forms(county: County) -> None:
    assert "请说明单位和姓名" in county.say("Boss", "发我附件1").text
    reply = county.say("Boss", "把城关镇李红的附件1发我")
    assert list(sent(county, reply)) == ["李红附件1县管干部年度考核登记表.xlsx"]
    reply = county.say("ClerkCG", "把县财政局的附件1发我")
    assert (reply.files, reply.links) == ((), ())
    known, unknown = (
        county.say("ClerkCG", f"给我{name}的附件1").text.replace(name, "某人")
        for name in ("钱进", "王磊")
    )
    assert known == unknown


@pytest.mark.parametrize(
    "wanted",
    ["给我王小二的附件1", "把王小二的登记表发我", "帮我下载王小二的附件1", "要王小二的附件1"],
)
def test_a_name_nobody_of_the_unit_has_is_said_to_be_on_no_roster(
    county: County, wanted: str
) -> None:
    reply = county.say("ClerkCG", wanted)
    assert (reply.files, reply.options) == ((), ())
    assert reply.text == (
        "城关镇的名册里没有王小二，没有生成附件1。请核对姓名；"
        "确有此人的，请联系县委组织部干部监督股更正名册，更正后再要。\n"
        "要别人的，说姓名就行，例如“给我张伟的附件1”。"
    )
    assert "城关镇的名册里没有王小二" in county.say("Boss", "把城关镇王小二的附件1发我").text


@pytest.mark.parametrize("wanted", ["给我全部人的附件1", "发我空白的附件1", "给我干部的附件1"])
def test_no_name_is_made_of_other_words(county: County, wanted: str) -> None:
    assert "名册里没有" not in county.say("ClerkCG", wanted).text


@pytest.mark.parametrize("chosen", ["附件5那个", "2"])
def test_which_form_is_asked_and_then_given(county: County, chosen: str) -> None:
    asked = county.say("ClerkCG", "把表发我")
    assert (asked.kind, [option.label for option in asked.options]) == (
        Kind.CHOICES,
        ["附件1", "附件5", "附件6", "附件8", "附件9"],
    )
    reply = county.say("ClerkCG", chosen)
    assert reply.kind is Kind.ACTION
    assert reply.text.startswith("附件5《领导干部日常考核评价表》")


def test_what_was_just_handed_in_is_withdrawn(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.hand_in("城关镇", "grade_proposals")
    assert county.order("ClerkCG", "撤回刚才交的附件8").text == (
        f"已撤回{PROPOSALS}第2版（回执号2019-000002）。现在以第1版（回执号2019-000001）为准。"
    )
    again = (
        f"{PROPOSALS}最近一次交的第2版已经撤回，现在以第1版（回执号2019-000001）为准；"
        "要撤回第1版，请说“撤回第1版附件8”。"
    )
    assert county.order("ClerkCG", "撤回刚才交的附件8").text == again
    assert county.order("ClerkCG", "刚传的撤回 传错了").text == again
    assert standing(county) is not None


def test_an_older_version_is_withdrawn_by_its_number_or_its_receipt(county: County) -> None:
    for _ in range(3):
        county.hand_in("城关镇", "grade_proposals")
    assert county.order("ClerkCG", "撤回第2版附件8").text == (
        f"已撤回{PROPOSALS}第2版（回执号2019-000002）。现在以第3版（回执号2019-000003）为准。"
    )
    assert "第1版（回执号2019-000001）" in county.order("ClerkCG", "撤回附件8 2019-000001").text
    assert county.order("ClerkCG", "撤回附件8").text == (
        f"已撤回{PROPOSALS}第3版（回执号2019-000003）。现在这份材料算没有交，改好后请重新上传。"
    )
    assert county.order("ClerkCG", "撤回附件8").text == (
        f"{PROPOSALS}最近一次交的第3版已经撤回，现在没有可以撤回的版本。"
    )


def test_nobody_withdraws_what_another_handed_in(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    assert county.order("ClerkCG2", "撤回刚才交的").text.startswith("没有查到可以撤回的材料")
    assert standing(county) is not None


def test_what_was_passed_on_is_not_withdrawn(county: County) -> None:
    county.pass_on(county.hand_in("城关镇", "grade_proposals"))
    assert county.order("ClerkCG", "撤回刚才交的").text == (
        f"{PROPOSALS}（回执号2019-000001）没有撤回：这份材料考核组或干部监督股已经接收，不能撤回。"
        "需要更正的，请联系他们退回后重新报送。"
    )


def test_a_supervisor_returns_a_paper_with_its_reason_and_one_clerk_is_told(
    county: County,
) -> None:
    county.hand_in("城关镇", "grade_proposals")
    reply = county.order("Boss", "退回城关镇附件8：缺公章")
    assert reply.text == (
        f"已退回城关镇的{PROPOSALS}第1版（回执号2019-000001），原因：缺公章。已通知该单位政工人事周明。"
    )
    words = (
        f"{PROPOSALS}已退回，原因：缺公章。退回人：孙正（干部监督股），"
        "有疑问可在这份材料下留言，或在企业微信里找孙正。请改好后重新上报。"
    )
    link = Link("重新上报这份材料", "/upload?paper=grade_proposals")
    [push] = reply.pushes
    assert push == Push(
        "clerkcg", words, "returned:2019-000001:clerkcg", link, papers=("grade_proposals",)
    )
    found = standing(county)
    assert found is not None
    assert (found.status, found.ended_by, found.reason) == ("returned", "boss", "缺公章")
    assert "（已退回：缺公章）" in county.say("ClerkCG", "我们镇还差啥材料").text


def test_returning_needs_a_unit_a_paper_a_person_and_a_reason(county: County) -> None:
    for person in ("张伟", "李红"):
        county.hand_in("城关镇", "registration", person)
    for command, words in (
        ("退回附件1：缺公章", "要退回哪个单位的哪份材料？"),
        ("退回城关镇附件8：缺公章", f"城关镇没有已收到的{PROPOSALS}可以退回。"),
        ("退回城关镇附件1：缺公章", "收到了张伟、李红的，请说明退回谁的。"),
        ("退回城关镇张伟的登记表", "请写明退回的原因"),
    ):
        reply = county.say("Boss", command)
        assert words in reply.text
        assert reply.pushes == ()
    reply = county.order("Boss", "把城关镇张伟的登记表退回去重填，个人总结没写")
    assert "（张伟）第1版（回执号2019-000001），原因：个人总结没写。" in reply.text


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("退回城关镇附件8：两处要改：缺公章、缺签字", "两处要改：缺公章、缺签字"),
        ("退回 城关镇 附件8 缺公章", "缺公章"),
        ("退回城关镇附件8：没用A4纸 WPS打开是乱码", "没用A4纸 WPS打开是乱码"),
        ("退回城关镇附件8：优秀的原因没有写", "优秀的原因没有写"),
        ("退回城关镇附件8，请重报，因为缺公章。", "缺公章"),
        ("退回城关镇附件８：缺公章", "缺公章"),
        ('退回城关镇附件8：=HYPERLINK("http://a.b","c")', '=HYPERLINK("http://a.b","c")'),
    ],
)
def test_the_unit_reads_the_whole_reason_as_it_was_written(
    county: County, command: str, reason: str
) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.order("Boss", command)
    found = standing(county)
    assert found is not None
    assert found.reason == reason


def test_a_reason_too_long_for_the_unit_to_read_returns_nothing(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    reply = county.order("Boss", "退回城关镇附件8：" + "缺公章、" * 60)
    assert "退回的原因请控制在200字以内，现在是240字，没有退回。" in reply.text
    assert reply.pushes == ()
    found = standing(county)
    assert found is not None
    assert found.counts


@pytest.mark.parametrize("userid", ["ClerkCG", "WangQiang"])
def test_only_staff_return_papers(county: County, userid: str) -> None:
    county.hand_in("城关镇", "grade_proposals")
    reply = county.order(userid, "退回城关镇附件8：缺公章")
    assert "由考核组和县委组织部干部监督股办理" in reply.text
    found = standing(county)
    assert found is not None
    assert found.counts


@pytest.mark.parametrize(
    ("userid", "command", "words"),
    [
        ("Boss", "导出财政局的优秀建议名单，excel的", "点下面的链接导出全县汇总表"),
        ("ClerkCG", "导出我们镇的优秀名单", "您这边还不能导出"),
        ("ClerkCG", "导出财政局的优秀建议名单，excel的", "您只能查看和办理本单位（城关镇）的材料"),
        ("ClerkCG", "老陈2019年10月退休了，从我们名单里删掉", "由县委组织部干部监督股统一维护"),
        ("Boss", "把小李加进城关镇考核名单", "在人员表里改好再导入"),
        ("ClerkCG", "张某的建议等次改成称职", "再上传一次"),
        ("Boss", "张某的建议等次改成称职", "这里不能代改"),
        ("ClerkCG", "我要请示", "还没有可以请示的问题"),
    ],
)
def test_what_is_not_open_yet_is_said_with_what_to_do_instead(
    county: County, userid: str, command: str, words: str
) -> None:
    reply = county.say(userid, command)
    assert reply.kind is Kind.ACTION
    assert words in reply.text
