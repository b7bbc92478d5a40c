"""Tells in words what a changed answer did to a verdict."""
from __future__ import annotations

from backguide.case import Case
from backguide.changes import moved
from backguide.content import Content
from backguide.messages import labels, listed


def difference(content: Content, before: Case, after: Case) -> str:
    """Tell in words what a changed answer did to the result; empty if it changed nothing."""
    move, phrases, levels = moved(content, before, after), content.texts.phrases, content.texts.advice["levels"]
    came, went = labels(content, move.came), labels(content, move.went)
    told = (phrases["moved_came"].format(labels=listed(came)) if came else "",
            phrases["moved_went"].format(labels=listed(went)) if went else "")
    names = {"before": levels[move.before.id]["label"], "after": levels[move.after.id]["label"]}
    if move.before != move.after:
        return " ".join(filter(None, (phrases["moved"].format(**names), *told)))
    return phrases["not_moved"].format(**names) if came or went else ""
