"""Readings made by hand, for tests that must not depend on the model."""
from __future__ import annotations

from backguide.text.reading import Amount, Assertion, Danger, Mention, Reading

NOTHING = Danger("nothing", 0.0, None, ())


def reading(text: str = "", danger: Danger = NOTHING, amounts: tuple[Amount, ...] = (),
            **findings: Assertion) -> Reading:
    mentions = tuple(Mention(finding, assertion, 0, len(text), text, 0.9, "test")
                     for finding, assertion in findings.items())
    return Reading(text, mentions, amounts, danger, ())
