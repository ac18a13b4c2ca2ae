"""An account that sends without end is told to wait, and nothing of it is done."""

import pytest

from tests.kit.databases import everything
from tests.kit.web.board import token
from tests.kit.web.county import County
from tests.kit.web.upload import token as upload_token
from web.limits import FORM, UPLOAD


@pytest.fixture
def spent(county: County) -> County:
    """王芳 has sent as much as may be sent at once."""
    county.app.state.site.limits.now = lambda: 0.0
    for what, limit in (("form", FORM), ("upload", UPLOAD)):
        while county.app.state.site.limits.may(limit, what, "wangfang"):
            pass
    return county


def test_forms_and_files_wait(spent: County) -> None:
    client, file = spent.as_member("wangfang"), spent.folder / "kaohe.sqlite3"
    fields = {"token": upload_token(client)}
    before = everything(file)
    form = client.post("/sessions/end", data=fields)
    upload = client.post("/upload", data=fields, files={"file": ("附件8.pdf", b"%PDF-1.4 x")})
    roster = client.post("/roster", data=fields, files={"file": ("x.xlsx", b"x")})
    for answer in (form, upload, roster):
        assert (answer.status_code, "请过一分钟再试" in answer.text) == (429, True)
    assert everything(file) == before
    assert client.get("/unit").status_code == 200


def test_others_do_not_wait(spent: County) -> None:
    boss = spent.as_member("jiandu")
    answer = boss.post("/board/dates", data={"token": token(boss), "deadline": "x", "day": ""})
    assert answer.status_code != 429
