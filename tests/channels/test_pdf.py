"""The summary as a PDF: one page, or a clear word that it cannot be made here."""
from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from backguide.content import Content
from backguide.summary import summarise
from backguide.summary_page import as_page
from backguide_rasa.channels import pdf
from tests.core.simulate import hold, personas

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=timezone.utc)
needs_pango = pytest.mark.skipif(not pdf.is_available(),
                                 reason="no PDFs here: apt-get install libpangoft2-1.0-0 && make setup-dev")


@needs_pango
@pytest.mark.parametrize("persona", personas()[::10], ids=lambda p: p.id)
def test_the_summary_is_one_page(content: Content, persona: object) -> None:
    case, _ = hold(content, persona)  # type: ignore[arg-type]
    page = as_page(content, summarise(content, case, NOW))
    assert pdf.as_pdf(page).startswith(b"%PDF-")
    assert len(pdf._weasyprint().HTML(string=page).render().pages) == 1


@needs_pango
def test_a_page_fetches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("of somebody else")
    page = f'<link rel="attachment" href="{secret.as_uri()}"><p>hello</p>'
    assert b"EmbeddedFile" in pdf._weasyprint().HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert b"EmbeddedFile" not in pdf.as_pdf(page)


def test_where_pango_is_missing_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise pdf.NoPdf("missing")

    monkeypatch.setattr(pdf, "_weasyprint", fail)
    assert not pdf.is_available()
    with pytest.raises(pdf.NoPdf):
        pdf.as_pdf("<p>hello</p>")
