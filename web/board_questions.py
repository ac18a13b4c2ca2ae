"""Questions nobody could read: how each is answered from now on, picked or written."""

from fastapi import APIRouter, Request, Response

from handlers.dialogue.service import LONGEST_WORDS, answered_by, answers_to_pick, waiting
from handlers.turn.lesson_commands import ForgetLesson, Teach
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from storage import Records
from storage.views import Member
from web import access, show
from web.board_desk import Field, Typed, check_token, deed_page, shown, token_of, who_may
from web.site import CurrentSite, Site


def create_board_questions(router: APIRouter) -> None:
    """The page of questions nobody could read, and what is done there."""

    @router.get("/board/questions")
    def questions(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_UNREAD)
            return _page(site, request, records, member)

    @router.post("/board/questions")
    def preview(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        question: Field = "",
        title: Field = "",
        own: Field = "",
    ) -> Response:
        """What would be answered; nothing is taught yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.TEACH)
            check_token(site, request, token)
            words = own.strip() or title.strip()
            found = shown(site, records, member, Teach(access.id_in(question), words))
            if isinstance(found, Reply):
                typed = Typed(question.strip(), found.text, result=title, own=own)
                return _page(site, request, records, member, typed)
        return deed_page(site, request, member, found, title="定答法", back="/board/questions")

    @router.post("/board/questions/withdraw")
    def withdraw(
        request: Request, site: CurrentSite, token: Field = "", lesson: Field = ""
    ) -> Response:
        """What is answered now, and would not be any more; nothing is withdrawn yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.FORGET_LESSON)
            check_token(site, request, token)
            found = shown(site, records, member, ForgetLesson(access.id_in(lesson)))
        return deed_page(site, request, member, found, title="撤销答法", back="/board/questions")


def _page(
    site: Site, request: Request, records: Records, member: Member, typed: Typed | None = None
) -> Response:
    lessons = records.lessons.in_force(site.plan.id)
    context = {
        "title": "没答上来的问题",
        "member": member,
        "questions": waiting(site.plan, records),
        "lessons": [(each, answered_by(site.plan, each)) for each in lessons],
        "answers": sorted(set(answers_to_pick(site.plan).values())),
        "longest": LONGEST_WORDS,
        "token": token_of(site, request),
        "typed": typed,
    }
    return show.page(request, "board_questions.html", context, 422 if typed else 200)
