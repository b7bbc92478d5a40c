"""`python -m backguide`: the interview in this terminal, without Rasa."""
from __future__ import annotations

import sys
from datetime import date

from backguide.console import Console
from backguide.content import load_content
from backguide.reader import open_reader


def main() -> None:
    """Talk until the result, or until the input ends."""
    content = load_content()
    console = Console(content, open_reader(content), date.today(), lambda text: print(f"\n{text}\n"))
    while console.stage not in ("result", "emergency"):
        try:
            console.hear(input("> "))
        except (EOFError, KeyboardInterrupt):
            print()
            sys.exit(0)


if __name__ == "__main__":
    main()
