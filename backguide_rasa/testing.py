"""The trained bot in this process, for tests and evaluations (no sockets)."""
from __future__ import annotations

import logging

from rasa.core.agent import Agent
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.utils.log_utils import configure_structlog

from backguide_rasa.actions_endpoint import InProcessActions
from backguide_rasa.hookup import prepare
from backguide_rasa.nlg import VariedResponses
from backguide_rasa.training import MODEL


def load_agent_in_process() -> Agent:
    """Load the model with in-process actions and a store in memory."""
    configure_structlog(logging.WARNING)
    agent = Agent.load(str(MODEL), action_endpoint=InProcessActions(),
                       tracker_store=InMemoryTrackerStore(None))
    assert agent.processor is not None and agent.domain is not None
    generator: NaturalLanguageGenerator = VariedResponses(domain=agent.domain)
    agent.nlg = agent.processor.nlg = generator
    return prepare(agent)
