"""Who a check is about, and how to speak of them: "your son", "he"."""
from __future__ import annotations

from typing import cast

from backguide.case import Case
from backguide.content import Content
from backguide.grammar import Pronoun, third_person
from backguide.questions import Option
from backguide.replies import plain


def person_named(content: Content, text: str) -> str:
    """Return the word by which a text first names the person in pain: "son", else "he"; empty if by none."""
    said = plain(text).split()
    people = content.texts.reply_words["people"]
    named = next((word for word in said if any(word in kin for kin in people["kin"].values())), "")
    return named or next((word for word in said if word in people["kin"]), "")


def pronoun_of(content: Content, case: Case) -> Pronoun:
    """Return the pronoun that the person told of; "they" where none is known."""
    kin = content.texts.reply_words["people"]["kin"]
    found = next((pronoun for pronoun, words in kin.items() if case.who == pronoun or case.who in words), "they")
    return cast(Pronoun, found)


def whom(content: Content, case: Case) -> str:
    """Return whom a check about somebody else is for: "your son", or a neutral wording."""
    people = content.texts.reply_words["people"]
    named = any(case.who in words for words in people["kin"].values())
    return str(people["named" if named else "unnamed"]).format(who=case.who)


def told_about(content: Content, case: Case, own: str, other: str) -> str:
    """Return the wording for this case: `own` to the person in pain, `other` (with "they") about somebody else."""
    return third_person(other, pronoun_of(content, case)) if case.subject == "other" else own


def title_of(content: Content, case: Case, option: Option) -> str:
    """Return the title of an option as the person of this case would say it: "Pain in her chest"."""
    return option.titled(pronoun_of(content, case)) if case.subject == "other" else option.title


def for_whom(content: Content, case: Case) -> str:
    """Return the line that says whom a message about somebody else is for; empty for one's own check."""
    if case.subject == "self":
        return ""
    line = str(content.texts.phrases["for_whom"]).format(who=whom(content, case))
    return third_person(line, pronoun_of(content, case))
