"""What a message to the bot holds beside its words: pictures of pages, a file, a quotation."""

import io
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote

import pytest
from pypdf import PdfReader

from simulator.aibot.media import encrypted
from tests.kit.bot.stage import BotStage
from tests.kit.forms import made

# Each test starts the whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow

CASES = Path(__file__).parents[1] / "forms" / "cases"


@contextmanager
def lying(here: BotStage, files: dict[str, bytes], *, named: bool = True):
    """Files as WeCom keeps them for a bot: encrypted, the name in a header or nowhere."""
    secret = here.settings.aibot_aes_key
    assert secret is not None
    key = secret.get_secret_value()

    class Kept(BaseHTTPRequestHandler):
        def do_GET(self):
            body = encrypted(files[unquote(self.path[1:])], key)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            if named:
                name = f"attachment; filename*=UTF-8''{self.path[1:]}"
                self.send_header("Content-Disposition", name)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Kept) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def mixed(number: str, *items: dict) -> dict:
    return {
        "msgid": number,
        "aibotid": "aib1",
        "chattype": "single",
        "from": {"userid": "wangfang"},
        "msgtype": "mixed",
        "mixed": {"msg_item": list(items)},
    }


def drawing(page: Any) -> Any:
    return page["/Resources"]["/XObject"]


def test_two_pictures_of_one_message_are_the_pages_of_one_scan(here: BotStage):
    pages = {name: next(CASES.glob(f"*/{name}")).read_bytes() for name in ("正面.jpg", "反面.jpg")}
    with lying(here, pages) as at:
        items = [{"msgtype": "image", "image": {"url": f"{at}/{quote(name)}"}} for name in pages]
        words = {"msgtype": "text", "text": {"content": "张伟的附件1"}}
        fields = mixed("two-pages", words, *items)
        here.wecom.plain(fields)
        done = here.stream_of(fields)

    assert done.startswith("已收到"), done
    kept = here.kept("registration")
    assert len(kept) == 1
    assert kept[0][0].endswith("共2页.pdf")
    with here.service.store.reading() as records:
        unit = records.roster.unit_named("城关镇")[0]
        handin = records.handins.all_of(unit.id, plan_id=here.service.plan.id)[0]
    with here.service.store.blobs.open(handin.sha256) as file:
        scan = PdfReader(io.BytesIO(file.read()))
    drawn = [drawing(page)["/P"].get_object()._data for page in scan.pages]
    assert drawn == list(pages.values())
    assert here.left_over() == []


def test_one_bad_page_of_two_keeps_neither(here: BotStage):
    pages = {"a.jpg": next(CASES.glob("*/正面.jpg")).read_bytes(), "b.jpg": made.jpg(100, 80)}
    with lying(here, pages) as at:
        items = [{"msgtype": "image", "image": {"url": f"{at}/{name}"}} for name in pages]
        fields = mixed("one-bad", {"msgtype": "text", "text": {"content": "张伟的附件1"}}, *items)
        here.wecom.plain(fields)
        done = here.stream_of(fields)

    assert done.startswith("第2张照片：")
    assert (here.kept("registration"), here.left_over()) == ([], [])


def test_a_file_without_a_name_is_named_by_what_it_is(here: BotStage):
    body = next(CASES.glob("11-*/张伟-附件1.xlsx")).read_bytes()
    with lying(here, {"f": body}, named=False) as at:
        fields = mixed("no-name") | {"msgtype": "file", "file": {"url": f"{at}/f"}}
        here.wecom.plain(fields)
        done = here.stream_of(fields)

    assert "附件1" in done
    assert [name[-5:] for name, *_ in here.kept("registration")] == [".xlsx"], done


def test_a_quotation_too_long_to_be_read_is_said_to_be_unread(here: BotStage):
    fields = {
        "msgid": "long-quote",
        "aibotid": "aib1",
        "chattype": "single",
        "from": {"userid": "wangfang"},
        "msgtype": "text",
        "text": {"content": "附件8什么时候交"},
        "quote": {"msgtype": "text", "text": {"content": "通知" * 200}},
    }
    here.wecom.plain(fields)

    assert "引用的那段太长，没有读" in here.stream_of(fields)
