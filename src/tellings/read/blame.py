"""Who is said to have done it: stated agents, suspicion, claims of responsibility, denials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tellings.domain.reading import Blame, Certainty, Claim, Commitment
from tellings.domain.text import Document, Span
from tellings.read.participants import Bounds, Participants
from tellings.read.role_words import BLAMING, NO_PARTY
from tellings.read.roles import Part, named
from tellings.read.triggers import Trigger

BLAMED = ("attack", "execution", "detention", "disappearance", "siege", "battle", "displacement")
# Whoever does these is not blamed by that alone: both sides fight a battle.
NO_BLAME = ("battle", "displacement")
SUSPECTED = re.compile(
    r"\b(?:suspect\w*|believed to|thought to|alleg\w*|appear\w* to|presumed|possibl[ye]|"
    r"probabl[ye]|likely|blam\w+|accus\w+|might|may have|could have)\b",
    re.I,
)
RESPONSIBLE = re.compile(
    r"\b(?:claim\w*|took|taken?|taking|assum\w+|admit\w*) (?:the |full |sole )?"
    r"(?:responsib\w+|credit)\b",
    re.I,
)
NOBODY = re.compile(
    r"\b(?:no|nobody|none|not|without|yet to)\b[^.]{0,40}\b(?:claim|responsib)", re.I
)
ACCUSING = re.compile(r"^(?:blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing))$", re.I)
ATTRIBUTING = re.compile(r"^(?:attribut|ascrib)(?:e|es|ed|ing)$", re.I)
NAMELESS = re.compile(r"\b(?:those|whoever|anyone|everyone|people|men) (?:who|that)\s+$", re.I)
AT_FAULT = re.compile(r"^(?:responsible|behind|guilty|culpable|complicit)$", re.I)
DONE_BY = re.compile(r"^(?:perpetrated|committed|carried|conducted|orchestrated)$", re.I)
LAYS_BLAME = re.compile(
    r"blam|accus|attribut|ascrib|responsible|behind|guilty|culpable|complicit|perpetrat|committed|carried|"
    r"conducted|orchestrated",
    re.I,
)
DENIES_PART = re.compile(
    r"\b(?:responsib\w*|involve\w*|carry\w*|carried|behind|targeting|striking|hitting|bombing|"
    r"conduct\w*|being|having|using|used|its|their|any role|role|part)\b",
    re.I,
)
AHEAD = re.compile(r"\b(?:fear|worr|warn|threat|expect)\w*", re.I)  # what has not happened
SURE = 0.4  # how likely an agent must be to be blamed
FAR = 30  # words between an accusation and the trigger of what it is about


@dataclass(frozen=True, slots=True)
class Told:
    """An event as its sentence tells it, before anyone is blamed for it."""

    trigger: Trigger
    type: str
    span: Span
    sentence: Span
    doer: Part | None


def read_blames(
    document: Document, participants: Participants, claim: Claim | None, told: Told
) -> tuple[tuple[Blame, ...], bool]:
    """The blame that a trigger's sentence lays, and whether the claim denies the event itself."""
    denied = claim is not None and claim.commitment is Commitment.DENIED
    if not told.type.startswith(BLAMED):
        return (), denied
    before = document.text[max(told.sentence.start, told.span.start - 30) : told.span.start]
    if AHEAD.search(before) or NAMELESS.search(before):
        return (), denied
    text = document.quote(told.sentence)
    if denied and claim is not None:
        return _denials(claim, text, told.sentence)
    explicit = _explicit(document, participants, told.trigger, text)
    if explicit:
        return explicit, False
    if told.doer is None or told.doer.likely < SURE or told.type.startswith(NO_BLAME):
        return (), False
    agent = told.doer.role
    if NO_PARTY.search(agent.name) or _accuses(participants, told.trigger):
        return (), False
    hull = _hull(agent.span, told.span)
    near = document.text[max(told.sentence.start, hull.start - 25) : hull.end]
    unsure = bool(SUSPECTED.search(near)) or (
        claim is not None and claim.commitment is Commitment.POSSIBLE
    )
    certainty = Certainty.SUSPECTED if unsure else Certainty.ASSERTED
    return (Blame(agent.name, certainty, hull),), False


def _accuses(participants: Participants, trigger: Trigger) -> bool:
    """Whether someone accuses before the trigger: its agent may then be who accuses."""
    syntax = participants.syntax
    sentence = syntax.sentence_at(trigger.head)
    low = max(sentence.low if sentence else 0, trigger.head - FAR)
    words = [syntax.word(i) for i in range(low, trigger.head)]
    return any(ACCUSING.match(w) or ATTRIBUTING.match(w) for w in words)


def _hull(a: Span, b: Span) -> Span:
    return Span(a.document, min(a.start, b.start), max(a.end, b.end))


def _denials(claim: Claim, text: str, sentence: Span) -> tuple[tuple[Blame, ...], bool]:
    """Who denies carrying it out is cleared; who denies that it happened denies the event."""
    source = claim.source
    if source and source.name and DENIES_PART.search(text):
        return (Blame(source.name, Certainty.DENIED, sentence),), False
    return (), True


def _explicit(
    document: Document, participants: Participants, trigger: Trigger, text: str
) -> tuple[Blame, ...]:
    """Responsibility claimed, or someone blamed in so many words."""
    sentence = participants.syntax.sentence_at(trigger.head)
    if sentence is None:
        return ()
    span = Span(document.id, sentence.start, sentence.end)
    words = range(sentence.low, sentence.high)
    if RESPONSIBLE.search(text) and not NOBODY.search(text):
        who = _first(participants, (_claimant(participants, i) for i in words))
        return (Blame(who, Certainty.CLAIMED, span),) if who else ()
    if not LAYS_BLAME.search(text):
        return ()
    near = [i for i in words if abs(i - trigger.head) < FAR]
    who = _first(participants, (_accused(participants, i) for i in near))
    if who is None:
        return ()
    return (Blame(who, Certainty.SUSPECTED, span),)


def _first(participants: Participants, found: Iterable[Bounds | None]) -> str | None:
    """The first of the phrases that can be a party, by its name."""
    for at in found:
        if at is not None:
            name = named(participants, at)
            if name and not NO_PARTY.search(name):
                return name
    return None


def _claimant(participants: Participants, i: int) -> Bounds | None:
    """Whose claim of responsibility the verb at word `i` tells: "X claimed", "claimed by X"."""
    syntax = participants.syntax
    if syntax.lower(i) not in {
        "claimed", "claims", "claim", "took", "takes", "claiming", "admitted", "assumed", "taken",
    }:  # fmt: skip
        return None
    if participants.is_passive(i, i + 1):
        return _by(participants, i + 1)
    return participants.subject(i)


def _by(participants: Participants, at: int) -> Bounds | None:
    found = (f for f in participants.complements(at) if f[0] in {"by", "on", "blamed on"})
    return next(((low, high) for _, low, high in found), None)


def _accused(participants: Participants, i: int) -> Bounds | None:
    """Who is blamed by the word at `i`: "accused X of", "blamed on X", "X is responsible for"."""
    syntax = participants.syntax
    if ACCUSING.match(syntax.word(i)):
        if participants.is_passive(i, i + 1):
            blamed_on = syntax.lower(i).startswith("blam") and syntax.lower(
                min(i + 1, len(syntax.pos) - 1)
            ) in {"on", "squarely"}
            return _by(participants, i + 1) if blamed_on else participants.subject(i)
        on = (f for f in participants.complements(i + 1) if f[0] == "on")
        found = next(((low, high) for _, low, high in on), None)
        return found if found and syntax.lower(i) in BLAMING else participants.object(i + 1)
    if ATTRIBUTING.match(syntax.word(i)):
        return next(
            ((a, b) for case, a, b in participants.complements(i + 1) if case == "to"), None
        )
    if AT_FAULT.match(syntax.word(i)):
        held = participants.phrases.at(i - 1)
        return held if held is not None else participants.subject(i)
    if DONE_BY.match(syntax.word(i)) and participants.is_passive(i, i + 1):
        return next(
            ((a, b) for case, a, b in participants.complements(i + 1) if case == "by"), None
        )
    return None
