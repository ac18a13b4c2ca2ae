"""Names are never changed by respelling, and nothing is read inside them."""

import pytest

from language.reader import Reader
from language.reading import Context, ListedNames, Name
from tests.kit.reading import TODAY


def listed(*names: str) -> ListedNames:
    return ListedNames(tuple(Name(one, "person", at) for at, one in enumerate(names, 1)))


LISTED = (
    "张立安",
    "王正志",
    "纪伟",
    "尤秀英",
    "佟志",
    "李丹丹",
    "王丽",
    "王丽丽",
    "王丽华",
    "买买提·艾力",
)
CONTEXT = Context(TODAY, names=listed(*LISTED))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张立安能评优秀吗", "张立安"),
        ("王正志在哪考核", "王正志"),
        ("给我纪伟的附件1", "纪伟"),
        ("给我尤秀英的附件1", "尤秀英"),
        ("佟志的登记表", "佟志"),
        ("给我李丹丹的附件1", "李丹丹"),
        ("给我王丽丽的附件1", "王丽丽"),
        ("给我王丽的附件1", "王丽"),
        ("给我王丽华的附件1", "王丽华"),
        ("给我買買提•艾力的附件1", "买买提·艾力"),
        ("给我买买提．艾力的附件1", "买买提·艾力"),
    ],
)
def test_the_one_named_is_meant_and_nothing_is_read_in_the_name(
    reader: Reader, text: str, name: str
) -> None:
    reading = reader.read(text, CONTEXT)
    assert [one.text for one in reading.people] == [name]
    assert name in reading.text
    assert dict(reading.facts) == {}


@pytest.mark.parametrize("text", ["给我王娜娜的附件1", "王娜娜在哪考核"])
def test_somebody_on_no_list_keeps_a_doubled_name(reader: Reader, text: str) -> None:
    only = Context(TODAY, names=listed("王娜"))
    reading = reader.read(text, only)
    assert reading.people == ()
    assert "王娜娜" in reading.text


def test_what_is_said_around_a_name_is_read(reader: Reader) -> None:
    reading = reader.read("张立安被立案了还没结案，能评优秀吗", CONTEXT)
    assert reading.facts["under_investigation"].value == "open"


def test_a_stutter_is_said_once(reader: Reader) -> None:
    assert reader.clean("我我我想问挂职职的在在哪考核") == reader.clean("我想问挂职的在哪考核")
