"""The spaCy pipeline that reads a message, and the reader around it."""
# no `from __future__ import annotations`: spaCy resolves factories by their real types
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import AbstractSet, Any, Iterator, Mapping, Sequence, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from backguide.text import hygiene, implied, symptom_model
from backguide.text.amounts import find_amounts
from backguide.text.coherence import settle
from backguide.text.danger import DangerPolicy, DangerRule, Evidence, judge
from backguide.text.lasting import outlast
from backguide.text.medicines import CONTENT as MEDICINES
from backguide.text.medicines import Medicines
from backguide.text.reading import NOT_NOW, Amount, Assertion, Mention, Reading
from backguide.text.spans import locate
from backguide.text.time_choice import TimeChoice, TimeWeights
from backguide.text.tokens import ForgetfulTokenizer

EXTRACTOR = "symptom_model"
# below this another person as the patient is not assumed
OTHER = 0.5
Placed = TypeVar("Placed", Mention, Amount)

for _name, _default in (("mentions", ()), ("amounts", ()), ("danger", None), ("scores", None)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@Language.factory("backguide_symptoms")
class Symptoms:
    """Sets `doc._.mentions` by the model and by medicine names, and `doc._.scores`."""

    def __init__(self, nlp: Language, name: str, model: str, medicines: str) -> None:
        self._model = symptom_model.load(model)
        self._medicines = Medicines.from_file(Path(medicines))

    def __call__(self, doc: Doc) -> Doc:
        scores = self._model.read(doc.text)
        mentions = outlast(tuple(_mentions(doc.text, scores)), scores.manifest.lasting)
        exact = tuple(implied.from_medicines(doc.text, self._medicines, mentions))
        doc._.scores = scores
        doc._.mentions = implied.merge(mentions, exact)
        return doc


@Language.factory("backguide_amounts")
class Amounts:
    """Sets `doc._.amounts` and adds the findings that follow from them."""

    def __init__(self, nlp: Language, name: str, measures: str, model: str) -> None:
        self._measures = implied.read_measures(Path(measures))
        self._times = TimeWeights.from_data(symptom_model.read_manifest(Path(model)).data["times"])

    def __call__(self, doc: Doc) -> Doc:
        other = doc._.scores.other() >= OTHER
        choice = TimeChoice(self._times, doc._.scores.time)
        doc._.amounts = find_amounts(doc.text, doc.user_data["today"], other=other, choice=choice)
        exact = tuple(implied.from_amounts(doc.text, doc._.amounts, self._measures, doc._.mentions))
        open_to_the_model = implied.undecided(doc._.amounts, self._measures, doc._.mentions)
        doc._.mentions = implied.merge(open_to_the_model, exact)
        return doc


@Language.factory("backguide_danger")
class DangerJudge:
    """Sets `doc._.danger` and makes `doc._.mentions` agree with it."""

    def __init__(self, nlp: Language, name: str, model: str, rules: list[dict[str, Any]]) -> None:
        self._policy = DangerPolicy.from_data(symptom_model.read_manifest(Path(model)).data)
        self._rules = tuple(
            DangerRule(rule["id"], tuple(rule["all_of"]), tuple(rule["any_of"]), rule["min_any"], tuple(rule["unless"]))
            for rule in rules)

    def __call__(self, doc: Doc) -> Doc:
        evidence = with_exact(doc._.scores.evidence(), doc._.mentions)
        danger = judge(evidence, self._rules, self._policy)
        raised = danger.findings if danger.kind in ("emergency", "crisis") else ()
        unseen = set(raised) - {mention.finding for mention in doc._.mentions}
        mentions = implied.merge(doc._.mentions, tuple(_mentions(doc.text, doc._.scores, unseen)) if unseen else ())
        doc._.danger = danger
        doc._.mentions = settle(mentions, danger, evidence, self._rules, self._policy)
        return doc


class Reader:
    """Reads any string; safe to share between threads."""

    def __init__(self, nlp: Language, model: symptom_model.SymptomModel) -> None:
        self._nlp = nlp
        self._model = model

    def vector(self, text: str) -> tuple[float, ...]:
        """Return the sentence vector alone: half the time of a reading."""
        return self._model.vector(hygiene.clean(hygiene.abridge(text).text))

    def read(self, text: str, *, today: date | None = None) -> Reading:
        """Read one message; calendar phrases count from `today`."""
        short = hygiene.abridge(text)
        doc = self._nlp.make_doc(hygiene.clean(short.text))
        doc.user_data["today"] = today or date.today()
        doc = self._nlp(doc)
        return Reading(
            text=text,
            mentions=tuple(_placed(mention, text, short) for mention in doc._.mentions),
            amounts=tuple(_placed(amount, text, short) for amount in doc._.amounts),
            danger=doc._.danger,
            vector=doc._.scores.vector(),
            subject="other" if doc._.scores.other() >= OTHER else "self",
        )


def build_reader(
    model: Path,
    rules: Sequence[DangerRule],
    *,
    medicines: Path = MEDICINES,
    measures: Path = implied.MEASURES,
) -> Reader:
    """Make a reader of a model folder and of the emergency rules."""
    nlp = spacy.blank("en")
    nlp.tokenizer = ForgetfulTokenizer()
    nlp.add_pipe("backguide_symptoms", config={"model": str(model), "medicines": str(medicines)})
    nlp.add_pipe("backguide_amounts", config={"measures": str(measures), "model": str(model)})
    nlp.add_pipe("backguide_danger", config={"model": str(model), "rules": [asdict(rule) for rule in rules]})
    return Reader(nlp, symptom_model.load(str(model)))


def _mentions(text: str, scores: symptom_model.Scores, unseen: AbstractSet[str] = frozenset()) -> Iterator[Mention]:
    """Yield what the model says is mentioned, or doubtful mentions of the `unseen` findings."""
    for index, finding in enumerate(scores.manifest.findings):
        if unseen and finding not in unseen:
            continue
        chances = scores.classes(index)
        said = said_with(chances, scores.manifest.least(finding))
        assertion, chance = ("possible", chances["possible"]) if finding in unseen else said
        if assertion is None:
            continue
        start, end = locate(text, *scores.attention(index))
        yield Mention(finding, assertion, start, end, text[start:end], chance, EXTRACTOR)


def said_with(chances: Mapping[str, float], least: float) -> tuple[Assertion | None, float]:
    """Return the assertion that a finding's probabilities speak for, and how sure it is.

    The four that mean "not now" are weighed together: which of them it is
    matters less than that it is none of today's.
    """
    if chances["present"] >= least:
        return "present", chances["present"]
    not_now = sum(chances[name] for name in NOT_NOW)
    best = max(chances["none"], chances["possible"], not_now)
    if best == chances["none"]:
        return None, best
    if best == chances["possible"]:
        return "possible", best
    return max(NOT_NOW, key=lambda name: chances[name]), not_now


def with_exact(evidence: Evidence, mentions: Sequence[Mention]) -> Evidence:
    """Raise to certainty what exact rules found."""
    exact = {mention.finding: 1.0 for mention in mentions if mention.extractor != EXTRACTOR}
    return replace(evidence, present={**evidence.present, **exact}, mentioned={**evidence.mentioned, **exact})


def _placed(found: Placed, text: str, short: hygiene.Abridged) -> Placed:
    """Move a span from the abridged text to the message itself."""
    start, end = short.original(found.start), short.original(found.end)
    return replace(found, start=start, end=end, text=text[start:end])
