"""What ends in a page of words instead of what was asked for."""

from typing import Final

OFFICE: Final = "{office}"  # named by the plan, where the page is made
NOBODY: Final = (
    "没有在考核名单里找到您的企业微信账号。请联系本单位政工人事（办事员），"
    f"或{OFFICE}，把您加入名单后再打开。"
)


class Refused(Exception):
    """`words` say what is wrong and what to do; they never say what lies behind the door."""

    def __init__(self, status: int, title: str, words: str, *, link: str = "", label: str = ""):
        super().__init__(title)
        self.status, self.title, self.words = status, title, words
        self.link, self.label = link, label


class NotLoggedIn(Exception):
    """Nobody is logged in; a page that was asked for is shown after the login."""


class LedOn(Exception):
    """The menu is one for all: who opens an entry that is for others is led to what they have."""

    def __init__(self, path: str):
        super().__init__(path)
        self.path = path


def outsider() -> Refused:
    """To whoever is on no list."""
    return Refused(403, "您还不在考核名单里", NOBODY)


def forbidden() -> Refused:
    """To whoever may not see this."""
    words = f"这一页不归您查看。请从本单位的清单进入；需要查看其他单位的，请联系{OFFICE}。"
    return Refused(403, "不能打开这一页", words, link="/unit", label="回到我的清单")


def staff_page() -> Refused:
    """The menu is one for all: who opens a page of the staff is led to their own."""
    words = (
        f"这一页供{OFFICE}和考核组使用。您单位还差什么、交了什么，在“我的清单”里看，"
        "上报材料也从那里进。"
    )
    return Refused(403, "这一页不归您查看", words, link="/unit", label="打开我的清单")


def no_room(office: str) -> Refused:
    """The disk is full: nothing of it is the member's to mend."""
    words = (
        "服务器的存储空间满了，没有办成，什么也没有保存。请把这件事告诉"
        f"{office}，由系统管理员腾出空间；您的文件请先留好，过一会儿再交。"
    )
    return Refused(507, "服务器存不下了", words, link="/unit", label="回到我的清单")


def shelf_away(office: str) -> Refused:
    """Where files are kept cannot be reached: nothing of it is the member's to mend."""
    words = (
        "存放材料的地方现在连不上，没有办成，什么也没有保存。您的文件请先留好，过几分钟再试；"
        f"还是不行，请告诉{office}。"
    )
    return Refused(503, "暂时存取不了材料", words, link="/unit", label="回到我的清单")


def too_often() -> Refused:
    """To whoever asks too often."""
    words = "来得太频繁，刚才的没有办。请过一分钟再试。"
    return Refused(429, "请稍等", words, link="/unit", label="回到我的清单")


def not_found() -> Refused:
    """Where there is nothing, or nothing of the asker's."""
    words = "链接可能写错了，或者材料已经不在。请从清单重新进入。"
    return Refused(404, "没有找到", words, link="/unit", label="回到我的清单")
