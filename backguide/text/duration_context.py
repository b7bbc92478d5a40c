"""Judges from the words around a length of time whether it is the pain's."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_clause import LONG, NONE, Candidate, Near, clause, is_the_pain, signals, words_in
from backguide.text.duration_traps import is_excluded
from backguide.text.duration_words import (
    ASSUAGED,
    CANNOT,
    ELSEWHERE,
    EMPTY,
    HISTORY,
    HYPOTHETICAL,
    ONGOING,
    ONSET,
    PREGNANT,
    SENTENCE_ENDS,
    STRAINS,
    names_symptom,
)
from backguide.text.number_words import ORDINALS, Token, word_at
from backguide.text.onset import ago_fits, began_then
from backguide.text.sole_date import LOADS, UNDONE

_REACH_BACK = 16
_SHORT_MESSAGE = 20
_REACH_STRAIN = 30
_RECENT = 62.0  # days
_REACH_CLAUSE = 12
_WE = frozenset({"i", "we", "was", "were", "he", "she", "i'd", "i've", "ive", "had"})
_DOERS = frozenset({"i", "we", "he", "she"})
_REACH_EVENT = 4
_A_WORKING_LIFE = 15_000.0
_SINCE_WHEN_IS_VAGUE = 7


def is_about_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the duration is plausibly the pain's own."""
    if is_excluded(tokens, candidate):
        return False
    left, right = clause(tokens, candidate)
    if _is_hours_a_day(tokens, candidate) or _is_pregnancy(tokens, candidate, left, right):
        return False
    if _is_day_of_pain(tokens, candidate) or _names_onset(tokens, candidate) or _counts_from_event(tokens, candidate):
        return True
    near = signals(tokens, candidate, left, right)
    if candidate.form in {"span", "date"} and HYPOTHETICAL & words_in(tokens, left, candidate.first) and not (
            word_at(tokens, candidate.first - 1) in {"be", "been"} and near.elsewhere == NONE):  # it'll be three weeks
        return False
    if candidate.form == "date":
        return began_then(tokens, candidate, left, right, near) or _opens_as_answer(tokens, candidate, left, right)
    if near.pain < NONE or near.body < NONE or near.elsewhere < NONE:
        return _speaks_of_it(near) and (candidate.form != "ago" or ago_fits(tokens, candidate, left, right))
    if _is_fragment(tokens, candidate, left, right):
        return _fits_what_was_said(tokens, candidate, left)
    ongoing = bool(ONGOING & words_in(tokens, left, right))
    if candidate.form in {"ago", "from"}:  # "twenty minutes ago reaching for a pan" says what did it
        return candidate.form == "ago" and left == candidate.first and word_at(tokens, candidate.stop).endswith("ing")
    return candidate.high < LONG and ongoing


def _counts_from_event(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it counts from what a person did: "eight days since I shelved the boxes, low back tender"."""
    if candidate.form != "span" or candidate.high > _RECENT or word_at(tokens, candidate.stop) != "since":
        return False
    did = word_at(tokens, candidate.stop + 1) in _DOERS
    event = words_in(tokens, candidate.stop + 2, candidate.stop + 2 + _REACH_EVENT)
    return did and not event & (ELSEWHERE - LOADS)


def _opens_as_answer(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    """Tell whether a date is the whole first clause: "Beginning of October; I'd just turned fifty"."""
    after, following = word_at(tokens, right), word_at(tokens, right + 1)
    ends = after in {"", ".", ";", "\n"} or {following, word_at(tokens, right + 2)} & {"i'm", "im", "aged"}
    figures = tokens[candidate.first].text[0].isdecimal()
    if left or figures or not ends or candidate.high < _SINCE_WHEN_IS_VAGUE:
        return False
    elsewhere = ELSEWHERE & words_in(tokens, right, right + _REACH_BACK)
    return not elsewhere and _is_fragment(tokens, candidate, left, right)


def _is_hours_a_day(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell "sore when I sit 6 hours" from "48 hours of agony", "five hours now" and "the last 3 hours"."""
    if candidate.unit not in {"minute", "hour"} or candidate.form != "span" or candidate.low >= 1:
        return False
    before = {token.text for token in tokens[max(candidate.first - 2, 0):candidate.first]}
    after = word_at(tokens, candidate.stop), word_at(tokens, candidate.stop + 1)
    lasting = bool(before & {"last", "past"}) and "every" not in before or after[0] in {"now", "straight"} or after in {
        ("of", "agony"), ("of", "pain"), ("of", "this"), ("and", "counting"), ("so", "far"), ("non", "stop")}
    return candidate.unit == "minute" or not lasting


def _is_pregnancy(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    """Tell whether it is the "30 weeks" of "30 weeks, baby's kicking", where no word of pain stands by."""
    if candidate.unit != "week" or candidate.form != "span" or not 28 <= candidate.high <= 294:
        return False
    said = any(token.text in PREGNANT for token in tokens[max(left - _REACH_BACK, 0):right + _REACH_BACK])
    return said and not any(tokens[at].text in ONSET or names_symptom(tokens, at) for at in range(left, right))


def _names_onset(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the event is the hurt itself: "since my disc went on Thursday", "since I fell last week"."""
    inside = range(candidate.first + 1, candidate.stop - 1)
    return candidate.form == "since" and candidate.high < LONG and any(
        names_symptom(tokens, at) or tokens[at].text in {"fell", "lifted", "slipped", "crashed", "twisted", "pulled"}
        for at in inside)


def _is_day_of_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it is "day 3 of this" or "day 3 of not being able to stand", and not of a holiday."""
    counted = word_at(tokens, candidate.first) in {"day", "week", "month"} or word_at(
        tokens, candidate.first) in ORDINALS
    following = [word_at(tokens, candidate.stop + step) for step in (1, 2, 3)]
    return counted and candidate.form == "span" and word_at(tokens, candidate.stop) == "of" and (
        following[0] in {"this", "it", "not", "being", "agony", "hell", "pain", "back", "constant", "torture", "my"}
        and (following[0] != "my" or "back" in following) and "medication" not in following)


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
    return any(names_symptom(tokens, at) or is_the_pain(tokens, at) or tokens[at].text in CANNOT
               for at in range(left, right))


def is_strain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it dates a strain that hurt: "I moved a piano on Sunday, my back's been sore"."""
    left, right = clause(tokens, candidate)
    inside = words_in(tokens, left, right)
    if candidate.high > _RECENT or inside & (ELSEWHERE - LOADS) or inside & UNDONE:
        return False
    recurs = word_at(tokens, candidate.first - 1) in {"a", "every", "all", "each"}
    if recurs or HYPOTHETICAL & words_in(tokens, left, candidate.first):
        return False
    end = right
    while end < min(right + _REACH_CLAUSE, len(tokens)) and tokens[end].text not in SENTENCE_ENDS:
        end += 1
    strained = any(_is_strain_word(tokens, at) for at in range(left, right)) or any(
        _is_strain_word(tokens, at) and word_at(tokens, at - 1) in _WE for at in range(right, end))
    if strained and word_at(tokens, left) == "did" and word_at(tokens, left + 1) == "it":
        return True  # did it last Friday lifting a bag
    if not strained:
        return False
    told = range(max(left - _REACH_BACK, 0), min(right + _REACH_STRAIN, len(tokens)))
    hurt = [at for at in told if names_symptom(tokens, at) or tokens[at].text == "it" and word_at(
        tokens, at + 1) in {"went", "hurts", "hurt", "cracked", "popped"}]
    return any("no" not in words_in(tokens, max(at - 2, 0), at) for at in hurt)


def can_be_cause(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether "since then" may point to it: a recent event, not an illness of its own."""
    left, right = clause(tokens, candidate)
    return candidate.high < LONG and not ELSEWHERE & words_in(tokens, left, right)


def _is_strain_word(tokens: Sequence[Token], index: int) -> bool:
    word, after = tokens[index].text, word_at(tokens, index + 1)
    if {"nearly", "almost", "never"} & words_in(tokens, max(index - 3, 0), index):
        return False
    if word in {"came", "come"}:
        return after == "off"
    return word in STRAINS or word in ONSET and word[:4] not in {"star", "strt", "bega", "begu", "happ", "onse"}


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
    history = HISTORY & words_in(tokens, candidate.stop, candidate.stop + _REACH_BACK)
    if left == 0 and own and candidate.high < _A_WORKING_LIFE and not history:
        return True  # an answer that opens the message: "A year and a half. I'm 77."
    sure = own or candidate.form != "span" or bool(ONGOING & words_in(tokens, left, candidate.stop + 1))
    return candidate.high < LONG and sure or len(tokens) <= _SHORT_MESSAGE
