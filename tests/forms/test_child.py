"""The process that parses for us: its limits, and what of it reaches ours."""

import io

import pytest

from forms.kit.safe import child
from forms.kit.safe.child import ChildFailed, ChildOverrun

pytestmark = pytest.mark.usefixtures("interpreters")


def test_what_a_function_returns_comes_back() -> None:
    assert child.call("posixpath", "basename", "a/b") == "b"


def test_bytes_are_passed_on_as_they_are() -> None:
    out = io.BytesIO()

    child.stream(out, 100, "os", "fsencode", "附件8")

    assert out.getvalue() == "附件8".encode()


def test_an_error_inside_is_no_error_of_ours() -> None:
    with pytest.raises(ChildFailed):
        child.call("os", "listdir", "/nowhere/at/all")


def test_a_child_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(ChildOverrun):
        child.call("tests.kit.forms.slow", "wait", seconds=0.5)


def test_a_child_that_says_too_much_is_stopped() -> None:
    out = io.BytesIO()

    with pytest.raises(ChildOverrun):
        child.stream(out, 1000, "tests.kit.forms.slow", "much")

    assert len(out.getvalue()) <= 1000


def test_it_sees_nothing_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAOHE_WECOM_SECRET", "top")

    assert child.call("os", "getenv", "KAOHE_WECOM_SECRET") is None


def test_the_same_question_is_asked_once_where_it_is_said_so() -> None:
    with child.remembered():
        first = child.call("tests.kit.forms.slow", "number")
        assert child.call("tests.kit.forms.slow", "number") == first
        with pytest.raises(ChildFailed):
            child.call("os", "listdir", "/nowhere/at/all")
        with pytest.raises(ChildFailed):
            child.call("os", "listdir", "/nowhere/at/all")

    assert child.call("tests.kit.forms.slow", "number") != first
