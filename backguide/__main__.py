"""`python -m backguide`: the interview in this terminal, without Rasa."""
from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from backguide.console import Console
from backguide.content import load_content
from backguide.text.danger import DangerRule
from backguide.text.pipeline import build_reader
from backguide.urgency import Level

MODEL = Path(__file__).parents[1] / "models" / "reader"


def main() -> None:
    """Talk until the result, or until the input ends."""
    content = load_content()
    rules = [DangerRule(rule.id, rule.all_of, rule.any_of, rule.min_any)
             for rule in content.rules if rule.level == Level.EMERGENCY]
    console = Console(content, build_reader(MODEL, rules), date.today(), lambda text: print(f"\n{text}\n"))
    while console.stage not in ("result", "emergency"):
        try:
            console.hear(input("> "))
        except (EOFError, KeyboardInterrupt):
            print()
            sys.exit(0)


if __name__ == "__main__":
    main()
