"""The same table in the chat: whoever may not is refused in words, and nothing is changed."""

import ast
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from handlers.dialogue.conversation import respond
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.permissions import Deed, Reach, reach
from handlers.turn.reply import Reply
from rules.roster import Role
from tests.kit.databases import everything
from tests.kit.deeds import ASKERS, OTHER, OWN, Try, allowed
from tests.kit.plans import reader
from tests.kit.web.county import County, make_county

# What is said about a unit's papers, about the county, or about oneself.
OF_UNITS = {
    Deed.RETURN_PAPER: "退回{}附件9：缺公章",
    Deed.MOVE_PAPERS: "转交{}材料",
    Deed.FILE_PAPERS: "归档{}材料",
    Deed.CHASE: "催一下{}没交的",
    Deed.ANNOUNCE: "通知{}：明天下午3点前交齐",
}
OF_COUNTY = {
    Deed.SET_DEADLINES: "把附件8截止时间定为1月10日",
    Deed.SET_CEILING: "每个单位今年最多发5条消息",
    Deed.ANSWER_CASE: "批复1号：不进位，理由是从严",
    Deed.TEACH: "第1条以后这样答：请问县人社局",
}
OF_ONESELF = {
    Deed.LEAVE: "我1月3日到6日请假",
    Deed.REMIND_LESS: "三天后再提醒",
    Deed.NAME_CONTACT: "本单位由王芳负责",
    Deed.WITHDRAW: "撤回附件8",
    Deed.REMIND_ONESELF: "1月7日早上9点提醒我交材料",
    Deed.QUIET_HOURS: "晚上八点以后别给我发提醒",
}
# Kept of every message, whatever is answered.
TALKS = frozenset({"talk", "audit", "unread"})


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path)
    with made.store.transaction() as records:
        for unit in (OWN, OTHER):
            on = Try(made, records, "jiandu", unit)
            on.handed_in("lina")
        on.case()
        records.unread.note("家属随军补贴怎么发", made.at)
    yield made
    made.store.close()


def tell(county: County, userid: str, **said: object) -> Reply:
    message = IncomingMessage(uuid4().hex, userid, "test", county.at, **said)  # type: ignore[arg-type]
    return respond(message, county.store, county.plan, reader(), public_url="https://x")


def ordered(county: County, userid: str, text: str) -> Reply:
    """Say it, and yes to what is shown."""
    shown = tell(county, userid, text=text)
    if shown.pending is None or shown.pending.undoes:
        return shown
    return tell(county, userid, choice=Choice(shown.options[0].key, "task"))


def passed_on(county: County) -> None:
    """So that something waits to be filed."""
    with county.store.transaction() as records:
        for handin in records.handins.county(plan_id="2019"):
            records.handins.pass_on(handin.id, "jiandu", county.at)


@pytest.mark.parametrize("unit", [OWN, OTHER])
@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("deed", OF_UNITS, ids=str)
def test_a_deed_to_a_units_papers(county: County, deed: Deed, role: str, unit: str) -> None:
    if deed is Deed.FILE_PAPERS:
        passed_on(county)
    file = county.folder / "kaohe.sqlite3"
    before = everything(file, without=TALKS)
    reply = ordered(county, ASKERS[role], OF_UNITS[deed].format(unit))
    done = bool(reply.pushes) or everything(file, without=TALKS) != before
    if deed is Deed.CHASE and role == Role.CLERK:
        # A clerk chases people of the own unit with the same words.
        assert done == (unit == OWN)
    else:
        assert done == allowed(reach(role, deed), unit)
    assert reply.text


@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("deed", [*OF_COUNTY, *OF_ONESELF], ids=str)
def test_a_deed_to_the_county_or_oneself(county: County, deed: Deed, role: str) -> None:
    if deed is Deed.WITHDRAW:
        with county.store.transaction() as records:
            Try(county, records, "jiandu", OWN).handed_in(ASKERS[role], "grade_proposals")
    file = county.folder / "kaohe.sqlite3"
    before = everything(file, without=TALKS)
    reply = ordered(county, ASKERS[role], {**OF_COUNTY, **OF_ONESELF}[deed])
    done = bool(reply.pushes) or everything(file, without=TALKS) != before
    far = reach(role, deed)
    assert done == (far is Reach.COUNTY or (deed in OF_ONESELF and far is not Reach.NOBODY))
    assert reply.text


ROOT = Path(__file__).parents[2]
# Where roles are data: the table itself, accounts read from an address book or typed in a form.
ROLES_ARE_DATA = {
    "handlers/turn/permissions.py",
    "handlers/roster/address_book.py",
    "bot/rehearsal.py",
    "bot/cli/roster.py",
    "bot/demo/county.py",
}
# The words of a refusal or a welcome differ by role; nothing is decided by it.
WORDS_BY_ROLE = {"handlers/turn/refusals.py", "handlers/dialogue/conversation.py"}


def compares_a_role(node: ast.AST) -> bool:
    """`member.role is Role.CADRE`, `asker.role in (…)`, `role == "clerk"`."""
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    sides += [each for side in sides if isinstance(side, ast.Tuple | ast.Set) for each in side.elts]
    return any(
        isinstance(side, ast.Attribute)
        and (side.attr == "role" or (isinstance(side.value, ast.Name) and side.value.id == "Role"))
        for side in sides
    )


def test_roles_are_compared_nowhere_but_in_the_table() -> None:
    found = {
        str(file.relative_to(ROOT))
        for folder in ("handlers", "web", "bot", "scheduler")
        for file in (ROOT / folder).rglob("*.py")
        if any(map(compares_a_role, ast.walk(ast.parse(file.read_text()))))
    }
    assert found - ROLES_ARE_DATA <= WORDS_BY_ROLE


def test_no_page_asks_for_a_role() -> None:
    pages = (ROOT / "web" / "templates").glob("*.html")
    assert [page.name for page in pages if "member.role" in page.read_text()] == []
