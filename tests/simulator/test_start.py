"""Starting from the command line."""

import json

import pytest

from simulator.__main__ import arguments_parser, main, read_config


def test_help_names_every_option_with_its_default(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert "--callback-url" in shown
    assert "(default: 1000002)" in shown


def test_options_become_the_configuration(tmp_path):
    file = tmp_path / "people.json"
    file.write_text(json.dumps({"users": [{"userid": "liumin", "name": "刘敏"}]}))
    options = ["--contacts", str(file), "--start-at", "2019-12-25T09:00", "--agent-id", "7"]
    config = read_config(arguments_parser().parse_args(options))
    assert config.contacts.members[0].name == "刘敏"
    assert config.start_at is not None
    assert config.start_at.isoformat() == "2019-12-25T09:00:00+08:00"
    assert config.agent_id == 7
    assert config.trusted_host == "127.0.0.1"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "Expecting"),
        ('{"users": [{"userid": "有 空格", "name": "x"}]}', "userid"),
        ('{"users": [{"userid": "a", "name": "x"}, {"userid": "A", "name": "y"}]}', "twice"),
    ],
)
def test_bad_contacts_stop_the_start_with_the_reason(tmp_path, content, problem):
    file = tmp_path / "people.json"
    file.write_text(content)
    with pytest.raises(SystemExit, match=problem):
        read_config(arguments_parser().parse_args(["--contacts", str(file)]))


def test_missing_contacts_stop_the_start(tmp_path):
    with pytest.raises(SystemExit, match=r"none\.json"):
        read_config(arguments_parser().parse_args(["--contacts", str(tmp_path / "none.json")]))
