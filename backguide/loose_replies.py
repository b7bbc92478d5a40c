"""Understands what a reply means where neither its words nor the reader settle the open question.

Other words for an option ("it crept up on me"), "both of them", a "no" with
more behind it, a yes that comes late ("some mornings, yeah"), a slip of the
finger in a title. Asked after everything else, and never where the reader saw
something that the reply may be about.
"""
from __future__ import annotations

import re
from difflib import get_close_matches

from backguide.questions import Option, Question
from backguide.replies import Reply, Words, by_words, chosen, none_of_these, plain, unsure
from backguide.text.reading import Reading

LONGEST = 16          # words: a longer reply tells more than an answer
SHORT_YES = 9
DENIED_WITHIN = 3     # words between "not" and what it denies
SLIP, SLIP_LETTERS = 0.75, 4


def loosely(question: Question, text: str, reading: Reading, words: Words) -> Reply | None:
    """Return what a reply most likely answers, None where it is anybody's guess."""
    said = plain(text)
    if "?" in text or len(said.split()) > LONGEST or reading.danger.kind in ("emergency", "crisis"):
        return None
    named = _named(question, said, words) or _one_by_one(question, said, words)
    if named:
        return chosen(question, named) if question.several or len(named) == 1 else None
    if (reading.present() | reading.possible()).intersection(question.settles) or reading.danger.kind != "nothing":
        return None
    return _both(question, said, words) or _outright(question, said, reading, words) or _respelled(
        question, said, words)


def _named(question: Question, said: str, words: Words) -> list[Option]:
    """Return the options that a reply names in other words."""
    known = words.data["other_words"].get(question.id, {})
    return [option for option in question.options
            if any(_stands(phrase, said, words) for phrase in known.get(option.id, ()))]


def _one_by_one(question: Question, said: str, words: Words) -> list[Option]:
    """Understand "chest infections yes, fingers no"."""
    parts = [part.split() for part in re.split(r"\s*[,;]\s*|\bbut\b|\band\b", said) if part.strip()]
    if question.kind == "yes_no" or not any(part[-1] in words.data["late_yes"] for part in parts):
        return []
    told = [part for part in parts if part[-1] not in words.data["no"]]
    named = [_named_yes(question, part, words) for part in told]
    return [option for option in named if option] if all(named) else []


def _named_yes(question: Question, part: list[str], words: Words) -> Option | None:
    if part[-1] not in words.data["late_yes"]:
        return None
    reply = by_words(question, " ".join(part[:-1]), words)
    return question.option(reply.options[0]) if reply and reply.options else None


def _stands(phrase: str, said: str, words: Words) -> bool:
    """Tell whether a phrase stands in a reply and is not denied there."""
    found = re.search(rf"\b{re.escape(phrase)}\b", said)
    before = re.split(r"[,;]|\bbut\b", said[:found.start()])[-1].split()[-DENIED_WITHIN:] if found else []
    return found is not None and not {*before} & {*words.data["denials"]}


def _both(question: Question, said: str, words: Words) -> Reply | None:
    """Understand "both of them" of two options, and "all of it, the lot"."""
    real = [option for option in question.options if not (option.none or option.unsure)]
    everything = said.split(",")[0].strip() in words.data["all"]
    meant = question.several and (everything or len(real) == 2 and words.starts("both", said))
    return chosen(question, real) if meant else None


def _outright(question: Question, said: str, reading: Reading, words: Words) -> Reply | None:
    """Understand "no, I feel fine otherwise", "no numbness no tingling", "it's dark here, I couldn't say"."""
    if words.starts("unsure_opening", said) or words.holds("unsure_anywhere", said):
        return unsure(question)
    if question.kind == "yes_no":
        late = len(said.split()) <= SHORT_YES and words.holds("late_yes", said)
        return Reply("answered", ("yes",)) if late and not words.starts("no_opening", said) else None
    if words.holds("except", said) or not words.starts("no_opening", said):
        return None
    denied = 2 * len(reading.absent().intersection(question.settles)) >= len(question.settles)  # not "no fever" of ten
    pauses = re.match(r"\w+(?:,| no\b| nothing\b| not\b| none\b| never\b)", said)
    return none_of_these(question) if denied or pauses else None


def _respelled(question: Question, said: str, words: Words) -> Reply | None:
    """Read a reply again with each unknown word replaced by the word of a title that it is a slip of."""
    titles = " ".join(plain(option.title) for option in question.options)
    vocabulary = {word for word in titles.split() if len(word) >= SLIP_LETTERS}
    spelt = [_spelt(word, vocabulary) for word in said.split()]
    return by_words(question, " ".join(spelt), words) if spelt != said.split() else None


def _spelt(word: str, vocabulary: set[str]) -> str:
    """Return the word that it is a slip of: letters in another order before letters that are others."""
    if len(word) < SLIP_LETTERS or word in vocabulary:
        return word
    close = get_close_matches(word, vocabulary, 3, SLIP)
    return next((known for known in close if sorted(known) == sorted(word)), next(iter(close), word))
