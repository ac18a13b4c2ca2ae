"""Papers and grades of somebody else: who sees their own only gets a clear no, for any name."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from handlers.turn.reply import Kind, Reply
from language.reader import Reader
from rules.plan import Plan
from tests.kit.chat import County
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import open_store

CADRE = "WangQiang"
# Of the own unit, of another, seconded away, on no roster, nobody in particular.
WHOSE = ("钱进", "张伟", "李红", "郑伯谦", "别人", "其他人", "同事")
ASKED = (
    "{}的附件5我能看看吗", "我能看看{}的附件5吗", "看一下{}的登记表", "{}评了什么等次",
    "{}得了多少分", "能查{}的材料吗", "{}的述职报告发我看看", "{}的考核结果是什么",
)  # fmt: skip


@pytest.fixture(scope="module")
def county(
    tmp_path_factory: pytest.TempPathFactory, plan: Plan, reader: Reader
) -> Iterator[County]:
    """Made once: nothing here changes anything."""
    folder: Path = tmp_path_factory.mktemp("others")
    store = open_store(folder, COUNTY)
    yield County(plan, reader, store)
    store.close()


def says_no(reply: Reply) -> bool:
    no = reply.text.startswith(("不能", "您只能查看和办理本单位", "您这边只能看您自己的"))
    return no and reply.kind is Kind.ACTION and not reply.links and not reply.options


@pytest.mark.parametrize(("whose", "asked"), [*product(WHOSE, ASKED)])
def test_it_is_a_clear_no(county: County, whose: str, asked: str) -> None:
    reply = county.say(CADRE, asked.format(whose))

    assert says_no(reply), reply.text


@pytest.mark.parametrize("said", ["我们局谁评了优秀", "哪些人评上了优秀", "谁得了不称职"])
def test_nor_is_it_told_who_got_what(county: County, said: str) -> None:
    assert says_no(county.say(CADRE, said))


@pytest.mark.parametrize(
    "said",
    [
        "我的附件5交了没", "看一下我的登记表交了没", "我评了什么等次", "王强的登记表收到没",
        "我能不能评优秀", "附件1是什么", "李红能评优秀吗", "谁能评优秀", "李红在哪考核",
        "我的登记表张伟看了没",
    ],
)  # fmt: skip
def test_ones_own_and_the_rules_are_answered_as_before(county: County, said: str) -> None:
    assert not says_no(county.say(CADRE, said))


@pytest.mark.parametrize("userid", ["ClerkCG", "Boss", "Group1"])
@pytest.mark.parametrize("said", ["李红的登记表交了没", "李红评了什么等次"])
def test_who_sees_more_is_answered(county: County, userid: str, said: str) -> None:
    reply = county.say(userid, said)

    assert not reply.text.startswith("不能")
    assert "李红" in reply.text
