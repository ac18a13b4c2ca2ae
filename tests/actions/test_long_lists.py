"""A large county in one message: counts first, a few names, the rest on a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.wecom_app.render import TEXT_BYTES, full_text
from handlers.turn.reply import Reply
from language.reader import Reader
from rules.plan import Plan
from rules.roster import GroupRow, ImportRows, MemberRow, PersonRow, UnitRow
from tests.kit.chat import County
from tests.kit.speaking_first import open_store

UNITS, PEOPLE, MANY_PEOPLE = 60, 3, 90
NAMES = [f"第{number}街道办事处" for number in range(1, UNITS + 1)]
MEMBER = {"position": "班子成员（副职）"}


def rows() -> ImportRows:
    """Units of a few people each, a clerk for two of three, and one unit of very many people."""
    people = [
        PersonRow(100 * at + n, f"欧阳{at}{n}", name, "副主任", MEMBER)
        for at, name in enumerate(NAMES)
        for n in range(PEOPLE)
    ]
    people += [
        PersonRow(9000 + n, f"司马{n}", "城关镇", "副镇长", MEMBER) for n in range(MANY_PEOPLE)
    ]
    clerks = [
        MemberRow(at, f"clerk{at}", f"经办{at}", "政工人事", name)
        for at, name in enumerate(NAMES, 10)
        if at % 3
    ]
    return ImportRows(
        groups=(GroupRow(2, "第一考核组"),),
        units=(
            UnitRow(2, "城关镇", "乡镇", (), "第一考核组"),
            *(UnitRow(3 + at, name, "乡镇", (), "第一考核组") for at, name in enumerate(NAMES)),
        ),
        people=tuple(people),
        members=(
            MemberRow(2, "Boss", "孙正", "干部监督股"),
            MemberRow(3, "Group1", "冯组长", "考核组", "", "第一考核组"),
            MemberRow(4, "ClerkCG", "周明", "政工人事", "城关镇"),
            *clerks,
        ),
    )


@pytest.fixture(scope="module")
def county(
    tmp_path_factory: pytest.TempPathFactory, plan: Plan, reader: Reader
) -> Iterator[County]:
    """Made once: nothing here is changed but what one is told."""
    folder: Path = tmp_path_factory.mktemp("large")
    store = open_store(folder, rows())
    yield County(plan, reader, store)
    store.close()


def one_message(reply: Reply) -> str:
    text = full_text(reply, "https://kaohe.example")
    assert len(text.encode()) <= TEXT_BYTES
    return reply.text


@pytest.mark.parametrize("userid", ["Boss", "Group1"])
@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("催一下没交的", "共缺"),
        ("催一下没交附件1的", "共缺"),
        ("哪些单位没交齐", "还差"),
        ("各单位进度", "还差"),
        ("哪些单位还没交附件8", "还差附件8"),
        ("全县还差多少份附件1", "还差附件1"),
        ("通知各乡镇：明天下午3点前把附件8交齐", "各一人"),
    ],
)
def test_of_very_many_units_one_message_is_told(
    county: County, userid: str, said: str, counted: str
) -> None:
    text = one_message(county.say(userid, said))
    assert counted in "".join(text.splitlines()[:2])
    assert "等" in text


def test_how_many_of_one_paper_are_missing_is_a_number(county: County) -> None:
    text = county.say("Boss", "全县还差多少份附件1").text
    number = UNITS * PEOPLE + MANY_PEOPLE
    assert text.startswith(f"全县还差附件1《县管干部年度考核登记表》{number}份：61个单位没有交齐")
    first = f"城关镇{MANY_PEOPLE}份、{NAMES[0]}{PEOPLE}份"
    assert first in text


def test_the_rest_of_a_long_list_is_on_a_page(county: County) -> None:
    chase = county.say("Boss", "催一下没交附件1的")
    assert [link.path for link in chase.links] == ["/board?state=missing&paper=registration"]
    looked = county.say("Boss", "全县还差多少份附件1")
    assert [link.path for link in looked.links] == ["/board?state=missing&paper=registration"]
    assert "在看板里" in looked.text


def test_a_folded_chase_reaches_all_it_counted(county: County) -> None:
    shown = county.say("Boss", "催一下没交附件1的")
    reached = sum(1 for at in range(10, 10 + UNITS) if at % 3) + 1
    assert f"将提醒下列{reached}个单位各一人（还没有发出）：" in shown.text
    assert f"下列{UNITS + 1 - reached}个单位不会发：" in shown.text
    sent = county.press("Boss", "发送提醒")
    assert len(sent.pushes) == reached
    one_message(sent)


@pytest.mark.parametrize("said", ["我们镇还差啥材料", "我们镇谁还没交登记表", "帮我催一下没交的人"])
def test_of_very_many_people_one_message_is_told(county: County, said: str) -> None:
    assert f"等{MANY_PEOPLE}" in one_message(county.say("ClerkCG", said))
