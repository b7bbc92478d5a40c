"""The doctor's summary as a PDF, where WeasyPrint and the system's Pango are installed."""
from __future__ import annotations

from functools import lru_cache
from typing import Any


class NoPdf(Exception):
    """Raised where PDFs cannot be made: `make pdf` installs what is missing."""


def as_pdf(page: str) -> bytes:
    """Print a page of ours; tagged for screen readers. Takes a tenth of a second: call it in a thread.

    Raises NoPdf.
    """
    tool = _weasyprint()
    # the page holds all that it shows: nothing is fetched, from disk or elsewhere
    nothing = tool.urls.URLFetcher(allowed_protocols=())
    return bytes(tool.HTML(string=page, url_fetcher=nothing).write_pdf(pdf_variant="pdf/ua-1"))


def is_available() -> bool:
    """Tell whether PDFs can be made here."""
    try:
        _weasyprint()
    except NoPdf:
        return False
    return True


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # OSError: the package is there, Pango is not
        raise NoPdf("WeasyPrint or Pango is missing: see docs/operations.md") from error
    return weasyprint
