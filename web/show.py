"""What the pages say: states, deadlines, sizes and fingerprints in words."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates
from jinja2 import StrictUndefined

from forms.kit.problem import Problem, from_json
from handlers.submissions.service import Item, marked_as, paper_name, place_words
from handlers.turn.permissions import Deed, may
from rules.plan import Deadline, Status
from rules.plan.called import notice_word
from storage.views import HandIn, HandInStatus, Member, Part
from web.folding import folded
from web.seasons import season_in, season_links

_HERE: Final = Path(__file__).parent
_WEEKDAYS: Final = "一二三四五六日"
_LOCAL: Final = ZoneInfo("Asia/Shanghai")
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
}


# A paper that is in, by where it lies.
_IN: Final[Mapping[HandInStatus, str]] = {
    HandInStatus.RECEIVED: "已交",
    HandInStatus.CHECKED: "已交",
    HandInStatus.WITH_GROUP: "考核组已收",
    HandInStatus.WITH_SECTION: "已转交",
    HandInStatus.FILED: "已归档",
}


@dataclass(frozen=True)
class Row:
    """One paper owed, with every version handed in, newest first."""

    item: Item
    versions: tuple[HandIn, ...]

    @property
    def newest(self) -> HandIn | None:
        """The version handed in last, whatever became of it."""
        return self.versions[0] if self.versions else None

    @property
    def tone(self) -> str:
        """done, todo or stop: something has to be done about it again."""
        if not self.item.missing:
            return "done"
        return (
            "stop" if self.newest and self.newest.status is not HandInStatus.WITHDRAWN else "todo"
        )

    @property
    def state(self) -> str:
        """How far the paper is, in words."""
        standing = self.item.handin
        if standing is not None and standing.counts:
            return f"{_IN[standing.status]}（第{standing.version}版）"
        if standing is not None:
            return "已退回"
        if self.newest is not None and self.newest.status is HandInStatus.FAULTY:
            return "没有通过检查"
        return "未交"

    @property
    def note(self) -> str:
        """What is to be said beside the state; empty where nothing is."""
        newest, standing = self.newest, self.item.handin
        if newest is not None and newest.status is HandInStatus.FAULTY:
            must = sum(problem.must for problem in problems_of(newest))
            words = f"第{newest.version}版有{must}处必须改，不算交"
            still = standing is not None and standing.counts
            return words + (f"；第{standing.version}版仍然有效" if still and standing else "")
        if standing is not None and standing.status is HandInStatus.RETURNED:
            return f"退回原因：{standing.reason}" if standing.reason else "请改好后重新交"
        return ""


@dataclass(frozen=True)
class Group:
    """All rows of one paper."""

    id: str
    name: str
    deadline: str
    deadline_doubtful: bool
    rows: tuple[Row, ...]

    @property
    def done(self) -> int:
        """How many of its papers are there."""
        return sum(not row.item.missing for row in self.rows)

    @property
    def by_person(self) -> bool:
        """Whether each person hands in one."""
        return self.rows[0].item.person is not None

    @property
    def lacking(self) -> list[str]:
        """Names of those whose paper is not in."""
        people = [row.item.person for row in self.rows if row.item.missing]
        return [person.name for person in people if person]


def groups(
    items: Sequence[Item],
    handins: Sequence[HandIn],
    deadlines: Mapping[str, Deadline],
    today: date,
    office: str,
) -> list[Group]:
    """Rows by paper, in the order of the items; `handins` are the unit's, oldest first."""
    by_paper: dict[str, list[Item]] = {}
    for item in items:
        by_paper.setdefault(item.paper.id, []).append(item)
    found = []
    for id, some in by_paper.items():
        deadline, later = due_of(some, deadlines)
        rows = tuple(Row(item, versions_of(item, handins)) for item in some)
        words = f"{deadline_words(deadline, today, office)}{later}"
        doubtful = deadline is not None and not deadline.binds
        found.append(Group(id, paper_name(some[0].paper), words, doubtful, rows))
    # Papers of the unit first: they are few, and the long lists of people follow.
    return sorted(found, key=lambda group: group.by_person)


def due_of(items: Sequence[Item], deadlines: Mapping[str, Deadline]) -> tuple[Deadline | None, str]:
    """The deadline of a paper, and of people with a later date of their own who and when."""
    found = {item.deadline_id: deadlines.get(item.deadline_id or "") for item in items}
    first = min(found.values(), key=lambda one: (one and one.effective) or date.max)
    later = []
    for id, deadline in found.items():
        if deadline is None or deadline is first or deadline.effective is None:
            continue
        names = "、".join(one.person.name for one in items if one.deadline_id == id and one.person)
        later.append(f"；{names}延到{deadline.effective.month}月{deadline.effective.day}日")
    return first, "".join(later)


def versions_of(item: Item, handins: Sequence[HandIn]) -> tuple[HandIn, ...]:
    """Every version of this paper among these, which are oldest first, newest first."""
    person = item.person.id if item.person else None
    mine = [
        h for h in handins if (h.paper, h.person_id, h.part) == (item.paper.id, person, Part.DATA)
    ]
    return tuple(reversed(mine))


def problems_of(handin: HandIn) -> list[Problem]:
    """The faults kept with a version."""
    return from_json(handin.findings)


def day_words(day: date) -> str:
    """A day with its weekday."""
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"


def deadline_words(deadline: Deadline | None, today: date, office: str) -> str:
    """The deadline as it stands, with how sure it is."""
    if deadline is None:
        return "没有写上报时限"
    if deadline.effective is None:
        printed = f"（印的是“{deadline.printed}”）" if deadline.printed else ""
        return f"上报日期没有写{printed}，以{office}通知为准"
    day = day_words(deadline.effective)
    if deadline.status is Status.PRESUMED:
        return f"推定为{day}前：印的是{deadline.printed}，{office}还没有确认"
    left = (deadline.effective - today).days
    ahead = f"还有{left}天" if left > 0 else "就是今天" if left == 0 else f"已过{-left}天"
    return f"{day}前，{ahead}"


def moment(at: datetime) -> str:
    """By the county's clocks, whatever zone the database gave it back in."""
    at = at.astimezone(_LOCAL)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def short_moment(at: datetime) -> str:
    """“12月25日10:05”, by the county's clocks."""
    at = at.astimezone(_LOCAL)
    return f"{at.month}月{at.day}日{at:%H:%M}"


def day_of(at: datetime) -> date:
    """The day by the county's clocks."""
    return at.astimezone(_LOCAL).date()


def size_words(size: int) -> str:
    """The size of a file, as people read it."""
    if size < 1024:
        return f"{size}字节"
    return f"{size / 1024:.0f}KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f}MB"


def fingerprint_words(sha256: str) -> str:
    """The first sixteen characters in fours: enough to compare by eye."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4)).upper()


@cache
def asset(name: str) -> str:
    """The address of a file of ours, with a mark that changes when it does."""
    mark = hashlib.sha256((_HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/assets/{name}?v={mark}"


def allowed(member: Member, deed: str) -> bool:
    """`member is allowed("see_board")`: whether their role may do it to anything at all."""
    return may(member.role, Deed(deed))


def _templates() -> Jinja2Templates:
    made = Jinja2Templates(_HERE / "templates")
    made.env.undefined = StrictUndefined
    made.env.trim_blocks = made.env.lstrip_blocks = True
    made.env.globals["asset"] = asset
    made.env.tests["allowed"] = allowed
    made.env.filters |= {
        "moment": moment,
        "size_words": size_words,
        "fingerprint": fingerprint_words,
        "problems": problems_of,
        "folded": folded,
        "marked_as": marked_as,
        "place": place_words,
        "paper_name": paper_name,
    }
    return made


@cache
def templates() -> Jinja2Templates:
    """The pages' templates, loaded once."""
    return _templates()


def page(request: Request, name: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """A page; nothing of it is kept by the browser or on the way."""
    running = request.app.state.site
    site = request.app.state.other_seasons.get(season_in(request.scope), running)
    seasons = season_links(running.plans, site.plan)
    known = {
        "seasons": seasons,
        "season_year": site.plan.year,
        "office_called": site.plan.office_called,
        "notice": notice_word(site.plan),
    }
    response = templates().TemplateResponse(request, name, {**known, **context}, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_part(request: Request) -> bool:
    """Asked for by our script, which shows a part inside the page it is on."""
    return request.headers.get("X-Kaohe-Part") == "1"
