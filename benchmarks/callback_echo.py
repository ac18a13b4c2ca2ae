"""A bare echo, as wechatpy's and FastAPI's own pages show one: it stores and knows nothing."""

import sys

import uvicorn
from fastapi import FastAPI, Request, Response
from wechatpy.enterprise import create_reply, parse_message
from wechatpy.enterprise.crypto import WeChatCrypto

from benchmarks.callback_servers import AES_KEY, CORP, PATH, TOKEN


def create_app() -> FastAPI:
    """Decrypt, parse, reply, encrypt; no more."""
    crypto, app = WeChatCrypto(TOKEN, AES_KEY, CORP), FastAPI()

    @app.post(PATH)
    async def callback(request: Request) -> Response:
        query, body = request.query_params, await request.body()
        timestamp, nonce = query["timestamp"], query["nonce"]
        plain = crypto.decrypt_message(body, query["msg_signature"], timestamp, nonce)
        message = parse_message(plain)
        reply = create_reply(message.content, message).render()
        return Response(crypto.encrypt_message(reply, nonce, timestamp), media_type="text/xml")

    return app


if __name__ == "__main__":
    uvicorn.run(create_app(), port=int(sys.argv[1]), log_level="warning", access_log=False)
