"""Logs: one JSON line an event on standard error, never a message's text, a name or a secret."""

import logging
import sys

import structlog


def configure_logs(*, plain: bool = False) -> None:
    """`plain`: lines for people, and only what is wrong. Libraries speak from warnings on."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if plain
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.WARNING if plain else logging.INFO
        ),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s %(message)s")
    for chatty in ("urllib3", "wechatpy"):  # their debug lines hold addresses with tokens
        logging.getLogger(chatty).setLevel(logging.ERROR)
