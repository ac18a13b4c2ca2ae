"""The service: every part made once and wired, started and stopped together."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import structlog
from fastapi import FastAPI
from fastapi.responses import RedirectResponse, Response

from bot import demo_clock
from bot.account import account_of
from bot.channels.wecom_aibot.answering import BotAnswering
from bot.channels.wecom_aibot.media import Media
from bot.channels.wecom_aibot.receive import BotCallback
from bot.channels.wecom_aibot.receive import create_router as create_bot_router
from bot.channels.wecom_aibot.sending import BothDoors
from bot.channels.wecom_app.answering import Answering, Finish
from bot.channels.wecom_app.client import WecomClient
from bot.channels.wecom_app.crypto import Envelopes
from bot.channels.wecom_app.door import Door
from bot.channels.wecom_app.pictures import taking_pictures
from bot.channels.wecom_app.receive import Callback
from bot.channels.wecom_app.render import push_payload
from bot.channels.wecom_app.sending import AppChannel, messages_in
from bot.clock import Clock, MovableClock
from bot.deliver import Channel, Sender
from bot.faults import Faults
from bot.guarded import QuietLoop
from bot.headers import Headers
from bot.health import Health
from bot.health import create_router as create_health
from bot.judging import Judging
from bot.measure import A_DAY_FOR_EACH, Measure
from bot.metrics import Metered, Metrics
from bot.metrics import create_router as metrics_router
from bot.model import Model
from bot.rates import Rates
from bot.seasons import SeasonsAtWork
from bot.settings import Settings
from bot.ticking import Ticking
from bot.warming import warm_up
from handlers.dialogue.service import Guesser, Seasons, respond, respond_within
from handlers.submissions.service import FilesOfSeasons
from handlers.turn.message import IncomingMessage
from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan
from scheduler import start_clock
from storage import Records, Store
from web import add_pages, nothing_here, show
from web.handed import handed_path
from web.session import Seal
from web.site import Site

WORKERS: Final = 8  # messages in work at once
log = structlog.get_logger(__name__)


class Service:
    """What lives as long as the process does."""

    def __init__(self, settings: Settings, clock: Clock, seasons: Seasons) -> None:
        self.settings, self.clock, self.seasons = settings, clock, seasons
        self.plan, self.reader = seasons.plan, seasons.reader(seasons.plan)
        self.store = Store(
            settings.database_url, settings.data_dir, settings.key_ring(), settings.files()
        )
        self.client = WecomClient(account_of(settings), self.store, clock)
        self.at_work = SeasonsAtWork(self.store, seasons, settings.public_url, clock)
        incoming, scanner = settings.data_dir / "incoming", settings.scanner()
        self.files = FilesOfSeasons(self.store, self.plan, incoming, scanner, seasons.others)
        self.answering = Answering(
            self.store,
            self._converse,
            clock,
            settings.public_url,
            self.plan.office,
            self._wake,
            taking_pictures(self.client, self.files, incoming),
            self._at_once,
        )
        self.model, self.guesser = self._guessing()
        self.bot = self._bot()
        channel: Channel = AppChannel(self.client, self.store, self.answering.take_over)
        if self.bot is not None:
            channel = BothDoors(channel, self.store, self.bot.take_over)
        measure = Measure(messages_in, self._most_a_day)
        at_work = self.at_work
        self.sender = Sender(
            self.store, channel, clock, at_work.recheck, at_work.note_sent, measure
        )
        self.health = Health(self.store, clock, self.plan.id, settings.written_to())
        self.ticking = Ticking(self.store, at_work.tick, clock, self.health, self.sender.wake)
        self.executor = ThreadPoolExecutor(WORKERS, thread_name_prefix="answering")

    def callback(self) -> Callback:
        """What takes in the callbacks of the app."""
        settings = self.settings
        envelopes = Envelopes(
            settings.wecom_token.get_secret_value(),
            settings.wecom_aes_key.get_secret_value(),
            settings.wecom_corp_id,
        )
        corp = settings.wecom_corp_id
        return Callback(envelopes, corp, self.answering, self.clock, self.executor)

    def bot_callback(self) -> BotCallback | None:
        """None where no AI bot is set up."""
        token, key = self.settings.aibot_token, self.settings.aibot_aes_key
        if self.bot is None or token is None or key is None:
            return None
        envelopes = Envelopes(
            token.get_secret_value(),
            key.get_secret_value(),
            "",
            also=(self.settings.wecom_corp_id,),
        )
        return BotCallback(envelopes, self.bot, self.clock, self.executor)

    def _guessing(self) -> tuple[Model | None, Guesser | None]:
        """Off unless an address is set."""
        settings = self.settings
        if settings.model_url is None:
            return None, None
        key = settings.model_key.get_secret_value() if settings.model_key else ""
        model = Model(settings.model_url, key, settings.model_name)
        return model, Guesser(self.store, self.plan, self.reader, model)

    def _bot(self) -> BotAnswering | None:
        settings, key = self.settings, self.settings.aibot_aes_key
        if key is None:
            return None
        seal = Seal(settings.cookie_key())
        return BotAnswering(
            store=self.store,
            converse=self._converse,
            files=self.files,
            media=Media(key.get_secret_value(), settings.data_dir / "incoming"),
            clock=self.clock,
            public_url=settings.public_url,
            office=self.plan.office,
            wake=self._wake,
            page=lambda file, to: handed_path(seal, to, file.blob, file.name),
            judge=Judging(self.store, self.plan),
        )

    def pages(self) -> Site:
        """The web pages, over this service's store, plan and clock."""
        settings = self.settings
        return Site(
            store=self.store,
            plan=self.plan,
            identity=self.client,
            now=self.clock.now,
            public_url=settings.public_url,
            authorize_url=settings.wecom_oauth_url,
            corp_id=settings.wecom_corp_id,
            agent_id=settings.wecom_agent_id,
            session_key=settings.cookie_key(),
            incoming=settings.data_dir / "incoming",
            scan_url=settings.wecom_scan_url,
            scanner=settings.scanner(),
            idle=timedelta(minutes=settings.idle_minutes),
            payload_of=push_payload,
            wake=self._wake,
            others=self.seasons.others,
        )

    def close(self) -> None:
        """Answers in work are finished; what is queued waits in the database."""
        self.executor.shutdown(wait=True)
        self.sender.stop()
        self.ticking.let_go()
        if self.model is not None:
            self.model.close()
        self.store.close()

    def _converse(self, message: IncomingMessage, finish: Finish) -> None:
        told = self.files.answers(message)
        if told is not None:
            with self.store.transaction() as records:
                finish(records, told)
            return
        public_url, reader = self.settings.public_url, self.reader
        if self.guesser is not None and not self.seasons.elsewhere(self.store, message):
            turn = self.guesser.turn(message)
            if turn.reply is not None:
                with self.store.transaction() as records:
                    finish(records, turn.reply)
                return
            message, reader = turn.message, turn.reader
        respond(
            message,
            self.store,
            self.plan,
            reader,
            public_url=public_url,
            finish=finish,
            seasons=self.seasons,
        )

    def _at_once(self, records: Records, message: IncomingMessage, finish: Finish) -> bool:
        """What needs neither a waiting file nor a model, both of which take their time."""
        if self.guesser is not None or self.files.waits(records, message):
            return False
        reply = respond_within(
            records,
            message,
            self.plan,
            self.reader,
            public_url=self.settings.public_url,
            blobs=self.store.blobs,
            seasons=self.seasons,
        )
        finish(records, reply)
        return True

    def _most_a_day(self, records: Records) -> int:
        """By what the console says of the company, or else by who of it is known to us."""
        accounts = self.settings.wecom_accounts or records.members.count()
        return max(1, accounts) * A_DAY_FOR_EACH

    def _wake(self) -> None:
        self.sender.wake()


def create_app(settings: Settings, clock: Clock | None = None, plan: Plan | None = None) -> FastAPI:
    """`plan`: the one of the settings, where it was read already; else raises PlanError for it."""
    plan = plan or load_plan(settings.plan_folder)
    others = tuple(map(load_plan, settings.other_plan_folders))
    return app_of(Service(settings, clock or Clock(), Seasons(plan, Reader(plan), others)))


def app_of(service: Service) -> FastAPI:
    """Give a service its doors; it starts and stops with them."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(QuietLoop())
        await asyncio.to_thread(service.store.create)
        await asyncio.to_thread(warm_up, service.store, service.plan, service.reader)
        service.sender.start()
        ticking = start_clock(service.ticking.tick)
        log.info("started", plan=service.plan.id)
        yield
        await asyncio.to_thread(ticking.stop)
        await asyncio.to_thread(service.close)
        log.info("stopped")

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service = service
    app.add_exception_handler(404, nothing_here)
    # A phone reloads the answer to a form as a plain page: no form, nothing here.
    app.add_exception_handler(405, nothing_here)
    app.add_middleware(Faults, office=service.plan.office)
    app.add_middleware(Door, callback=service.callback())
    bot_callback = service.bot_callback()
    if bot_callback is not None:
        app.include_router(create_bot_router(bot_callback))
    add_pages(app, service.pages())
    app.include_router(create_health(service.health))
    _add_own_routes(app)
    settings = service.settings
    token = settings.metrics_token.get_secret_value() if settings.metrics_token else ""
    metrics = Metrics(service.health)
    app.include_router(metrics_router(metrics, token))
    if settings.demo_secret is not None and isinstance(service.clock, MovableClock):
        secret = settings.demo_secret.get_secret_value()
        app.include_router(
            demo_clock.create_router(service.clock, secret, settings.data_dir, service.ticking.tick)
        )
    app.add_middleware(Rates, limits=app.state.site.limits)
    app.add_middleware(Metered, metrics=metrics)
    secure = settings.public_url.startswith("https://")
    app.add_middleware(Headers, headers=show.HEADERS, secure=secure)
    return app


def _add_own_routes(app: FastAPI) -> None:
    @app.get("/")
    def front() -> Response:
        return RedirectResponse("/unit")
