"""The admin console's check of the AI bot's callback URL when it is saved."""

from __future__ import annotations

import requests

from simulator.world import World


def verify_bot(world: World) -> str:
    """Empty when it passed, else why not."""
    config, bot = world.config, world.bot
    with world.lock:
        expected = str(world.ids.number())
        encrypted = bot.crypto.encrypt(expected, world.ids.random_bytes)
        when, nonce = str(world.clock.timestamp()), world.ids.nonce()
    signature = bot.crypto.signature(when, nonce, encrypted)
    query = {"msg_signature": signature, "timestamp": when, "nonce": nonce, "echostr": encrypted}
    try:
        with requests.Session() as session:
            session.trust_env = False
            response = session.get(
                config.bot_callback_url, params=query, timeout=config.verify_timeout
            )
    except requests.RequestException:
        return f"机器人回调地址请求不通过：{config.verify_timeout:g} 秒内没有应答"
    if response.status_code != 200:
        return f"机器人回调地址请求不通过：HTTP {response.status_code}"
    if response.content != expected.encode():
        return "机器人回调地址请求不通过：返回的不是解密后的明文"
    return ""
