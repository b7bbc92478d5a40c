"""Medicine names and measured amounts: where rules are exact."""
from __future__ import annotations

import pytest

from backguide.text.implied import Measure, from_amounts, from_medicines, merge, undecided
from backguide.text.medicines import Medicines, one_edit
from backguide.text.reading import Amount, Mention

MEDICINES = Medicines.from_file()
FEVER = Measure("fever", "temperature", at_least=38)
LONG = Measure("long", "duration", at_least=43, decides=True)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("I take warfarin", "anticoagulant"), ("on Warferin since May", "anticoagulant"),
        ("apixaban twice a day", "anticoagulant"), ("prednisolone 5 mg", "osteoporosis_or_steroids"),
        ("alendronic acid on Sundays", "osteoporosis_or_steroids"), ("Humira", "immunosuppressed_or_iv_drug"),
        ("metotrexate weekly", "immunosuppressed_or_iv_drug"),
    ],
)
def test_a_medicine_tells_its_finding(text: str, finding: str) -> None:
    assert [(found.finding, found.taken) for found in MEDICINES.find(text)] == [(finding, True)]


@pytest.mark.parametrize(
    "text", ["not on warfarin", "I came off the apixaban", "stopped methotrexate", "never had heparin"])
def test_a_denied_medicine_is_not_taken(text: str) -> None:
    assert [found.taken for found in MEDICINES.find(text)] == [False]


def test_a_denial_of_something_else_is_no_denial() -> None:
    assert MEDICINES.find("I am not sleeping since they put me on warfarin")[0].taken


@pytest.mark.parametrize("text", ["paracetamol and ibuprofen", "acid reflux", "chem lab", "pro life"])
def test_other_words_are_no_medicine(text: str) -> None:
    assert MEDICINES.find(text) == ()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [("abcd", "abcd", True), ("abcd", "abxd", True), ("abcd", "abd", True), ("abcd", "abdc", True),
     ("abcd", "abcde", True), ("abcd", "badc", False), ("abcd", "ab", False), ("", "a", True)],
)
def test_one_edit(one: str, two: str, same: bool) -> None:
    assert one_edit(one, two) is same
    assert one_edit(two, one) is same


def test_the_model_may_overrule_a_medicine_in_the_same_clause() -> None:
    text = "my mum is on warfarin"
    model = Mention("anticoagulant", "family", 0, len(text), text, 0.8, "symptom_model")
    assert list(from_medicines(text, MEDICINES, [model])) == []
    assert list(from_medicines(text, MEDICINES, []))[0].finding == "anticoagulant"


@pytest.mark.parametrize(("degrees", "count"), [(38.0, 1), (37.9, 0)])
def test_a_temperature_from_38_is_fever(degrees: float, count: int) -> None:
    text = "it says 38 here"
    amount = Amount("temperature", degrees, degrees, 8, 10, "38")
    assert len(list(from_amounts(text, [amount], [FEVER], []))) == count


def test_an_exact_mention_takes_the_place_of_the_models() -> None:
    model = Mention("fever", "possible", 0, 4, "text", 0.5, "symptom_model")
    exact = Mention("fever", "present", 2, 4, "xt", 1.0, "measures")
    assert merge([model], [exact]) == (exact,)


def test_a_deciding_amount_silences_the_model() -> None:
    guess = Mention("long", "present", 0, 9, "two weeks", 0.9, "symptom_model")
    days = Amount("duration", 14, 14, 0, 9, "two weeks")
    assert undecided([days], [LONG], [guess]) == ()
    assert undecided([], [LONG], [guess]) == (guess,)


@pytest.mark.parametrize(("low", "high", "reached"), [(43, 43, True), (42, 60, False), (42, 42, False)])
def test_a_measure_needs_the_whole_range(low: float, high: float, reached: bool) -> None:
    assert LONG.reached(Amount("duration", low, high, 0, 1, "x")) is reached
