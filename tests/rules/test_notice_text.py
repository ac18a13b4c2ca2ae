"""A notice's text cut into its clauses."""

from rules.plan.notice_text import passages_in

TEXT = """关于年度考核的通知
一、考核对象
1.在册人员。
6.90天以上病假的，不得评优。
7.2025年12月31日前退休、解除劳动合同的，不参加考核。
8.12月20日前报到的参加考核。
二、要求
（一）住院医师规范化培训基地和各协同单位联合招收的社会化学员由科教科组织考核
3.2 另有规定的从其规定。

附件：1.登记表
2.述职表
3.汇总表
"""


def test_a_day_or_number_after_the_mark_is_no_part_of_the_clause_number() -> None:
    found = {one.id: one.text for one in passages_in(TEXT)}
    assert list(found) == ["标题", "一", "一1", "一6", "一7", "一8", "二", "二(一)", "3.2", "附件"]
    assert found["一7"].startswith("7.2025年12月31日")
    assert found["一8"].startswith("8.12月20日")


def test_the_list_of_annexes_is_a_passage_of_its_own() -> None:
    last = passages_in(TEXT)[-1]
    assert last.text == "附件：1.登记表\n2.述职表\n3.汇总表"
    assert "附件" not in passages_in(TEXT)[-2].text


def test_a_long_title_is_cut_where_words_end() -> None:
    titles = {one.id: one.title for one in passages_in(TEXT)}
    assert titles["二(一)"] == "住院医师规范化培训基地和各协同单位联合招收…"
    assert titles["一7"] == "2025年12月31日前退休、解除劳动合同的"
