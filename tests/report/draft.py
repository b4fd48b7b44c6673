"""Builds a document and its reading by hand: every place is given by its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from tellings.domain.reading import (
    Blame,
    Claim,
    ClaimKind,
    Commitment,
    EventMention,
    Factuality,
    Figure,
    Label,
    Moment,
    Place,
    Polarity,
    Qualifier,
    Reading,
    Source,
    Stance,
    Voice,
)
from tellings.domain.text import Document, Part, PartKind, Span

READER = "hand"


@dataclass
class Draft:
    """A document with what was read in it; places are given by their words."""

    path: str
    text: str
    title: str
    outlet: str | None = None
    published: date | None = date(2031, 3, 9)
    author: str | None = None
    genre: str = "news report"
    url: str = "https://example.invalid/a?b=1&c=<2>"
    parts: list[tuple[PartKind, str, str | None]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[EventMention] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    loose: list[tuple[Figure, Voice]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return sha256(self.text.encode()).hexdigest()[:16]

    def at(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(self.id, start, start + len(words))

    def document(self) -> Document:
        return Document(
            id=self.id,
            path=self.path,
            text=self.text,
            sha256=sha256(self.text.encode()).hexdigest(),
            title=self.title,
            outlet=self.outlet,
            author=self.author,
            published=self.published,
            url=self.url,
            genre=self.genre,
            language="en",
            parts=tuple(Part(k, self.at(words), author) for k, words, author in self.parts),
            provenance={"published": "line below the headline"},
        )

    def reading(self) -> Reading:
        return Reading(
            document=self.id,
            reader=READER,
            claims=tuple(self.claims),
            event_mentions=tuple(self.mentions),
            figures=tuple(self.loose),
            labels=tuple(self.labels),
        )

    def claim(
        self,
        sources: list[tuple[str, str]],
        cue: str,
        content: str,
        commitment: Commitment = Commitment.ASSERTED,
        stance: Stance = Stance.REPORTS,
        inside: str | None = None,
    ) -> Claim:
        """A claim by the words that stand in the text; a source is (name, words)."""
        claim = Claim(
            id=f"{self.id}-claim-{len(self.claims)}",
            sources=tuple(Source(name, self.at(words)) for name, words in sources),
            cue=self.at(cue),
            content=(self.at(content),),
            kind=ClaimKind.INDIRECT,
            commitment=commitment,
            author_stance=stance,
            inside=inside,
        )
        self.claims.append(claim)
        return claim

    def figure(
        self,
        words: str,
        kind: str = "killed",
        of: str = "people",
        low: float | None = None,
        high: float | None = None,
        qualifier: Qualifier = Qualifier.EXACT,
        superseded: bool = False,
    ) -> Figure:
        span = self.at(words)
        return Figure(kind, of, low, high, qualifier, span, not superseded, superseded)

    def tells(
        self,
        trigger: str,
        source: str | None = None,
        *,
        type: str = "bombing",
        when: tuple[str, date] | None = None,
        where: tuple[str, str] | None = None,
        figures: tuple[Figure, ...] = (),
        blames: tuple[Blame, ...] = (),
        denies: bool = False,
    ) -> EventMention:
        """An event mention; `when` and `where` are (words, day) and (words, name)."""
        mention = EventMention(
            id=f"{self.id}-mention-{len(self.mentions)}",
            type=type,
            trigger=self.at(trigger),
            sentence=self.at(trigger),
            factuality=Factuality.DENIED if denies else Factuality.ASSERTED,
            voice=Voice(source),
            when=Moment(when[1], when[1], self.at(when[0]), "day") if when else None,
            where=Place(where[1], self.at(where[0]), precision="town") if where else None,
            figures=figures,
            blames=blames,
            denies=denies,
        )
        self.mentions.append(mention)
        return mention

    def label(self, words: str, actor: str | None, polarity: Polarity, nth: int = 0) -> Label:
        label = Label(self.at(words, nth), words, actor, polarity)
        self.labels.append(label)
        return label
