"""Licences of what is installed to run are looked at; one that is not stands out."""

import pytest

from tests.kit import licences
from tests.kit.plans import ROOT


def test_every_package_we_run_with_has_a_licence_that_was_looked_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert licences.main(str(ROOT / "requirements" / "run.txt")) == 0
    told = capsys.readouterr().out
    assert "wechatpy" in told
    assert len(told.splitlines()) > 50


@pytest.mark.parametrize("said", ["AGPL-3.0-only", "GPL-3.0-or-later", "proprietary", ""])
def test_one_that_was_not_stands_out(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(licences, "licence", lambda _: said)
    assert licences.main(str(ROOT / "requirements" / "run.txt")) == 1
