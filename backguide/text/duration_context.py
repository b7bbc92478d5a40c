"""Judges from the words around a length of time whether it is the pain's."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_clause import LONG, NONE, Candidate, Near, clause, is_the_pain, signals, words_in
from backguide.text.duration_traps import is_excluded
from backguide.text.duration_words import (
    ASSUAGED,
    ELSEWHERE,
    EMPTY,
    HISTORY,
    HYPOTHETICAL,
    ONGOING,
    ONSET,
    SENTENCE_ENDS,
    names_symptom,
)
from backguide.text.number_words import Token, word_at
from backguide.text.onset import ago_fits, began_then

_REACH_BACK = 16
_SHORT_MESSAGE = 20


def is_about_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the duration is plausibly the pain's own."""
    if is_excluded(tokens, candidate):
        return False
    left, right = clause(tokens, candidate)
    if candidate.unit in {"minute", "hour"} and candidate.form == "span" and (
            candidate.high < 1 or not _is_fragment(tokens, candidate, left, right)):
        return False
    near = signals(tokens, candidate, left, right)
    if candidate.form in {"span", "date"} and HYPOTHETICAL & words_in(tokens, left, candidate.first):
        return False
    if candidate.form == "date":
        return began_then(tokens, candidate, left, right, near)
    if near.pain < NONE or near.body < NONE or near.elsewhere < NONE:
        return _speaks_of_it(near) and (candidate.form != "ago" or ago_fits(tokens, candidate, left, right))
    if _is_fragment(tokens, candidate, left, right):
        return _fits_what_was_said(tokens, candidate, left)
    ongoing = bool(ONGOING & words_in(tokens, left, right))
    if candidate.form in {"ago", "from"}:  # "twenty minutes ago reaching for a pan" says what did it
        return candidate.form == "ago" and left == candidate.first and word_at(tokens, candidate.stop).endswith("ing")
    return candidate.high < LONG and ongoing


def is_direct_answer(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it can answer "how long": all but what recurs or lies ahead."""
    if is_excluded(tokens, candidate):
        return False
    left, right = clause(tokens, candidate)
    near = signals(tokens, candidate, left, right)
    return near.elsewhere == NONE or _speaks_of_it(near)


def says_since_then(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "since" at `index` points back: "ever since", "since then", "sore since."."""
    after = word_at(tokens, index + 1)
    if after in {"then", "that"} or word_at(tokens, index - 1) == "ever" and after not in {"i", "my", "the"}:
        return True
    return after in {"", ".", ",", "!", "?", "\n", "and", "so", ";", ")"}


def tells_of_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the clause of the word at `index` speaks of the pain, or of it."""
    stop = index + 1 + (word_at(tokens, index + 1) in {"then", "that"})
    left, right = clause(tokens, Candidate(0, 0, index, stop, "", "since"))
    return any(names_symptom(tokens, at) or is_the_pain(tokens, at) for at in range(left, right))


def can_be_cause(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether "since then" may point to it: a recent event, not an illness of its own."""
    left, right = clause(tokens, candidate)
    return candidate.high < LONG and not ELSEWHERE & words_in(tokens, left, right)


def denies_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the clause before `index` says that nothing came after: "no bother since"."""
    near = words_in(tokens, max(index - 4, 0), index)
    return bool(near & {"no", "never", "nothing", "nowt"} or near & ELSEWHERE or near & ASSUAGED and not near & {
        "not", "hasn't", "isn't", "hasnt", "isnt"})


def _speaks_of_it(near: Near) -> bool:
    """Weigh: a word of pain must be nearest, a part of the body or "it" alone."""
    return near.pain <= near.elsewhere if near.pain < NONE else near.body < near.elsewhere == NONE


def _is_fragment(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    outside = [*range(left, candidate.first), *range(candidate.stop, right)]
    return all(word_at(tokens, at) in EMPTY for at in outside)


def _fits_what_was_said(tokens: Sequence[Token], candidate: Candidate, left: int) -> bool:
    """Judge a bare "three weeks now" by the nearest telling word before it.

    Looks back to where its sentence begins; where it is all of the sentence,
    to where the one before begins.
    """
    own = left == 0 or tokens[left - 1].text in SENTENCE_ENDS
    for at in range(left - 2 if own else left - 1, max(left - 1 - _REACH_BACK, -1), -1):
        word = tokens[at].text
        if word in ELSEWHERE and (word in HISTORY or not own):
            return False
        if names_symptom(tokens, at) or word in ONSET:
            return True
        if word in SENTENCE_ENDS:
            break
    sure = own or candidate.form != "span" or bool(ONGOING & words_in(tokens, left, candidate.stop + 1))
    return candidate.high < LONG and sure or len(tokens) <= _SHORT_MESSAGE
