"""Understands what a message answers, knowing the question that is open.

Takes a button's option, titles or numbers joined by commas, "none", "not
sure", "skip", a number in words, or free words that the reader understood.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Mapping

from backguide.case import State
from backguide.findings import Range
from backguide.questions import Option, Question
from backguide.text.amounts import parse_amount
from backguide.text.reading import Reading

CLOSE_ENOUGH = 0.86  # of a title typed with a slip or two
TITLE_LETTERS = 6    # shorter titles must be typed exactly


@dataclass(frozen=True)
class Reply:
    """What a message answers to the open question."""

    state: State
    options: tuple[str, ...] = ()
    value: Range | None = None


@dataclass(frozen=True)
class Words:
    """The words of content/reply_words.yml, ready to look up."""

    data: Mapping[str, Any]

    def has(self, kind: str, text: str) -> bool:
        """Tell whether the whole of `text` is one of the words of a kind."""
        return text in self.data[kind]

    def opens(self, kind: str, text: str) -> bool:
        """Tell whether `text` begins with a word of a kind."""
        return text.split(" ", 1)[0] in self.data[kind]

    def holds(self, kind: str, text: str) -> bool:
        """Tell whether a word or phrase of a kind stands anywhere in `text`."""
        return any(re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in self.data[kind])


def plain(text: str) -> str:
    """Fold case, quotes and punctuation away; keep commas, slashes, digits."""
    folded = text.casefold().replace("’", "'").replace("'", "")
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s,;/&+-]", " ", folded)).strip()


def understand(question: Question, text: str, reading: Reading, words: Words, today: date) -> Reply | None:
    """Return what `text` answers to `question`, None if it does not."""
    said = plain(text)
    if not said:
        return None
    return (_fixed(question, said, words) or _number(question, text, today) or _titles(question, said, words)
            or _opening(question, said, reading, words) or _free(question, said, reading, words))


def _fixed(question: Question, said: str, words: Words) -> Reply | None:
    """Settle by a whole message of known words; "no" also denies a list."""
    if words.has("skip", said):
        return Reply("skipped")
    if words.has("unsure", said):
        return unsure(question)
    if question.kind == "yes_no":
        if words.has("yes", said):
            return Reply("answered", ("yes",))
        return Reply("answered", ("no",)) if words.has("no", said) else None
    return _none(question) if words.has("none", said) or words.has("no", said) else None


def unsure(question: Question) -> Reply:
    """Return the reply that leaves a question open."""
    option = next((o.id for o in question.options if o.unsure), None)
    return Reply("unsure", (option,) if option else ())


def _none(question: Question) -> Reply | None:
    option = next((o.id for o in question.options if o.none), None)
    return Reply("answered", (option,)) if option else None


def _number(question: Question, text: str, today: date) -> Reply | None:
    if not question.number:
        return None
    amount = parse_amount(text, question.number, today)  # type: ignore[arg-type]
    if amount is None:
        return None
    limits = question.limits
    if limits and not (limits.low <= amount.low and amount.high <= limits.high):
        return None
    return Reply("answered", value=Range(amount.low, amount.high))


def _titles(question: Question, said: str, words: Words) -> Reply | None:
    """Match option titles or their numbers, one or several in a list."""
    for separator in (r"\s*[,;/&+]\s*|\s*\n\s*", r"\s*[,;/&+]\s*|\band\b"):
        parts = [part.strip() for part in re.split(separator, said) if part and part.strip()]
        found = [option_named(question, part, words) for part in parts]
        if found and all(found):
            return chosen(question, [option for option in found if option])
    if question.several:
        return _first_few(question, said, words)
    return None


def _first_few(question: Question, said: str, words: Words) -> Reply | None:
    """Understand "the first two"."""
    match = re.fullmatch(r"(?:the )?(first|last) (\w+)(?: ones?)?", said)
    count = words.data["numbers"].get(match.group(2)) if match else None
    if not match or not count:
        return None
    real = [o for o in question.options if not (o.none or o.unsure)]
    return chosen(question, real[:count] if match.group(1) == "first" else real[-count:])


def chosen(question: Question, options: list[Option]) -> Reply:
    """Return the reply for options that were chosen together.

    A real option outweighs "none" and "not sure" beside it.
    """
    real = [o for o in options if not (o.none or o.unsure)]
    if not real:
        return unsure(question) if any(o.unsure for o in options) else Reply("answered", (options[0].id,))
    if question.number:
        return Reply("answered", (real[0].id,), real[0].value)
    ids = tuple(dict.fromkeys(o.id for o in real))
    return Reply("answered", ids if question.several else ids[:1])


def option_named(question: Question, part: str, words: Words) -> Option | None:
    """Return the option that a title, or its number in the list, names."""
    for option in question.options:
        if plain(option.title) == part:
            return option
    number = _place(part, words)
    if number and not question.number and abs(number) <= len(question.options):
        return question.options[number - 1 if number > 0 else number]
    if len(part) < TITLE_LETTERS:
        return None
    return next((o for o in question.options
                 if len(o.title) >= TITLE_LETTERS and _alike(plain(o.title), part) >= CLOSE_ENOUGH), None)


def _place(part: str, words: Words) -> int | None:
    bare = re.sub(r"^(the|option|number|no|answer) | (one|option)$", "", part)
    if re.fullmatch(r"\d{1,2}", bare):
        return int(bare)
    found = words.data["numbers"].get(bare) or words.data["ordinals"].get(bare)
    return int(found) if found else None


def _alike(title: str, part: str) -> float:
    return SequenceMatcher(None, title, part, autojunk=False).ratio()


def _opening(question: Question, said: str, reading: Reading, words: Words) -> Reply | None:
    """Settle a yes/no question by its first word, unless a hedge follows."""
    if question.kind != "yes_no":
        return None
    if words.opens("yes_opening", said):
        return Reply("answered", ("yes",))
    if words.opens("no_opening", said):
        hedged = words.holds("hedges", said) or reading.possible().intersection(question.settles)
        return unsure(question) if hedged else Reply("answered", ("no",))
    return None


def _free(question: Question, said: str, reading: Reading, words: Words) -> Reply | None:
    """Settle by what the reader found in free words."""
    present = reading.present()
    options = [o for o in question.options if o.sets and present.issuperset(o.sets)]
    if question.kind == "yes_no":
        return _free_yes_no(question, reading)
    if options:
        best = options if question.several else sorted(options, key=lambda o: -len(o.sets))[:1]
        return chosen(question, best)
    if (words.opens("no_opening", said) or words.has("none", said.split(" ")[0])) and words.holds("except", said):
        return None  # an exception that was not understood: better asked again
    return None


def _free_yes_no(question: Question, reading: Reading) -> Reply | None:
    asked = frozenset(question.settles)
    if reading.present() & asked:
        return Reply("answered", ("yes",))
    if reading.possible() & asked:
        return unsure(question)
    return Reply("answered", ("no",)) if reading.absent() >= asked else None
