"""Command line of training: `python -m training all`."""
from __future__ import annotations

import argparse
import logging
from typing import Callable

from training import scores, steps
from training.calibrate import calibrate
from training.export import export
from training.shipped import restore
from training.times import fit_times

STEPS: dict[str, tuple[Callable[[], None], ...]] = {
    "templates": (steps.write_templates,),
    "pretrain": (steps.pretrain,),
    "fit": (steps.fit_messages,),
    "teacher": (steps.fit_teacher,),
    "distil": (steps.distil_both,),
    "mend": (steps.mend,),
    "calibrate": (lambda: calibrate(steps.DISTILLED, steps.CALIBRATION),),
    "times": (lambda: fit_times(steps.DISTILLED, steps.TIMES),),
    "export": (lambda: export(steps.DISTILLED, steps.CALIBRATION, steps.TIMES),),
    "restore": (lambda: restore(steps.DISTILLED),),
    "scores": (scores.out_of_fold,),
}
ALL = ("templates", "pretrain", "fit", "teacher", "distil", "calibrate", "times", "export")
# goes on from the model that ships, when messages were added
NEXT = ("restore", "templates", "mend", "calibrate", "times", "export")


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
