"""`kaohe status`: what stands in the database, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.opening import local_settings, opened, plans_of

if TYPE_CHECKING:
    from storage import Records

_STATES = {
    "waiting": "待发",
    "sending": "正在发",
    "sent": "已发",
    "failed": "没发出",
    "dropped": "不必再发",
}


def status() -> None:
    """Print what stands in the database."""
    settings = local_settings()
    plans = plans_of(settings)
    print(f"方案：{'；'.join(plan.title for plan in plans)}")
    with opened(settings) as store, store.reading() as records:
        _roster(records)
        for plan in plans:
            papers = records.handins.county(plan_id=plan.id)
            of = f"（{plan.year}年度）" if len(plans) > 1 else ""
            counting = len([one for one in papers if one.counts])
            print(f"上交{of}：{counting}件有效，共{len(papers)}个版本")
        counts = records.outbox.counts()
        words = [f"{_STATES.get(state, state)}{number}条" for state, number in counts.items()]
        print("消息：" + ("，".join(words) or "没有"))
        for one in records.outbox.in_state("failed", 10):
            print(f"  没发出的一条，给 {one.to}：{one.error}")
        for member in records.members.unreachable():
            print(f"  收不到消息：{member.name}（{member.userid}），{member.why_not}")


def _roster(records: Records) -> None:
    units = records.roster.units()
    people = sum(len(those) for those in records.roster.everybody().values())
    clerks = records.members.clerks()
    without = [unit.name for unit in units if unit.id not in clerks]
    print(f"名单：{len(units)}个单位，{people}人")
    if not units:
        print("  名单是空的：先 kaohe import --template 写出人员表，填好后 kaohe import 导入")
    if without:
        print(f"  没有登记政工人事的单位：{'、'.join(without)}")
    if not records.members.supervisors():
        from rules.roster import ROLE_LABELS, Role

        print(f"  还没有登记{ROLE_LABELS[Role.SUPERVISOR]}的人员")
