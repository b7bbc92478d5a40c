"""The doctor's summary as one printable page of HTML, with nothing from elsewhere."""
from __future__ import annotations

from html import escape
from typing import Iterable

from backguide.content import Content
from backguide.messages import labels
from backguide.summary import Section, Summary, foot, person_lines

STYLE = """
:root { color-scheme: light; font: 11pt/1.35 system-ui, sans-serif; color: #111; background: #fff }
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem }
h1 { font-size: 1.35rem; margin: 0 } h2 { font-size: 1rem; margin: .9rem 0 .2rem; border-bottom: 1px solid #999 }
p { margin: .3rem 0 } dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: 0 }
dt { font-weight: 600 } dd { margin: 0 } ul { margin: .2rem 0; padding-left: 1.2rem }
.unfinished, .level { border: 2px solid #111; padding: .3rem .6rem; font-weight: 600 } .small { font-size: .85rem }
@media print {
  :root { font-size: 8.2pt; line-height: 1.25 } body { margin: 0; max-width: none; padding: 0 }
  h2 { break-after: avoid; margin-top: .5rem } dl { break-inside: avoid } p, ul { margin: .1rem 0 }
}
@page { size: A4; margin: 10mm 14mm }
"""


def as_page(content: Content, summary: Summary) -> str:
    """Return a whole HTML document; every text in it is escaped."""
    words = content.texts.summary["words"]
    # one page: the first source of each; the chat and the FHIR document have all of them
    reasons = (f"{reason['text']} ({reason['rule']}; {reason['source'].split('; ')[0]})" for reason in summary.reasons)
    parts = [
        f"<h1>{escape(words['title'])}</h1><p class=\"small\">{escape(words['subtitle'])}</p>",
        "" if summary.complete else f"<p class=\"unfinished\">{escape(words['unfinished'])}</p>",
        _list(person_lines(content, summary)),
        *(_section(content, section) for section in summary.sections),
        _heading(words["course"], list(summary.course)),
        _heading(words["named"], [", ".join(summary.medicines)] if summary.medicines else []),
        _heading(words["own_words"], [f"“{text}”" for text in summary.own_words]),
        f"<h2>{escape(words['level'])}</h2><p class=\"level\">{escape(summary.headline)}</p>{_items(reasons)}",
        f"<p class=\"small\">{escape(foot(content, summary))}</p>",
    ]
    return (f"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{escape(words['title'])}</title>"
            f"<meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>"
            f"<body><main>{''.join(parts)}</main></body></html>")


def _section(content: Content, section: Section) -> str:
    words = content.texts.summary["words"]
    rows = [(words[state], ", ".join(labels(content, found))) for state, found in section.findings.items() if found]
    return f"<h2>{escape(section.title)}</h2>{_list(rows)}" if rows else ""


def _heading(title: str, items: list[str]) -> str:
    return f"<h2>{escape(title)}</h2>{_items(items)}" if items else ""


def _list(rows: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows) + "</dl>"


def _items(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
