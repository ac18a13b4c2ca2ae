"""What the demonstration prints once it runs."""

from datetime import datetime
from pathlib import Path


def introduction(chat: str, folder: Path, now: datetime) -> str:
    """`now` is the demonstration's time, which goes on where it stopped."""
    day = f"{now.year}年{now.month}月{now.day}日 {now:%H:%M}"
    return f"""
演示已经开始。请用浏览器打开：

    {chat}/

左边选“我是谁”，右边像在企业微信里一样打字。现在是{day}，页面上方可以拨动时间。

  周敏（城关镇政工人事）   写：刘洋从6月28日到我们镇挂职，在哪里考核
                           写：我们单位还差什么
                           写：我要交附件8（会给出上传页面）
  刘洋（财政局派来挂职）   写：我在哪里考核
  王志远（干部监督股）     写：把附件8截止时间定为1月5日，再点“确认这样定”
                           写：哪些单位还没交附件8
                           再把时间拨到 2020-01-02 09:58，看周敏收到的提醒
  路人甲（不在名单里）     写什么都行，看机器人怎么说

数据在 {folder}，下次接着用；从头再来：kaohe demo --fresh
按 Ctrl+C 停止。
"""
