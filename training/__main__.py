"""Command line of training: `python -m training all`."""
from __future__ import annotations

import argparse
import logging
from typing import Callable

from training import scores, steps
from training.calibrate import calibrate
from training.export import export
from training.shipped import restore

STEPS: dict[str, tuple[Callable[[], None], ...]] = {
    "templates": (steps.write_templates,),
    "pretrain": (steps.pretrain,),
    "fit": (steps.fit_messages,),
    "teacher": (steps.fit_teacher,),
    "distil": (steps.distil_both,),
    "mend": (steps.mend,),
    "calibrate": (lambda: calibrate(steps.DISTILLED, steps.CALIBRATION),),
    "export": (lambda: export(steps.DISTILLED, steps.CALIBRATION),),
    "restore": (lambda: restore(steps.DISTILLED),),
    "scores": (scores.out_of_fold,),
}
ALL = ("templates", "pretrain", "fit", "teacher", "distil", "calibrate", "export")
# goes on from the model that ships, when a few messages were added: an epoch
NEXT = ("restore", "mend", "calibrate", "export")


def main() -> None:
    """Run one step, or all of them in order."""
    parser = argparse.ArgumentParser(prog="training", description="Make the symptom model.")
    parser.add_argument("step", choices=[*STEPS, "all", "next"])
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen = parser.parse_args().step
    for name in {"all": ALL, "next": NEXT}.get(chosen, (chosen,)):
        for step in STEPS[name]:
            step()


if __name__ == "__main__":
    main()
