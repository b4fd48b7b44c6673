"""Whom a pronoun in a source's place stands for."""

from __future__ import annotations

from tellings.domain.reading import Source
from tellings.read.bodies import BODIES
from tellings.read.entities import Name, Names
from tellings.read.heard import Asked
from tellings.read.syntax import Syntax, clean

PRONOUNS = {"he", "she", "it", "they", "who", "which", "him", "her", "them", "his", "their", "its"}
FIRST_PERSON = {"i", "we", "me", "us", "our", "my"}
PERSONAL = {"he", "she", "him", "her", "his"}
THINGS = {"it", "its"}
BACK = 120  # words back in which the model looks for an antecedent
LONG = 80  # words after which "he" is rather somebody named since
SLACK = 2.0  # how much less than at nothing a name may be pointed at


def antecedent(asked: Asked) -> Source:
    """Who was meant: for "he" a person, for "it" a body, for "they" anybody but one person."""
    word = asked.text.lower()
    if word in {"who", "which"}:
        head = _modified(asked)
        if head is not None:
            return head
    finders = (_heard_lately, _pointed, _heard, _named) if word in PERSONAL else BODIES_FIRST
    found = (find(asked, word) for find in finders)
    return next((s for s in found if s is not None), Source(None, asked.span))


def _modified(asked: Asked) -> Source | None:
    """The noun that a relative clause hangs on."""
    syntax = asked.syntax
    for up in syntax.ancestors(asked.low):
        if syntax.pos[up] in {"NOUN", "PROPN"}:
            name = asked.names.at(up)
            return asked.named(name.full if name else clean(syntax.slice(*syntax.phrase(up))))
    return None


def _pointed(asked: Asked, word: str) -> Source | None:
    """The name most pointed at, of a kind that the pronoun can stand for."""
    for name in pointed_at(asked.syntax, asked.names, asked.low):
        if name.kind == "person" and word not in THINGS:
            return asked.person(name.full)
        if name.kind != "place" and name.kind != "person" and word not in PERSONAL:
            return asked.named(name.full)
    return None


def _heard(asked: Asked, word: str) -> Source | None:
    """The source heard last that the pronoun can stand for."""
    for _, source in asked.known.before(asked.low):
        if source.name is None:
            continue
        person = asked.is_person(source)
        if word in THINGS:
            if not person or source.person:
                return asked.named(source.name)
        elif person or word not in PERSONAL:
            return asked.again(source)
        elif source.name in asked.known.bodies.values():
            who = next(p for p, body in asked.known.bodies.items() if body == source.name)
            return Source(source.name, asked.span, who)
    return None


def _heard_lately(asked: Asked, word: str) -> Source | None:
    """The person heard last, unless that was long before and others were named since."""
    heard = next((at for at, s in asked.known.before(asked.low) if asked.is_person(s)), None)
    return _heard(asked, word) if heard is not None and asked.low - heard <= LONG else None


def _named(asked: Asked, word: str) -> Source | None:
    """The last name before, of the right kind."""
    before = [n for n in asked.names.names if n.high <= asked.low]
    if word in PERSONAL:
        people = [n for n in before if n.kind == "person"]
        return asked.person(people[-1].full) if people else None
    bodies = [n for n in before if n.kind in BODIES]
    return asked.named(bodies[-1].full) if bodies and word in THINGS else None


BODIES_FIRST = (_pointed, _heard, _named)


def pointed_at(syntax: Syntax, names: Names, i: int) -> list[Name]:
    """Names that hold the three words most pointed at, if about as much as nothing or more."""
    back = max(0, i - BACK)
    if back == i:
        return []
    scores, none = syntax.words.scores("antecedent", i, back, i)
    ranked = sorted(range(i - back), key=lambda j: -float(scores[j]))[:3]
    found = (names.at(back + j) for j in ranked if float(scores[j]) > none - SLACK)
    return [name for name in found if name is not None]
