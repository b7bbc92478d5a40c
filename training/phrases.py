"""The grammar of lay phrases: guesses their form and builds clauses of them."""
from __future__ import annotations

import random
import re
from functools import lru_cache

import yaml

from training.catalogue import DATA

CLAUSE, PAST, BASE, GERUND, ADJECTIVE, NOUN = "clause", "past", "base", "gerund", "adjective", "noun"
_BARE = ("worse", "better", "bad", "numb", "tingling", "on", "up", "down", "off", "out", "in ")
_CANNOT = re.compile(r"^(?:can't|cant|cannot)\s+")
_MEN = {"dad", "father", "husband", "brother", "grandad", "uncle", "son", "boss", "mate"}
_WOMEN = {"mum", "mother", "wife", "sister", "nan", "gran", "aunt", "daughter"}


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    data = yaml.safe_load((DATA / "forms.yml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def form(phrase: str) -> str:
    """Guess whether a phrase is a clause, a noun or something between."""
    words, forms = phrase.lower().split(), _forms()
    first = words[0]
    if first in ("i", "im", "i'm", "ive", "i've", "i'll"):
        return CLAUSE
    if first in forms["subjects"] and any(word in forms["verbs"] for word in words[1:5]):
        return CLAUSE
    for name, group in ((PAST, "past"), (BASE, "base"), (GERUND, "gerunds"), (ADJECTIVE, "adjectives")):
        if first in forms[group]:
            return name
    return CLAUSE if any(word in forms["verbs"] for word in words[1:3]) else NOUN


def clause(phrase: str, rng: random.Random) -> str:
    """Make a first-person clause of a phrase."""
    kind = form(phrase)
    if kind == CLAUSE:
        return phrase
    if kind == ADJECTIVE:
        bare = phrase.startswith(_BARE)
        return rng.choice(["it's ", "its ", "feeling ", "i'm ", "im "] if bare else ["i am ", "im ", "it is "]) + phrase
    openings = {
        PAST: ["i ", "i ", "i just "],
        BASE: ["i "],
        GERUND: ["i'm ", "im ", "i am ", "i have been ", "ive been ", "i keep "],
        NOUN: ["i have ", "i've got ", "ive got ", "there is ", "having ", "got ", "i get "],
    }
    return rng.choice(openings[kind]) + phrase


def about(first_person: str, who: str, rng: random.Random) -> str:
    """Turn a first-person clause into one about somebody else."""
    woman = who in _WOMEN or (who not in _MEN and rng.random() < 0.5)
    subject, them, their, self_ = ("she", "her", "her", "herself") if woman else ("he", "him", "his", "himself")
    swap = {
        "i": subject, "im": f"{subject}'s", "i'm": f"{subject}'s", "ive": f"{subject}'s", "i've": f"{subject}'s",
        "my": their, "me": them, "myself": self_, "mine": their, "am": "is",
    }
    text = " ".join(swap.get(word.lower(), word) for word in first_person.split())
    text = re.sub(r"\b(he|she) have\b", r"\1 has", text)
    return re.sub(r"\b(he|she) (get|keep|feel|need|take|wake)\b", r"\1 \2s", text)


def ability(phrase: str) -> str | None:
    """Return what a phrase says one cannot do, or None."""
    match = _CANNOT.match(phrase)
    return phrase[match.end():] if match else None


def denials(phrase: str) -> list[str]:
    """Return a clause denied inside, by its own verb."""
    flips = (
        (r"\b(is|are|has|have|was|does|can|did)\b", r"\1 not", ""),
        (r"\b(?:can't|cant|cannot)\b", "can", " fine"),
        (r"\b(?:won't|wont)\b", "will still", " fine"),
    )
    changed = [re.sub(pattern, to, phrase, count=1) + end for pattern, to, end in flips if re.search(pattern, phrase)]
    return changed * 3
