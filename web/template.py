"""Empty forms, made for the unit or the person they are for."""

from fastapi import APIRouter, Request, Response

from forms.kit.form import Form
from forms.kit.registry import form_of
from forms.kit.safe.safety import MEDIA_TYPES
from handlers.submissions.service import occasion
from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Paper
from storage.views import Member
from web import access
from web.login import visitor
from web.refused import forbidden, not_found
from web.site import CurrentSite, Site
from web.unit import named


def create_template(router: APIRouter) -> None:
    """The addresses empty forms are fetched at."""

    @router.get("/template/{name}")
    def template(
        request: Request, site: CurrentSite, name: str, unit: str = "", person: str = ""
    ) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            paper, form, kind = _form(site, name)
            unit_id = access.id_in(unit) or member.unit_id or 0
            view = access.view(site.plan, records, member, unit_id)
            whose = _whose(member, view, paper, access.id_in(person))
            today = site.now().date()
            of = occasion(site.plan, records, view.unit, whose, today, asker=member.role)
        response = Response(form.templates(site.plan)[kind](of), media_type=MEDIA_TYPES[kind])
        name_of = of.person.person.name if of.person else view.unit.name
        return named(response, f"{name_of}{paper.form or ''}{paper.name}.{kind}")


def _form(site: Site, name: str) -> tuple[Paper, Form, str]:
    id, _, suffix = name.rpartition(".")
    paper = site.plan.papers.get(id)
    form = form_of(paper)
    if paper is None or form is None or suffix not in form.templates(site.plan):
        raise not_found()
    return paper, form, suffix


def _whose(member: Member, view: access.View, paper: Paper, person: int) -> int | None:
    """The person a form is made for. A cadre gets only their own forms, a unit's form nobody's."""
    if paper.owed_by != "person":
        if reach(member.role, Deed.SEE_PAPERS) is Reach.SELF:
            raise forbidden()
        return None
    owed = {i.person.id for i in view.items if i.person and i.paper == paper}
    if person not in owed:
        raise not_found()
    return person
