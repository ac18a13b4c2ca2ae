"""“怎么延期”, “退回要怎么弄”: how something is done here is asked, in so many words."""

import re
from collections.abc import Mapping
from typing import Final

_A_PAPER: Final = r"(?:单位|他们|交了|交上去|一份|某份|的|材料|表|附件\d?|登记表){0,4}"
_VERBS: Final[Mapping[str, str]] = {
    "about:chase": rf"催(?:报|办|交|一下|单位|人|一催)?{_A_PAPER}",
    "about:announce": "(?:群?发|下发|写)(?:一?个|条)?通知|通知(?:各|全部|所有)?单位",
    "about:return_paper": rf"(?:退回|打回|驳回|退){_A_PAPER}",
    "about:withdraw": rf"(?:撤回|收回|撤){_A_PAPER}",
    "about:confirm_deadline": "(?:定|改|设|确认)(?:报送|上报|截止)?(?:的)?(?:日期|时间|期限|截止)",
    "about:roster_change": "(?:改|更新|更正|调整|维护)(?:一下)?(?:名册|名单|花名册|人员表)"
    "|(?:给名册)?加(?:一?个)?人",
    "about:unit_contact": "换(?:一?个)?(?:联系人|人联系|人收提醒|人收消息|人对接|人负责)",
    "about:leave": "(?:登记|报)?(?:请假|休假)",
    "about:remind_less": "(?:少收|停|停掉|关掉?|不收)(?:点|一些)?(?:提醒|消息)",
    "about:petition": "(?:写|提|报|立|办|打)?(?:一?[件个份])?请示",
    "about:answer_case": "(?:批复|答复|批|回)(?:一?[件个份])?请示|批复",
    "about:ask_extension": "(?:申请|办|提)?(?:延期|宽限|晚交)",
    "about:teach": "(?:教你|定)(?:一?个)?(?:答法|口径|回答|怎么答)?",
    "about:change_proposal": "改(?:一下)?(?:等次建议|等次|建议等次)",
    "about:custody": rf"(?:接收|签收|转交|移交|归档){_A_PAPER}",
    "export": "导出(?:汇总表|总表|全县的?|数据|表)?",
}
_HOW: Final = "(?:怎么|怎样|如何|咋样?|怎么才能|咋个)(?:才能|去|来|样)?"
_DONE: Final = "(?:办|弄|操作|做|整|搞|说|申请)?"
_END: Final = r"(?:呢|啊|呀|的|吗|来着)?[?？。!！~]*$"
_ASKED: Final = {
    topic: re.compile(
        rf"^(?:请问|那|我想问|我要|我想|想|,|，)*(?:{_HOW}(?:{verb})|(?:{verb})(?:要|该|得|应该)?{_HOW}{_DONE}){_END}"
    )
    for topic, verb in _VERBS.items()
}
_LONGEST: Final = 20
_MARK: Final = re.compile("怎|如何|咋")


def how_asked(text: str) -> str:
    """The topic that tells how what is asked about is done; empty for all else."""
    said = text.strip()
    if len(said) > _LONGEST or not _MARK.search(said):
        return ""
    return next((topic for topic, asked in _ASKED.items() if asked.match(said)), "")
