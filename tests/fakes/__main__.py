"""Talk with the bot through a fake vendor in this terminal: `make fake-telegram`, or

    python -m tests.fakes telegram|slack|sms|whatsapp|messenger [--port 5005]

Starts the fake and the bot with the secrets that fit it. Type words, or
`#2` to tap the second button; `quit` ends both.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import Type

import aiohttp

from tests.fakes.messenger import FakeMessenger
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio, FakeWhatsApp
from tests.fakes.vendor import Shown, Vendor

ROOT = Path(__file__).parents[2]
FAKES: dict[str, Type[Vendor]] = {
    fake.channel: fake for fake in (FakeTelegram, FakeSlack, FakeTwilio, FakeWhatsApp, FakeMessenger)}


def draw(shown: Shown) -> None:
    """Print one message as a person would see it."""
    print(f"\n{shown.file or shown.text}")
    for n, (title, _) in enumerate(shown.choices, 1):
        print(f"   [#{n} {title}]")


async def listen(vendor: Vendor) -> None:
    """Print what the bot sends, as it comes."""
    drawn = 0
    while True:
        await vendor.arrived.wait()
        vendor.arrived.clear()
        for shown in vendor.shown[drawn:]:
            draw(shown)
        drawn = len(vendor.shown)


async def act(vendor: Vendor, line: str) -> int:
    """Do what a line says: tap a button of the last message that has any, or type."""
    if not line.startswith("#"):
        return await vendor.say(line)
    shown = next((s for s in reversed(vendor.shown) if s.choices), Shown(""))
    number = int(line[1:]) if line[1:].isdigit() else 0
    if not 0 < number <= len(shown.choices):
        print("There is no such button.")
        return 200
    return await vendor.tap(shown.choices[number - 1][0], shown)


async def ready(port: int) -> None:
    """Wait until the bot answers."""
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/webhooks/rest/") as reply:
                    if reply.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.5)


async def main(channel: str, port: int) -> None:
    """Start both, hold the conversation, end both."""
    vendor = FAKES[channel]()
    await vendor.start()
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", "-m", "backguide_rasa.server", "--port", str(port), cwd=ROOT,
        env={**os.environ, **vendor.settings()})
    vendor.webhook = f"http://127.0.0.1:{port}/webhooks/{channel}/webhook"
    listener = asyncio.create_task(listen(vendor))
    try:
        await ready(port)
        print("Type a message, #2 taps the second button, quit ends.")
        while (line := (await asyncio.to_thread(sys.stdin.readline)).strip()) and line != "quit":
            status = await act(vendor, line)
            if status != 200:
                print(f"the bot's webhook answered {status}")
    finally:
        listener.cancel()
        bot.terminate()
        await bot.wait()
        await vendor.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Talk with the bot through a fake vendor.")
    parser.add_argument("channel", choices=FAKES)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "5005")))
    options = parser.parse_args()
    asyncio.run(main(options.channel, options.port))
