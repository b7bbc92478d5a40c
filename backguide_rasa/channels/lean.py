"""Makes a script smaller on its way out, so that its source may explain itself."""
from __future__ import annotations

import re

# whole lines only: what looks like a comment inside a line may be part of a text
_BLOCKS = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINES = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def lean(script: str) -> str:
    """Return a script or style sheet without comments of whole lines and without indentation."""
    return _INDENT.sub("", _LINES.sub("", _BLOCKS.sub("", script)))
