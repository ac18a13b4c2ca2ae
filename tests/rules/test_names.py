# ruff: noqa: E501 (tables of cases)
"""One key and one matcher of names, for every door."""

import itertools

import pytest

from rules.names import as_kept, find_names, meant, name_key, written

DOTS = "·•・‧∙⋅●◦ㆍ᛫⸱⸳･˙.．﹒"
INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202c\u2066\u2069\ufe0f\u034f\u180e\U000e0100"
)
# name as listed, as somebody wrote it
SPELLINGS = [
    *(("阿卜杜拉·买买提", f"阿卜杜拉{dot}买买提") for dot in DOTS),
    ("阿卜杜拉·买买提", "阿卜杜拉买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉 · 买买提"),
    ("阿卜杜拉买买提", "阿卜杜拉·买买提"),
    *(("张伟", f"张{sign}伟") for sign in INVISIBLE),
    *(("张伟", f"张{blank}伟") for blank in " \u3000\u00a0\u2003\t"),
    ("马建国", "⻢建国"), ("金鑫", "⾦鑫"), ("金鑫", "\uf90a鑫"), ("龙长青", "⻰⻓⻘"),
    ("龙长青", "⻰⻓青"), ("齐飞", "⻬⻜"), ("韦页", "⻙⻚"), ("Ａ·李", "A李"),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "typed"), SPELLINGS)
def test_a_name_is_the_same_in_every_spelling(listed: str, typed: str) -> None:
    assert name_key(listed) == name_key(typed)
    assert name_key(as_kept(typed)) == name_key(listed)
    if "\t" not in typed:
        for text in (f"给我{typed}的附件1", f"{typed}-登记表.xlsx", f"（{typed}）"):
            assert [span.names for span in find_names(text, [listed])] == [(listed,)]


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("给我王丽丽的附件1", ["王丽", "王丽丽", "王丽华"], ["王丽丽"]),
        ("给我王丽华的附件1", ["王丽", "王丽丽", "王丽华"], ["王丽华"]),
        ("给我王丽的附件1", ["王丽", "王丽丽", "王丽华"], ["王丽"]),
        ("给我李丹丹的附件1", ["李丹丹"], ["李丹丹"]),
        ("给我李丹丹的附件1", ["李丹"], []),
        ("王丽华-登记表.pdf", ["王丽"], []),
        ("王丽华登记表.pdf", ["王丽"], []),
        ("王丽登记表.pdf", ["王丽"], ["王丽"]),
        ("附件1王丽.pdf", ["王丽"], ["王丽"]),
        ("王丽华、王丽的附件1", ["王丽", "王丽华"], ["王丽华", "王丽"]),
        ("张立安能评优秀吗", ["张立安"], ["张立安"]),
        ("王正志在哪考核", ["王正志"], ["王正志"]),
        ("给我纪伟的附件1", ["纪伟"], ["纪伟"]),
        ("阿卜杜拉·买买提的表", ["买买提"], []),
        ("买买提·阿卜杜拉的表", ["买买提"], []),
        ("买买提的表", ["买买提"], ["买买提"]),
        ("欧阳娜娜的附件1", ["欧阳娜"], []),
        ("王丽能评优秀吗", ["王丽"], ["王丽"]),
        ("张\n伟", ["张伟"], []),
        ("zhangsan的表", ["zhang"], []),
        ("", ["张伟"], []),
    ],
)  # fmt: skip
def test_a_name_is_found_whole_and_the_longest_first(text: str, names: list[str], found: list[str]):
    for order in itertools.permutations(names):
        spans = find_names(text, order)
        assert [name for span in spans for name in span.names] == found
        assert all(name_key(text[s.start : s.end]) == name_key(s.names[0]) for s in spans)


@pytest.mark.parametrize(
    ("typed", "name", "note"),
    [
        ("张伟（女）", "张伟", "女"), ("张伟(满族)", "张伟", "满族"), ("张伟 （挂职）", "张伟", "挂职"),
        ("张伟【挂职】（女）", "张伟", "挂职、女"), ("张伟（女", "张伟", "女"), ("张伟*", "张伟", ""),
        ("（挂职）张伟", "张伟", "挂职"), ("张伟〔回族〕", "张伟", "回族"), ("张伟", "张伟", ""),
    ],
)  # fmt: skip
def test_a_note_beside_a_name_is_split_off(typed: str, name: str, note: str) -> None:
    assert (written(typed).name, written(typed).note) == (name, note)
    assert meant(typed, ["王丽", "张伟"], str) == (["张伟"], note)


def test_a_note_of_the_list_tells_two_apart() -> None:
    listed = ["张伟", "王强", "王强（财政所）", "李娜（财政所）", "李娜（党政办）"]

    assert meant("王强（财政所)", listed, str) == (["王强（财政所）"], "")
    assert meant("王强", listed, str) == (["王强"], "")
    assert meant("李娜", listed, str) == (["李娜（财政所）", "李娜（党政办）"], "")
    assert meant("赵六", listed, str) == ([], "")
