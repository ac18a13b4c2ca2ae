"""A stored file for one member to fetch: what a chat that cannot carry files gives a link to."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from web.login import visitor
from web.refused import not_found
from web.session import Seal
from web.site import CurrentSite
from web.unit import named, stored


def handed_path(seal: Seal, to: str, blob: str, name: str) -> str:
    """The page's path; only `to` may open it, and it says nothing to anybody else."""
    return f"/handed?{urlencode({'file': seal.handed(to, blob, name)})}"


def create_handed(router: APIRouter) -> None:
    """The address a file is fetched at."""

    @router.get("/handed")
    def handed(request: Request, site: CurrentSite, file: str = "") -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
        said = Seal(site.session_key).opened_handed(file)
        if said is None or said["to"].casefold() != member.userid.casefold():
            raise not_found()
        return named(stored(site, said["blob"], "application/octet-stream"), said["name"])
