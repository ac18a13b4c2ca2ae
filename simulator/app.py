"""The simulator as one web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from simulator import control, login, page, raw
from simulator.aibot import control as bot_control
from simulator.aibot import media as bot_media
from simulator.aibot import response as bot_response
from simulator.aibot.courier import BotCourier
from simulator.api import app_settings, basics, media, messages, people
from simulator.config import SimulatorConfig
from simulator.delivery import Courier
from simulator.errors import Refused
from simulator.world import World

THREADS = 400
ASSETS = Path(__file__).parent / "assets"


def create_app(config: SimulatorConfig) -> FastAPI:
    world = World(config)
    courier = Courier(world)
    bot_courier = BotCourier(world)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # Actions that wait for the bot hold a thread each; the bot's own calls need some too.
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        courier.close()
        bot_courier.close()

    app = FastAPI(title="WeCom simulator", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.world = world
    app.state.courier = courier
    app.state.bot_courier = bot_courier
    app.add_exception_handler(Refused, _refused)
    for part in (basics, messages, media, people, app_settings, bot_response):
        app.include_router(part.router, prefix="/cgi-bin")
    app.include_router(basics.last_resort, prefix="/cgi-bin")
    for own in (control, raw, login, page, bot_control, bot_media):
        app.include_router(own.router)
    app.mount("/assets", StaticFiles(directory=ASSETS), name="assets")
    return app


async def _refused(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, 400)
