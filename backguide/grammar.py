"""Turns a text about "they" into one about "he" or "she", verbs and all.

Made for the short texts of the content, over all of which it is tested; not for English at large.
"""
from __future__ import annotations

import re
from typing import Literal

Pronoun = Literal["they", "he", "she"]
PRONOUNS: tuple[Pronoun, ...] = ("they", "he", "she")

FORMS = {
    "he": {"they": "he", "them": "him", "their": "his", "theirs": "his", "themselves": "himself"},
    "she": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themselves": "herself"},
}
IRREGULAR = {"have": "has", "are": "is", "do": "does", "were": "was", "go": "goes"}
MODAL = frozenset({"can", "cannot", "could", "may", "might", "must", "should", "will", "would", "did", "do", "used"})
PAST = frozenset({"had", "fell", "lost", "felt", "got", "went", "began", "took"})
ADVERBS = frozenset({"lately", "also", "still", "no", "longer", "now", "really", "both"})
# verbs that may follow "they X or ...": as a list because "a change" or "a cough" would look the same
FOLLOWING = frozenset({"have", "are", "feel", "find", "inject", "poo", "sneeze", "strain", "twist", "use"})
WORD = re.compile(r"[A-Za-z']+|[^A-Za-z']+")


def third_person(text: str, pronoun: Pronoun) -> str:
    """Return a text about "they" as one about `pronoun`; as it is for "they"."""
    if pronoun == "they":
        return text
    parts: list[str] = WORD.findall(text)
    words = [at for at, part in enumerate(parts) if part[0].isalpha()]
    for place, at in enumerate(words):
        if parts[at].lower() == "they":
            _agree(parts, words, place)
    return "".join(_like(part, FORMS[pronoun].get(part.lower(), part)) for part in parts)


def _agree(parts: list[str], words: list[int], place: int) -> None:
    """Let the verb of the "they" at this place agree: the one before it in a question, else those after it."""
    before = words[place - 1] if place else None
    if before is not None and parts[before].lower() in IRREGULAR and not parts[before + 1].strip():
        parts[before] = _singular(parts[before])
        return
    if before is not None and parts[before].lower() in MODAL:
        return
    rest = [at for at in words[place + 1:] if parts[at].lower() not in ADVERBS]
    if not rest or not _is_present(parts[rest[0]].lower()):
        return
    parts[rest[0]] = _singular(parts[rest[0]])
    _agree_following(parts, rest[1:])


def _agree_following(parts: list[str], rest: list[int]) -> None:
    """Let further verbs of the same subject agree: "have a weak back or inject drugs"."""
    joined = False
    for at in rest:
        word = parts[at].lower()
        if word in FORMS["he"] or "?" in parts[at - 1] or "." in parts[at - 1]:
            return
        if word in FOLLOWING and (joined or "," in parts[at - 1]):
            parts[at] = _singular(parts[at])
        joined = word in ("or", "and")


def _is_present(verb: str) -> bool:
    return verb not in MODAL and verb not in PAST and (verb == "need" or not verb.endswith("ed"))


def _singular(verb: str) -> str:
    low = verb.lower()
    ending = "es" if low.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return _like(verb, IRREGULAR.get(low, low + ending))


def _like(old: str, new: str) -> str:
    return new.capitalize() if old[:1].isupper() and new != old else new
