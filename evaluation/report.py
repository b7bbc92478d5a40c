"""Turns figures into a page of tables and some plots."""
from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from evaluation import findings
from evaluation.measure import Found
from evaluation.shares import Score, Share

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "evaluation"
MOST_CONFUSED = 15


def save(found: Found, folder: Path = FOLDER) -> str:
    """Write figures.json, report.md and the plots; returns the report."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "figures.json").write_text(json.dumps(_plain(found), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    text = "\n\n".join(section for section in sections(found) if section) + "\n"
    (folder / "report.md").write_text(text, encoding="utf-8")
    _plot(found, folder)
    return text


def sections(found: Found) -> Iterable[str]:
    """Yield the sections of the report; of what was not measured an empty one."""
    yield "# Evaluation\n\nWritten by `make evaluate`, on held-out files only. In brackets: count, 95 % interval."
    if found.alarms:
        yield _side_by_side(f"## Alarms ({found.counts.get('messages', 0)} messages)", found.alarms)
        yield _table("## Emergencies that interrupt, by voice", ("voice", "share"), found.voices.items())
    if found.present:
        yield _present(found)
        yield _confusion(found)
        yield _table("## Numbers", ("kind", "found", "messages without one that got one"),
                     ((kind, f.found, f.invented) for kind, f in found.amounts.items()))
    if found.in_context:
        f = found.in_context
        yield _table(f"## Answers in context ({found.counts.get('replies', 0)} replies)", ("what", "share"), [
            ("understood", f.right), ("taken for something else", f.wrong), *f.by_kind.items()])
    if found.intents:
        yield _side_by_side(f"## Intents ({found.counts.get('intents', 0)} messages)", {
            name: {"right": f.right, "in the top three": f.top3, "wrong where the bot follows it": f.sure_and_wrong,
                   "FAQ topics": f.topics, "unanswerable known as such": f.declined}
            for name, f in found.intents.items()})
        yield _table("## Answers from the article", ("what", "share"), found.topics.items())
        yield _confused(found)
    yield _dialogues(found)
    yield _table("## Time and memory", ("what", "p50 ms", "p95 ms"),
                 ((name, *spread) for name, spread in found.milliseconds.items()))
    yield _table("", ("memory", "MB"), found.megabytes.items()) if found.megabytes else ""


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(str(cell).strip() for cell in row)} |" for row in rows]
    return "\n\n".join(part for part in (title, "\n".join(lines)) if part)


def _side_by_side(title: str, systems: Mapping[str, Mapping[str, Share]]) -> str:
    names = list(next(iter(systems.values())))
    return _table(title, ("", *systems), ((name, *(figures[name] for figures in systems.values())) for name in names))


def _present(found: Found) -> str:
    rows: list[tuple[str, ...]] = []
    for name, scored in found.present.items():
        rows.append((f"**all, {name}**", *_cells(findings.total(scored))))
    ours = next(iter(found.present.values()))
    rows.append(("**said not to be there now, BackGuide**", *_cells(findings.total(found.not_now))))
    rows += [(finding, *_cells(score)) for finding, score in ours.items()]
    return _table("## Findings said to be present", ("finding", "n", "precision", "recall", "F1"), rows)


def _cells(score: Score) -> tuple[str, ...]:
    return str(score.n), f"{score.precision:.2f}", f"{score.recall:.2f}", f"{score.f1:.2f}"


def _confusion(found: Found) -> str:
    columns = (*findings.ASSERTIONS, findings.NONE)
    rows = [(label, *(found.confusion[label][read] for read in columns)) for label in columns]
    return _table("## Assertions: labelled (rows) and read (columns)", ("", *columns), rows)


def _confused(found: Found) -> str:
    pairs = list(found.intents["BackGuide"].confused.items())[:MOST_CONFUSED]
    return _table("## Intents taken for others, most often first", ("intent", "taken for", "times"),
                  ((wanted, got, times) for (wanted, got), times in pairs))


def _dialogues(found: Found) -> str:
    figures = found.dialogues
    if figures is None:
        return ""
    rows = [("level right", figures.right), ("level too low, or none", figures.too_low),
            ("emergencies missed", figures.emergencies_missed), ("level too high", figures.too_high),
            ("questions of their own answered and the open one asked again", figures.recovered),
            ("questions asked, mean", figures.questions)]
    rows += [(f"level right, style: {style}", share) for style, share in figures.by_style.items()]
    title = (f"## Whole interviews ({found.counts.get('people', 0)} simulated people, "
             f"{found.counts.get('talks', 0)} talks over HTTP)")
    wrong = "\n".join(f"- {line}" for line in figures.wrong)
    return _table(title, ("what", "figure"), rows) + (f"\n\nNot at their level:\n\n{wrong}" if wrong else "")


def _plain(value: Any) -> Any:
    """Return a value that JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in asdict(value)}
    if isinstance(value, Mapping):
        return {"/".join(key) if isinstance(key, tuple) else str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _plot(found: Found, folder: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    if found.alarms:
        _bars(pyplot, found.alarms, folder / "alarms.png")
    if found.present:
        scored = {finding: score for finding, score in next(iter(found.present.values())).items() if score.n >= 5}
        ranked = sorted(scored, key=lambda finding: scored[finding].f1)
        figure, axes = pyplot.subplots(figsize=(7, 0.17 * len(ranked) + 1))
        axes.barh(ranked, [scored[finding].f1 for finding in ranked], color="#1f6f78")
        axes.set(xlim=(0, 1), title="F1 of present findings (5 labels or more)")
        axes.tick_params(axis="y", labelsize=6)
        _store(pyplot, figure, folder / "findings.png")
    if found.confusion:
        columns = [*findings.ASSERTIONS, findings.NONE]
        figure, axes = pyplot.subplots(figsize=(6, 5))
        shares = [[found.confusion[a][b] / max(1, sum(found.confusion[a].values())) for b in columns] for a in columns]
        axes.imshow(shares, cmap="Greens", vmin=0, vmax=1)
        axes.set_xticks(range(len(columns)), columns, rotation=40, ha="right", fontsize=7)
        axes.set_yticks(range(len(columns)), columns, fontsize=7)
        for row, a in enumerate(columns):
            for column, b in enumerate(columns):
                axes.text(column, row, found.confusion[a][b], ha="center", va="center", fontsize=7)
        axes.set(xlabel="read", ylabel="labelled", title="Assertions")
        _store(pyplot, figure, folder / "assertions.png")


def _bars(pyplot: Any, systems: Mapping[str, Mapping[str, Share]], file: Path) -> None:
    names = list(next(iter(systems.values())))
    figure, axes = pyplot.subplots(figsize=(9, 6))
    thick = 0.8 / len(systems)
    for place, (system, shares) in enumerate(systems.items()):
        middle = [row + place * thick for row in range(len(names))]
        values = [shares[name].per_cent for name in names]
        errors = [[max(0.0, v - shares[n].low) for v, n in zip(values, names)],
                  [max(0.0, shares[n].high - v) for v, n in zip(values, names)]]
        axes.barh(middle, values, thick, xerr=errors, label=system, error_kw={"lw": 0.7})
    axes.set_yticks([row + 0.4 - thick / 2 for row in range(len(names))], names, fontsize=7)
    axes.invert_yaxis()
    axes.set(xlim=(0, 100), xlabel="per cent, with 95 % interval")
    axes.legend(fontsize=8)
    _store(pyplot, figure, file)


def _store(pyplot: Any, figure: Any, file: Path) -> None:
    figure.tight_layout()
    # no version of the drawing library in the file: the same figures give the same bytes
    figure.savefig(file, dpi=110, metadata={"Software": None})
    pyplot.close(figure)
