"""The figures count what they say, on messages made up for it."""
from __future__ import annotations

from typing import Any

from backguide.text.reading import Amount
from evaluation import danger, dialogues, findings, intents, numbers
from evaluation.labelled import Labelled
from evaluation.shares import Score, Share, percentile
from evaluation.systems import Keywords, Seen


def message(expect: str = "nothing", **fields: Any) -> Labelled:
    return Labelled("m1", "text", expect, fields.pop("findings", {}), **fields)


def seen(kind: str = "nothing", *, asked: tuple[str, ...] = (), amounts: tuple[Amount, ...] = (), **found: str) -> Seen:
    return Seen(kind, found, frozenset(asked), amounts, 0.001)


def test_a_share_has_its_wilson_interval() -> None:
    share = Share.counted(9, 10)
    assert (share.per_cent, share.low, share.high) == (90.0, 59.6, 98.2)
    assert Share.counted(0, 0) == Share(0, 0, 0.0, 0.0, 100.0)


def test_a_score_has_precision_recall_and_f1() -> None:
    score = Score(right=6, invented=2, missed=4)
    assert (score.n, score.precision, score.recall, round(score.f1, 3)) == (10, 0.75, 0.6, 0.667)
    assert Score(0, 0, 0).f1 == 0.0


def test_percentiles() -> None:
    assert percentile([3.0, 1.0, 2.0, 4.0], 0.5) == 3.0 and percentile([1.0], 0.95) == 1.0


def test_alarms_are_counted_by_what_was_called_for() -> None:
    messages = [message("emergency"), message("emergency", plain=False), message("crisis"), message(), message()]
    made = [seen("emergency"), seen("ask"), seen("ask", asked=("suicidal",)), seen("emergency"), seen("ask")]
    found = danger.figures(messages, made)
    assert found["emergencies: interrupt"].hits == 1 and found["emergencies: interrupt or question"].hits == 2
    assert found["emergencies told obliquely: interrupt"].hits == 0
    assert found["crises: interrupt"].hits == 0
    assert found["crises: the question or answer is about self-harm"].hits == 1
    assert found["false emergencies on traps and ordinary messages"].hits == 1
    assert found["needless questions on traps and ordinary messages"].hits == 1


def test_findings_are_scored_by_assertion() -> None:
    messages = [message(findings={"fever": "present", "chronic_cough": "absent"})]
    made = [seen(fever="present", chronic_cough="present")]
    known = frozenset({"fever", "chronic_cough"})
    scored = findings.scores(messages, made, known)
    assert scored["fever"] == Score(1, 0, 0) and scored["chronic_cough"] == Score(0, 1, 0)
    assert findings.confusion(messages, made, known)["absent"] == {"present": 1}


def test_a_number_is_found_within_its_range_or_not() -> None:
    three_weeks = Amount("duration", 21, 21, 0, 1, "3 weeks")
    found = numbers.figures([message(numbers={"days": [14, 35]}), message(numbers={"days": 60}), message()],
                            [seen(amounts=(three_weeks,))] * 3)["days"]
    assert (found.found.hits, found.found.n, found.invented.hits) == (1, 2, 1)


def test_intents_count_the_first_and_the_first_three() -> None:
    pairs = [("a", "greet"), ("b", "faq_imaging"), ("c", "faq_not_covered")]
    rankings = [[("greet", 0.9)], [("help", 0.6), ("greet", 0.2), ("faq_imaging", 0.1)], [("faq_not_covered", 0.5)]]
    found = intents.figures(pairs, rankings)
    assert (found.right.hits, found.top3.hits, found.topics.hits, found.declined.hits) == (2, 3, 0, 1)
    assert found.sure_and_wrong == Share.counted(1, 2) and found.confused == {("faq_imaging", "help"): 1}


def test_keywords_know_nothing_of_denial() -> None:
    assert Keywords().see("I have not been coughing up blood").kind == "emergency"
    assert Keywords().see("my back is sore").kind == "nothing"


def test_a_person_answers_from_the_findings_and_is_counted() -> None:
    question = {"type": "question", "id": "Q", "kind": "multi", "options": [
        {"id": "f", "title": "Fever", "payload": "/f", "sets": ["fever"]},
        {"id": "none", "title": "None of these", "payload": "/n", "sets": []}]}
    result = {"type": "triage_result", "level": "urgent"}
    heard: list[str] = []

    def send(_: str, text: str) -> list[dict[str, Any]]:
        heard.append(text)
        return [{"text": "..", "custom": result if text == "1" else question}]

    person = dialogues.Person("P", "my back hurts", {"age": 30, "duration": 3, "pain_score": 4}, frozenset({"fever"}),
                              "soon")
    talk = dialogues.Visit(person, "numbers", send).hold()
    assert heard == ["hello", "my back hurts", "1"]
    assert (talk.level, talk.questions) == ("urgent", 1)
    figures = dialogues.figures([talk])
    assert figures.too_high.hits == 1 and figures.too_low.hits == figures.right.hits == 0


def test_there_are_sixty_people_or_more() -> None:
    assert len(dialogues.people()) >= 60
