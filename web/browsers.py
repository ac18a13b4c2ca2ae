"""What kind of browser somebody uses, as far as it says."""

from typing import Final

# What browsers say of themselves, the more particular first: many claim to be others as well.
_KINDS: Final = (
    ("wxwork", "企业微信"),
    ("micromessenger", "微信"),
    ("edg", "Edge 浏览器"),
    ("firefox", "Firefox 浏览器"),
    ("chrome", "Chrome 浏览器"),
    ("safari", "Safari 浏览器"),
)
_SYSTEMS: Final = (
    ("iphone", "苹果手机"),
    ("ipad", "iPad"),
    ("android", "安卓手机"),
    ("harmony", "鸿蒙手机"),
    ("windows", "Windows 电脑"),
    ("mac os", "苹果电脑"),
    ("linux", "Linux 电脑"),
)


def browser_words(said: str) -> str:
    """What kind of browser on what, as far as it says; its own words are not kept."""
    lower = said.lower()
    kind = next((words for mark, words in _KINDS if mark in lower), "其他程序")
    system = next((words for mark, words in _SYSTEMS if mark in lower), "")
    return f"{kind}（{system}）" if system else kind
