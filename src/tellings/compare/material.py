"""The input of the comparison, indexed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tellings.align.known import known_actors
from tellings.align.names import STOP_WORDS, key_of, word_set, words_of
from tellings.align.parties import SIDES, parties_of
from tellings.domain.accounts import Alignment
from tellings.domain.reading import ActorKind, EventMention, Figure, Reading
from tellings.domain.text import Document, PartKind, Span

_CAN_ACT = frozenset(
    kind.value
    for kind in (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.STATE)
)
_BODIES = frozenset({ActorKind.ORGANISATION.value, ActorKind.GROUP.value})
_OFFICERS = word_set(
    "director head chief leader spokesman spokeswoman spokesperson chairman chairwoman chair "
    "secretary secretary-general envoy representative commander coordinator president minister"
)
#: Words by which a sentence gives the word to somebody.
ATTRIBUTES = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|accord(?:s|ing) to|"
    r"claim\w*(?! (?:[\w-]+ ){0,4}(?:lives|life|victims)\b)|"
    r"report(?:s|ed|edly|ing)|"
    r"announc\w*|state(?:s|d)|statement|quot\w+|cit(?:es|ed|ing)|speaks? of|spoke of|gives?|gave|"
    r"puts?|counts?|counted|confirm\w*|boast\w*|alleg\w*|accus\w*|believ\w*|suspect\w*|"
    r"add(?:s|ed|ing)|estimat\w*|call(?:s|ed)|insist\w*|den(?:y|ies|ied)|admit\w*|warn\w*|publish\w*)\b",
    re.IGNORECASE,
)


class Material:
    """Documents, their readings and the alignment, by id and in a fixed order."""

    def __init__(
        self, documents: Sequence[Document], readings: Sequence[Reading], alignment: Alignment
    ) -> None:
        self.documents = {d.id: d for d in sorted(documents, key=lambda d: d.id)}
        ordered = sorted(readings, key=lambda r: r.document)
        self.readings = {r.document: r for r in ordered if r.document in self.documents}
        self.alignment = alignment
        self.mentions = {m.id: m for r in self.readings.values() for m in r.event_mentions}
        self.actors = {a.id: a for a in alignment.actors}
        self.event_of = {i: e for e in alignment.events for i in e.mentions}
        self._with: dict[str, list[EventMention]] = defaultdict(list)
        for mention in self.mentions.values():
            self._with[self._telling(mention)].append(mention)
        self._told = {(f.span, f.kind): m for m in self.mentions.values() for f in m.figures}
        self._body_names = dict(self._named_bodies())
        self.body_of = {a.id: a.body for a in alignment.actors if a.body}

    def actor_of(self, document: str, name: str | None) -> str | None:
        """The id of the actor whom a document means by a name; for a spokesperson, the body."""
        if name is None:
            return None
        actor = self.alignment.actor_of.get((document, name))
        if (body := self._body_in(name)) is not None:
            return body
        return self.body_of.get(actor, actor) if actor else None

    def told_in(self, figure: Figure) -> EventMention | None:
        """The event mention that a figure hangs on."""
        return self._told.get((figure.span, figure.kind))

    def odds(self, left: EventMention, right: EventMention) -> float:
        """The log-odds that two mentions of one event are of one happening.

        Infinite for what one document tells of together; minus infinity where nobody scored it.
        """
        a, b = sorted((self._telling(left), self._telling(right)))
        if a == b:
            return float("inf")
        return self.alignment.odds.get((a, b), float("-inf"))

    def told_with(self, mention: EventMention) -> Sequence[EventMention]:
        """All by which its document tells of the same happening, the mention itself among them."""
        return self._with[self._telling(mention)]

    def _telling(self, mention: EventMention) -> str:
        return self.alignment.telling_of.get(mention.id, mention.id)

    def is_attributed(self, mention: EventMention) -> bool:
        """Whether the sentence has words by which somebody other than the document speaks.

        The reader may have missed whose words they are: what is so told is not surely the
        document's own.
        """
        return mention.voice.source is not None or bool(
            ATTRIBUTES.search(self.quote(mention.sentence))
        )

    def is_party(self, document: str, name: str) -> bool:
        """Whether a name can be who did it: somebody known, a side, or a named body or person."""
        if parties_of(name) & SIDES or key_of(name) in known_actors():
            return True
        if any(word in known_actors() for word in words_of(name)):
            return True
        actor = self.alignment.actor_of.get((document, name))
        kind = self.actors[actor].kind if actor else ActorKind.OTHER.value
        strong = [w for w in name.split() if w.casefold() not in STOP_WORDS]
        named = len(strong) > 1 and all(w[0].isupper() for w in strong)
        return kind in _CAN_ACT or (named and kind != ActorKind.POPULATION.value)

    def cited(self) -> set[str]:
        """Ids of all actors that some document cites."""
        found = (self.actor_of(m.trigger.document, m.voice.source) for m in self.mentions.values())
        return {actor for actor in found if actor}

    def quote(self, span: Span) -> str:
        """The words at a span, on one line."""
        return " ".join(self.documents[span.document].quote(span).split())

    def in_headline(self, span: Span) -> bool:
        """Whether a span stands in the headline, or in a body that starts by repeating it."""
        document = self.documents[span.document]
        part = document.part_at(span.start)
        if part is not None and part.kind is PartKind.HEADLINE:
            return True
        title = document.title
        if not title:
            return False
        again = document.text.find(title, part.span.start if part else 0)
        return again <= span.start and span.end <= again + len(title) and again >= 0

    def _named_bodies(self) -> Iterator[tuple[str, str]]:
        """From the key of each name of a body to the actor."""
        for actor in self.alignment.actors:
            if actor.kind in _BODIES:
                for name in (actor.name, *actor.aliases):
                    if not name.islower():
                        yield key_of(name), actor.id

    def _body_in(self, name: str) -> str | None:
        """The body of whom a name is an officer: "VMC director Jon Arel", "VMC's Jon Arel"."""
        words = words_of(name)
        for size in range(len(words) - 1, 0, -1):
            if (body := self._body_names.get(" ".join(words[:size]))) is not None:
                rest = name.split()[-1]
                officer = bool(set(words[size:]) & _OFFICERS)
                return body if officer or (size > 2 and rest[:1].isupper()) else None
        return None
