"""What must be set before the bot runs: KAOHE_* variables, read once and explained when wrong."""

import contextlib
import os
import secrets
import shlex
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.file_settings import PREFIX, FileSettings
from bot.setting_kinds import (
    Address,
    AesKey,
    CallbackToken,
    CorpId,
    DatabaseUrl,
    PlanName,
    PlanNames,
    Secret,
    SessionKey,
    Trimmed,
    a_command,
    plan_folder,
    plan_names,
)
from bot.wrong import SettingsError
from forms.kit.safe.scanning import Scanner


class LocalSettings(FileSettings):
    """Enough for commands that only look at our own data."""

    database_url: DatabaseUrl = Field(
        "sqlite:///var/kaohe.sqlite3",
        description="数据库地址；一台机器用 SQLite，多台用 PostgreSQL",
        examples=["sqlite:///var/kaohe.sqlite3"],
    )
    data_dir: Path = Field(
        Path("var/data"), description="存放上交材料的目录，要能写入", examples=["var/data"]
    )
    plan: PlanName = Field(
        "2019", description="用哪一年的方案：plans/ 下的文件夹名，或一个文件夹", examples=["2019"]
    )
    other_plans: PlanNames = Field(
        "",
        description="别的年度的方案，也能问、能看、没有结束的照常收材料；几个用逗号隔开，没有就留空",
        examples=["2018,./plans/2020"],
    )
    public_url: Address = Field(
        "http://127.0.0.1:8000",
        description="大家从企业微信里打开本系统网页的地址，与应用的可信域名一致",
        examples=["https://kaohe.example.gov.cn"],
    )

    retention_days: int = Field(
        365,
        ge=180,
        description="一季结束后，个人信息和操作记录保存多少天才能清除，不少于180天",
        examples=["365"],
    )

    def written_to(self) -> tuple[Path, ...]:
        """The folders that must have room: for uploads, and for a database in a file."""
        _, _, file = self.database_url.partition("sqlite:///")
        return (self.data_dir / "incoming", *((Path(file).parent,) if file else ()))

    @property
    def plan_folder(self) -> Path:
        """The folder of the plan in force."""
        return plan_folder(self.plan)

    @property
    def other_plan_folders(self) -> tuple[Path, ...]:
        """The folders of the plans that are looked at beside it."""
        return tuple(plan_folder(one) for one in plan_names(self.other_plans))


class Settings(LocalSettings):
    """Everything the service needs."""

    public_url: Address = Field(
        description="大家从企业微信里打开本系统网页的地址，与应用的可信域名一致",
        examples=["https://kaohe.example.gov.cn"],
    )
    wecom_corp_id: CorpId = Field(
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
    wecom_accounts: int | None = Field(
        None,
        gt=0,
        description="企业的账号数上限（管理后台“我的企业”）：应用每天最多发这个数的200倍，不填按名册里的账号数算",
        examples=["2000"],
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
        validate_default=True,
        description="网页登录用的密钥，几台机器要一样；不填就自动生成并存在数据目录",
        examples=["至少32位的随机字母和数字"],
    )
    idle_minutes: int = Field(
        120,
        ge=5,
        le=720,
        description="网页多少分钟没有操作就要重新登录，5到720",
        examples=["120"],
    )
    scan_command: Annotated[str, Trimmed, AfterValidator(a_command)] = Field(
        "",
        description="查毒的命令，文件路径加在最后，0表示没有病毒、1表示有；不填就不查",
        examples=["clamdscan --no-summary --fdpass"],
    )
    metrics_token: Secret | None = Field(
        None,
        description="监控系统（Prometheus）读 /metrics 用的口令；不填就没有 /metrics",
        examples=["至少32位的随机字母和数字"],
    )
    demo_secret: SecretStr | None = Field(
        None, description="只在演示时由 kaohe demo 设置，正式使用不要填", examples=["（留空）"]
    )

    @field_validator("session_key")
    @classmethod
    def _one_for_all(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if key is None and info.data.get("s3_url"):
            raise ValueError("文件存在 S3 时要填：几台机器不共用数据目录，各自生成的互相不认")
        return key

    @field_validator("aibot_aes_key")
    @classmethod
    def _both_or_none(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if (key is None) != (info.data.get("aibot_token") is None):
            raise ValueError("KAOHE_AIBOT_TOKEN 和 KAOHE_AIBOT_AES_KEY 只填了一个或填错了一个")
        return key

    def scanner(self) -> Scanner:
        """What looks for viruses in files that come in."""
        return Scanner(tuple(shlex.split(self.scan_command)))

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
    if kind.startswith(("int", "greater", "less")):
        return "填得不对：应是一个正整数"
    return "填得不对"
