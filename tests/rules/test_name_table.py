"""A table of names finds what a look at every name finds."""

from hypothesis import given
from hypothesis import strategies as st

from rules.name_table import NameTable
from rules.names import find_names

LETTERS = "王丽张伟买提艾力·．• （）()财政所⺩a A\n"
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=6), max_size=12)
TEXT = st.text(LETTERS, max_size=24)


@given(NAMES, TEXT)
def test_the_same_names_stand_in_a_text(names: list[str], text: str) -> None:
    found = NameTable(names).keyed_in(text)

    assert set(found) <= set(names)
    told = [(span.start, span.end, set(span.names)) for span in find_names(text, found)]
    assert told == [(span.start, span.end, set(span.names)) for span in find_names(text, names)]


@given(NAMES, TEXT)
def test_those_written_letter_by_letter_are_found_too(names: list[str], text: str) -> None:
    assert set(NameTable(names).written_in(text)) == {name for name in names if name in text}


def test_how_a_name_is_typed_does_not_matter() -> None:
    table = NameTable(["买买提·艾力", "张伟（财政所）", "王丽"])

    assert table.keyed_in("给我买买提艾力的附件1") == ["买买提·艾力"]
    assert table.keyed_in("张 伟在哪考核") == ["张伟（财政所）"]
    assert table.keyed_in("⺩丽") == ["王丽"]
