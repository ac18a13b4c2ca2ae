"""WeCom's error codes in the words of its API (page 90313)."""

from __future__ import annotations

TEXTS = {
    -1: "system busy",
    40001: "invalid credential",
    40003: "invalid userid",
    40004: "invalid media type",
    40005: "invalid file type",
    40006: "invalid media size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40009: "invalid image size",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40029: "invalid code",
    40032: "invalid user list size",
    40035: "invalid parameter",
    40056: "invalid agentid",
    40058: "invalid Request Parameter",
    40063: "some parameters are empty",
    40066: "invalid url",
    41001: "access_token missing",
    42001: "access_token expired",
    43012: "require subscribe, callback url not set",
    44001: "empty media data",
    44004: "empty content",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45008: "article size out of limit",
    45009: "api freq out of limit",
    46003: "menu unexist",
    48002: "API forbidden, no permission",
    50001: "redirect_url not authorized",
    50002: "user not in allow scope",
    60011: "no privilege to access/modify contact/party/agent",
    60020: "not allow to access from your ip",
    60111: "userid not found",
    60123: "invalid party id",
    60140: "invalid response_code",
    81013: "user & party & tag all invalid",
    82001: "user & party & tag all empty",
    82002: "invalid party list size",
    82003: "invalid tag list size",
    301002: "not allow operate another agent with this accesstoken",
    830002: "media size larger than 20MB, use Range",
}


class ApiError(Exception):
    """An API call refused; `detail` names the parameter, as real messages do."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(f"{code} {detail}")
        self.code = code
        self.detail = detail

    def body(self, hint: str, ip: str) -> dict[str, object]:
        """The JSON answer, always sent with HTTP 200."""
        words = ". ".join(part for part in (self.detail, TEXTS[self.code]) if part)
        link = f"https://open.work.weixin.qq.com/devtool/query?e={self.code}"
        errmsg = f"{words}, hint: [{hint}], from ip: {ip}, more info at {link}"
        return {"errcode": self.code, "errmsg": errmsg}


class Refused(Exception):
    """A request of the chat page or of a test that makes no sense; its text is for people."""
