"""Numbers by country: by a page's locale, by a code, by what a person tells."""
from __future__ import annotations

import pytest

from backguide.content import Content
from backguide.helplines import countries, country, country_named, country_of_locale


@pytest.mark.parametrize(("locale", "place"), [
    ("en-GB", "uk"), ("en_us", "us"), ("GB", "uk"), ("zh-Hans-SG", "singapore"), ("de-DE", "eu"), ("fr-CA", "canada"),
])
def test_the_region_of_a_locale_tells_the_country(content: Content, locale: str, place: str) -> None:
    found = country_of_locale(content, locale)
    assert found is not None and found.id == place


@pytest.mark.parametrize("locale", ["en", "es", "it", "pt", "", "en-", "gb", "en-ZZ", "x-GB-more", None, 4, ["en-GB"]])
def test_a_language_alone_or_an_unknown_region_tells_none(content: Content, locale: object) -> None:
    assert country_of_locale(content, locale) is None


def test_no_code_stands_for_two_countries(content: Content) -> None:
    codes = [code for entry in countries(content) for code in entry.codes]
    assert len(codes) == len(set(codes)) > 30


def test_no_number_is_said_without_its_country(content: Content) -> None:
    default = content.texts.numbers["default"]
    for entry in countries(content):
        assert entry.id == default or entry.emergency.endswith(f"({entry.name})")


def test_an_unknown_country_gets_the_neutral_wording(content: Content) -> None:
    assert country(content, "atlantis").emergency == country(content, None).emergency
    assert country_named(content, "I am in Atlantis") is None


@pytest.mark.parametrize(("text", "place"), [
    ("not in the UK, I'm in Canada", "canada"), ("I'm in Canada, not the US", "canada"), ("US", "us"), ("us", "us"),
    ("uk", "uk"), ("in the U.S.", "us"), ("I am from Scotland but I am in France now", "eu"),
    ("I'm not in the UK", None),
    ("I live in Northern Ireland", "uk"), ("not northern ireland, ireland", "ireland"), ("Nigeria", None),
    ("we moved from india to london", "uk"), ("tell us more", None),
])
def test_a_country_is_where_somebody_is_not_one_that_is_denied(content: Content, text: str, place: str | None) -> None:
    found = country_named(content, text)
    assert (found.id if found else None) == place
