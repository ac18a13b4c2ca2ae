"""One-line answers to what is not text: photos, voice, and people we do not know."""

from typing import Final

from bot.channels.wecom_app.render import anchor
from handlers.turn.message import Attachment
from handlers.turn.reply import Link
from storage.full import is_disk_full
from storage.shelf import ShelfAway

UPLOAD: Final = Link("打开上传页面", "/upload")


def stranger(office: str) -> str:
    """To a sender who is not in the roster. Says nothing about anybody."""
    return (
        "您的企业微信账号还没有登记到考核名单，所以现在还不能为您办理。"
        f"请联系{office}登记，登记后再发一次就可以了。"
    )


def about(attachment: Attachment, public_url: str) -> str:
    """What to do instead, for something sent that the app cannot read."""
    upload = anchor(UPLOAD, public_url)
    words = {
        "image": f"照片收到了，但聊天里的照片不能当作上交材料。要交照片或扫描件，请{upload}上传。",
        "voice": "应用收不到语音里的文字，请打字告诉我。",
        "video": f"我看不了视频，请打字告诉我要办什么；要交材料请{upload}。",
        "location": "位置用不上。要问考核的事，请直接打字，比如“登记表什么时候交”。",
        "link": f"我打不开别处的链接。请打字说明要问什么；要交材料请{upload}上传文件。",
        "file": f"聊天里发的文件我收不到内容。请{upload}上传，上传后会给您回执号。",
    }
    return words.get(attachment.kind, f"这种消息我还看不懂，请打字告诉我；要交材料请{upload}。")


def trouble(number: str, office: str, error: Exception | None = None) -> str:
    """When something of ours broke. `number` is what the log knows it by."""
    if error is not None and is_disk_full(error):
        return (
            "服务器的存储空间满了，没有办成，什么也没有保存。"
            f"请把编号 {number} 告诉{office}，由系统管理员腾出空间后再发一次。"
        )
    if isinstance(error, ShelfAway):
        return f"{error}刚才的没有办成。还是不行，请把编号 {number} 告诉{office}。"
    return (
        f"抱歉，刚才处理时出了故障，没有办成，也没有改动任何材料。请稍后再发一次；"
        f"还是不行，请把编号 {number} 告诉{office}。"
    )
