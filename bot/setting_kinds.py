"""What a setting may be: each kind checked, and what is wrong said in words."""

import base64
import binascii
import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr

from plans import FOLDER as PLANS
from storage.sealing import Key, keys_of

LEAST_KEY = 32  # characters of the key that signs sessions
_DATABASES = ("sqlite:", "postgresql:", "postgresql+psycopg:")


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in text:
        raise ValueError("不是一个以 http:// 或 https:// 开头的地址")
    return text.rstrip("/")


def _s3(text: str) -> str:
    address = _web_address(text)
    if not re.fullmatch(r"/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", urlsplit(address).path):
        raise ValueError("地址后面要写桶的名字，只用小写字母、数字、-")
    if find_spec("obstore") is None:
        raise ValueError("没有装 S3 的客户端，请先运行 pip install 'kaohe[s3]'")
    return address


def _database(text: str) -> str:
    if not text.startswith(_DATABASES):
        raise ValueError("开头应是 sqlite: 或 postgresql:")
    return text


def _corp_id(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{6,64}", text):
        raise ValueError("企业ID只含字母和数字，通常以 ww 开头")
    return text


def _callback_token(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9]{1,32}", secret.get_secret_value()):
        raise ValueError("应是不超过32位的字母和数字")
    return secret


def _aes_key(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value()
    if not re.fullmatch(r"[A-Za-z0-9]{43}", text):
        raise ValueError(f"应恰好是43位字母和数字，现在是{len(text)}位或含有其他字符")
    try:
        base64.b64decode(text + "=")
    except binascii.Error:
        raise ValueError("不是有效的 EncodingAESKey，请从管理后台重新复制") from None
    return secret


def _not_blank(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().strip():
        raise ValueError("是空的")
    return secret


def _session_key(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < LEAST_KEY:
        raise ValueError(f"太短，至少要{LEAST_KEY}位，否则别人试得出来；也可以不填，会自动生成")
    return secret


def _plan(text: str) -> str:
    if not plan_folder(text).is_dir():
        raise ValueError(f"找不到方案“{text}”，没有 {plan_folder(text)} 这个文件夹")
    return text


def _plans(text: str) -> str:
    for one in plan_names(text):
        _plan(one)
    return text


def plan_names(text: str) -> tuple[str, ...]:
    """Several plans, separated by commas."""
    return tuple(filter(None, (one.strip() for one in text.replace("，", ",").split(","))))


def plan_folder(text: str) -> Path:
    """The folder of a plan by its year, or by its path."""
    return Path(text) if "/" in text else PLANS / text


def a_command(text: str) -> str:
    """A command line whose program there is."""
    try:
        words = shlex.split(text)
    except ValueError:
        raise ValueError("引号没有成对") from None
    if words and shutil.which(words[0]) is None:
        raise ValueError(f"服务器上没有 {words[0]} 这个程序，或者不能运行")
    return text


def keys_in(path: Path) -> tuple[Key, ...]:
    """The keys in a file, which has to hold one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"读不出密钥文件 {path}，请检查文件在不在、服务的用户能不能读") from None
    keys = keys_of(text)
    if not keys:
        raise ValueError(f"{path} 里没有密钥，请运行 kaohe keys new {path}")
    return keys


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Trimmed = BeforeValidator(_trimmed)
Address = Annotated[str, Trimmed, AfterValidator(_web_address)]
S3Url = Annotated[str, Trimmed, AfterValidator(_s3)]
Secret = Annotated[SecretStr, Trimmed, AfterValidator(_not_blank)]
AesKey = Annotated[SecretStr, Trimmed, AfterValidator(_aes_key)]
SessionKey = Annotated[SecretStr, Trimmed, AfterValidator(_session_key)]
CallbackToken = Annotated[SecretStr, Trimmed, AfterValidator(_callback_token)]
PlanName = Annotated[str, Trimmed, AfterValidator(_plan)]
PlanNames = Annotated[str, Trimmed, AfterValidator(_plans)]
DatabaseUrl = Annotated[str, Trimmed, AfterValidator(_database)]
CorpId = Annotated[str, Trimmed, AfterValidator(_corp_id)]
