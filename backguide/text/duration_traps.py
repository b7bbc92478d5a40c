"""Knows the lengths of time that are nobody's duration: rates, ages, what lies ahead."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_clause import Candidate, words_in
from backguide.text.duration_words import FINE_AFTER_SINGULAR, FREQUENCY, NEVER_AFTER, NEVER_BEFORE, OWN_AGE, PAIN
from backguide.text.number_words import CARDINALS, Token, word_at
from backguide.text.patient import THIRD, is_relative


def is_excluded(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the next words make it a rate, an age, or something ahead."""
    before = word_at(tokens, candidate.first - 1)
    if _is_free_of_pain(tokens, candidate.first):
        return True
    if candidate.form in {"since", "from", "date"}:
        score = word_at(tokens, candidate.first - 2) in {"/", "of"}  # 5/10 since one week
        number = before[:1].isdecimal() or before in CARDINALS
        counted = number and not score or before in {"none", "nothing", "anything"}
        return counted or candidate.form == "from" and candidate.unit in {"hour", "minute"}
    before, after = word_at(tokens, candidate.first - 1), word_at(tokens, candidate.stop)
    if after == "-":
        after = word_at(tokens, candidate.stop + 1)
    if before == "the":  # in the last month
        before = word_at(tokens, candidate.first - 2)
        before = "" if word_at(tokens, candidate.first) in {"last", "past"} else before
    if before in {"last", "past", "this", "these"}:
        before = ""
    old = after in {"old", "olds", "old's", "yo", "o"} and not _is_age_of_pain(tokens, candidate)
    came_after = after == "after" and (candidate.form == "ago" or before in {"for", "been"})
    follows = after in NEVER_AFTER - {"old", "olds"} and not came_after
    follows = follows and not (before == "now" and after == "later")
    if before in NEVER_BEFORE and after != "of" or old or follows:
        return True
    if before in {"i'm", "im", "she's", "he's", "am", "they're"} or before.endswith("'s") and is_relative(before):
        return True
    if _is_other_episode(tokens, candidate) or _is_of_work(tokens, candidate):
        return True
    if after == "gone" and candidate.unit == "week" and candidate.low >= _BUMP_SHOWS:
        return True
    if before == "of" and is_relative(word_at(tokens, candidate.first - 2)):
        return True
    if word_at(tokens, candidate.first) in {"a", "an"} and (
            before in FREQUENCY or before.isdecimal() or before in CARDINALS):
        return True
    return _is_adjective(tokens, candidate, after)


def _is_other_episode(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it is long over: "had it once for two weeks in 2015"; or nothing moved for so long."""
    lead = [word_at(tokens, candidate.first - step) for step in (1, 2, 3)]
    if lead[0] == "for" and lead[1] == "been" and lead[2] in {"haven't", "hasn't", "havent", "hasnt", "not"}:
        return True  # bunged up: "haven't been for five days"
    if lead[:2] == ["it", "give"] or lead[:2] == ["for", "once"]:
        return True
    stop = candidate.stop + (word_at(tokens, candidate.stop) == "back")
    then, year = word_at(tokens, stop), word_at(tokens, stop + 1)
    in_year = then == "in" and len(year) == 4 and year.isdecimal()
    year_before = lead[0] == "for" and any(
        word_at(tokens, at) == "in" and word_at(tokens, at + 1).isdecimal() and len(word_at(tokens, at + 1)) == 4
        for at in range(candidate.first - 4, candidate.first - 2))
    had = {token.text for token in tokens[max(candidate.first - 8, 0):candidate.first]}
    ended = {token.text for token in tokens[candidate.stop:candidate.stop + 6]}
    over = {"last", "year", "had"} <= had or {"went", "away"} <= ended or {"cleared", "up"} <= ended
    return candidate.form == "span" and (over or in_year or year_before or then == "last" and year == "year")


def _is_of_work(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it is "twenty years of driving" or "30 years of shift work"."""
    word = word_at(tokens, candidate.stop + 1)
    if candidate.form != "span" or word_at(tokens, candidate.stop) != "of":
        return False
    doing = word.endswith(("ing", "in")) and len(word) > 4 and word not in PAIN | _SUFFERING
    return doing or word in {"work", "marriage", "service", "smoking", "training", "rest", "physio", "treatment"}


_SUFFERING = frozenset({"being", "having", "suffering", "living", "struggling", "putting", "dealing", "nagging",
                        "constant", "waking", "limping", "hobbling", "again", "certain", "everything", "something"})


def is_others(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether another person, who only serves as a likeness, had it so long: "he had it ten years. Mine's new"."""
    if candidate.form != "span":
        return False
    for at in range(candidate.first - 1, max(candidate.first - _REACH_SUBJECT, -1), -1):
        word = word_at(tokens, at)
        if word in _FIRST or word in ".!?":
            return False
        if word in THIRD or is_relative(word):
            return True
    return False


_REACH_SUBJECT = 12
_BUMP_SHOWS = 70.0  # "34 weeks gone" is a pregnancy
_FIRST = frozenset({"i", "i've", "ive", "i'm", "im", "me", "mine", "mine's"})


def _is_free_of_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "no pain", "no bother" or "without trouble" leads to `index`."""
    at = index - 1
    while at > index - 4 and word_at(tokens, at) in {"now", "for", "at", "all", "the", "last", "in"}:
        at -= 1
    painless = word_at(tokens, at) in PAIN | {"bother", "sign", "more"}
    start = next((back + 1 for back in range(at - 1, max(at - 6, -1), -1) if word_at(tokens, back) in {".", "!", "?"}),
                 max(at - 5, 0))
    return painless and word_at(tokens, at - 1) in {"no", "without", "any", "back"} and bool(
        {"no", "without", "not", "never", "haven't", "hasn't"} & words_in(tokens, start, at))


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
