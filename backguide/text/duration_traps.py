"""Knows the lengths of time that are nobody's duration: rates, ages, what lies ahead."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_clause import Candidate, words_in
from backguide.text.duration_words import FINE_AFTER_SINGULAR, FREQUENCY, NEVER_AFTER, NEVER_BEFORE, OWN_AGE, PAIN
from backguide.text.number_words import CARDINALS, Token, word_at
from backguide.text.patient import is_relative


def is_excluded(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the next words make it a rate, an age, or something ahead."""
    before = word_at(tokens, candidate.first - 1)
    if _is_free_of_pain(tokens, candidate.first):
        return True
    if candidate.form in {"since", "from", "date"}:
        counted = before[:1].isdecimal() or before in CARDINALS or before in {"none", "nothing", "anything"}
        return counted or candidate.form == "from" and candidate.unit in {"hour", "minute"}
    before, after = word_at(tokens, candidate.first - 1), word_at(tokens, candidate.stop)
    if after == "-":
        after = word_at(tokens, candidate.stop + 1)
    if before == "the":  # in the last month
        before = word_at(tokens, candidate.first - 2)
        before = "" if word_at(tokens, candidate.first) in {"last", "past"} else before
    if before in {"last", "past", "this", "these"}:
        before = ""
    old = after in {"old", "olds", "yo", "o"} and not _is_age_of_pain(tokens, candidate)
    follows = after in NEVER_AFTER - {"old", "olds"} and not (after == "after" and before in {"for", "been"})
    follows = follows and not (before == "now" and after == "later")
    if before in NEVER_BEFORE and after != "of" or old or follows:
        return True
    if before in {"i'm", "im", "she's", "he's", "am"}:
        return True
    if before == "of" and is_relative(word_at(tokens, candidate.first - 2)):
        return True
    if word_at(tokens, candidate.first) in {"a", "an"} and (
            before in FREQUENCY or before.isdecimal() or before in CARDINALS):
        return True
    return _is_adjective(tokens, candidate, after)


def _is_free_of_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "no pain", "no bother" or "without trouble" leads to `index`."""
    at = index - 1
    while at > index - 4 and word_at(tokens, at) in {"now", "for", "at", "all", "the", "last", "in"}:
        at -= 1
    painless = word_at(tokens, at) in PAIN | {"bother", "sign", "more"}
    return painless and word_at(tokens, at - 1) in {"no", "without", "any", "back"} and bool(
        {"no", "without", "not", "never", "haven't", "hasn't"} & words_in(tokens, max(at - 5, 0), at))


def _is_adjective(tokens: Sequence[Token], candidate: Candidate, after: str) -> bool:
    """Tell whether it stands before a noun: "a 10 minute walk", "a two-week course"."""
    unit = word_at(tokens, candidate.stop - 1)
    if after == "old" or unit.endswith(("s", "'")) or candidate.unit == "ages" or not after.isalpha():
        return False
    counted = word_at(tokens, candidate.first) not in {"a", "an", "the", "this", "last", "past", "half", "all", "whole"}
    many = counted and unit in {"day", "week", "month", "year", "hour", "minute", "min", "yr"}
    return many and candidate.form == "span" and after not in FINE_AFTER_SINGULAR and word_at(
        tokens, candidate.first) not in {"one", "1", "day", "week", "month"} and not unit[0].isdigit()


def _is_age_of_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    near = {word_at(tokens, at) for at in range(max(candidate.first - 5, 0), candidate.first)}
    ends = word_at(tokens, candidate.stop + 1) in {"", ".", ",", "!", "\n", "now", "and", "but"}
    many = word_at(tokens, candidate.stop - 1).endswith("s") or ends
    return bool(near & OWN_AGE) and many and candidate.unit != "year"
