"""Which messaging channels are on: those whose secrets are in the environment."""
from __future__ import annotations

from typing import List, Mapping, Sequence, Text, Type

from backguide_rasa.channels.messaging.channel import MessagingChannel
from backguide_rasa.channels.messaging.messenger import Messenger
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.slack import Slack
from backguide_rasa.channels.messaging.telegram import Telegram
from backguide_rasa.channels.messaging.twilio import Sms, WhatsApp

PLATFORMS: Sequence[Type[Platform]] = (Telegram, Slack, Sms, WhatsApp, Messenger)


class HalfConfigured(ValueError):
    """A channel has some of its settings but not all; names those that are missing."""


def wanted(environment: Mapping[Text, Text],
           platforms: Sequence[Type[Platform]] = PLATFORMS) -> List[Type[Platform]]:
    """Return the platforms that are on; raises HalfConfigured."""
    found = [platform for platform in platforms if any(environment.get(name) for name in _own(platform))]
    for platform in found:
        missing = [name for name in platform.needs if not environment.get(name)]
        if missing:
            raise HalfConfigured(f"the channel {platform.name} is half configured: set {', '.join(missing)}")
    used = {name for platform in found for name in platform.needs}
    shared = {name for platform in platforms for name in platform.shared if environment.get(name)}
    if shared - used:
        users = {name for platform in platforms if shared & set(platform.shared) for name in _own(platform)}
        raise HalfConfigured(f"{', '.join(sorted(shared))}: of no use without {' or '.join(sorted(users))}")
    return found


def from_environment(environment: Mapping[Text, Text]) -> List[MessagingChannel]:
    """Return the channels that are on; raises HalfConfigured."""
    return [MessagingChannel(platform(environment)) for platform in wanted(environment)]


def _own(platform: Type[Platform]) -> List[str]:
    return [name for name in platform.needs if name not in platform.shared]
