"""Tells from a date or an "ago" whether the pain began then."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_clause import LONG, NONE, Candidate, Near, starts_other, words_in
from backguide.text.duration_words import ELSEWHERE, ONSET, PAIN, SOFT_ONSET, names_symptom
from backguide.text.number_words import Token, word_at

_LONG_AGO = 60.0  # days: a fall years ago is not this pain
_BEGINNING = frozenset({"star", "strt", "bega", "begu", "onse"})


def ago_fits(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    """Tell whether "ago" tells when the pain began, not of an event of its own."""
    words = words_in(tokens, left, right)
    if "since" in words_in(tokens, left, candidate.first):
        return True
    if words & ONSET:
        return candidate.high <= _LONG_AGO or any(word[:4] in _BEGINNING for word in words)
    if words & SOFT_ONSET:
        return candidate.high < LONG
    told = range(left, candidate.first)
    had = [at for at in told if tokens[at].text in {"had", "have", "saw", "was", "were"}]
    subject = [at for at in told if names_symptom(tokens, at) or tokens[at].text in {"it", "this", "that"}]
    return bool(subject) and not (had and had[0] < subject[0])


def began_then(tokens: Sequence[Token], candidate: Candidate, left: int, right: int, near: Near) -> bool:
    """Tell whether a date on its own is the day when it began."""
    before = word_at(tokens, candidate.first - 1), word_at(tokens, candidate.first - 2)
    onward = word_at(tokens, candidate.stop) in {"on", "onwards", "onward"} and (
        word_at(tokens, candidate.stop + 1) in {"", ".", ",", "\n"})
    if before == ("was", "that") or onward:
        return candidate.high < LONG
    if _hurts_after(tokens, candidate, left):
        return True
    onsets = [at for at in range(left, right) if _is_onset(tokens, at, near)]
    if candidate.high >= LONG:
        onsets = [at for at in onsets if tokens[at].text[:4] in _BEGINNING]
    return bool(onsets) and min(abs(candidate.first - at) for at in onsets) <= near.elsewhere


def _hurts_after(tokens: Sequence[Token], candidate: Candidate, left: int) -> bool:
    """Tell whether it is "sore after carrying bags yesterday"."""
    pain = [at for at in range(left, candidate.first) if tokens[at].text in PAIN]
    return bool(pain) and candidate.high < LONG and bool(
        {"after", "from"} & words_in(tokens, pain[-1], candidate.first))


def _is_onset(tokens: Sequence[Token], index: int, near: Near) -> bool:
    """Tell whether the word says that the pain began: "started", "my back went", "it came on"."""
    word = tokens[index].text
    if word in ONSET:
        other = word_at(tokens, index - 1) in ELSEWHERE and not any(
            names_symptom(tokens, at) for at in range(max(index - 4, 0), index))  # my period started Monday
        return not other and not starts_other(tokens, index)
    if word == "felt" and word_at(tokens, index + 1) in {"it", "my", "something"}:
        return True
    woke = word == "woke" and "with" in {word_at(tokens, index + 1), word_at(tokens, index + 2)}
    if woke or word in {"came", "caught"}:
        return min(near.pain, near.body) < NONE
    if word in {"went", "gave", "gone"}:
        return any(names_symptom(tokens, at) or word_at(tokens, at) == "back" for at in (index - 1, index - 2))
    return word in {"did", "put", "done"} and any(names_symptom(tokens, at) for at in (index + 1, index + 2))
