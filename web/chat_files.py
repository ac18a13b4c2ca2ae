"""Files out of WeCom chats: what the page needs to call `ww.chooseMessageFile` on a phone.

WeCom's script is loaded from its own host, only inside its client, and only on the upload page;
everywhere else our pages allow no script but our own. Signatures as on page 90506.
"""

import hashlib
import re
import secrets
from typing import Any, Final

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from web import show
from web.login import visitor
from web.refused import Refused, forbidden
from web.site import CurrentSite, Site

log = structlog.get_logger(__name__)
_HOST: Final = "https://wwcdn.weixin.qq.com"
SDK: Final = f"{_HOST}/node/open/js/wecom-jssdk-2.3.4.js"
_UPLOAD: Final = re.compile(r"(?:/season/[^/]+)?/upload")  # of any season
_PHONES: Final = ("android", "iphone", "ipad")


def offered(request: Request) -> bool:
    """Inside WeCom on a phone: elsewhere there is no such call."""
    agent = request.headers.get("User-Agent", "").casefold()
    return "wxwork" in agent and any(phone in agent for phone in _PHONES)


def allowed(request: Request, response: Response) -> Response:
    """The page may load WeCom's script where it is of use."""
    if offered(request):
        rule = show.HEADERS["Content-Security-Policy"]
        response.headers["Content-Security-Policy"] = rule.replace(
            "script-src 'self'", f"script-src 'self' {_HOST}"
        )
    return response


def create_chat_files(router: APIRouter) -> None:
    """The address a page gets the signature of its call from."""

    @router.get("/chat-files/config")
    def config(request: Request, site: CurrentSite, url: str = "") -> Response:
        with site.store.reading() as records:
            visitor(site, request, records)
        # Only addresses of our own pages are signed.
        ours, _, path = url.partition(site.public_url)
        if ours or not _UPLOAD.match(path):
            raise forbidden()
        page = url.partition("#")[0]
        signed = {
            "corpId": site.corp_id,
            "agentId": site.agent_id,
            "config": _signed(site, "config", page),
            "agentConfig": _signed(site, "agent_config", page),
        }
        return JSONResponse(signed, headers={"Cache-Control": "no-store"})


def _signed(site: Site, kind: str, page: str) -> dict[str, Any]:
    try:
        ticket = site.identity.js_ticket(kind)
    # Whatever went wrong on the way to WeCom, there is no second door then.
    except Exception as error:
        log.warning("js_ticket_failed", error=type(error).__name__)
        words = "企业微信暂时没有回应，请用“选择文件”。"
        raise Refused(503, "暂时不能从聊天里选文件", words, link="/upload", label="返回") from None
    return signature(ticket, page, secrets.token_hex(8), int(site.now().timestamp()))


def signature(ticket: str, page: str, nonce: str, timestamp: int) -> dict[str, Any]:
    """What `ww.register` takes; the order of the parts is WeCom's."""
    said = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={page}"
    # SHA-1 because WeCom checks that.
    digest = hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()
    return {"timestamp": timestamp, "nonceStr": nonce, "signature": digest}
