"""Whom a case is about and who put it, for the section and for the asker: with names."""

from handlers.cases.phrases import member_words
from handlers.turn.context import DeedContext
from handlers.turn.people import described
from storage.views import Case


def about_words(context: DeedContext, person_id: int | None, said: str) -> list[str]:
    """Who it is about, and the question as it was asked."""
    who = f"人员：{described(context.records, person_id)}。" if person_id is not None else ""
    asked = f"原话：{said}" if said else ""
    return [line for line in (who, asked) if line]


def about_case(context: DeedContext, case: Case) -> list[str]:
    """Whom a case is about, in lines for whoever may see names."""
    return about_words(context, case.person_id, case.said)


def asker_line(context: DeedContext, case: Case) -> str:
    """“请示人：周敏（城关镇）、林芳（县财政局）”."""
    asked = context.records.cases.askers(case)
    return f"请示人：{'、'.join(_asker(context, userid) for userid in asked)}。"


def _asker(context: DeedContext, userid: str) -> str:
    member = context.records.members.by_userid(userid)
    name = member_words(context, userid)
    if member is None or member.unit_id is None:
        return name
    return f"{name}（{context.records.roster.unit(member.unit_id).name}）"
