"""No link of a reply leads its reader to a page that refuses them: every role, every paper."""

from uuid import uuid4

import pytest

from handlers.dialogue.conversation import respond
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply
from tests.kit.plans import PLAN, reader
from tests.kit.web.county import County

WHO = ("wangfang", "zhangwei", "hujun", "jiandu", "kaohezu")
CALLED = [paper.form or f"《{paper.name}》" for paper in PLAN.papers.values()]
OF_A_PAPER = ("帮我把{}交了", "我要交{}", "{}怎么交", "发我{}", "{}交了没", "在手机上填{}")
OF_NONE = (
    "我要交材料", "我们单位还差什么", "城关镇还差什么", "城关镇附件1还差谁", "各单位进度",
    "哪些单位还没交附件8", "打包我们单位的材料", "导出汇总表", "我还差什么材料", "哪里错了",
    "把缺的表发我", "联系人是谁", "我要在手机上填表", "给我张伟的附件1", "河口镇还差什么",
)  # fmt: skip


def tell(county: County, who: str, said: str) -> Reply:
    message = IncomingMessage(uuid4().hex, who, "test", county.at, text=said)
    return respond(message, county.store, county.plan, reader(), public_url="")


@pytest.mark.slow  # some three hundred messages
@pytest.mark.parametrize("who", WHO)
def test_no_link_leads_to_a_page_that_refuses_its_reader(county: County, who: str) -> None:
    client = county.as_member(who)
    asked = [*OF_NONE, *(form.format(called) for called in CALLED for form in OF_A_PAPER)]
    refused, followed = [], 0
    for said in asked:
        for link in tell(county, who, said).links:
            followed += 1
            opened = client.get(link.path, follow_redirects=True)
            if opened.status_code != 200:
                refused.append((said, link.path, opened.status_code))

    assert refused == []
    assert followed > 10


@pytest.mark.parametrize("paper", ["附件8", "附件9", "附件6"])
def test_a_cadre_hears_whose_it_is_and_what_is_theirs(county: County, paper: str) -> None:
    reply = tell(county, "zhangwei", f"帮我把{paper}交了")

    assert "政工人事交" in reply.text or "按名册您不用交" in reply.text
    assert "您个人要交的是：附件1" in reply.text
    assert [link.path for link in reply.links] == ["/unit"]


def test_a_cadres_own_paper_opens_as_theirs(county: County) -> None:
    reply = tell(county, "zhangwei", "我要交附件1")

    me = county.person_id("张伟")
    assert [link.path for link in reply.links] == [
        f"/upload?paper=registration&person={me}",
        f"/fill/registration/{me}",
    ]
