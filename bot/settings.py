"""What must be set before the bot runs: KAOHE_* variables, read once and explained when wrong."""

import base64
import binascii
import contextlib
import os
import re
import secrets
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.wrong import SettingsError
from plans import FOLDER as PLANS

PREFIX = "KAOHE_"
LEAST_KEY = 32  # characters of the key that signs sessions
_DATABASES = ("sqlite:", "postgresql:", "postgresql+psycopg:")


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in text:
        raise ValueError("不是一个以 http:// 或 https:// 开头的地址")
    return text.rstrip("/")


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
    if not _plan_folder(text).is_dir():
        raise ValueError(f"找不到方案“{text}”，没有 {_plan_folder(text)} 这个文件夹")
    return text


def _plan_folder(text: str) -> Path:
    return Path(text) if "/" in text else PLANS / text


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Trimmed = BeforeValidator(_trimmed)
Address = Annotated[str, Trimmed, AfterValidator(_web_address)]
Secret = Annotated[SecretStr, Trimmed, AfterValidator(_not_blank)]
AesKey = Annotated[SecretStr, Trimmed, AfterValidator(_aes_key)]
SessionKey = Annotated[SecretStr, Trimmed, AfterValidator(_session_key)]
CallbackToken = Annotated[SecretStr, Trimmed, AfterValidator(_callback_token)]


class LocalSettings(BaseSettings):
    """Enough for commands that only look at our own data."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
    )

    database_url: Annotated[str, Trimmed, AfterValidator(_database)] = Field(
        "sqlite:///var/kaohe.sqlite3",
        description="数据库地址；一台机器用 SQLite，多台用 PostgreSQL",
        examples=["sqlite:///var/kaohe.sqlite3"],
    )
    data_dir: Path = Field(
        Path("var/data"), description="存放上交材料的目录，要能写入", examples=["var/data"]
    )
    plan: Annotated[str, Trimmed, AfterValidator(_plan)] = Field(
        "2019", description="用哪一年的方案：plans/ 下的文件夹名，或一个文件夹", examples=["2019"]
    )
    public_url: Address = Field(
        "http://127.0.0.1:8000",
        description="大家从企业微信里打开本系统网页的地址，与应用的可信域名一致",
        examples=["https://kaohe.example.gov.cn"],
    )

    def written_to(self) -> tuple[Path, ...]:
        """The folders that must have room: for uploads, and for a database in a file."""
        _, _, file = self.database_url.partition("sqlite:///")
        return (self.data_dir / "incoming", *((Path(file).parent,) if file else ()))

    @property
    def plan_folder(self) -> Path:
        return _plan_folder(self.plan)


class Settings(LocalSettings):
    """Everything the service needs."""

    public_url: Address = Field(
        description="大家从企业微信里打开本系统网页的地址，与应用的可信域名一致",
        examples=["https://kaohe.example.gov.cn"],
    )
    wecom_corp_id: Annotated[str, Trimmed, AfterValidator(_corp_id)] = Field(
        description="企业ID，在管理后台“我的企业 › 企业信息”最下方",
        examples=["ww1234567890abcdef"],
    )
    wecom_agent_id: int = Field(
        gt=0, description="应用的 AgentId，在“应用管理 › 本应用”页面", examples=["1000002"]
    )
    wecom_secret: Secret = Field(
        description="应用的 Secret，在“应用管理 › 本应用”页面点“查看”，会发到手机企业微信",
        examples=["一串43位左右的字母、数字、-、_"],
    )
    wecom_token: CallbackToken = Field(
        description="“接收消息 › 设置API接收”里的 Token", examples=["QDG6eK"]
    )
    wecom_aes_key: AesKey = Field(
        description="“接收消息 › 设置API接收”里的 EncodingAESKey",
        examples=["43位字母和数字，在那一页点“随机获取”"],
    )
    wecom_api_url: Address = Field(
        "https://qyapi.weixin.qq.com",
        description="企业微信接口地址，除试用外不必改",
        examples=["https://qyapi.weixin.qq.com"],
    )
    wecom_oauth_url: Address = Field(
        "https://open.weixin.qq.com/connect/oauth2/authorize",
        description="企业微信网页授权地址，除试用外不必改",
        examples=["https://open.weixin.qq.com/connect/oauth2/authorize"],
    )
    wecom_scan_url: Address = Field(
        "https://login.work.weixin.qq.com/wwlogin/sso/login",
        description="在普通浏览器里打开时，扫码登录的地址，除试用外不必改",
        examples=["https://login.work.weixin.qq.com/wwlogin/sso/login"],
    )
    aibot_token: CallbackToken | None = Field(
        None,
        description="智能机器人“API模式 › 使用URL回调”里的 Token；不用智能机器人就留空",
        examples=["QDG6eK"],
    )
    aibot_aes_key: AesKey | None = Field(
        None,
        validate_default=True,
        description="同一页面里的 EncodingAESKey；与 KAOHE_AIBOT_TOKEN 一起填，或者都留空",
        examples=["43位字母和数字，在那一页点“随机获取”"],
    )
    model_url: Address | None = Field(
        None,
        description="县里自建的、与OpenAI接口兼容的模型地址，用来猜读不懂的问法；不用就留空",
        examples=["http://10.0.0.8:8000/v1"],
    )
    model_key: SecretStr | None = Field(
        None, description="这个模型服务的密钥，没有就留空", examples=["（留空）"]
    )
    model_name: Annotated[str, Trimmed] = Field(
        "default", description="模型的名称", examples=["qwen2.5-7b-instruct"]
    )
    session_key: SessionKey | None = Field(
        None,
        description="网页登录用的密钥；不填就自动生成并存在数据目录",
        examples=["至少32位的随机字母和数字"],
    )
    demo_secret: SecretStr | None = Field(
        None, description="只在演示时由 kaohe demo 设置，正式使用不要填", examples=["（留空）"]
    )

    @field_validator("aibot_aes_key")
    @classmethod
    def _both_or_none(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if (key is None) != (info.data.get("aibot_token") is None):
            raise ValueError("KAOHE_AIBOT_TOKEN 和 KAOHE_AIBOT_AES_KEY 只填了一个或填错了一个")
        return key

    def cookie_key(self) -> str:
        """The configured key, or one made once and kept where only the service's user can read."""
        if self.session_key is not None:
            return self.session_key.get_secret_value()
        path = self.data_dir / "session.key"
        if not path.exists():
            _keep_secret(path, secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii").strip()


def _keep_secret(path: Path, text: str) -> None:
    """Of several processes that do this at once, the first one's file stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


Model = TypeVar("Model", bound=LocalSettings)


def read_settings(model: type[Model], **given: Any) -> Model:
    """Raises SettingsError, naming each variable, what is wrong, what to fill in, an example."""
    try:
        return model(**given)
    except ValidationError as error:
        words = [_sentence(model, one["loc"], one["type"], one["msg"]) for one in error.errors()]
        raise SettingsError("\n".join(words)) from None


def _sentence(model: type[LocalSettings], loc: tuple[int | str, ...], kind: str, why: str) -> str:
    name = str(loc[0])
    field = model.model_fields[name]
    example = (field.examples or [""])[0]
    return (
        f"{PREFIX}{name.upper()} {_fault(kind, why)}。"
        f"应填：{field.description}。例如 {PREFIX}{name.upper()}={example}"
    )


def _fault(kind: str, why: str) -> str:
    if kind == "missing":
        return "没有填写"
    if kind == "value_error":
        return "填得不对：" + why.removeprefix("Value error, ")
    if kind.startswith(("int", "greater")):
        return "填得不对：应是一个正整数"
    return "填得不对"
