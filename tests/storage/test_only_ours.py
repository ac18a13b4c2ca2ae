"""What we keep can be read by the service's user alone."""

import stat
from pathlib import Path

from storage import Store
from tests.kit.blobs import lies


def test_database_and_files_are_the_services_own(tmp_path: Path) -> None:
    older = tmp_path / "var" / "kaohe.sqlite3"
    older.parent.mkdir()
    older.touch(mode=0o644)
    (tmp_path / "var" / "data").mkdir(mode=0o755)

    store = Store(f"sqlite:///{older}", tmp_path / "var" / "data")
    store.create()
    blob = store.blobs.put([b"content"])

    kept = [*older.parent.glob("kaohe.sqlite3*"), lies(store.blobs, blob.sha256)]
    assert len(kept) > 2  # the write-ahead log too
    for path in kept:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE((tmp_path / "var" / "data").stat().st_mode) == 0o700
    store.close()
