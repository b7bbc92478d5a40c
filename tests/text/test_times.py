"""Looser times are offered to the chooser only, and it takes those that the model holds for the pain's."""
from __future__ import annotations

import datetime

import pytest

from backguide.text.amounts import find_amounts, times_named
from backguide.text.duration_clause import Candidate
from backguide.text.durations import Possible, possible_durations
from backguide.text.number_words import tokenize
from backguide.text.time_choice import TimeChoice, TimeWeights

TODAY = datetime.date(2026, 11, 24)  # a Tuesday
WEIGHTS = TimeWeights(ruled=1.0, loose=-1.0, bias=0.0, least=0.35, other=0.5)

# text, low, high: a length of time in days that no rule of clauses reads
LOOSE = [
    ("it went the Thursday before last", 12, 12), ("weekend before last I moved house", 9, 10),
    ("Monday last week my back went", 8, 8), ("since Friday the 13th", 11, 11), ("on the 7th it caught", 17, 17),
    ("a misery since the first of the month", 23, 23), ("since we put the clocks back", 30, 30),
    ("started Labour Day Monday", 78, 78), ("two weeks, no wait, three", 21, 21),
    ("been off the drink 100 days and the back has hurt for 30 of them", 30, 30),
    ("a fortnight tomorrow I've had this back", 13, 13), ("Ten weeks on Friday coming", 67, 67),
    ("seven weeks on saturday just gone", 52, 52), ("tenth day today and no looser", 9, 10),
    ("had it yrs, on an off", 365, 36_500), ("overnight my back decided to quit", 0, 1),
    ("just now in the shower it locked", 0, 0), ("I'm 35, back pain since college", 12 * 365, 19 * 365),
    ("I'm 26, it's since my late teens", 6 * 365, 10 * 365), ("began with my second, she's six now", 2190, 2554),
    ("half my life I've had this spine, I'm 50", 20 * 365, 30 * 365),
]
# a time that is none of the above
NOT_LOOSE = ["my back hurts", "I live on the 3rd floor", "24/7 pain", "I am 54 and he was 6 foot", "7/10 pain",
             "I'm 62", "the 2nd baby", "since I was 30", "two weeks, three tablets a day"]


@pytest.mark.parametrize(("text", "low", "high"), LOOSE)
def test_looser_times_are_read(text: str, low: float, high: float) -> None:
    assert (low, high) in {(each.candidate.low, each.candidate.high) for each, _ in times_named(text, TODAY)}


@pytest.mark.parametrize("text", NOT_LOOSE)
def test_what_is_no_time_is_none(text: str) -> None:
    assert not [each for each, _ in times_named(text, TODAY) if each.loose]


def test_without_a_chooser_no_looser_time_counts() -> None:
    assert find_amounts("it went the Thursday before last", TODAY) == ()


def _of(chances: dict[str, float], text: str) -> list[str]:
    """Choose with a model that gives each named stretch of text this value."""
    def look(start: int, end: int) -> float:
        return chances[text[start:end]]
    amounts = find_amounts(text, TODAY, choice=TimeChoice(WEIGHTS, look))
    return [amount.text for amount in amounts if amount.entity == "duration"]


def test_the_model_can_overrule_the_rules_both_ways() -> None:
    text = "back pain for three weeks, on tablets two weeks"
    assert _of({"three weeks": 2.0, "two weeks": -9.0}, text) == ["three weeks"]
    assert _of({"three weeks": -9.0, "two weeks": 3.0}, text) == ["two weeks"]
    assert _of({"three weeks": -9.0, "two weeks": -9.0}, text) == []


@pytest.mark.parametrize(("value", "chosen"), [(-1.61, True), (-1.63, False)])
def test_the_likeliest_counts_from_its_threshold(value: float, chosen: bool) -> None:
    # the rules say yes, which adds 1.0: log odds of .35 are -0.619
    assert bool(_of({"three weeks": value}, "back pain for three weeks")) is chosen


@pytest.mark.parametrize(("value", "chosen"), [(0.01, True), (-0.01, False)])
def test_a_second_one_must_be_likelier_than_not(value: float, chosen: bool) -> None:
    possible = [Possible(Candidate(21, 21, 0, 2, "week", "span"), True, False),
                Possible(Candidate(2, 2, 5, 6, "day", "date"), False, False)]
    picked = TimeChoice(WEIGHTS, lambda start, _: 5.0 if start == 0 else value).of(possible, [(0, 9), (20, 29)])
    assert len(picked) == 1 + chosen


def test_of_two_that_overlap_the_likelier_counts() -> None:
    possible = [Possible(Candidate(6, 6, 0, 2, "day", "date"), False, False),
                Possible(Candidate(12, 12, 0, 4, "day", "date"), False, True)]
    picked = TimeChoice(WEIGHTS, lambda _, end: 9.0 if end == 20 else 2.0).of(possible, [(0, 8), (0, 20)])
    assert [each.candidate.low for each in picked] == [12]


def test_every_time_that_the_rules_read_is_offered() -> None:
    possible = possible_durations(tokenize("sore for 3 weeks, since I fell on Monday"), TODAY)
    assert {each.candidate.low for each in possible} >= {21, 1}
