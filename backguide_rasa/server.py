"""The launcher: Rasa's own server with the actions inside, in one process.

    python -m backguide_rasa.server [--port 5005] [--host 127.0.0.1] [--shell]
"""
from __future__ import annotations

import os

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

import argparse  # noqa: E402
import asyncio  # noqa: E402
import logging  # noqa: E402
import time  # noqa: E402
from asyncio import AbstractEventLoop  # noqa: E402
from functools import partial  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Optional  # noqa: E402

# Rasa and what it needs warn of their own age, and reset the filters meanwhile
logging.captureWarnings(True)
logging.getLogger("py.warnings").setLevel(logging.ERROR)

from rasa.core import run  # noqa: E402
from rasa.core.agent import load_agent  # noqa: E402
from rasa.core.utils import AvailableEndpoints  # noqa: E402
from rasa.utils.log_utils import configure_structlog  # noqa: E402
from sanic import Sanic  # noqa: E402
from sanic.exceptions import PayloadTooLarge  # noqa: E402
from sanic.request import Request  # noqa: E402
from sanic.response import HTTPResponse  # noqa: E402

from backguide_rasa.actions_endpoint import HttpActions, InProcessActions  # noqa: E402
from backguide_rasa.channels.messaging.settings import HalfConfigured, from_environment  # noqa: E402
from backguide_rasa.channels.origins import BadOrigin  # noqa: E402
from backguide_rasa.channels.web import WebChannel, too_large  # noqa: E402
from backguide_rasa.channels.web_settings import BadSetting  # noqa: E402
from backguide_rasa.hookup import prepare  # noqa: E402
from backguide_rasa.stores.sql import TruthfulSQLStore  # noqa: E402
from backguide_rasa.training import MODEL  # noqa: E402

ROOT = Path(__file__).parents[1]
KEPT_DAYS = 30  # what the consent promises
MAX_REQUEST = 2 * 1024 * 1024  # bytes that are read at all, by any channel


def main() -> None:
    """Start the server and run until it is stopped."""
    options = _options()
    os.chdir(ROOT)
    # first of all: unconfigured, structlog prints every message text
    configure_structlog(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    try:
        app = build_app(options.model, options.port, shell=options.shell, actions=options.actions)
    except HalfConfigured as error:
        raise SystemExit(f"{error} (docs/channels.md)") from None
    except (BadOrigin, BadSetting) as error:
        raise SystemExit(f"{error} (docs/operations.md)") from None
    app.run(host=options.host, port=options.port, workers=1, access_log=False, motd=False, debug=False)


def build_app(model: str, port: int, *, shell: bool = False, actions: str = "actions") -> Sanic:
    """Make the Sanic app: channels, page, and a listener that loads the model.

    `actions` names the package to run in this process, or the URL of an
    action server, or "http" for the one of endpoints.yml.
    """
    endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
    if actions.startswith("http://"):
        endpoints.action = HttpActions(url=actions)
    elif actions != "http":
        endpoints.action = InProcessActions(actions)
    only = "backguide_rasa.channels.shell.ShellRest" if shell else None
    channels = run.create_http_input_channels(only, None if shell else "credentials.yml")
    messaging = [] if shell else from_environment(os.environ)
    app = run.configure_app([*channels, *messaging], enable_api=False, port=port, endpoints=endpoints,
                            conversation_id=_shell_id())

    async def load(app: Sanic, loop: AbstractEventLoop) -> None:
        agent = await load_agent(model, endpoints=endpoints, loop=loop)
        if not agent.is_ready():  # Rasa logs the reason and goes on without a model
            raise SystemExit(f"no usable model at {model}: run `make train`")
        app.ctx.agent = prepare(agent)
        await agent.parse_message("hello")  # whatever loads at the first message loads now

    async def forget(app: Sanic) -> None:
        """Once a day let go of what is older than was promised."""
        while True:
            store = app.ctx.agent.tracker_store
            if isinstance(store, TruthfulSQLStore):
                store.forget_older_than(KEPT_DAYS * 86400, time.time())
            await asyncio.sleep(86400)

    async def start_forgetting(app: Sanic, loop: AbstractEventLoop) -> None:
        app.ctx.forgetting = loop.create_task(forget(app))

    async def stop_forgetting(app: Sanic, loop: AbstractEventLoop) -> None:
        app.ctx.forgetting.cancel()

    async def announce(app: Sanic, loop: AbstractEventLoop) -> None:
        names = ", ".join(channel.name() for channel in messaging) or "none (docs/channels.md)"
        print(f"Messaging channels that are on: {names}\n"
              f"BackGuide is ready: http://localhost:{port}/  (Ctrl-C ends it)", flush=True)

    app.register_listener(load, "before_server_start")
    app.register_listener(start_forgetting, "after_server_start")
    app.register_listener(stop_forgetting, "before_server_stop")
    if not shell:
        app.register_listener(announce, "after_server_start")
    app.register_listener(run.close_resources, "after_server_stop")
    for channel in channels:
        if isinstance(channel, WebChannel):
            app.register_middleware(partial(_front, channel), "request")
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST
    app.exception(PayloadTooLarge)(too_large)
    return app


async def _front(channel: WebChannel, request: Request) -> Optional[HTTPResponse]:
    """Serve the page at / in place of Rasa's version banner."""
    if request.method == "GET" and request.path.count("/") == 1:
        return channel.assets.serve(request, request.path[1:])
    return None


def _shell_id() -> str:
    return f"shell-{os.getpid()}"


def _options() -> Any:
    parser = argparse.ArgumentParser(description="Serve BackGuide from one process.")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "5005")))
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--model", default=str(MODEL))
    parser.add_argument("--shell", action="store_true", help="talk in this terminal instead of over HTTP")
    parser.add_argument("--actions", default="actions", help='package to run in this process, "http", or a URL')
    return parser.parse_args()


if __name__ == "__main__":
    main()
