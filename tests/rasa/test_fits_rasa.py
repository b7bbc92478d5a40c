"""Our plug-ins fit this Rasa, and the domain fits the content."""
from __future__ import annotations

import importlib.metadata

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain

from backguide.content import Content
from backguide_rasa.actions_endpoint import InProcessActions
from backguide_rasa.stores.sql import TruthfulSQLStore
from backguide_rasa.training import ROOT

AMOUNTS = {"duration", "age", "pain_score", "temperature"}
FIELDS = {"q", "o", "finding"}


def test_what_we_reach_into_is_of_this_version() -> None:
    assert importlib.metadata.version("rasa") == "3.6.21"
    assert "responses" in str(RemoteAction.action_response_format_spec())


def test_the_domain_names_every_finding_as_an_entity(content: Content) -> None:
    domain = Domain.load(str(ROOT / "domain.yml"))
    assert set(domain.entities) == set(content.findings) | AMOUNTS | FIELDS


def test_every_action_of_the_domain_exists() -> None:
    endpoint = InProcessActions("actions")
    domain = Domain.load(str(ROOT / "domain.yml"))
    wanted = {name for name in domain.user_actions if name.startswith("action_")}
    assert wanted <= set(endpoint._executor.actions)


def test_the_agent_is_prepared(agent: Agent) -> None:
    assert agent.processor is not None
    assert isinstance(agent.processor.action_endpoint, InProcessActions)
    assert agent.processor.tracker_store is agent.tracker_store


def test_the_configured_store_is_ours() -> None:
    from rasa.core.tracker_store import TrackerStore
    from rasa.core.utils import AvailableEndpoints

    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    store = TrackerStore.create(endpoints.tracker_store, Domain.empty())
    # a wrong class path would silently give a store in memory
    assert isinstance(store, TruthfulSQLStore)
