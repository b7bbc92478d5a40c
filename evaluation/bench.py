"""Times how long it takes to understand a message, beside two peers in the same run: `make bench`."""
from __future__ import annotations

import logging

from evaluation.measure import Found, baseline, reading, understanding


def main() -> None:
    """Print the median and the 95th percentile of every system, in milliseconds a message on one core."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    found = Found()
    for part in (reading, understanding, baseline):
        part(found)
    width = max(map(len, found.milliseconds))
    print(f"{'milliseconds a message':{width}}   p50     p95")
    for name, (middle, slow) in found.milliseconds.items():
        print(f"{name:{width}}  {middle:5.1f}   {slow:5.1f}")


if __name__ == "__main__":
    main()
