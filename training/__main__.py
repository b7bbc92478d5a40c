"""Command line of training: `python -m training all`."""
from __future__ import annotations

import argparse
import logging
from typing import Callable

from training import scores, steps
from training.export import export

STEPS: dict[str, tuple[Callable[[], None], ...]] = {
    "templates": (steps.write_templates,),
    "pretrain": (steps.pretrain,),
    "fit": (steps.fit_messages,),
    "export": (lambda: export(steps.FITTED),),
    "scores": (scores.out_of_fold,),
    "all": (steps.write_templates, steps.pretrain, steps.fit_messages, lambda: export(steps.FITTED)),
}


def main() -> None:
    """Run one step, or all of them in order."""
    parser = argparse.ArgumentParser(prog="training", description="Make the symptom model.")
    parser.add_argument("step", choices=list(STEPS))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for step in STEPS[parser.parse_args().step]:
        step()


if __name__ == "__main__":
    main()
