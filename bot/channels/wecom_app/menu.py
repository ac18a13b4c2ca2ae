"""The app's menu: three entries above the keyboard; a click says what its key says.

WeCom has one menu for everybody, so that `/start` opens the page of whoever presses it.
"""

from typing import Any


def menu(public_url: str) -> dict[str, Any]:
    """The menu as WeCom takes it."""
    return {
        "button": [
            {"type": "click", "name": "还差什么", "key": "我们单位还差什么"},
            {"type": "view", "name": "上交材料", "url": f"{public_url}/upload"},
            {
                "name": "更多",
                "sub_button": [
                    {"type": "view", "name": "清单和看板", "url": f"{public_url}/start"},
                    {"type": "view", "name": "在手机上填表", "url": f"{public_url}/fill"},
                    {"type": "click", "name": "时间节点", "key": "有哪些时间节点"},
                    {"type": "click", "name": "能问什么", "key": "你能做什么"},
                ],
            },
        ]
    }
