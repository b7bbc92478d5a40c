"""Once true, always true: only for the patient, only when not denied."""
from __future__ import annotations

import pytest

from backguide.text.lasting import outlast
from backguide.text.reading import Assertion, Mention


@pytest.mark.parametrize(
    ("text", "assertion", "becomes"),
    [
        ("I had breast cancer six years ago", "historical", "present"),
        ("bowel cancer in 2015", "historical", "possible"),
        ("I had a scan years ago and it was not cancer", "historical", "historical"),
        ("my mum had cancer years ago", "family", "family"),
        ("what if I get cancer", "hypothetical", "hypothetical"),
    ],
)
def test_a_lasting_finding_outlasts_the_past(text: str, assertion: Assertion, becomes: Assertion) -> None:
    mention = Mention("cancer_history", assertion, 0, len(text), text, 0.9, "symptom_model")
    assert outlast([mention], {"cancer_history"})[0].assertion == becomes


def test_other_findings_stay_in_the_past() -> None:
    mention = Mention("numbness_legs", "historical", 0, 1, "I had it years ago", 0.9, "symptom_model")
    assert outlast([mention], {"cancer_history"}) == (mention,)
