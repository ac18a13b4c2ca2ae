"""Files go past the county's virus scanner before anything looks into them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from bot.wrong import SettingsError
from forms.kit.safe.refusals import Infected, NotScanned
from forms.kit.safe.scanning import Scanner
from handlers.submissions.service import FilesInChat
from handlers.turn.message import IncomingMessage
from tests.kit.bot.settings import RIGHT
from tests.kit.forms import made
from tests.kit.web.county import County
from tests.kit.web.roster import LIST, send, sheet
from tests.kit.web.upload import hand_in, versions

# The harmless string every scanner takes for a virus, in pieces so that none takes this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def scanner(tmp_path: Path) -> Scanner:
    """A program with the manners of ClamAV: 1 where it finds something, and it keeps a list."""
    program = tmp_path / "scan.sh"
    program.write_text(
        f'#!/bin/sh\necho scanned >> "{tmp_path}/log"\n'
        'if grep -q EICAR-STANDARD "$2"; then exit 1; fi\n'
    )
    program.chmod(0o755)
    return Scanner((str(program), "--no-summary"))


def scanning(county: County, by: Scanner) -> None:
    county.app.state.site = replace(county.app.state.site, scanner=by)


def times(tmp_path: Path) -> int:
    log = tmp_path / "log"
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_a_virus_is_not_taken_and_a_clean_file_is(county: County, tmp_path: Path) -> None:
    scanning(county, scanner(tmp_path))
    clerk = county.as_member("wangfang")
    _, said = hand_in(clerk, "grade_proposals:", ("附件8.pdf", made.pdf() + EICAR))
    assert "没有通过病毒检查" in said
    assert (versions(county), county.store.blobs.names()) == ([], [])
    hand_in(clerk, "grade_proposals:", ("附件8.pdf", made.pdf()))
    assert len(versions(county)) == 1
    assert times(tmp_path) == 2
    assert county.left_over() == []


def test_a_roster_is_scanned_too(county: County, tmp_path: Path) -> None:
    scanning(county, scanner(tmp_path))
    boss = county.as_member("jiandu")
    assert "没有通过病毒检查" in send(boss, EICAR).text
    assert send(county.as_member("wangfang"), sheet(LIST)).status_code == 200
    assert times(tmp_path) == 2


def test_a_file_of_the_chat_is_scanned_too(county: County, tmp_path: Path) -> None:
    files = FilesInChat(county.store, county.plan, tmp_path / "in", scanner(tmp_path))
    path = tmp_path / "附件8.pdf"
    path.write_bytes(made.pdf() + EICAR)
    message = IncomingMessage("m", "wangfang", "test", county.at)
    assert "没有通过病毒检查" in files.arrived(message, path, "附件8.pdf").text
    assert (versions(county), times(tmp_path)) == ([], 1)


@pytest.mark.parametrize("command", [("/nowhere/clamdscan",), ("/bin/sh", "-c", "exit 2")])
def test_where_the_scanner_fails_nothing_passes(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "clean"
    path.write_bytes(b"clean")
    with pytest.raises(NotScanned):
        Scanner(command).check(path)


def test_a_name_is_no_part_of_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a; touch hacked; .pdf"
    path.write_bytes(EICAR)
    with pytest.raises(Infected):
        scanner(tmp_path).check(path)
    assert not (tmp_path / "hacked").exists()


def test_without_a_command_nothing_is_run(tmp_path: Path) -> None:
    Scanner().check(tmp_path / "nowhere")


def test_a_command_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    for wrong, words in (("no-such-scanner -x", "no-such-scanner"), ('sh "x', "引号没有成对")):
        with pytest.raises(SettingsError, match=words):
            read_settings(Settings, scan_command=wrong)
    assert read_settings(Settings, scan_command="sh -c 'a b'").scanner().command[2] == "a b"
