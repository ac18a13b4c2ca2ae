"""Where files are kept cannot be reached: words, and nothing half done. Rosters lie sealed too."""

from pathlib import Path

import pytest

from bot.channels.wecom_app import fallback_replies
from storage.s3_shelf import S3Address, S3Shelf
from storage.sealing import KeyRing, new_key
from storage.shelf import ShelfAway
from tests.kit.forms import made
from tests.kit.web.county import County
from tests.kit.web.roster import LIST, go_on, send, sheet
from tests.kit.web.upload import PROPOSALS, hand_in


def test_an_upload_is_told_and_kept_another_time(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = county.as_member("wangfang")
    nobody_there = S3Address("http://127.0.0.1:9", "papers", "key", "secret", timeout=0.2)
    with monkeypatch.context() as away:
        away.setattr(county.store.blobs, "shelf", S3Shelf(nobody_there, "blobs", tmp_path / "s"))
        status, said = hand_in(clerk, PROPOSALS, ("附件8.pdf", made.pdf()))

    assert status == 503
    assert "存放材料的地方现在连不上" in said
    assert "什么也没有保存" in said
    assert (county.left_over(), list((tmp_path / "s").iterdir())) == ([], [])
    with county.store.reading() as records:
        assert records.handins.all_of(county.unit_id("城关镇"), plan_id="2019") == []
    assert hand_in(clerk, PROPOSALS, ("附件8.pdf", made.pdf()))[0] == 200


def test_in_a_chat_it_is_told_too() -> None:
    said = fallback_replies.trouble("17", "干部监督股", ShelfAway("GenericError"))
    assert said == (
        "存放材料的地方现在连不上，什么也没有保存，请过几分钟再试。刚才的没有办成。"
        "还是不行，请把编号 17 告诉干部监督股。"
    )


def test_a_roster_that_waits_sealed_is_read_again(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_key()
    monkeypatch.setattr(county.store, "_keys", KeyRing(lambda: (key,)))
    clerk = county.as_member("wangfang")
    shown = send(clerk, sheet(LIST))
    waits = county.store.sheets_of("wangfang")
    assert (len(waits.names()), waits.locked()) == (1, (0, 0))
    assert go_on(clerk, shown.text, "/roster/verdicts.xlsx").content.startswith(b"PK")
