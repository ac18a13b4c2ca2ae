"""Papers that lie sealed are downloaded, compared and packed as if they did not."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Store
from storage.sealing import Key, KeyRing, new_key
from tests.kit.blobs import all_files
from tests.kit.web.county import County, make_county

CONTENT = "%PDF-1.4 述职述法报告 张伟".encode() * 50


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path)
    yield made
    made.store.close()


def seal(county: County, key: Key) -> None:
    county.store.blobs._keys = KeyRing(lambda: (key,))


def handed_in(county: County) -> str:
    blob = county.store.blobs.put([CONTENT])
    with county.store.transaction() as records:
        kept = records.handins.add(
            county.unit_id("城关镇"), "grade_proposals", None, blob, "附件8.pdf",
            "application/pdf", "wangfang", county.at, plan_id="2019",
        )  # fmt: skip
    return kept.receipt


def in_the_clear(store: Store) -> list[Path]:
    return [path for path in all_files(store.blobs) if CONTENT[:20] in path.read_bytes()]


def test_a_sealed_paper_is_downloaded_whole(county: County) -> None:
    seal(county, new_key())
    receipt = handed_in(county)
    answer = county.as_member("wangfang").get(f"/file/{receipt}")
    assert in_the_clear(county.store) == []
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["content-type"] == "application/pdf"


def test_a_sealed_paper_is_packed(county: County) -> None:
    seal(county, new_key())
    handed_in(county)
    answer = county.as_member("wangfang").get("/packet/unit.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packet:
        assert CONTENT in [packet.read(name) for name in packet.namelist()]


def test_without_its_key_a_page_says_so(county: County) -> None:
    seal(county, new_key())
    receipt = handed_in(county)
    seal(county, new_key())
    answer = county.as_member("wangfang").get(f"/file/{receipt}")
    assert answer.status_code == 503
    assert "KAOHE_STORAGE_KEY_FILE" in answer.text
