"""The documents of a conversation: the doctor's summary as a page, as text, and as FHIR."""
from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime, timezone
from typing import Callable, Mapping, NamedTuple, Optional, Text, Tuple

from rasa.shared.core.trackers import DialogueStateTracker
from sanic import response
from sanic.response import HTTPResponse

from backguide.case import Case
from backguide.content import Content
from backguide.fhir import document
from backguide.summary import as_text, summarise
from backguide.summary_page import STYLE, as_page
from backguide.visits import Visit, visits_from
from backguide_rasa import core
from backguide_rasa.channels.pdf import as_pdf

_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Mapping[Text, Text] = {
    "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; "
                               "form-action 'none'; frame-ancestors 'none'",
}
Visits = Tuple[Visit, ...]


class Kind(NamedTuple):
    """How a document is made and sent; `file` is the name it is saved under, if it is."""

    content_type: Text
    write: Callable[[Content, Case, datetime, Visits], Text | bytes]
    file: Text = ""


def _page(content: Content, case: Case, made: datetime, visits: Visits) -> Text:
    return as_page(content, summarise(content, case, made, visits))


def _pdf(content: Content, case: Case, made: datetime, visits: Visits) -> bytes:
    return as_pdf(_page(content, case, made, visits))


def _text(content: Content, case: Case, made: datetime, visits: Visits) -> Text:
    return as_text(content, summarise(content, case, made, visits))


def _fhir(content: Content, case: Case, made: datetime, visits: Visits) -> Text:
    return json.dumps(document(content, case, made, visits), indent=1)


KINDS: Mapping[Text, Kind] = {
    "report": Kind("text/html; charset=utf-8", _page),
    "pdf": Kind("application/pdf", _pdf, "back-pain-summary.pdf"),
    "summary": Kind("text/plain; charset=utf-8", _text),
    "fhir": Kind("application/fhir+json; charset=utf-8", _fhir, "back-pain-summary.json"),
}


def write(name: Text, tracker: Optional[DialogueStateTracker]) -> HTTPResponse:
    """Return the document of this name for what a tracker keeps, if there is one; call it in a thread.

    Raises KeyError for another name, NoPdf where a PDF cannot be made.
    """
    kind = KINDS[name]
    case = Case.from_data(tracker.get_slot("case") if tracker else None)
    visits = visits_from(tracker.get_slot("timeline") if tracker else None)
    body = kind.write(core.content(), case, datetime.now(timezone.utc), visits)
    headers = dict(HEADERS)
    if kind.file:
        headers["Content-Disposition"] = f'attachment; filename="{kind.file}"'
    return response.raw(body, content_type=kind.content_type, headers=headers)
