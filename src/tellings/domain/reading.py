"""What one document says: the records that reading it yields. Every one of them has a span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tellings.domain.text import Span


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "armed group"
    STATE = "state"
    POPULATION = "population"
    OTHER = "other"


class ClaimKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Commitment(StrEnum):
    """How the innermost source holds the content of its claim."""

    ASSERTED = "asserted"
    DENIED = "denied"
    DOUBTED = "doubted"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    PLANNED = "planned"
    ASKED = "asked"


class Stance(StrEnum):
    """What the document does with the content of a claim."""

    REPORTS = "reports"
    ENDORSES = "endorses"
    REJECTS = "rejects"
    DOUBTS = "doubts"


class Factuality(StrEnum):
    """Whether an event is told as having happened."""

    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"
    DEMANDED = "demanded"
    HYPOTHETICAL = "hypothetical"


class Qualifier(StrEnum):
    """How a figure is bounded as told."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Certainty(StrEnum):
    """How an actor is blamed for an event."""

    ASSERTED = "asserted"
    SUSPECTED = "suspected"
    CLAIMED = "claimed_responsibility"
    DENIED = "denied"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor or a place; `name` is the fullest name it has in its document."""

    span: Span
    kind: str  # an ActorKind value, or "place"
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something. `name` is the fullest name in the document, None if nobody is named.

    `person` is the spokesperson where `name` is the body he or she speaks for.
    """

    name: str | None
    span: Span | None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution: sources (outermost first), cue and content."""

    id: str
    sources: tuple[Source, ...]
    cue: Span | None
    content: tuple[Span, ...]
    kind: ClaimKind
    commitment: Commitment
    author_stance: Stance
    inside: str | None = None  # the claim it is nested in
    confidence: float = 1.0  # probability that content and source are right, 0..1

    @property
    def source(self) -> Source | None:
        """The innermost source: who holds the content."""
        return self.sources[-1] if self.sources else None

    def covers(self, span: Span) -> bool:
        """Whether most of `span` lies in the content."""
        return sum(c.overlap(span) for c in self.content) * 2 > len(span)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as told. `low` and `high` are inclusive bounds, None where open.

    A share is a fraction (60 % is 0.6). `total` is true when it is the voice's whole toll of the
    event, `superseded` when the document itself says that it was revised. `span` covers the
    number with its qualifier and what it counts.
    """

    kind: str  # killed wounded missing captured displaced evacuated residents present other …
    of: str
    low: float | None
    high: float | None
    qualifier: Qualifier
    span: Span
    total: bool = False
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: inclusive days, and the words that say so."""

    first: date
    last: date
    span: Span
    precision: str  # day week month season year


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened. Coordinates (degrees, WGS 84) only where the name is certain."""

    name: str
    span: Span
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"  # point district town region country unknown
    country: str | None = None  # ISO 3166 alpha-2
    within: str | None = None  # the larger place the text puts it in, if any


@dataclass(frozen=True, slots=True)
class Role:
    """A participant of an event: `role` is agent, target or instrument."""

    role: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Blame:
    """A statement of who did it, with the passage that says so."""

    actor: str
    certainty: Certainty
    span: Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words tell of something. `source` None: the document itself."""

    source: str | None = None
    claim: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """A trigger that tells of an event, with all that the sentence says of it."""

    id: str
    type: str  # see read/ontology
    trigger: Span
    sentence: Span
    factuality: Factuality
    voice: Voice
    roles: tuple[Role, ...] = ()
    when: Moment | None = None
    where: Place | None = None
    figures: tuple[Figure, ...] = ()
    blames: tuple[Blame, ...] = ()
    denies: bool = False  # the voice denies that the event happened
    background: bool = False  # told as history, not as the news

    def role(self, name: str) -> Role | None:
        """The first participant in that role."""
        return next((r for r in self.roles if r.role == name), None)


@dataclass(frozen=True, slots=True)
class Label:
    """The words used for an actor, their polarity, and whose words they are."""

    span: Span
    text: str
    actor: str | None
    polarity: Polarity
    voice: Voice = Voice()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document, by which reader (name and digest)."""

    document: str
    reader: str
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    figures: tuple[tuple[Figure, Voice], ...] = ()  # those that belong to no event mention
    labels: tuple[Label, ...] = ()
