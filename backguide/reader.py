"""Opens the reader that ships with BackGuide, for the rules of the content."""
from __future__ import annotations

from pathlib import Path

from backguide.content import Content
from backguide.text.danger import DangerRule
from backguide.text.pipeline import Reader, build_reader
from backguide.urgency import Level

MODEL = Path(__file__).parents[1] / "models" / "reader"


def open_reader(content: Content) -> Reader:
    """Return the reader; raises when its files are missing or altered."""
    return build_reader(MODEL, danger_rules(content))


def danger_rules(content: Content) -> tuple[DangerRule, ...]:
    """Return the emergency rules of the content as the reader takes them."""
    return tuple(DangerRule(rule.id, rule.all_of, rule.any_of, rule.min_any, rule.unless)
                 for rule in content.rules if rule.level == Level.EMERGENCY)
