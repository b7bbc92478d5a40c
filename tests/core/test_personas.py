"""All fifty people end at their level, within their number of questions."""
from __future__ import annotations

import pytest

from backguide.content import Content
from backguide.verdict import conclude
from tests.core.simulate import Persona, hold, personas


@pytest.mark.parametrize("persona", personas(), ids=lambda p: p.id)
def test_persona_ends_at_its_level_without_a_question_too_many(content: Content, persona: Persona) -> None:
    case, asked = hold(content, persona)
    verdict = conclude(content, case)
    assert verdict.level.id == persona.level, [hit.rule.id for hit in verdict.fired]
    assert len(asked) <= persona.at_most, asked
    assert verdict.complete


def test_there_are_fifty_people() -> None:
    assert len(personas()) == 50
