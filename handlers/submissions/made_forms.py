"""Empty forms made for the asker: the file for the chat, its link, and what to know of it."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from forms.kit.form import Form
from forms.kit.registry import the_form_of
from handlers.submissions.intake import occasion
from handlers.submissions.owed import paper_name
from handlers.turn.context import TurnContext
from handlers.turn.reply import Link, OutFile
from rules.plan import Paper
from storage.precedents import SHANGHAI
from storage.views import Person, Unit

_SAMPLE: Final = "这是本系统的样表，县里下发正式表样后以正式表样为准"


@dataclass(frozen=True)
class Blank:
    """One empty form to be made, of this type: of which unit, and of whom if it is a person's."""

    paper: Paper
    unit: Unit
    kind: str
    person: Person | None = None

    @property
    def form(self) -> Form:
        """The form that makes and reads this paper."""
        return the_form_of(self.paper)

    @property
    def whose(self) -> str:
        """The person's name, or the unit's."""
        return self.person.name if self.person else self.unit.name

    @property
    def filename(self) -> str:
        """The name the file is sent and downloaded under."""
        return f"{self.whose}{self.paper.form or ''}{self.paper.name}.{self.kind}"


def made(turn: TurnContext, blank: Blank) -> bytes:
    """The file itself; also for whoever packs those of a whole unit."""
    person = blank.person.id if blank.person else None
    today = turn.now.astimezone(SHANGHAI).date()
    of = occasion(turn.plan, turn.records, blank.unit, person, today, asker=turn.asker.role)
    return blank.form.templates(turn.plan)[blank.kind](of)


def out_file(turn: TurnContext, blank: Blank) -> tuple[OutFile, ...]:
    """The file for the chat; nothing where nothing is kept, as when only trying out answers."""
    if turn.blobs is None:
        return ()
    return (OutFile(blank.filename, turn.blobs.put([made(turn, blank)]).sha256),)


def download(turn: TurnContext, blank: Blank, *, named: bool) -> Link:
    """`named`: one of several, so the link says whose."""
    query = {}
    if blank.unit.id != turn.asker.unit_id:
        query["unit"] = str(blank.unit.id)
    if blank.person is not None:
        query["person"] = str(blank.person.id)
    path = f"/template/{blank.paper.id}.{blank.kind}"
    usual = blank.kind == blank.form.kind(turn.plan)
    whose, form = blank.whose if named else "", blank.paper.form or blank.paper.name
    label = f"下载{whose}{form}{'' if usual else 'Word版'}"
    return Link(label, f"{path}?{urlencode(query)}" if query else path)


def fill_link(blank: Blank) -> Link | None:
    """The page where this very form is filled in on the phone; None for one that has none."""
    if blank.person is None or blank.form.fill is None:
        return None
    return form_page(blank.paper, blank.person)


def form_page(paper: Paper, person: Person) -> Link:
    """The page where this person's paper is filled in."""
    return Link(f"在手机上填{paper.form or paper.name}", f"/fill/{paper.id}/{person.id}")


def about(paper: Paper) -> str:
    """Sample, copies and where they go, sheet, who fills in what."""
    where = "、".join(f"{place}{many}" for place, many in paper.kept_by.items())
    copies = f"一式{paper.copies}份{f'（{where}）' if where else ''}" if paper.copies else ""
    who = paper.hands_in if paper.copies else ""
    wanted = "；".join(each for each in (copies, paper.sheet, who) if each)
    return f"{_SAMPLE}。" + (f"填报要求（{paper.clause}）：{wanted}。" if wanted else "")


def made_words(blanks: list[Blank], *, in_chat: bool) -> str:
    """What is said with forms that were made: whose they are and how they arrive."""
    paper = blanks[0].paper
    names = "、".join(blank.whose for blank in blanks)
    file = "文件随后发您，也可以点下面的链接下载" if in_chat else "点下面的链接下载"
    return f"{paper_name(paper)}已为{names}按名册填好已知的栏目，{file}。{about(paper)}"
