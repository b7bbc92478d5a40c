"""What the shipped reader makes of plain messages: assertion, danger, spans."""
from __future__ import annotations

from datetime import date

import pytest

from backguide.text.pipeline import Reader
from backguide.text.reading import Mention, Reading

TODAY = date(2026, 11, 24)

PRESENT = [
    ("my left leg keeps buckling since last night", "limb_weakness"),
    ("I've lost control of my bladder", "bladder_bowel_loss"),
    ("I can't feel anything between my legs", "saddle_numbness"),
    ("I coughed up blood this morning", "coughing_blood"),
    ("I haven't been able to pee all day, nothing comes out", "urinary_retention"),
    ("I had breast cancer six years ago", "cancer_history"),
    ("the pain wakes me up every night", "night_pain_wakes"),
    ("I've had a cough for two months that won't go away", "chronic_cough"),
    ("I am 24 weeks pregnant and my back aches", "pregnancy"),
    ("I'm exhausted all the time for weeks now", "fatigue"),
]
ABSENT = [
    ("no fever at all", "fever"),
    ("I have no weakness in my legs", "limb_weakness"),
    ("I haven't coughed up any blood", "coughing_blood"),
    ("no chest pain", "chest_pain"),
    ("my bladder works normally, no accidents", "bladder_bowel_loss"),
]
NOT_THE_PATIENTS = [
    ("my grandfather coughed up blood before he died", "coughing_blood"),
    ("what if I lose control of my bladder one day?", "bladder_bowel_loss"),
    ("I had a numb leg ten years ago, it went away completely", "numbness_legs"),
    ("my mum had lung cancer", "cancer_history"),
]
EMERGENCIES = [
    "both my legs went numb an hour ago and I wet myself",
    "crushing chest pain and I can't breathe",
    "I was hit by a car this morning and my back hurts badly",
    "the right side of my face is drooping and my speech is slurred",
    "sudden ripping pain in my chest and back, worst of my life",
]
ORDINARY = [
    "my upper back is sore after gardening", "hello", "yes", "no", "3", "not sure", "thank you",
    "what exercises are good for back pain", "I slept badly and have a stiff shoulder", "about a week",
    "my back is killing me after that drive",
]
CRISES = ["I want to end my life", "I am going to kill myself tonight"]


def read(reader: Reader, text: str) -> Reading:
    return reader.read(text, today=TODAY)


def of(reading: Reading, finding: str) -> list[Mention]:
    return [mention for mention in reading.mentions if mention.finding == finding]


@pytest.mark.parametrize(("text", "finding"), PRESENT)
def test_what_is_said_plainly_is_present(reader: Reader, text: str, finding: str) -> None:
    assert finding in read(reader, text).present()


@pytest.mark.parametrize(("text", "finding"), ABSENT)
def test_what_is_denied_is_absent_and_never_dangerous(reader: Reader, text: str, finding: str) -> None:
    reading = read(reader, text)
    assert finding in reading.absent()
    assert reading.danger.kind == "nothing"


@pytest.mark.parametrize(("text", "finding"), NOT_THE_PATIENTS)
def test_others_past_and_imagined_findings_are_not_now(reader: Reader, text: str, finding: str) -> None:
    reading = read(reader, text)
    assert finding not in reading.present() | reading.possible()
    assert reading.danger.kind == "nothing"


@pytest.mark.parametrize("text", EMERGENCIES)
def test_an_emergency_interrupts_with_a_rule_and_its_findings(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert reading.danger.kind == "emergency"
    assert reading.danger.rule and reading.danger.findings
    assert set(reading.danger.findings) <= reading.present()


@pytest.mark.parametrize("text", CRISES)
def test_a_crisis_has_its_own_kind(reader: Reader, text: str) -> None:
    danger = read(reader, text).danger
    assert (danger.kind, danger.rule, danger.findings) == ("crisis", "R27", ("suicidal",))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_messages_are_left_alone(reader: Reader, text: str) -> None:
    assert read(reader, text).danger.kind == "nothing"


def test_chest_pain_alone_is_asked_about(reader: Reader) -> None:
    danger = read(reader, "I have pain in my chest").danger
    assert danger.kind == "ask" and "chest_pain" in danger.findings


def test_a_medicine_and_a_temperature_make_an_emergency(reader: Reader) -> None:
    reading = read(reader, "I take methotrexate and my temperature is 39 degrees")
    assert {"fever", "immunosuppressed_or_iv_drug"} <= reading.present()
    assert reading.danger.kind == "emergency"


def test_every_span_is_the_persons_own_words(reader: Reader) -> None:
    text = "Hello. My leg keeps giving way; no fever, and it\u2019s been 3 weeks. My dad had cancer."
    reading = read(reader, text)
    assert reading.mentions and reading.amounts
    for found in (*reading.mentions, *reading.amounts):
        assert text[found.start:found.end] == found.text != ""


def test_a_mention_quotes_its_own_clause(reader: Reader) -> None:
    mention = of(read(reader, "My back aches. My leg keeps giving way. Work is busy."), "limb_weakness")[0]
    assert mention.text == "My leg keeps giving way"


def test_reading_is_the_same_each_time(reader: Reader) -> None:
    assert read(reader, EMERGENCIES[0]) == read(reader, EMERGENCIES[0])
    assert len(read(reader, "hello").vector) == 768


def test_the_vector_alone_is_that_of_the_reading(reader: Reader) -> None:
    text = "my left leg is numb, since \u2018Monday\u2019"
    assert reader.vector(text) == read(reader, text).vector
