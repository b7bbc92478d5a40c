"""What a clinician looks at before and after editing content: `make content-check`.

Writes var/content-check/: rules.html (every rule, printable), interview.png (the
questions and what makes each due), changes.md (which synthetic people change
level by the edits that are not committed yet).
"""
from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any, Iterable

from backguide.case import Answer, Case, Told
from backguide.content import Content, load_content
from backguide.errors import ContentError
from backguide.findings import Range
from backguide.lint import faults
from backguide.messages import labels
from backguide.reasons import source_of
from backguide.rules import Rule
from backguide.verdict import conclude

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "var" / "content-check"
PEOPLE = 2000
SEED = 7
NOT_REVIEWED = "not reviewed"
STYLE = ("body{font:10pt/1.35 system-ui,sans-serif;margin:1rem}table{border-collapse:collapse;width:100%}"
         "td,th{border:1px solid #999;padding:.2rem .4rem;text-align:left;vertical-align:top}"
         "th{background:#eee;position:sticky;top:0}tr{break-inside:avoid}@page{size:A4 landscape;margin:10mm}")


def rules_page(content: Content) -> str:
    """Return all rules as one printable page."""
    head = ("Id", "When", "Level", "How soon", "Reason that is shown", "Source", "Source was", "Reviewed")
    rows = "".join(_row(_cells(content, rule), "td") for rule in content.rules)
    review = escape(review_line(content))
    return (f"<!doctype html><html lang=en><meta charset=utf-8><title>Rules</title><style>{STYLE}</style>"
            f"<h1>Urgency rules</h1><p>Content version {content.version}. {review}</p>"
            f"<table>{_row(head, 'th')}{rows}</table></html>")


def review_line(content: Content) -> str:
    """Return who reviewed the content and when, or that nobody did."""
    review = content.texts.sources["review"]
    if not review["by"]:
        return "No clinician has reviewed it yet."
    return f"Reviewed by {review['by']} on {review['on']}; next review due {review['due']}."


def _cells(content: Content, rule: Rule) -> tuple[str, ...]:
    when = " and ".join(labels(content, rule.all_of))
    if rule.any_of:
        some = f"at least {rule.min_any} of: {'; '.join(labels(content, rule.any_of))}"
        when = f"{when} and {some}" if when else some
    if rule.unless:
        when += f" — unless {' or '.join(labels(content, rule.unless))}"
    return (rule.id, when or "nothing else fires", rule.level.id, rule.within, rule.reason, source_of(content, rule),
            rule.status, content.texts.sources["review"]["on"] or NOT_REVIEWED)


def _row(cells: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def people(content: Content, count: int = PEOPLE) -> list[Case]:
    """Return so many made-up cases: age, duration, score and up to eight findings each; the same every time."""
    rng = random.Random(SEED)
    tellable = sorted(finding for finding, about in content.findings.items() if about.ask)
    numbers = {q.number: q.id for q in content.questions if q.number}
    cases = []
    for _ in range(count):
        values = {"age": rng.randint(6, 90), "duration": rng.choice([1, 5, 12, 20, 45, 100, 800]),
                  "pain_score": rng.randint(0, 10)}
        answers = tuple(Answer(numbers[name], "answered", value=Range(value, value)) for name, value in values.items())
        case = Case(answers=answers)
        for finding in rng.sample(tellable, rng.randint(0, 8)):
            case = case.with_told(Told(finding, "present"))
        cases.append(case)
    return cases


def changes(old: Content, new: Content) -> str:
    """Return which made-up people change level between two contents."""
    common = [case for case in people(new) if all(told.finding in old.findings for told in case.told)]
    moves: Counter[tuple[str, str]] = Counter()
    examples: list[str] = []
    for case in common:
        before, after = conclude(old, case), conclude(new, case)
        if before.level != after.level:
            moves[before.level.id, after.level.id] += 1
            signs = ", ".join(told.finding for told in case.told)
            examples.append(f"- {before.level.id} → {after.level.id} ({before.fired[0].rule.id} → "
                            f"{after.fired[0].rule.id}): {signs}")
    lines = [f"# {sum(moves.values())} of {len(common)} made-up people change level", "",
             f"From content {old.version} to {new.version}.", ""]
    lines += [f"- {before} → {after}: {count}" for (before, after), count in moves.most_common()]
    return "\n".join([*lines, "", "## Examples", "", *examples[:50]]) + "\n"


def committed(folder: Path) -> Content:
    """Load the content of the last commit, unpacked into a folder."""
    archive = subprocess.run(["git", "archive", "HEAD", "content"], cwd=ROOT, check=True, capture_output=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return load_content(folder / "content")


def compared(content: Content) -> str:
    """Compare with the last commit; says why where that cannot be done."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return changes(committed(Path(folder)), content)
        except (subprocess.CalledProcessError, FileNotFoundError):
            return "# No comparison: this is not a git working copy\n"
        except ContentError as error:
            return f"# No comparison: the committed content does not fit the present schema\n\n{error}\n"


def draw(content: Content, file: Path) -> None:
    """Draw the questions, stage by stage, with an arrow from each to those that its answers make due."""
    import matplotlib
    import networkx

    matplotlib.use("Agg")
    from matplotlib import pyplot

    graph: Any = networkx.DiGraph()
    stages = list(dict.fromkeys(question.stage for question in content.questions))
    for question in content.questions:
        graph.add_node(question.id, layer=stages.index(question.stage))
    for later in content.questions:
        for earlier in content.questions:
            if earlier is not later and later.when.findings() & set(earlier.settles):
                graph.add_edge(earlier.id, later.id)
    place = networkx.multipartite_layout(graph, subset_key="layer")
    titles = {question.id: f"{question.id}\n{question.title}" for question in content.questions}
    figure = pyplot.figure(figsize=(16, 14))
    networkx.draw_networkx_edges(graph, place, edge_color="#9ab", arrowsize=8, connectionstyle="arc3,rad=0.08")
    networkx.draw_networkx_labels(graph, place, titles, font_size=7,
                                  bbox={"boxstyle": "round", "fc": "white", "ec": "#346"})
    pyplot.axis("off")
    figure.savefig(file, dpi=110)
    pyplot.close(figure)


def main() -> None:
    """Check, then write the three files; ends with 1 where the content has faults."""
    content = load_content()
    found = faults(content)
    for fault in found:
        print(fault)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "rules.html").write_text(rules_page(content), encoding="utf-8")
    draw(content, OUT / "interview.png")
    told = compared(content)
    (OUT / "changes.md").write_text(told, encoding="utf-8")
    print(f"{len(content.rules)} rules, {len(found)} faults. {review_line(content)}")
    print(told.splitlines()[0].strip("# "))
    print("See var/content-check: rules.html, interview.png, changes.md")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
