"""Which type of file a form may be handed in as."""

from forms.kit.registry import form_of
from handlers.submissions.owed import paper_name
from handlers.submissions.unknown_forms import not_in_notice, unknown_form
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from rules.plan import Paper

_SIGNED = "盖章签字的扫描件或照片（PDF、JPG、PNG）另外留存，和填好的表分开交。"


@topic("file_types")
def file_types(turn: TurnContext) -> Reply:
    """Whether the paper named may be Word or has to be a workbook."""
    if unknown_form(turn.plan, turn.reading.forms):
        return not_in_notice(turn, turn.reading.forms)
    named = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    word = [paper for paper in turn.plan.papers.values() if _in_word(paper)]
    others = [paper for paper in turn.plan.papers.values() if paper.form and paper not in word]
    if named is None:
        first = f"{_names(word)}交Word（docx）或Excel（xlsx）都可以；{_names(others)}请交xlsx。"
    elif named in word:
        first = f"可以，{paper_name(named)}交Word（docx）或Excel（xlsx）都行，都会逐栏检查。"
    else:
        first = f"{paper_name(named)}请交Excel（xlsx），Word的不能逐栏检查。"
        first += f"能交Word（docx）的是{_names(word)}。"
    return act(f"{first}{_SIGNED}")


def _in_word(paper: Paper) -> bool:
    form = form_of(paper)
    return form is not None and "docx" in form.reads


def _names(papers: list[Paper]) -> str:
    return "、".join(paper.form or paper_name(paper) for paper in papers)
