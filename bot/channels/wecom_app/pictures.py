"""Photos sent to the app itself: fetched to the disk and taken as signed scans (page 90239)."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.channels.wecom_app.client import WecomClient
from bot.channels.wecom_app.errors import ChannelError
from handlers.submissions.service import FilesInChat
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply

_NOT_WHOLE = "照片没有收完整，什么也没有保存。请把照片重新发一次。"
Pictures = Callable[[IncomingMessage], Reply]


def taking_pictures(client: WecomClient, files: FilesInChat, folder: Path) -> Pictures:
    """What to do with a photo: fetch it, and take it as a signed scan."""

    def take(message: IncomingMessage) -> Reply:
        media_id = message.attachment.media_id if message.attachment else ""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as made:
            path = Path(made.name)
        try:
            client.save(media_id, path)
            return files.arrived(message, path, "")
        except ChannelError:
            return files.refused(_NOT_WHOLE)
        finally:
            path.unlink(missing_ok=True)

    return take
