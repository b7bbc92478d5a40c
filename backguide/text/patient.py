"""Tells whether a message is about someone other than its writer."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_words import names_symptom
from backguide.text.number_words import Token, word_at, words

RELATIVES = words(
    "mum mam mom mother ma mummy mama dad da father daddy husband wife partner son daughter lad boy girl nan gran",
    "granny grandma nana nanny grandad grandpa grandfather grandmother brother sister uncle aunt auntie kid child baby",
    "toddler boyfriend girlfriend missus hubby flatmate friend mate neighbour neighbor cousin nephew niece grandson",
    "granddaughter abbu ammi lola lolo tatay nanay papa himself herself apprentice colleague")
THIRD = frozenset({"he", "she", "he's", "she's", "hes", "shes", "his", "her", "him", "he'd", "she'd", "they're"})
_OWN = frozenset({"my", "me", "ma", "mi", "mine"})
_I = frozenset({"i", "i've", "ive", "i'm", "im", "i'd"})
_HAVE = words(
    "have had get got feel felt can't cant couldn't hurt pulled i've ive i'm im keep woke wake strained a i'd",
    "noticed cannot did put fell")
_REACH_OWN, _REACH_I = 4, 8


def is_relative(word: str) -> bool:
    """Tell whether the word names a relative or friend, "dad's" too."""
    return word.removesuffix("'s") in RELATIVES


def is_about_other(tokens: Sequence[Token]) -> bool:
    """Tell whether the symptoms are someone else's: theirs are told and no own."""
    other = symptom = False
    asked_for = "behalf" in {token.text for token in tokens}
    for index, token in enumerate(tokens):
        other = other or token.text in THIRD or is_relative(token.text)
        if names_symptom(tokens, index):
            symptom = True
            if _is_own(tokens, index):
                return False
    return other and (symptom or asked_for)


def _is_own(tokens: Sequence[Token], index: int) -> bool:
    for at in range(index, max(index - _REACH_I, -1), -1):
        word = tokens[at].text
        if word in THIRD or is_relative(word) or word in ".!?":
            return False
        if word in _OWN and index - at <= _REACH_OWN and not is_relative(word_at(tokens, at + 1)):
            return True
        if word in _I and (word != "i" or word_at(tokens, at + 1) in _HAVE):
            return True
    return False
