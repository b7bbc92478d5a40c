"""Understands what a message answers, knowing the question that is open.

Takes a button's option, titles or numbers joined by commas, "none", "not
sure", "skip", a number in words, or free words that the reader understood.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Iterable, Mapping

from backguide.case import State
from backguide.findings import Range
from backguide.questions import Option, Question
from backguide.text.amounts import parse_amount
from backguide.text.reading import Reading

CLOSE_ENOUGH = 0.86  # of a title typed with a slip or two
TITLE_LETTERS = 6    # shorter titles must be typed exactly
DENIAL_WORDS = 9     # a longer message says more than no
STEM_LETTERS = 4     # shorter words have no ending to fold


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

    def telling(self, text: str) -> frozenset[str]:
        """Return the words of a text that tell it from others, without their endings."""
        small = {*self.data["small"], *self.data["denials"], *self.data["common"]}
        return frozenset(_stem(word) for word in plain(text).split() if word not in small)

    def starts(self, kind: str, text: str) -> bool:
        """Tell whether `text` begins with a word or phrase of a kind."""
        return any(re.match(rf"{re.escape(phrase)}\b", text) for phrase in self.data[kind])

    def holds(self, kind: str, text: str) -> bool:
        """Tell whether a word or phrase of a kind stands anywhere in `text`."""
        return holds_any(self.data[kind], text)


def holds_any(phrases: Iterable[str], text: str) -> bool:
    """Tell whether one of the words or phrases stands anywhere in a plain text."""
    return any(re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in phrases)


def plain(text: str) -> str:
    """Fold case, quotes and punctuation away; keep commas, slashes, digits."""
    folded = text.casefold().replace("’", "'").replace("'", "")
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s,;/&+-]", " ", folded)).strip()


def understand(question: Question, text: str, reading: Reading, words: Words, today: date) -> Reply | None:
    """Return what `text` answers to `question`, None if it does not."""
    said = plain(text)
    if not said:
        return None
    if question.kind == "scale" and re.fullmatch(r"-?\d+", said):
        return _figure(question, int(said))  # 11 is no place in the list, and not 10 either
    return (_fixed(question, said, words) or _number(question, text, today) or _titles(question, said, words)
            or _excepted(question, said, words) or (None if "?" in text else by_words(question, said, words))
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
    return none_of_these(question) if words.has("none", said) or words.has("no", said) else None


def unsure(question: Question) -> Reply:
    """Return the reply that leaves a question open."""
    option = next((o.id for o in question.options if o.unsure), None)
    return Reply("unsure", (option,) if option else ())


def none_of_these(question: Question) -> Reply | None:
    """Return the reply that denies all of a list; None where the question has no such option."""
    option = next((o.id for o in question.options if o.none), None)
    return Reply("answered", (option,)) if option else None


def _number(question: Question, text: str, today: date) -> Reply | None:
    if not question.number:
        return None
    amount = parse_amount(text, question.number, today)  # type: ignore[arg-type]
    if amount is None:
        painless = question.kind == "scale" and plain(text).startswith("no pain")
        return Reply("answered", value=Range(0, 0)) if painless else None
    limits = question.limits
    if limits and not (limits.low <= amount.low and amount.high <= limits.high):
        return None
    return Reply("answered", value=Range(amount.low, amount.high))


def _figure(question: Question, figure: int) -> Reply | None:
    """Take a bare number on a scale as it stands; None outside of the scale."""
    limits = question.limits
    fits = limits is None or limits.low <= figure <= limits.high
    return Reply("answered", value=Range(figure, figure)) if fits else None


def _titles(question: Question, said: str, words: Words) -> Reply | None:
    """Match option titles or their numbers, one or several in a list."""
    for separator in (r"\s*[,;/&+]\s*|\s*\n\s*", r"\s*[,;/&+]\s*|\band\b"):
        parts = [part.strip() for part in re.split(separator, said) if part and part.strip()]
        found = [_options_named(question, part, words) for part in parts]
        if found and all(found):
            return chosen(question, [option for options in found for option in options])
    return None


def _options_named(question: Question, part: str, words: Words) -> list[Option]:
    option = option_named(question, part, words)
    return [option] if option else _first_few(question, part, words)


def _first_few(question: Question, said: str, words: Words) -> list[Option]:
    """Understand "the first two"."""
    match = re.fullmatch(r"(?:the )?(first|last) (\w+)(?: ones?)?", said)
    count = words.data["numbers"].get(match.group(2)) if match and question.several else None
    if not match or not count:
        return []
    real = [o for o in question.options if not (o.none or o.unsure)]
    return real[:count] if match.group(1) == "first" else real[-count:]


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
        if part in map(plain, option.titles):
            return option
    number = _place(part, words)
    if number and not question.number and abs(number) <= len(question.options):
        return question.options[number - 1 if number > 0 else number]
    if len(part) < TITLE_LETTERS:
        return None
    return next((o for o in question.options for title in o.titles if _alike(plain(title), part)), None)


def _place(part: str, words: Words) -> int | None:
    bare = re.sub(r"^(the|option|number|no|answer) | (one|option)$", "", part)
    if re.fullmatch(r"\d{1,2}", bare):
        return int(bare)
    found = words.data["numbers"].get(bare) or words.data["ordinals"].get(bare)
    return int(found) if found else None


def _excepted(question: Question, said: str, words: Words) -> Reply | None:
    """Understand "none apart from the cough", and "all of them"."""
    if not question.several:
        return None
    for phrase in words.data["except"]:
        before, found, after = f" {said} ".partition(f" {phrase} ")
        if not found:
            continue
        named = _named_options(question, after.strip(), words)
        if named and _denies(before.strip(" ,;"), words):
            return chosen(question, named)
    if said in words.data["all"]:
        return chosen(question, [option for option in question.options if not (option.none or option.unsure)])
    return None


def _denies(text: str, words: Words) -> bool:
    return words.has("none", text) or words.opens("no_opening", text) or words.has("none", text.split(" ", 1)[0])


def by_words(question: Question, said: str, words: Words) -> Reply | None:
    """Understand an answer of nothing but words from the titles: "just the sweats"."""
    if question.kind == "yes_no" or question.number:
        return None
    named = _named_options(question, said, words)
    if not named or (len(named) > 1 and not question.several):
        return None
    return chosen(question, named)


def _named_options(question: Question, text: str, words: Words) -> list[Option]:
    """Return the options that the parts of a list name; none if any part names no option, or several."""
    parts = [part for part in re.split(r"\s*[,;/&+]\s*|\band\b|\bor\b", text) if part and part.strip()]
    named = [option_named(question, part.strip(), words) or _by_its_words(question, part.strip(), words)
             for part in parts]
    return [option for option in named if option] if all(named) else []


def _by_its_words(question: Question, part: str, words: Words) -> Option | None:
    said = {_stem(word) for word in part.split()} - {_stem(word) for word in words.data["small"]}
    if said.intersection(words.data["denials"]):
        return None
    fits = [option for option in question.options if said and any(said <= stems for stems in _stems(option))]
    return fits[0] if len(fits) == 1 and not fits[0].unsure else None


def _stems(option: Option) -> list[set[str]]:
    """Return the words of each wording of a title, without their endings."""
    return [{_stem(word) for word in plain(title).split()} for title in option.titles]


def _stem(word: str) -> str:
    """Fold the endings that one word takes in a title and in an answer."""
    return re.sub(r"(?:ing|ed|es|s)?(?:ness)?$", "", word) if len(word) > STEM_LETTERS else word


def _alike(title: str, part: str) -> bool:
    return len(title) >= TITLE_LETTERS and SequenceMatcher(None, title, part, autojunk=False).ratio() >= CLOSE_ENOUGH


def _opening(question: Question, said: str, reading: Reading, words: Words) -> Reply | None:
    """Settle a yes/no question by its first word, unless a hedge follows."""
    if question.kind != "yes_no":
        return None
    if words.starts("yes_opening", said):
        return Reply("answered", ("yes",))
    if words.starts("no_opening", said):
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
        best = _nearest(options, said) if question.several else sorted(options, key=lambda o: -len(o.sets))[:1]
        return chosen(question, best)
    return _denied(question, said, reading, words)


def _nearest(options: list[Option], said: str) -> list[Option]:
    """Of options that set the same findings keep those whose titles share most words with the reply."""
    stems = {_stem(word) for word in said.split()}
    shared = {option.id: max(len(stems & titled) for titled in _stems(option)) for option in options}
    most = {option.sets: max(shared[o.id] for o in options if o.sets == option.sets) for option in options}
    return [option for option in options if shared[option.id] == most[option.sets]]


def _denied(question: Question, said: str, reading: Reading, words: Words) -> Reply | None:
    """Understand "nothing like that thank god": a denial of a list in a few words, with nothing told beside it.

    Only by openings that deny the list itself: "no feeling down there" denies nothing.
    """
    told = reading.present() | reading.possible() or reading.danger.kind != "nothing"
    if told or len(said.split()) > DENIAL_WORDS or words.holds("except", said):
        return None
    return none_of_these(question) if question.several and words.starts("list_denial", said) else None


def _free_yes_no(question: Question, reading: Reading) -> Reply | None:
    asked = frozenset(question.settles)
    if reading.present() & asked:
        return Reply("answered", ("yes",))
    if reading.possible() & asked:
        return unsure(question)
    return Reply("answered", ("no",)) if reading.absent() >= asked else None
