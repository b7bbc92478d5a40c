"""Tells whether a message is about someone other than its writer."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.duration_words import names_symptom
from backguide.text.number_words import CARDINALS, Token, word_at, words

RELATIVES = words(
    "mum mam mom mother ma mummy mama dad da father daddy husband wife partner son daughter lad boy girl nan gran",
    "granny grandma nana nanny grandad grandpa grandfather grandmother brother sister uncle aunt auntie kid child baby",
    "toddler boyfriend girlfriend missus hubby flatmate friend mate neighbour neighbor cousin nephew niece grandson",
    "granddaughter abbu ammi lola lolo tatay nanay papa himself herself apprentice colleague grandparent stepson",
    "stepdaughter stepdad stepmum fiance fiancé fiancee lodger roommate housemate coworker",
    "boss client inlaw bairn wean bub pal buddy spouse neighbours in-law mummy's hubby's un")
THIRD = frozenset({"he", "she", "he's", "she's", "hes", "shes", "his", "her", "him", "he'd", "she'd", "they're"})
_OWN = frozenset({"my", "me", "ma", "mi", "mine"})
_I = frozenset({"i", "i've", "ive", "i'm", "im", "i'd"})
_HAVE = words(
    "have had get got feel felt can't cant couldn't hurt pulled i've ive i'm im keep woke wake strained a i'd",
    "noticed cannot did put fell")
_REACH_OWN, _REACH_I = 4, 8
# "typed by my granddaughter": who writes for the patient is not the patient
_SCRIBES = words("typed typing writing written wrote sent sending translating translated reading dictating spelling")
_REACH_SCRIBE = 6


def is_relative(word: str) -> bool:
    """Tell whether the word names a relative or friend, "dad's" too."""
    return word.removesuffix("'s") in RELATIVES


def is_about_other(tokens: Sequence[Token]) -> bool:
    """Tell whether the symptoms are someone else's: theirs are told and no own."""
    other = symptom = False
    if compares_with_own(tokens):
        return False
    asked_for = "behalf" in {token.text for token in tokens}
    for index, token in enumerate(tokens):
        a_mum = word_at(tokens, index - 1) in {"a", "an"}  # the writer: "just a mum with a bad back"
        named = is_relative(token.text) and not a_mum and not is_scribe(tokens, index)
        other = other or token.text in THIRD or named or _is_child(tokens, index)
        if names_symptom(tokens, index):
            symptom = True
            if _is_own(tokens, index):
                return False
    return other and (symptom or asked_for)


def _is_child(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "my 8 yo" or "our three year old" begins here."""
    counted = word_at(tokens, index + 1).isdecimal() or word_at(tokens, index + 1) in CARDINALS
    unit = word_at(tokens, index + 2 + (word_at(tokens, index + 2) == "-"))
    return tokens[index].text in {"my", "our"} and counted and unit in {"yo", "year", "yr", "yrs", "y", "month"}


def is_scribe(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the relative named at `index` only writes down what the patient says."""
    left = {token.text for token in tokens[max(index - 4, 0):index]}
    right = {token.text for token in tokens[index:index + _REACH_SCRIBE]}
    return "by" in left and bool(left & _SCRIBES) or bool(right & _SCRIBES) and "for" not in right and "this" in right


def compares_with_own(tokens: Sequence[Token]) -> bool:
    """Tell whether the other person only serves as a likeness: "has the same as me", "hers is old, mine's new"."""
    texts = [token.text for token in tokens]
    if "mine" in texts or "mine's" in texts:
        return True
    pairs = set(zip(texts, texts[1:]))
    if pairs & {("as", "me"), ("like", "me"), ("as", "mine"), ("like", "mine")}:
        return True
    return "same" in texts and bool(pairs & {("has", "same"), ("had", "same"), ("has", "the"), ("had", "the")})


def tells_of_other(tokens: Sequence[Token]) -> bool:
    """Tell whether a message without a word of pain is still about someone else: "Dad's 84, he can't get up"."""
    if compares_with_own(tokens):
        return False
    named = [at for at, token in enumerate(tokens) if is_relative(token.text) and not is_scribe(tokens, at)]
    theirs = sum(token.text in THIRD for token in tokens[(named[0] if named else 0):])
    follows = theirs > sum(token.text in _I | _OWN for token in tokens)
    own = any(names_symptom(tokens, at) and _is_own(tokens, at) for at in range(len(tokens)))
    mine = any(token.text in {"my", "me"} and word_at(tokens, at + 1) in {"back", "spine", "neck", "leg", "legs"}
               for at, token in enumerate(tokens))
    return follows and not own and not mine


def _is_own(tokens: Sequence[Token], index: int) -> bool:
    for at in range(index, max(index - _REACH_I, -1), -1):
        word = tokens[at].text
        if word in THIRD or is_relative(word) or word in ".!?" or _is_child(tokens, at):
            return False
        if word in _OWN and index - at <= _REACH_OWN and not is_relative(word_at(tokens, at + 1)):
            return True
        if word in _I and (word != "i" or word_at(tokens, at + 1) in _HAVE):
            return True
    return False
