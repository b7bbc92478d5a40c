"""Scores the symptom reader on probes that were never trained on: `python -m evaluation.reader`."""
from __future__ import annotations

import argparse
import hashlib
import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Iterable, Iterator

from ruamel.yaml import YAML

from backguide.text.danger import DangerRule
from backguide.text.pipeline import Reader, build_reader

ROOT = Path(__file__).resolve().parents[1]
PROBES = Path(__file__).with_name("reader_probes.jsonl")
MODEL = ROOT / "models" / "reader"
RULES = ROOT / "content" / "rules" / "emergency.yml"
RAISED = ("emergency", "crisis")


@dataclass(frozen=True)
class Probe:
    """A message and what it calls for; `findings` are those it must show."""

    id: str
    text: str
    expect: str
    group: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What the reader made of a probe."""

    probe: Probe
    kind: str
    shown: frozenset[str]


@dataclass(frozen=True)
class Share:
    """So many of so many, in per cent, with its 95 % Wilson interval."""

    hits: int
    n: int
    per_cent: float
    low: float
    high: float

    @classmethod
    def of(cls, hits: Iterable[bool]) -> Share:
        """Count hits."""
        marks = list(hits)
        hit, n = sum(marks), len(marks)
        if not n:
            return cls(0, 0, 0.0, 0.0, 100.0)
        share, z = hit / n, 1.96
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        margin = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return cls(hit, n, *(round(100 * part, 1) for part in (share, middle - margin, middle + margin)))

    def __str__(self) -> str:
        return f"{self.hits:3d} of {self.n:3d}  {self.per_cent:5.1f} %  ({self.low:.0f} to {self.high:.0f})"


def read_rules(file: Path = RULES) -> tuple[DangerRule, ...]:
    """Load the emergency rules as the reader takes them."""
    rows = YAML(typ="safe").load(file.read_text(encoding="utf-8"))["rules"]
    return tuple(
        DangerRule(row["id"], tuple(row.get("findings_all", ())), tuple(row.get("findings_any", ())),
                   row.get("min_any", 0))
        for row in rows
    )


def read_probes(file: Path = PROBES) -> Iterator[Probe]:
    """Load the probes."""
    for line in file.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        yield Probe(**{**data, "findings": tuple(data["findings"])})


def run(reader: Reader, probes: Iterable[Probe]) -> list[Outcome]:
    """Read every probe."""
    outcomes = []
    for probe in probes:
        reading = reader.read(probe.text)
        shown = reading.present() | reading.possible() | set(reading.danger.findings)
        outcomes.append(Outcome(probe, reading.danger.kind, frozenset(shown)))
    return outcomes


def figures(outcomes: Iterable[Outcome]) -> dict[str, Share]:
    """Sum up: what was caught, and what was raised or asked for nothing."""
    by = {expect: [o for o in outcomes if o.probe.expect == expect]
          for expect in ("emergency", "crisis", "ask", "nothing")}
    return {
        "emergencies at once": Share.of(o.kind in RAISED for o in by["emergency"]),
        "emergencies at once or with a question": Share.of(o.kind != "nothing" for o in by["emergency"]),
        "crises at once": Share.of(o.kind == "crisis" for o in by["crisis"]),
        "crises at once or with a question": Share.of(o.kind != "nothing" for o in by["crisis"]),
        "hints asked about or raised": Share.of(o.kind != "nothing" for o in by["ask"]),
        "hints raised without a question": Share.of(o.kind in RAISED for o in by["ask"]),
        "false emergencies": Share.of(o.kind in RAISED for o in by["nothing"]),
        "needless questions": Share.of(o.kind == "ask" for o in by["nothing"]),
        "findings shown of those in emergencies": Share.of(
            finding in o.shown for o in by["emergency"] for finding in o.probe.findings),
    }


def record(found: dict[str, Share], model: Path = MODEL) -> None:
    """Put the figures into the model's manifest, with what they were counted on."""
    file = model / "reader.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    manifest["figures"] = {
        "probes": {"file": PROBES.name, "sha256": hashlib.sha256(PROBES.read_bytes()).hexdigest()},
        **{name: asdict(share) for name, share in found.items()},
    }
    file.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Print the figures and every probe that went wrong."""
    parser = argparse.ArgumentParser(prog="evaluation.reader")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--probes", type=Path, default=PROBES, help="reader_probes_dev.jsonl is for tuning")
    parser.add_argument("--quiet", action="store_true", help="figures only: keeps the probes unseen")
    parser.add_argument("--record", action="store_true", help="write the figures into reader.json")
    arguments = parser.parse_args()
    outcomes = run(build_reader(arguments.model, read_rules()), read_probes(arguments.probes))
    for name, share in figures(outcomes).items():
        print(f"{name:42s} {share}")
    if not arguments.quiet:
        _list_misses(outcomes)
    if arguments.record:
        record(figures(outcomes), arguments.model)


def _list_misses(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.kind != outcome.probe.expect:
            print(f"{outcome.probe.id} {outcome.probe.expect} -> {outcome.kind}: {outcome.probe.text}")


if __name__ == "__main__":
    main()
