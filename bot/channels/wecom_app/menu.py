"""The app's menu: three entries above the keyboard; a click says what its key says.

One menu for everybody: who may not open a page is told so there.
"""

from typing import Any


def menu(public_url: str) -> dict[str, Any]:
    return {
        "button": [
            {"type": "click", "name": "还差什么", "key": "我们单位还差什么"},
            {"type": "view", "name": "上交材料", "url": f"{public_url}/upload"},
            {
                "name": "更多",
                "sub_button": [
                    {"type": "view", "name": "我的清单", "url": f"{public_url}/unit"},
                    {"type": "view", "name": "监督看板", "url": f"{public_url}/board"},
                    {"type": "click", "name": "时间节点", "key": "有哪些时间节点"},
                    {"type": "click", "name": "能问什么", "key": "你能做什么"},
                ],
            },
        ]
    }
