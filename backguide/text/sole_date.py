"""Takes the only time that a message names, or opens with, for the beginning of its pain.

For what the rules of clauses leave open: "came off her scooter yesterday and
her back's a bit sore", "two or three months i'm guessing, since the new job".
A sign that has a time of its own ("coughed blood yesterday"), a likeness, a
plan, or a second time spoils it.
"""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_clause import LONG, Candidate, clause, words_in
from backguide.text.duration_traps import is_excluded
from backguide.text.duration_words import (
    CANNOT,
    ELSEWHERE,
    HYPOTHETICAL,
    ONSET,
    PREGNANT,
    SENTENCE_ENDS,
    STRAINS,
    names_symptom,
)
from backguide.text.number_words import Token, word_at, words
from backguide.text.time_spans import OPEN_ENDED

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
_NOT_THEN = words("than better same weren't after next come beyond until decided arrives mountain")
_LOST = words("dropped lost losing down off lighter")
_NOT, _REACH_NOT = words("not no never weren't wasn't nothing without"), 5
_OTHERS = words("casualty film telly tv doctor doctors gp physio nurse vet")
_EVERY = frozenset({"every", "each", "a", "and"})
_LONGEST_MESSAGE, _REACH = 60, 14   # tokens
_RECENT, _YESTERDAY, _A_YEAR = 130.0, 1.0, 366.0     # days: "today" dates other things too often
# "78 years" and longer is an age
_NO_AGE = 18_000.0
# what may stand before the time with which a message opens
_OPENING = words("hi hiya hello hey ok okay so like about around roughly approx na well um er only just , . ! the a")
_REACH_OPENING = 4
_POINTS_BACK = words("this that it so it's thats that's its been must would")
_AFTER_SPAN = words("now and maybe in since with at or")
_AFTER_ANSWER = frozenset({"", ".", ",", "!", "\n", "lol", "i", "or", "doing", "when", "so", "haha"})


def sole_date(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the only candidate if this pain may well have begun then, or the date with which a message opens."""
    kept = [each for each in candidates if each.unit != "then" and not is_excluded(tokens, each)
            and not _is_history(tokens, each)]
    if len(tokens) > _LONGEST_MESSAGE or not kept:
        return []
    if _opens(tokens, kept[0]) or len(kept) == 1 and _may_be_onset(tokens, kept[0]):
        return kept[:1]
    return []


def _is_history(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it measures an age, a job, a treatment: "on prednisone for 6 years"."""
    left, right = clause(tokens, candidate)
    return candidate.low > _NO_AGE or candidate.low >= LONG and bool(ELSEWHERE & words_in(tokens, left, right))


def _opens(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether a time answers before anything else is told: "Wednesday. I remember because it was bin day"."""
    if words_in(tokens, 0, candidate.first) - _OPENING or candidate.first > _REACH_OPENING:
        return False
    figures = word_at(tokens, candidate.first + 1) in {"/", "-", "."} and candidate.form == "date"
    if figures or word_at(tokens, candidate.stop) == "of" or PREGNANT & words_in(tokens, 0, len(tokens)):
        return False  # 7/10/2026; day 3 of my holiday; 30 weeks, baby's kicking
    _, right = clause(tokens, candidate)
    near = words_in(tokens, candidate.stop, right)
    if near & (UNDONE | HYPOTHETICAL | _NOT_THEN | _OTHERS | _OTHER_SIGNS) or _elsewhere(tokens, candidate.stop, right):
        return False
    if candidate.high > {"date": _A_YEAR, "ago": _RECENT}.get(candidate.form, OPEN_ENDED):
        return False
    told = any(_tells(tokens, at) for at in range(candidate.stop, right))
    after = word_at(tokens, candidate.stop)
    ends = after in _AFTER_ANSWER or after in _AFTER_SPAN and candidate.form != "date"
    return ends or told and candidate.unit not in {"hour", "minute"} or candidate.form == "ago"


def _may_be_onset(tokens: Sequence[Token], only: Candidate) -> bool:
    recent = only.form in {"date", "ago"} and only.high <= _RECENT and (only.form == "ago" or only.low >= _YESTERDAY)
    if not (recent or only.form in {"since", "from"}):
        return False
    left, right = _sentence(tokens, only)
    near, before = words_in(tokens, left, right), words_in(tokens, left, only.first)
    if near & (_NOT_THEN | UNDONE) or before & (HYPOTHETICAL | _OTHERS):
        return False
    if near & _LOST and near & LOADS:
        return False
    if near & _OTHER_SIGNS and not any(names_symptom(tokens, at) for at in range(left, only.first)):
        return False
    fine_until = word_at(tokens, only.first - 1) in {"till", "until", "til"}
    if word_at(tokens, only.first - 1) in _EVERY or not fine_until and (
            words_in(tokens, max(only.first - _REACH_NOT, 0), only.first) & _NOT):
        return False
    if word_at(tokens, left) in _POINTS_BACK and left > 1:  # what it points back to stands in the sentence before
        left = max(left - _REACH, 0)
    told = [abs(at - only.first) for at in range(left, right) if _tells(tokens, at)]
    if not told or _elsewhere(tokens, max(only.first - min(told), left), min(only.first + min(told), right)):
        return False
    return only.form != "date" or any(_hurts(tokens, at) for at in range(len(tokens)))


def _elsewhere(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Tell whether something else is spoken of; "due to the pain" is not an appointment that is due."""
    return any(tokens[at].text in ELSEWHERE - LOADS and (tokens[at].text, word_at(tokens, at + 1)) != ("due", "to")
               for at in range(left, right))


def _tells(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    other = word in ONSET and word_at(tokens, index - 1) in ELSEWHERE  # my period started
    return names_symptom(tokens, index) or word in STRAINS | ONSET | {"woke"} and not other


def _hurts(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    it_began = word in ONSET | {"woke"} and "it" in words_in(tokens, max(index - 2, 0), index + 4)
    return names_symptom(tokens, index) and not _denied(tokens, index) or word in CANNOT or it_began


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
