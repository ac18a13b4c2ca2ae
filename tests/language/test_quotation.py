"""What stands below a quotation is what is said."""

import pytest

from language.quotation import said_below

LINE = "- - - - - - - - - - - - - - -"


@pytest.mark.parametrize("line", [LINE, "———————", "──────────────", "-----", "=========="])
@pytest.mark.parametrize("marks", ["「」", "『』", "“”"])
def test_the_quotation_is_taken_off_however_it_is_written(line: str, marks: str) -> None:
    text = f"{marks[0]}李娜：我们镇的党委书记占不占名额{marks[1]}\n{line}\n县派挂职7个月的在哪考核"
    assert said_below(text) == "县派挂职7个月的在哪考核"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"「李娜：附件9要几份」\n{LINE}\n同问", "附件9要几份\n同问"),
        (f"「李娜：附件9要几份」\n{LINE}\n这个怎么答", "附件9要几份\n这个怎么答"),
        ("「附件9」要几份", "「附件9」要几份"),
        ("附件9要几份\n---\n附件8呢", "附件9要几份\n---\n附件8呢"),
        ("“不低于90分”\n是几分", "“不低于90分”\n是几分"),
    ],
)
def test_what_leans_on_it_keeps_it_and_other_quotes_stay(text: str, said: str) -> None:
    assert said_below(text) == said
