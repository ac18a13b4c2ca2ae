"""The faults of the list as a whole: who is missing, how many 优秀, in what order."""

from collections.abc import Iterator, Sequence

from forms.grade_proposals.layout import KIND, Proposals
from forms.grade_proposals.match import Row
from forms.grade_proposals.places import books, rounding_words, sum_words
from forms.kit.grades import EXCELLENT
from forms.kit.problem import Problem
from forms.kit.standing import Place, Share, Standing, ThisUnit
from forms.kit.workbook import address
from rules.ledger import DELEGATED, MEMBERS, Ledger
from rules.names import name_key, written
from rules.plan import Paper, Plan

_SHARES = {MEMBERS: Share.OWN, DELEGATED: Share.DELEGATED}


def of_list(
    plan: Plan,
    proposals: Proposals,
    rows: Sequence[Row],
    unit: ThisUnit,
    standings: Sequence[Standing],
    team_grade: str | None,
) -> Iterator[Problem]:
    """Every fault that no single row has."""
    yield from _missing(proposals, rows, standings)
    found = books(plan, unit, standings, team_grade)
    listed = {part.unit for book in found for part in book.parts}
    for book in found:
        open_ones = [
            row
            for row in rows
            if row.standing is not None
            and _uses(row, Share.UNSETTLED)
            and (row.standing.person.unit in listed) is (book.kind == DELEGATED)
        ]
        yield from _too_many(plan, book, rows, open_ones)
    yield from _order(plan.read_as(KIND), rows)


def _missing(
    proposals: Proposals, rows: Sequence[Row], standings: Sequence[Standing]
) -> Iterator[Problem]:
    listed = {row.standing.person.id for row in rows if row.standing}
    # Somebody of that name stands here and cannot be told apart: they are not missing.
    blurred = {name_key(written(row.line.name).name) for row in rows if row.namesakes}
    slips = {row.near for row in rows}  # offered at the row that is most likely theirs
    next_row = proposals.next_row
    for each in standings:
        person = each.person
        if each.place is not Place.HERE or person.id in listed:
            continue
        if name_key(written(person.name).name) in blurred or person.name in slips:
            continue
        cell = address(next_row, proposals.columns["name"])
        next_row += 1
        clause = next(iter(each.on_place.clauses), "")
        post = f"（{person.post}）" if person.post else ""
        what = f"名册上的“{person.name}”{post}应列入，表里没有"
        yield Problem(cell, what, clause, f"加一行“{person.name}”", must=not each.listed_apart)


def _uses(row: Row, share: Share) -> bool:
    return (
        row.line.grade == EXCELLENT
        and not row.twice
        and row.standing is not None
        and row.standing.quota is share
    )


def _too_many(
    plan: Plan, book: Ledger, rows: Sequence[Row], open_ones: list[Row]
) -> Iterator[Problem]:
    """More 优秀 than the share of the base allows, told at the first cell over the limit.

    What must be mended is over the limit whatever becomes of those the notice leaves open: with
    all of them in the base, and none of their 优秀 using a place.
    """
    line = book.line
    using = _by_rank([row for row in rows if _uses(row, _SHARES[book.kind])])
    count = len(using) + len(open_ones)
    if len(using) > line.most.most:
        cell = using[line.most.most].line.cell("grade")
        what = f"优秀多了：{_sum(plan, book)}，表里有{len(using)}个，从这一格起超出"
        must = line.share.strength == "must"
        yield Problem(cell, what, line.share.clause, f"减到{line.most.most}个", must=must)
    elif count > line.sure.most:
        cell = _by_rank([*using, *open_ones])[line.sure.most].line.cell("grade")
        many = f"表里有{count}个"
        if open_ones:
            many += f"（其中{len(open_ones)}个没有写明占不占名额）"
        what = f"优秀可能多了：{_sum(plan, book)}，{many}，没定的怎么算，决定从这一格起超不超"
        yield Problem(cell, what, line.share.clause, f"先问{plan.office}", must=False)
    else:
        yield from _raised(plan, book, using)


def _sum(plan: Plan, book: Ledger) -> str:
    rounding = rounding_words(plan, book)
    return sum_words(book) + (f"（{rounding}）" if rounding else "")


def _raised(plan: Plan, book: Ledger, using: list[Row]) -> Iterator[Problem]:
    """Within the raised share of an 优秀 team but above the usual: rests on the team's grade."""
    usual = book.lines[0].sure
    if book.line.sure.most >= len(using) > usual.most:
        percent = book.line.share.percent
        what = f"优秀{len(using)}个，超过通常的{usual.most}个；按班子等次可到{percent}%"
        example = "班子等次以县里确定的为准，请核对"
        at = using[usual.most].line.cell("grade")
        yield Problem(at, what, plan.quotas.clause, example, must=False)


def _rank(row: Row) -> int | None:
    text = row.line.tidy("rank").removeprefix("第").removesuffix("名")
    return int(text) if text.isdecimal() else None


def _by_rank(rows: list[Row]) -> list[Row]:
    """From the best down where ranks are written, else as they stand."""
    return sorted(rows, key=lambda row: (_rank(row) is None, _rank(row) or 0, row.line.row))


def _order(paper: Paper, rows: Sequence[Row]) -> Iterator[Problem]:
    """The delegated 优秀 stand in order; others may rank theirs, then without gaps."""
    delegated = [row for row in rows if _uses(row, Share.DELEGATED)]
    own = [row for row in rows if row.line.grade == EXCELLENT and row not in delegated]
    yield from _ranks(paper, delegated, needed=True)
    if any(row.line.tidy("rank") for row in own):
        yield from _ranks(paper, [row for row in own if row.line.tidy("rank")], needed=False)
    for row in rows:
        if row.line.tidy("rank") and row.line.grade != EXCELLENT:
            what = f"“{row.line.name}”不是优秀，不用排序"
            yield Problem(row.line.cell("rank"), what, paper.cited("rank"), "空着", must=False)


def _ranks(paper: Paper, rows: Sequence[Row], *, needed: bool) -> Iterator[Problem]:
    seen: dict[int, int] = {}
    clause = paper.cited("rank")
    for row in rows:
        cell, text, rank = row.line.cell("rank"), row.line.text("rank"), _rank(row)
        right = f"从1到{len(rows)}，一人一个"
        if not text:
            what = paper.says.get("ranked", "优秀名单要排序，这一格没有填")
            yield Problem(cell, what, clause, "1", must=needed)
        elif rank is None or not 1 <= rank <= len(rows):
            what = f"排序“{text}”应是1到{len(rows)}的整数"
            yield Problem(cell, what, clause, right, must=needed)
        elif rank in seen:
            what = f"排序{rank}与第{seen[rank]}行重复"
            yield Problem(cell, what, clause, right, must=needed)
        else:
            seen[rank] = row.line.row
