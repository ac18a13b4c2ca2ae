"""The marked copy of a version: its faults in their cells, for whoever may open the version."""

from fastapi import APIRouter, Request, Response

from forms.kit.marking.copy import Unmarkable
from forms.kit.registry import form_of
from handlers.submissions.service import marked_as, write_marked
from storage.views import HandIn
from web.exported import note_exported
from web.login import visitor
from web.refused import Refused, not_found
from web.site import CurrentSite, Site
from web.unit import earlier_of, may_open
from web.written import written


def create_marked(router: APIRouter) -> None:
    """The address a marked copy is fetched at."""

    @router.get("/marked/{name}")
    def marked(request: Request, site: CurrentSite, name: str) -> Response:
        receipt, _, kind = name.rpartition(".")
        with site.store.reading() as records:
            member = visitor(site, request, records)
            handin = may_open(site, records, member, receipt)
            read = form_of(site.plan.papers.get(handin.paper))
            if not kind or marked_as(handin) != kind or read is None:
                raise not_found()
            earlier = earlier_of(records, handin)
        copy = _copy(site, handin, earlier, kind)
        note_exported(site, member, "批注版", handin.unit_id)
        return copy


def _copy(site: Site, handin: HandIn, earlier: HandIn | None, kind: str) -> Response:
    stem = handin.filename.rpartition(".")[0] or handin.filename
    try:
        return written(
            site,
            f"{stem}（批注版）.{kind}",
            kind,
            lambda path: write_marked(site.plan, site.store.blobs, handin, earlier, path),
        )
    except Unmarkable as wrong:
        link = f"/receipt/{handin.receipt}"
        raise Refused(
            422, "做不出批注版", wrong.words(stem), link=link, label="回到回执"
        ) from wrong
