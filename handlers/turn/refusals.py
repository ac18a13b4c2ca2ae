"""What whoever may not do a deed is told: who does it instead, a sentence for each row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from handlers.turn.context import DeedContext
from handlers.turn.permissions import Deed, Reach, Target, may, may_all, reach
from handlers.turn.reply import Kind, Reply
from rules.papers import for_example
from rules.plan import Plan
from rules.roster import Role

_OWN_INSTEAD: Final = "要问本单位的，直接说就行，例如“我们单位还差什么材料”“我们还能报几个优秀”。"
_BY_OFFICE: Final = "{what}由{office}办理，您这边不能操作。需要的话，请直接联系他们。"
# What the section alone does, called as it stands before “由…办理”.
_OFFICE_DOES: Final[Mapping[Deed, str]] = {
    Deed.ANNOUNCE: "给单位发通知",
    Deed.SET_DEADLINES: "确认和改定截止时间",
    Deed.SET_WORKDAY: "改定上班和休息的日子",
    Deed.SET_CEILING: "每个单位最多发多少条消息",
    Deed.ANSWER_CASE: "批复请示",
    Deed.WITHDRAW_PRECEDENT: "撤销批复",
    Deed.SETTLE_MATTER: "批延期、答复留言",
    Deed.TEACH: "定答法",
    Deed.FORGET_LESSON: "撤销答法",
    Deed.SEE_CASES: "查看各单位的请示",
    Deed.SEE_MATTERS: "查看各单位的延期申请和留言",
    Deed.SEE_UNREAD: "查看没答上来的问题",
    Deed.SEE_TRAIL: "查看和导出操作记录",
    Deed.SEE_REMINDED: "查看提醒记录",
    Deed.SEE_BOARD: "查看各单位的情况",
    Deed.SEE_CLAIMS: "查看被两个单位都报的人",
    Deed.MERGE_UNITS: "单位并入和撤销",
    Deed.PETITION: "请示",
}
_REFUSED: Final[Mapping[Deed, str]] = {
    Deed.WITHDRAW: "您这边没有上报过材料。要退回单位的材料，请说“退回某某单位{paper}：缺公章”。",
    Deed.RETURN_PAPER: (
        "退回材料由考核组和{office}办理，您这边不能操作。需要的话，请直接联系他们。"
    ),
    Deed.MOVE_PAPERS: (
        "接收、核对、转交由考核组办理，归档由{office}办理，您这边不能操作。"
        "要看材料到了哪里，可以问“我们单位进度”。"
    ),
    Deed.FILE_PAPERS: "归档由{office}办理，考核组请说“转交某某单位材料”。",
    Deed.HAND_IN: (
        "材料由各单位自己在上报页面提交，您这边不用代交。要看交了没有，可以问“各单位进度”。"
    ),
    Deed.COMMENT: "材料下的留言在单位、考核组和{office}之间，您有疑问请向本单位政工人事说。",
    Deed.CHASE: "催各单位由考核组和{office}办理，您这边只能催本单位的人。",
    Deed.CHASE_PEOPLE: (
        "催报由单位政工人事或{office}办理。您个人的材料可以问我“我的登记表收到没”。"
    ),
    Deed.LEAVE: (
        "请假登记只用来安排提醒发给谁，由政工人事、考核组和{office}的同志登记自己的。"
        "您的请假手续请按单位的规定办。"
    ),
    Deed.REMIND_LESS: (
        "暂停单位的提醒由各单位的政工人事自己决定，您这边不能操作。您自己能定的是什么时候不打扰："
        "可以说“晚上9点以后别发消息”“周末别发消息”；材料交上了就不再催，要少催请找本单位政工人事。"
    ),
    Deed.NAME_CONTACT: "本单位由谁负责，由各单位的政工人事自己说定，您这边不能操作。",
    Deed.ASK_EXTENSION: "延期由各单位和干部本人自己申请，您这边不用代提。",
    Deed.HAND_OVER: "您就是{called}的。没答上来的问题，回复“谁问了什么没答上来”可以看到。",
    Deed.DOUBT_ANSWER: "您还没有登记，不能反馈。请联系{office}登记。",
    Deed.REMIND_ONESELF: "您还没有登记，不能设提醒。请联系{office}登记。",
    Deed.QUIET_HOURS: "您还没有登记，系统不会主动给您发消息。请联系{office}登记。",
    Deed.CHANGE_PROPOSAL: (
        "等次建议由单位党委（党组）研究提出，这里不能代改。要改的，由考核组或{office}退回{paper}，"
        "单位改好后重新上报。"
    ),
    Deed.CORRECT_ROSTER: (
        "考核名册由{office}统一维护，在聊天里还不能改。请把姓名、职务、变动情况和"
        "变动日期（如退休、调入、调出）报给他们，名册改好后，您单位的清单会随之更新。"
    ),
    Deed.TRY_ROSTER: (
        "名册由各单位政工人事上传判定，由{office}导入，您这边不能操作。需要的话，请联系他们。"
    ),
    Deed.END_SESSIONS: "您还没有登记，没有登录可以结束。请联系{office}登记。",
    Deed.SEE_PAPERS: "您还没有登记，不能查看材料。请联系{office}登记。",
    Deed.SEE_GRADES: "等次建议由单位掌握，您这边不能查看。",
    Deed.SEE_LEDGER: "消息台账由{office}查看，您这边不能查。",
    Deed.SEE_ROSTER: (
        "单位的名册和名额由本单位政工人事掌握，请向他们了解；您个人的情况可以直接问我。"
    ),
    Deed.EXPORT: "导出由{office}办理，您这边还不能导出。",
    Deed.PACK: "单位的材料由本单位政工人事打包、领表。您个人的材料可以问“我还差什么”。",
    Deed.DECISION_SLIP: "书面意见由{office}和各单位政工人事出具，请联系本单位政工人事。",
}


def act(text: str) -> Reply:
    """Words of refusal, in answer to a command."""
    return Reply(Kind.ACTION, text)


def refused(context: DeedContext, deed: Deed) -> Reply | None:
    """Why this role may not do it to anything, None where it may."""
    if may(context.asker.role, deed):
        return None
    return act(refusal_words(deed, context.plan))


def refused_for(context: DeedContext, deed: Deed, targets: Sequence[Target]) -> Reply | None:
    """Why who acts may not do it to these: the same words whether what is meant exists or not."""
    no = refused(context, deed)
    if no or may_all(context, deed, targets):
        return no
    if reach(context.asker.role, deed) is Reach.GROUP:
        return not_in_charge(context)
    return not_yours(context)


def refusal_words(deed: Deed, plan: Plan) -> str:
    """The sentence for a role that may not do this at all."""
    if deed in _REFUSED:
        return _REFUSED[deed].format(
            office=plan.office, paper=for_example(plan), called=plan.office_called
        )
    return _BY_OFFICE.format(what=_OFFICE_DOES[deed], office=plan.office)


def not_yours(context: DeedContext) -> Reply:
    """The same words whether the other unit exists or not."""
    asker = context.asker
    own = f"（{asker.unit_name}）" if asker.unit_name else ""
    offered = _OWN_INSTEAD if asker.role == Role.CLERK else ""
    return act(
        f"您只能查看和办理本单位{own}的材料。其他单位的情况，请向{context.plan.office}了解。{offered}"
    )


def of_others(context: DeedContext) -> Reply:
    """To who sees their own only; the same whether somebody of that name exists or not."""
    return act(
        "不能。别人的材料和考核等次，您这边看不到，只能看您自己的。"
        "您自己的，可以问“我还差什么材料”“我的登记表收到没”。"
    )


def not_in_charge(context: DeedContext) -> Reply:
    """The same words whether the unit exists or not."""
    return act(f"您只能查看本考核组的单位。其他单位的情况，请向{context.plan.office}了解。")


def without_offer(reply: Reply) -> Reply:
    """A refusal that is followed by the own unit's matters, and need not offer them."""
    return replace(reply, text=reply.text.removesuffix(_OWN_INSTEAD))
