"""Command line: `python -m evaluation [reading understanding talking baseline]`; all of them without a name."""
from __future__ import annotations

import argparse
import logging

from evaluation import report
from evaluation.measure import PARTS, Found
from evaluation.record import record
from evaluation.systems import BackGuide


def main() -> None:
    """Measure and save; a run of some parts prints, and keeps the reader's scores beside the model."""
    parser = argparse.ArgumentParser(prog="evaluation", description="Measure BackGuide on held-out messages.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar=f"{{{','.join(PARTS)}}}")
    chosen = parser.parse_args().parts
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    found = Found()
    for part in chosen or PARTS:
        PARTS[part](found)
    if found.alarms:
        record(found.alarms[BackGuide.name])
    if chosen:
        print("\n\n".join(section for section in report.sections(found) if section))
    else:
        print(report.save(found))


if __name__ == "__main__":
    main()
