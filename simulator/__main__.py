"""`python -m simulator`: start the stand-in for WeCom with its chat page."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from threading import Thread

import uvicorn
from pydantic import ValidationError

from simulator.app import create_app
from simulator.clock import parse_moment
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts

DEFAULTS = SimulatorConfig(Contacts.parse({"users": []}))


def main(arguments: list[str] | None = None) -> None:
    given = arguments_parser().parse_args(arguments)
    app = create_app(read_config(given))
    print(f"企业微信模拟器：http://{given.host}:{given.port}/", flush=True)
    config = uvicorn.Config(app, given.host, given.port, log_level="warning", ws="none")
    config.timeout_graceful_shutdown = 5
    server = uvicorn.Server(config)
    if given.until_stdin_ends:
        Thread(target=end_with_stdin, args=[server], daemon=True).start()
    server.run()


def end_with_stdin(server: uvicorn.Server) -> None:
    """Ends the server once nobody holds the other end of standard input any more."""
    # Not by sys.stdin: a thread that waits in there cannot be left behind at exit.
    while os.read(0, 1024):
        pass
    server.should_exit = True


def arguments_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m simulator",
        description="A stand-in for the WeCom server with a chat page.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on")
    add("--port", type=int, default=9000, help="port to listen on")
    add("--contacts", type=Path, required=True, help="JSON file of departments and users")
    add("--callback-url", default=DEFAULTS.callback_url, help="the bot's callback; may be empty")
    add("--corp-id", default=DEFAULTS.corp_id, help="corp id")
    add("--agent-id", type=int, default=DEFAULTS.agent_id, help="the app's agent id")
    add("--secret", default=DEFAULTS.secret, help="the app's secret")
    add("--token", default=DEFAULTS.token, help="the callback's token")
    add("--aes-key", default=DEFAULTS.aes_key, help="the callback's EncodingAESKey")
    add("--app-name", default=DEFAULTS.app_name, help="what the app is called in the chat")
    add("--bot-callback-url", default="", help="the AI bot's callback; empty: there is no bot")
    add("--bot-token", default=DEFAULTS.bot_token, help="the AI bot's token")
    add("--bot-aes-key", default=DEFAULTS.bot_aes_key, help="the AI bot's EncodingAESKey")
    add("--bot-name", default=DEFAULTS.bot_name, help="what the AI bot is called in the chat")
    add("--trusted-domain", default="", help="OAuth host; empty: the callback's host")
    add("--clock-url", default="", help="told of each jump in time; empty: nobody")
    add("--start-at", type=parse_moment, help="e.g. 2019-12-25T09:00; none: the real time")
    add("--until-stdin-ends", action="store_true", help="stop when whoever started it is gone")
    return parser


def read_config(given: argparse.Namespace) -> SimulatorConfig:
    settings = {
        name: value
        for name, value in vars(given).items()
        if name not in ("host", "port", "contacts", "until_stdin_ends")
    }
    try:
        return SimulatorConfig(contacts=Contacts.load(given.contacts), **settings)
    except (OSError, ValueError, ValidationError) as error:
        sys.exit(f"{given.contacts}: {error}")


if __name__ == "__main__":
    main()
