"""What the comparison of documents yields: actors, events, accounts, origins, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tellings.domain.reading import Blame, Figure, Label, Moment, Place, Voice
from tellings.domain.text import Span


class FindingKind(StrEnum):
    """Kinds of finding; DESIGN section 5."""

    FIGURES_AGREE = "figures-agree"
    FIGURES_DIFFER = "figures-differ"
    FIGURES_REVISED = "figures-revised"
    BLAME_DIFFERS = "blame-differs"
    BLAME_DENIED = "blame-denied"
    EVENT_DENIED = "event-denied"
    NAMING_DIFFERS = "naming-differs"
    TIME_DIFFERS = "time-differs"
    PLACE_DIFFERS = "place-differs"
    TOLD_BY_ONE_SIDE = "told-by-one-side"
    SINGLE_ORIGIN = "single-origin"
    CIRCULAR = "circular"
    CONTRADICTS_ITSELF = "contradicts-itself"
    AUTHOR_REJECTS = "author-rejects"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who mentions refer to, across documents."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    body: str | None = None  # id of the body that a person speaks for
    side: str | None = None  # the side on which a table of the user's puts it


class Verdict(StrEnum):
    """What a person says of two event mentions."""

    JOIN = "join"  # they are of one event
    SPLIT = "split"  # they are not


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two event mentions, which outweighs what was computed.

    The mentions are named by the places of their triggers, so that the decision survives another
    reading of the same documents.
    """

    verdict: Verdict
    left: Span
    right: Span
    note: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """Why two event mentions were joined: the score (log-odds) and one sentence a feature."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One happening that mentions in one or more documents tell of."""

    id: str
    title: str
    type: str
    mentions: tuple[str, ...]  # ids of event mentions
    when: Moment | None = None
    where: Place | None = None
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Who and what is the same across documents.

    `actor_of` maps (document id, name as resolved in that document) to an actor id. `telling_of`
    maps each event mention to the first mention of what its document tells of that happening, and
    `odds` two such first mentions (left < right) of one event to the log-odds that they are of one
    happening, where they were scored: what was gathered into one event may be less sure pair by
    pair. Both serve the comparison that follows and are not stored.
    """

    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    actor_of: Mapping[tuple[str, str], str] = field(default_factory=dict)
    telling_of: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    odds: Mapping[tuple[str, str], float] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Copy:
    """`document` carries text of `of`; `share` is the part of `document` that is copied, 0..1."""

    document: str
    of: str
    share: float
    passages: tuple[tuple[Span, Span], ...] = ()  # (in document, in of)


#: The kind of an origin that may or may not be independent of the others.
UNKNOWN_ORIGIN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where accounts come from in the end. `kind`: source, wire, document or unknown."""

    id: str
    name: str
    kind: str
    documents: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether it is known where it comes from, so that it counts as apart from others."""
        return self.kind != UNKNOWN_ORIGIN


@dataclass(frozen=True, slots=True)
class Account:
    """What one voice says of one event, in all documents that carry it."""

    id: str
    event: str
    voice: Voice  # as named most fully; source None: the document itself speaks
    actor: str | None  # actor id of the voice
    origin: str  # origin id
    documents: tuple[str, ...]
    mentions: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    blames: tuple[Blame, ...] = ()
    labels: tuple[Label, ...] = ()
    words: tuple[Span, ...] = ()  # the triggers: the words this voice uses for the event
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the comparison shows, in one plain sentence, with the passages that show it.

    `event` is None for a finding that concerns no single event.
    """

    kind: FindingKind
    text: str
    event: str | None
    accounts: tuple[str, ...]
    passages: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole result over a set of documents; replaced as a whole when documents are added."""

    alignment: Alignment
    origins: tuple[Origin, ...] = ()
    accounts: tuple[Account, ...] = ()
    findings: tuple[Finding, ...] = ()
    copies: tuple[Copy, ...] = ()


def known_origins(accounts: Sequence[Account], origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """The origins on which accounts rest that are known, each once, in order of their ids."""
    used = {account.origin for account in accounts}
    found = {o.id: o for o in origins if o.id in used and o.known}
    return tuple(found[key] for key in sorted(found))


def independent_origins(accounts: Sequence[Account], origins: Sequence[Origin]) -> int:
    """How many independent origins stand behind accounts: those that are known.

    An origin of kind unknown does not count: it may rest on any of the others.
    """
    return len(known_origins(accounts, origins))
