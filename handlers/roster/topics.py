"""What the chat can ask of the roster: bringing one, changing it, and what it comes to."""

from collections.abc import Sequence
from typing import Final

from handlers.roster.asked_of_people import secondees_here
from handlers.roster.candidates import county_candidates, people_listed
from handlers.roster.changes_told import WHERE, change_told
from handlers.roster.contacts_told import contacts_told, number_told
from handlers.roster.groups_told import groups_told
from handlers.roster.listing import people_of, roster_fact
from handlers.roster.verdict_phrases import told
from handlers.rulings.service import cited
from handlers.turn.access import act, asks_elsewhere, no_record, sees_county, unit_asked
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.examples import a_unit, somebody
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Kind, Link, Reply
from handlers.turn.topic import topic
from rules.verdicts import Verdict, verdicts


@topic("roster_upload", Deed.TRY_ROSTER)
def roster_upload(turn: TurnContext) -> Reply:
    """The way to bring a roster: the county's to the section, a unit's to its clerks."""
    if sees_county(turn):
        return act(
            "请点下面的链接选全县的人员表：先看会新增、修改哪些，再确认导入；有一处错就一条也不导入。",
            links=(Link("导入全县名册", "/roster"),),
        )
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    return act(
        "请点下面的链接选本单位的名册（人员表模板，或有“姓名”“职务”列的表都行）：逐人给出在哪考核、"
        f"基数、指标、填哪张表和依据，还缺什么也一并列出。这里只判定；名册要改的，报{turn.plan.office}。",
        links=(Link("上传本单位名册", "/roster"),),
    )


@topic("roster_change", Deed.CORRECT_ROSTER)
def roster_change(turn: TurnContext) -> Reply:
    """A change told of somebody is shown; what the chat cannot change says where it is changed."""
    told = change_told(turn)
    if told is not None:
        return told
    named = {one.id for one in turn.reading.people}
    of_one = f"?person={named.pop()}" if len(named) == 1 else ""
    return act(
        "谁调走、调到哪里、退休、改了职务，可以直接说，"
        f"例如“{somebody(turn)}退休了”，先给您核对。"
        f"{WHERE}单位合并了、撤销了，点“单位并入和撤销”；改得多，在人员表里改好再导入，没有改动的行不受影响。",
        links=(
            Link("更正名册", f"/roster/edit{of_one}"),
            Link("单位并入和撤销", "/roster/merge"),
            Link("导入全县名册", "/roster"),
        ),
    )


_COUNTY: Final = ("全县", "各单位", "所有单位", "全部单位")


@topic("roster_verdicts")
def roster_verdicts(turn: TurnContext) -> Reply:
    """What the rules say of everybody on the roster, of the county or of one unit."""
    if sees_county(turn) and _whole_county(turn):
        found = verdicts(turn.plan, county_candidates(turn.plan, turn.records))
        return _reply(turn, "全县", found, "/verdicts.xlsx")
    unit = unit_asked(turn, f"把{a_unit(turn)}的名册判一下")
    if isinstance(unit, Reply):
        return unit
    found = verdicts(turn.plan, people_listed(turn.plan, turn.records, unit))
    return _reply(turn, unit.name, found, f"/verdicts/{unit.id}.xlsx")


def _whole_county(turn: TurnContext) -> bool:
    text = turn.reading.text
    named = units_in(text, turn.records.roster.units())
    return not named and any(word in text for word in _COUNTY)


def _reply(turn: TurnContext, of: str, found: Sequence[Verdict], path: str) -> Reply:
    if not found:
        return Reply(Kind.ACTION, f"名册里还没有{of}的人。请先核对名册。")
    clauses = tuple(dict.fromkeys(clause for each in found for clause in each.clauses))
    lines = [*told(turn.plan, of, found), cited(turn.plan, clauses)]
    links = (Link("下载逐人判定表", path),)
    return Reply(Kind.ACTION, "\n".join(line for line in lines if line), clauses, links=links)


TOPICS: Final = (
    roster_upload,
    roster_change,
    roster_verdicts,
    people_of,
    secondees_here,
    roster_fact,
    groups_told,
    contacts_told,
    number_told,
)
