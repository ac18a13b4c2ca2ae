"""Questions nobody could read: how each is answered from now on, picked or written."""

from fastapi import APIRouter, Request, Response

from handlers.dialogue.service import LONGEST_WORDS, answered_by, answers_to_pick, proposed, waiting
from handlers.turn.access import act
from storage import Records
from storage.views import Member
from web import access, show
from web.board_desk import Field, Typed, check_token, desk_of, reply_page, supervisor, token_of
from web.site import CurrentSite, Site


def create_board_questions(router: APIRouter) -> None:
    @router.get("/board/questions")
    def questions(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            return _page(site, request, records, supervisor(site, request, records))

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
            member = supervisor(site, request, records)
            check_token(site, request, token)
            reply = proposed(
                desk_of(site, records, member), access.id_in(question), own.strip() or title.strip()
            )
            if not reply.options:
                typed = Typed(question.strip(), reply.text, result=title, own=own)
                return _page(site, request, records, member, typed)
        return reply_page(
            site, request, member, reply, title="定答法", topic="teach", back="/board/questions"
        )

    @router.post("/board/questions/withdraw")
    def withdraw(
        request: Request, site: CurrentSite, token: Field = "", lesson: Field = ""
    ) -> Response:
        with site.store.transaction() as records:
            member = supervisor(site, request, records)
            check_token(site, request, token)
            done = records.lessons.withdraw(access.id_in(lesson), by=member.userid, at=site.now())
        reply = act("已撤销这条答法。" if done else "没有这条有效的答法。")
        return reply_page(site, request, member, reply, title="撤销答法", back="/board/questions")


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
