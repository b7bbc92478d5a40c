"""Tries thresholds of the danger policy on the tuning messages: `python -m evaluation.thresholds`.

Only tuning files are read here. The values chosen stand in training/export.py.
"""
from __future__ import annotations

import argparse
import itertools
from dataclasses import replace
from typing import Iterable, Sequence

import spacy

from backguide.reader import MODEL
from backguide.text import implied
from backguide.text.danger import DangerPolicy, Evidence, judge
from backguide.text.medicines import CONTENT as MEDICINES
from backguide.text.pipeline import with_exact
from backguide.text.symptom_model import read_manifest
from evaluation import danger
from evaluation.agreement import LABELLED_ON
from evaluation.labelled import TUNING, Labelled, read_messages
from evaluation.systems import Seen, emergency_rules

FILES = ("probes_a", "probes_b", "probes_c", "messages_a", "messages_b", "messages_c", "messages_f",
         "messages_g", "messages_h")


def messages() -> list[Labelled]:
    """Return the tuning messages that say what they call for."""
    return [message for name in FILES for message in read_messages(TUNING / f"{name}.jsonl")]


def evidence(texts: Iterable[str]) -> list[Evidence]:
    """Return the probabilities that the policy weighs, without weighing them."""
    nlp = spacy.blank("en")
    nlp.add_pipe("backguide_symptoms", config={"model": str(MODEL), "medicines": str(MEDICINES)})
    nlp.add_pipe("backguide_amounts", config={"measures": str(implied.MEASURES), "model": str(MODEL)})
    found = []
    for text in texts:
        doc = nlp.make_doc(text)
        doc.user_data["today"] = LABELLED_ON
        doc = nlp(doc)
        found.append(with_exact(doc._.scores.evidence(), doc._.mentions))
    return found


def judged(weighed: Sequence[Evidence], policy: DangerPolicy) -> list[Seen]:
    """Return what a policy makes of each."""
    rows = [judge(each, emergency_rules(), policy) for each in weighed]
    return [Seen(row.kind, {}, frozenset(row.findings), (), 0.0) for row in rows]


def main() -> None:
    """Print a line of figures for every combination of thresholds."""
    parser = argparse.ArgumentParser(prog="evaluation.thresholds")
    for name in ("interrupt", "ask", "crisis", "crisis_ask", "crisis_alarm", "hint", "alarm"):
        parser.add_argument(f"--{name}", type=float, nargs="+")
    options = {name: values for name, values in vars(parser.parse_args()).items() if values}
    usual = DangerPolicy.from_data(read_manifest(MODEL).data)
    labelled = messages()
    weighed = evidence(message.text for message in labelled)
    names = list(danger.figures(labelled, judged(weighed, usual)))
    for number, name in enumerate(names):
        print(f"{number}: {name}")
    for values in itertools.product(*options.values()):
        policy = replace(usual, **dict(zip(options, values)))
        shares = danger.figures(labelled, judged(weighed, policy)).values()
        print(dict(zip(options, values)), "  ".join(f"{number}:{share.hits}/{share.n}" for number, share
                                                    in enumerate(shares)))


if __name__ == "__main__":
    main()
