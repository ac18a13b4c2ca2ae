import pytest

from forms.kit.marks import mark_in_line, mark_in_name


@pytest.mark.parametrize(
    "line",
    [
        "机密★1年",
        "机密 ★ 1年",
        "机　密★",
        "秘密★长期    000012",
        "绝密★启用前",
        "XX县委办公室文件  秘密★6个月",
        "秘密",
        " 机 密 ",
        "【绝密】",
        "（秘密）",
        "机密级",
        "机密 3年",
        "密级：秘密",
        "密级（保密期限）：机密",
        "秘密等级：机密",
        "本件为机密级，请妥善保管",
        "本材料属于国家秘密",
        "機密★",
        "绝密文件",
        "机\u200b密★1年",
    ],
)
def test_a_mark_is_seen(line: str) -> None:
    assert mark_in_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "保守秘密",
        "严守党和国家秘密，落实保密责任",
        "能够保守工作秘密，未发生失泄密问题",
        "参加机密文件管理培训2次",
        "做好绝密级文件传阅的登记工作。",
        "本材料不涉及国家秘密",
        "计算机密码定期更换",
        "密级：无",
        "密级",
        "保密工作",
        "任县委机要局机密室主任",
        "亲密无间",
        "本年度秘密级以上文件收发无差错",
    ],
)
def test_prose_about_secrets_is_no_mark(line: str) -> None:
    assert mark_in_line(line) is None


@pytest.mark.parametrize(
    "name",
    ["机密.xlsx", "附件8（秘密）.xlsx", "绝密★总结.docx", "城关镇秘密材料.pdf", "机 密 表.xlsx"],
)
def test_a_level_in_a_name_is_a_mark(name: str) -> None:
    assert mark_in_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "附件8.xlsx",
        "保守秘密承诺书.docx",
        "保守国家秘密承诺书.pdf",
        "计算机密码表.xlsx",
        "保密自查.docx",
    ],
)
def test_a_name_about_keeping_secrets_is_none(name: str) -> None:
    assert mark_in_name(name) is None
