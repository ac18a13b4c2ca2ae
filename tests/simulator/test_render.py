"""Whatever text a bot or a person sends, the page shows it and runs none of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.render import card_text_html, link_target, markdown_html, text_html

# Every tag that may stand in rendered text; an attribute's value holds no raw quote or bracket.
ALLOWED = re.compile(
    r'<(a href="[^"<>]*" target="_blank" rel="noopener"|/a|div class="[a-z0-9 -]+"|/div|br'
    r'|strong|/strong|code|/code|span class="tint-[a-z]+"|/span)>'
)
SHARDS = ["<a href='", '<a href="', '">', "</a>", "<script>", "**", "`", "[", "](", ")", "\n", "> "]
SHARDS += ["javascript:x", "http://[", "https://e.cn/?a=1&b=<", "<font color='info'>", "</font>"]
SHARDS += ['<div class="gray">', "</div>", "<br>", "# ", "字", "&lt;", '" onclick="x']
texts = st.lists(st.sampled_from(SHARDS) | st.text(max_size=5), max_size=12).map("".join)


@given(texts)
def test_no_tag_gets_through_but_our_own(text):
    for html in (text_html(text, "u"), markdown_html(text, "u"), card_text_html(text)):
        left = ALLOWED.sub("", html)
        assert "<" not in left
        assert ">" not in left


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "", "/x"])
def test_only_web_addresses_lead_anywhere(url):
    assert link_target(url, "u") == "#"


def test_links_end_where_chinese_punctuation_begins():
    assert text_html("见 https://e.cn/a?b=1，谢谢", "u") == (
        '见 <a href="/open?userid=u&amp;url=https%3A%2F%2Fe.cn%2Fa%3Fb%3D1"'
        ' target="_blank" rel="noopener">https://e.cn/a?b=1</a>，谢谢'
    )
