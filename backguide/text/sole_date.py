"""Takes the only day that a message names as the day when its pain began.

For what the rules of clauses leave open: "came off her scooter yesterday and
her back's a bit sore". A sign that has a time of its own ("coughed blood
yesterday"), a likeness, a plan, or a second time spoils it.
"""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_clause import Candidate, words_in
from backguide.text.duration_traps import is_excluded
from backguide.text.duration_words import ELSEWHERE, HYPOTHETICAL, ONSET, SENTENCE_ENDS, STRAINS, names_symptom
from backguide.text.number_words import Token, word_at, words

# what weighed and what was done, where somebody lifts; also in ELSEWHERE for other reasons
LOADS = words(
    "stone kilo kilos kg lb lbs pound pounds weight dropped work worked working shift shifts job driving drive holiday",
    "wedding baby toddler puppy kids driver school clean service course")
UNDONE = words("going gonna go want planning plan should next ok okay")
_OTHER_SIGNS = words(
    "cough coughed coughing phlegm sputum blood bleeding bled wee weed pee peed urine water waters toilet poo stool",
    "bowels breath breathing breathless breathe panting puffed numb numbness numbed tingling tingly pins chest heart",
    "fever temperature temp shivering chills lump swelling faint fainted collapsed dizzy headache vision eyes face",
    "speech slurring slurred yellow fatigue tired sweats tablets pills weak weaker weakness vomit vomited sick rash",
    "blisters blistery shingles discectomy surgery delivered drip")
_NOT_THEN = words("than better same not weren't no never after next come beyond until decided arrives mountain")
_OTHERS = words("casualty film telly tv doctor doctors gp physio nurse vet")
_EVERY = frozenset({"every", "each", "a", "all", "and"})
_LONGEST_MESSAGE, _REACH = 60, 14   # tokens
_RECENT, _YESTERDAY = 62.0, 1.0     # days: "today" dates other things too often


def sole_date(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the only candidate if it is a recent day on which this pain may well have begun."""
    kept = [each for each in candidates if each.unit != "then" and not is_excluded(tokens, each)]
    if len(tokens) > _LONGEST_MESSAGE or len(kept) != 1:
        return []
    only = kept[0]
    if only.form not in {"date", "ago"} or not (only.low >= _YESTERDAY and only.high <= _RECENT):
        return []
    left, right = _sentence(tokens, only)
    near, before = words_in(tokens, left, right), words_in(tokens, left, only.first)
    if near & (ELSEWHERE - LOADS | _OTHER_SIGNS | _NOT_THEN | UNDONE) or before & (HYPOTHETICAL | _OTHERS):
        return []
    told = any(names_symptom(tokens, at) or tokens[at].text in STRAINS | ONSET for at in range(left, right))
    hurts = any(names_symptom(tokens, at) and not _denied(tokens, at) for at in range(len(tokens)))
    return [only] if told and hurts and word_at(tokens, only.first - 1) not in _EVERY else []


def _denied(tokens: Sequence[Token], index: int) -> bool:
    return bool({"no", "without", "never"} & words_in(tokens, max(index - 2, 0), index))


def _sentence(tokens: Sequence[Token], candidate: Candidate) -> tuple[int, int]:
    """Return where the sentence around it begins and ends, within reach."""
    left, right = candidate.first, candidate.stop
    while left > max(candidate.first - _REACH, 0) and tokens[left - 1].text not in SENTENCE_ENDS:
        left -= 1
    while right < min(candidate.stop + _REACH, len(tokens)) and tokens[right].text not in SENTENCE_ENDS:
        right += 1
    return left, right
