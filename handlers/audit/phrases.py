"""A line of the audit trail in words, for the page and the workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.plan import Plan
from rules.plan.called import notice_word
from storage import Records
from storage.precedents import SHANGHAI
from storage.views import Act, AuditEntry, Part

ACTS: Final[Mapping[Act, str]] = {
    Act.ASKED: "提问",
    Act.HANDED_IN: "上交",
    Act.MOVED: "转交",
    Act.RETURNED: "退回",
    Act.WITHDRAWN: "撤回",
    Act.COMMENTED: "留言",
    Act.GIVEN_ON: "填好交单位",
    Act.SET_DATE: "定时间",
    Act.CASE_FILED: "请示",
    Act.CASE_NOTED: "追问或补充请示",
    Act.CASE_CALLED_OFF: "撤回请示",
    Act.CASE_ANSWERED: "批复",
    Act.PRECEDENT_WITHDRAWN: "撤销批复",
    Act.MATTER_PUT: "延期申请、留言和反馈",
    Act.MATTER_SETTLED: "答复延期、留言和反馈",
    Act.MATTER_WITHDRAWN: "撤回延期、留言或反馈",
    Act.CHASED: "催报和通知",
    Act.TOLD: "发出消息",
    Act.IMPORTED: "导入名册",
    Act.CHANGED: "改名册或设置",
    Act.EXPORTED: "导出",
    Act.TAUGHT: "定答法",
    Act.LOGGED_IN: "登录网页",
    Act.SEASON: "结束和归档",
}
_PLACES: Final = {
    "received": "退回到上一步",
    "checked": "退回到上一步",
    "with_group": "在考核组",
    "with_section": "到{office}",
    "filed": "归档",
}
_KINDS: Final = {
    "answer": "给出答复",
    "ask": "追问一项情况",
    "clash": "说明条款冲突",
    "silent": "说明没有写明",
    "choices": "请对方选择",
    "off": "说明不归考核管",
    "action": "办理或查询",
}


@dataclass(frozen=True)
class AuditLine:
    """Everything in words; `unit` is whose matter it is, empty where nobody's in particular."""

    id: int
    at: datetime
    who: str
    act: str
    unit: str
    what: str


def audit_lines(plan: Plan, records: Records, entries: Iterable[AuditEntry]) -> list[AuditLine]:
    """Names as they are now; a member since removed is told by the account."""
    units = records.roster.unit_names()
    names = {"": "系统"}

    def name(userid: str) -> str:
        if userid not in names:
            member = records.members.by_userid(userid)
            names[userid] = f"{member.name}（{userid}）" if member else userid
        return names[userid]

    lines = []
    for each in entries:
        at = each.at.astimezone(SHANGHAI)
        unit = units.get(each.unit_id or 0, "")
        told = each.act is Act.TOLD
        what = _told(plan, each, name(each.detail["to"])) if told else _what(plan, each)
        lines.append(AuditLine(each.id, at, name(each.by), _act(each), unit, what))
    return lines


def _act(each: AuditEntry) -> str:
    """A signed copy alone is no hand-in."""
    signed = each.act is Act.HANDED_IN and each.detail.get("part") == Part.SIGNED.value
    return "交扫描件" if signed else ACTS[each.act]


def _what(plan: Plan, each: AuditEntry) -> str:
    match each.act:
        case Act.ASKED:
            return _asked(plan, each)
        case Act.SET_DATE:
            return _date_set(plan, each)
        case (
            Act.CASE_FILED
            | Act.CASE_NOTED
            | Act.CASE_CALLED_OFF
            | Act.CASE_ANSWERED
            | Act.PRECEDENT_WITHDRAWN
        ):
            number = each.detail.get("number") or each.detail.get("case")
            return f"第{number}号请示" if number else topic_words(plan, each.subject)
        case Act.MATTER_PUT | Act.MATTER_SETTLED | Act.MATTER_WITHDRAWN:
            return _matter(plan, each)
        case Act.TAUGHT:
            taken_back = "撤销" if each.detail.get("withdrawn") else "定下"
            return f"{taken_back}第{each.subject.removeprefix('lesson:')}条答法"
        case Act.HANDED_IN | Act.MOVED | Act.RETURNED | Act.WITHDRAWN | Act.COMMENTED:
            return _paper(plan, each)
        case Act.GIVEN_ON:
            return _named(plan, each)
        case Act.SEASON:
            return _season(each)
        case Act.CHANGED if each.subject in _SETTINGS:
            return _changed(each)
    told = each.detail.get("number")
    return f"{each.subject}{f'，共{told}条' if told else ''}"


_MATTERS: Final = {"extension": "延期申请", "human": "留言", "doubt": "反馈"}
_SETTLED: Final = {"granted": "，同意", "refused": "，不同意"}


def _matter(plan: Plan, each: AuditEntry) -> str:
    number = f"{_MATTERS.get(each.subject, each.subject)}第{each.detail['number']}号"
    day = each.detail.get("day")
    parts = [_named(plan, each), f"延到{_day_words(str(day))}" if day else ""]
    told = "".join(part for part in parts if part)
    settled = _SETTLED.get(str(each.detail.get("state")), "")
    return f"{number}{f'：{told}' if told else ''}{settled}"


_SEASON_STEPS: Final = {
    "closed": "结束",
    "reopened": "重新打开",
    "archived": "导出档案",
    "erased": "清除个人信息",
}


def _season(each: AuditEntry) -> str:
    plan_id, _, step = each.subject.partition(":")
    return f"{plan_id}年度考核：{_SEASON_STEPS.get(step, step)}"


_SETTINGS: Final = frozenset(
    {"leave", "snooze", "contact", "ceiling", "workday", "two_people"}
    | {"own_reminder", "own_quiet"}
)


_OWN_REMINDER: Final = {
    "set": "设自己的提醒",
    "moved": "改自己的提醒时间",
    "dropped": "取消自己的提醒",
    "kept": "恢复自己的提醒",
}


def _changed(each: AuditEntry) -> str:
    """A wish or a setting; one without particulars was taken back."""
    detail = each.detail
    match each.subject:
        case "leave" if detail:
            return (
                f"登记请假：{_day_words(str(detail['first']))}至{_day_words(str(detail['last']))}"
            )
        case "leave":
            return "取消请假"
        case "snooze" if detail:
            return f"{_day_words(str(detail['until']))}前不再提醒"
        case "snooze":
            return "恢复提醒"
        case "own_reminder":
            return _OWN_REMINDER.get(str(detail["done"]), "改自己的提醒")
        case "own_quiet":
            return "改自己的免打扰时间"
        case "contact":
            return f"提醒先发给{detail['userid']}"
        case "two_people":
            return f"并入单位、去掉账号要两位同志确认：{'开' if detail['on'] else '关'}"
        case "ceiling":
            return f"每个单位一季最多{detail['messages']}条消息"
    works = {True: "上班", False: "休息", None: "照全国日历"}[detail["works"]]
    return f"{_day_words(str(detail['day']))}{works}"


def _told(plan: Plan, each: AuditEntry, whom: str) -> str:
    """To whom, on which papers and deadlines; those this plan does not have go unnamed."""
    wanted = each.detail.get("papers", ())
    papers = [paper for id, paper in plan.papers.items() if id in wanted]
    dates = [plan.deadlines[id] for id in each.detail.get("deadlines", ()) if id in plan.deadlines]
    about = ["、".join(paper.form or f"《{paper.name}》" for paper in papers)]
    about += [f"时间节点“{deadline.label}”" for deadline in dates]
    return "；".join([f"{each.subject}，发给{whom}", *filter(None, about)])


def _asked(plan: Plan, each: AuditEntry) -> str:
    parts = [topic_words(plan, each.subject), _KINDS.get(str(each.detail.get("kind")), "")]
    clauses = each.detail.get("clauses") or []
    parts.append(f"依据{notice_word(plan)}{'、'.join(clauses)}" if clauses else "")
    return "；".join(part for part in parts if part)


def topic_words(plan: Plan, topic: str) -> str:
    """What a topic is called; empty for one that has no name."""
    kind, _, name = topic.partition(":")
    if kind == "plan" and name in plan.topics:
        return plan.topics[name].title
    if kind == "silence" and name in plan.silences:
        return plan.silences[name].title
    return _COMMANDS.get(topic, "")


def _date_set(plan: Plan, each: AuditEntry) -> str:
    deadline = plan.deadlines.get(each.subject)
    day = each.detail.get("day")
    when = _day_words(str(day)) if day else "不定日期"
    return f"{deadline.label if deadline else each.subject}：{when}"


def _day_words(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{day.year}年{day.month}月{day.day}日"


def _paper(plan: Plan, each: AuditEntry) -> str:
    version = each.detail.get("version")
    where = _PLACES.get(str(each.detail.get("status")), "") if each.act is Act.MOVED else ""
    where = where.format(office=plan.office_called)
    refused = "，没有通过检查" if each.detail.get("status") == "faulty" else ""
    which = f"第{version}版" if version else ""
    return f"{_named(plan, each)}{which}{where}{refused}（回执号{each.subject}）"


def _named(plan: Plan, each: AuditEntry) -> str:
    paper = plan.papers.get(str(each.detail.get("paper")))
    return f"{paper.form or ''}《{paper.name}》" if paper else ""


_COMMANDS: Final[Mapping[str, str]] = {
    "where_assessed": "在哪考核",
    "whose_quota": "占谁的指标",
    "in_base": "计不计入基数",
    "eligible": "能不能评优秀",
    "grade": "定什么等次",
    "takes_part": "参不参加考核",
    "which_form": "填哪张表",
    "quota_count": "优秀最多几个",
    "quota_percent": "优秀比例",
    "missing": "还差什么",
    "progress": "进度",
    "hand_in": "上交材料",
    "get_form": "要空表",
    "file_types": "能交什么文件",
    "fill_form": "在手机上填表",
    "whats_wrong": "哪里错了",
    "deadlines": "时间节点",
    "chase": "催报",
    "return_paper": "退回材料",
    "confirm_deadline": "定时间",
    "announce": "发通知",
    "export": "导出",
    "unread": "没有读懂",
    "off": "与考核无关",
    "clause": "看条款原文",
    "petition": "请示",
    "answer_case": "批复请示",
    "open_cases": "看请示",
    "roster_verdicts": "逐人判定",
    "quota_ledger": "名额怎么算",
    "help": "问能做什么",
    "hello": "问好",
}
