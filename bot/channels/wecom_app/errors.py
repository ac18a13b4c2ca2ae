"""What WeCom's error codes mean for the person who looks after the app (page 90313)."""

from datetime import timedelta
from typing import Final

TOKEN_STALE: Final = (40014, 42001, 40001)  # refresh once, retry once
BUSY: Final = -1
TOO_OFTEN: Final = 45009
NOBODY_REACHED: Final = 81013
# What speaks about the recipient: an unknown account, or one out of the app's scope.
ABOUT_RECIPIENT: Final = (40003, 50002, 60011, 60021, 60111, NOBODY_REACHED)
OUT_OF_SCOPE: Final = "企业微信说收不到：不在应用的可见范围，或账号不对"
UNLICENSED: Final = "企业微信说没有基础接口许可"
_APP_PAGE: Final = "管理后台“应用管理 › 本应用”"

_WORDS: Final = {
    -1: "企业微信系统繁忙。会自动重试，不用处理；持续半小时以上再联系企业微信客服",
    40001: f"应用的 Secret 不对。请到{_APP_PAGE}重新查看 Secret，填入 KAOHE_WECOM_SECRET 后重启",
    40013: "企业ID不对。请到管理后台“我的企业 › 企业信息”核对，填入 KAOHE_WECOM_CORP_ID 后重启",
    40014: "接口凭证刚刷新过仍被拒绝。请核对 KAOHE_WECOM_SECRET 是不是本应用的，再重启",
    42001: "接口凭证刚刷新过仍被说过期。请核对服务器时间是否准确，再重启",
    40003: "收件人的账号不存在。请在人员表的“企业微信成员”里核对账号",
    40007: "上传的文件在企业微信里已过期（3天）。会重新上传",
    40029: "登录授权码已失效。请回到企业微信里重新打开页面",
    40056: f"AgentId 不对。请到{_APP_PAGE}核对，填入 KAOHE_WECOM_AGENT_ID 后重启",
    40058: "发出的内容不合企业微信的规定。这是程序的问题，请把本条日志交给维护人员",
    40091: "Secret 不属于本企业的这个应用。请核对 KAOHE_WECOM_CORP_ID 与 KAOHE_WECOM_SECRET",
    41001: "请求里没有接口凭证。这是程序的问题，请把本条日志交给维护人员",
    43012: f"还没有配置接收消息的地址，不能发按钮卡片。请到{_APP_PAGE}"
    "的“接收消息 › 设置API接收”填写 URL、Token 和 EncodingAESKey",
    45001: "文件超过企业微信的上限20 MB，没有发出",
    45002: "消息太长，没有发出。这是程序的问题，请把本条日志交给维护人员",
    45009: "调用过于频繁，被企业微信暂时限制。会自动等一等再发",
    45033: "同时调用太多。会自动等一等再发",
    48002: "这个 Secret 没有调用该接口的权限。请确认 KAOHE_WECOM_SECRET 是自建应用的，"
    "而不是“通讯录同步”或其他应用的",
    48006: f"接口权限因长期不用被收回。请到{_APP_PAGE}重新开启",
    50001: f"网页地址不在可信域名内。请到{_APP_PAGE}的“网页授权及JS-SDK”"
    "设置可信域名，与 KAOHE_PUBLIC_URL 一致",
    50002: f"该成员不在应用的可见范围。请到{_APP_PAGE}的“可见范围”加入",
    50003: f"应用已被停用。请到{_APP_PAGE}重新启用",
    60011: f"该成员、部门或标签不在应用的权限内。请到{_APP_PAGE}的“可见范围”核对",
    60020: f"本服务器的IP不在可信名单。请到{_APP_PAGE}的“企业可信IP”加入"
    "本服务器的出口IP，约一分钟后生效（须先配置可信域名或接收消息的URL）",
    60021: f"收件人不在应用的可见范围。请到{_APP_PAGE}的“可见范围”加入",
    60111: "通讯录里没有这个账号。请在人员表的“企业微信成员”里核对账号",
    60123: "企业微信里没有这个部门编号。请到管理后台“通讯录”核对",
    60140: "卡片已经更新过，不能再更新。不用处理",
    81013: f"收件人都收不到：不在应用的可见范围，或账号不对。请到{_APP_PAGE}的“可见范围”"
    "加入，并核对人员表里的企业微信账号",
    82001: "没有收件人。这是程序的问题，请把本条日志交给维护人员",
    85005: "可信域名还没有做归属验证。请按管理后台的提示上传验证文件",
    301002: "Secret 与 AgentId 不是同一个应用的。"
    f"请到{_APP_PAGE}核对 KAOHE_WECOM_AGENT_ID 与 KAOHE_WECOM_SECRET",
    830002: "文件超过20 MB，不能一次下载",
}
_LATER: Final = {
    BUSY: timedelta(minutes=1),
    45033: timedelta(minutes=1),
    # What follows is put right in the console; until then the message waits.
    40001: timedelta(minutes=30),
    40013: timedelta(minutes=30),
    40014: timedelta(minutes=5),
    42001: timedelta(minutes=5),
    40007: timedelta(seconds=10),
    40056: timedelta(minutes=30),
    43012: timedelta(minutes=30),
    48002: timedelta(minutes=30),
    50003: timedelta(minutes=30),
    60020: timedelta(minutes=5),
    301002: timedelta(minutes=30),
}


class ChannelError(Exception):
    """A call to WeCom that failed. `words` say what to do; `retry_in` is None if that is no use."""

    def __init__(self, code: int | None, words: str, retry_in: timedelta | None) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.retry_in = retry_in

    @property
    def about_recipient(self) -> bool:
        """Whether it is this recipient who cannot be reached, and nobody else."""
        return self.code in ABOUT_RECIPIENT


class Unanswered(ChannelError):
    """No answer, or none that can be read."""

    def __init__(self, why: str) -> None:
        words = (
            f"连不上企业微信接口（{why}）。请检查服务器能否访问 KAOHE_WECOM_API_URL 的地址，"
            "防火墙是否放行"
        )
        super().__init__(None, words, timedelta(minutes=1))


class TooOften(ChannelError):
    """Refused for calling too often; nothing more is sent before `retry_in` is over."""

    def __init__(self, retry_in: timedelta) -> None:
        super().__init__(TOO_OFTEN, words_for(TOO_OFTEN), retry_in)


def channel_error(code: int) -> ChannelError:
    """The error for a code of WeCom's, with words and when to try again."""
    return ChannelError(code, words_for(code), _LATER.get(code))


def words_for(code: int) -> str:
    """What a code means, in Chinese, with the code."""
    known = _WORDS.get(code, "企业微信没有接受这次调用，请把错误码告诉维护人员")
    return f"{known}（错误码{code}）"
