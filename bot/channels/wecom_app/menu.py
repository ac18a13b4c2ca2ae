"""The app's menu: three entries above the keyboard; a click says what its key says."""

from typing import Any


def menu(public_url: str) -> dict[str, Any]:
    return {
        "button": [
            {"type": "click", "name": "还差什么", "key": "我们单位还差什么"},
            {"type": "view", "name": "上交材料", "url": f"{public_url}/upload"},
            {"type": "click", "name": "能问什么", "key": "你能做什么"},
        ]
    }
