"""Who is said to have done it: stated agents, suspicion, claims of responsibility, denials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tellings.domain.reading import Blame, Certainty, Claim, Commitment, Role
from tellings.domain.text import Document, Span
from tellings.read.entities import Names
from tellings.read.syntax import Syntax
from tellings.read.triggers import Trigger

BLAMED = ("attack", "execution", "detention", "disappearance", "siege")
SUSPECTED = re.compile(
    r"\b(?:suspect\w*|believed to|thought to|alleg\w*|appear\w* to|presumed|possibl[ye]|"
    r"probabl[ye]|likely|blam\w+|accus\w+|might|may have|could have)\b",
    re.I,
)
RESPONSIBLE = re.compile(
    r"\b(?:claim\w*|took|taken|assum\w+) (?:the )?responsibility\b|\bclaimed by\b", re.I
)
NOBODY = re.compile(
    r"\b(?:no|nobody|none|not|without|yet to)\b[^.]{0,40}\b(?:claim|responsib)", re.I
)
ACCUSING = re.compile(r"^(?:blam\w+|accus\w+)$", re.I)
DENIES_PART = re.compile(
    r"\b(?:responsib\w*|involve\w*|carry\w*|carried|behind|targeting|striking|hitting|bombing|"
    r"conduct\w*|being|having|using|used|its|their|any role|role|part)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event as its sentence tells it, before anyone is blamed for it."""

    trigger: Trigger
    type: str
    span: Span
    sentence: Span
    roles: tuple[Role, ...]


def read_blames(
    document: Document, syntax: Syntax, names: Names, claim: Claim | None, told: Told
) -> tuple[tuple[Blame, ...], bool]:
    """The blame that a trigger's sentence lays, and whether the claim denies the event itself."""
    sentence = told.sentence
    denied = claim is not None and claim.commitment is Commitment.DENIED
    if not told.type.startswith(BLAMED):
        return (), denied
    text = document.quote(sentence)
    if denied and claim is not None:
        return _denials(claim, text, sentence)
    explicit = _explicit(document, syntax, names, told.trigger, text)
    if explicit:
        return (explicit,), False
    agent = next((r for r in told.roles if r.role == "agent"), None)
    if agent is None:
        return (), False
    hull = _hull(agent.span, told.span)
    near = document.text[max(sentence.start, hull.start - 25) : hull.end]
    unsure = bool(SUSPECTED.search(near)) or (
        claim is not None and claim.commitment is Commitment.POSSIBLE
    )
    certainty = Certainty.SUSPECTED if unsure else Certainty.ASSERTED
    return (Blame(agent.name, certainty, hull),), False


def _hull(a: Span, b: Span) -> Span:
    return Span(a.document, min(a.start, b.start), max(a.end, b.end))


def _denials(claim: Claim, text: str, sentence: Span) -> tuple[tuple[Blame, ...], bool]:
    """Who denies carrying it out is cleared; who denies that it happened denies the event."""
    source = claim.source
    if source and source.name and DENIES_PART.search(text):
        return (Blame(source.name, Certainty.DENIED, sentence),), False
    return (), True


def _explicit(
    document: Document, syntax: Syntax, names: Names, trigger: Trigger, text: str
) -> Blame | None:
    """Responsibility claimed, or someone blamed in so many words."""
    sentence = syntax.sentence_at(trigger.head)
    if sentence is None:
        return None
    span = Span(document.id, sentence.start, sentence.end)
    if RESPONSIBLE.search(text) and not NOBODY.search(text):
        who = _claimant(syntax, names, sentence.low, sentence.high)
        return Blame(who, Certainty.CLAIMED, span) if who else None
    for i in range(sentence.low, sentence.high):
        if ACCUSING.match(syntax.word(i)) and abs(i - trigger.head) < 25:
            for c in syntax.children(i, "obj", "nsubj:pass", "obl"):
                return Blame(_named(syntax, names, c), Certainty.SUSPECTED, span)
    return None


def _claimant(syntax: Syntax, names: Names, low: int, high: int) -> str | None:
    for i in range(low, high):
        if syntax.lower(i) in {"claimed", "claims", "claim", "took", "claiming"}:
            for c in syntax.children(i, "nsubj", "obl:agent", "obl"):
                return _named(syntax, names, c)
    return None


def _named(syntax: Syntax, names: Names, i: int) -> str:
    name = names.at(i)
    if name and name.kind != "place":
        return name.full
    low, high = syntax.phrase(i)
    return syntax.slice(low, high)
