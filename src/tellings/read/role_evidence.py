"""What speaks for a noun phrase of a sentence as a participant of an event that it tells of.

Each candidate gets a set of short facts: what kind of phrase it is, where it stands from the
trigger, by which path of the parse, after which preposition, and what word order alone makes of
it. `role_choice` weighs them. The facts are words, so that the table of weights can be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tellings.domain.text import Span
from tellings.read.demonyms import is_demonym
from tellings.read.noun_phrases import POSSESSIVE, RELATIVE
from tellings.read.ontology import ontology
from tellings.read.participants import Bounds, Found, Participants
from tellings.read.role_words import (
    ACTING,
    HAPPENING,
    HIT,
    LIGHT,
    MUNITIONS,
    NOBODY,
    PEOPLE,
    SAYING,
    TELLERS,
    TIME_OR_PLACE,
    UNDERGOING,
    VEHICLES,
)
from tellings.read.triggers import GROUND

CLIMB = 3  # steps of the parse from a word to where two paths meet
STEPS = ((2, "next"), (5, "near"), (10, "off"), (20, "far"))
BARE = re.compile(r":.*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A trigger whose participants are asked for: its words, the word that heads it, its type."""

    head: int
    within: range
    kind: str

    @property
    def family(self) -> str:
        """The first word of the type."""
        return self.kind.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words low..high (half-open) of a phrase, its head, and what it is by itself."""

    low: int
    high: int
    head: int
    is_: str
    facts: tuple[str, ...]


@dataclass(slots=True)
class Evidence:
    """The candidates of a document, sentence by sentence, and the facts of each for a trigger."""

    participants: Participants
    sources: Sequence[Bounds] = ()  # words that name who says something
    harmed: Sequence[Bounds] = ()  # words that count the dead and wounded
    seen: dict[str, Counter[str]] = field(
        default_factory=lambda: {"agent": Counter(), "target": Counter()}
    )  # who acts and who is acted on by word order, and how often
    _known: dict[int, list[Candidate]] = field(default_factory=dict)
    _up: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    _ruled: dict[Asked, list[Found]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, participants: Participants, sources: Iterable[Span] = (), harmed: Iterable[Span] = ()
    ) -> Evidence:
        """With the words of the sources, and of who was harmed, that stand at some spans."""
        words = participants.syntax.words
        told, hurt = ([(words.at(s.start), words.at(s.end - 1) + 1) for s in spans]
                      for spans in (sources, harmed))  # fmt: skip
        return cls(participants, told, hurt)

    def hear(self, triggers: Iterable[Asked]) -> None:
        """Take note of who acts and who is acted on anywhere, by word order."""
        for asked in triggers:
            for f in self.ruled(asked):
                if f.role in self.seen:
                    self.seen[f.role][self.key(f.low, f.high)] += 1

    def ruled(self, asked: Asked) -> list[Found]:
        """The participants of a trigger by word order alone."""
        known = self._ruled.get(asked)
        if known is None:
            known = list(self.participants.of(asked.head, asked.within, asked.kind))
            self._ruled[asked] = known
        return known

    def key(self, low: int, high: int) -> str:
        """By what a phrase is known again: the last word of its name, or its head."""
        head = self.participants.phrases.head(low, high)
        return self.participants.syntax.lower(head).rstrip("s")

    # ------------------------------------------------------------------------- candidates
    def candidates(self, asked: Asked) -> list[Candidate]:
        """The phrases of the trigger's sentence, and what stands in the trigger's own phrase."""
        k = int(self.participants.syntax.sentence_of[asked.head])
        if k < 0:
            return []
        if k not in self._known:
            phrases = self.participants.phrases.of(k)
            every = (self._candidate(low, high) for low, high in phrases)
            whole = [c for c in every if c.is_ not in NO_PART]
            self._known[k] = [*whole, *(o for c in whole if (o := self._owner(c)) is not None)]
        out = [c for c in self._known[k] if not c.low <= asked.head < c.high and not (
            c.low < asked.within.start < c.high)]  # fmt: skip
        return out + [self._candidate(*at) for at in self._own(asked)]

    def _owner(self, c: Candidate) -> Candidate | None:
        """Who is named before a means or an event: "Vardanian jets", "rebel shelling"."""
        if c.is_ not in {"event", "munitions", "vehicles"}:
            return None
        at = self.participants.modifier(c.head, c.low)
        return None if at is None else self._candidate(*at, of=c.is_)

    def _own(self, asked: Asked) -> Iterable[Bounds]:
        """Within the phrase of a noun: who owns it ("its raids"), what names an actor before it."""
        phrases, syntax = self.participants.phrases, self.participants.syntax
        whole = phrases.at(asked.head)
        if whole is None:
            return
        start = min(asked.head, asked.within.start)
        if syntax.lower(whole[0]) in POSSESSIVE and whole[0] < start:
            yield whole[0], whole[0] + 1
        before = self.participants.modifier(start, whole[0])
        if before is not None:
            yield before

    def _candidate(self, low: int, high: int, of: str = "") -> Candidate:
        syntax = self.participants.syntax
        head = self.participants.phrases.head(low, high)
        kind = self._kind(low, high, head)
        facts = [kind, *self._marks(low, high)]
        if of:
            facts.append(f"of {of}")
        if any(a < high and low < b for a, b in self.sources):
            facts.append("says it")
        if any(a < high and low < b for a, b in self.harmed):
            facts.append("harmed")
        facts += [f"as {syntax.rel[head]}", self._verb_after(high), self._verb_before(low)]
        return Candidate(low, high, head, kind, tuple(facts))

    def _kind(self, low: int, high: int, head: int) -> str:
        """What the phrase is, by its head: one word of a short list."""
        syntax = self.participants.syntax
        word, lower = syntax.word(head), syntax.lower(head)
        if lower in POSSESSIVE or syntax.pos[head] == "PRON":
            return "relative" if lower in RELATIVE else "nobody" if lower in NOT_ONE else "pronoun"
        listed = _listed(word)
        if listed is not None:
            return listed
        if lower in ontology().nouns:
            return "event"
        name = self.participants.names.at(head)
        if name is not None:
            return name.kind
        if is_demonym(word):
            return "a people"
        if lower in NOBODY:
            return "nobody"
        if GROUND.match(word):
            return "ground"
        return "capital" if word[:1].isupper() and syntax.pos[head] == "PROPN" else "thing"

    def _marks(self, low: int, high: int) -> Iterable[str]:
        syntax = self.participants.syntax
        last = len(syntax.pos)
        before, after = (
            syntax.lower(low - 1) if low else "",
            syntax.lower(high) if high < last else "",
        )
        if syntax.pos[low] == "NUM":
            yield "counted"
        if low and syntax.pos[low - 1] == "ADP":
            yield f"after {before}"
        elif before in {"and", "or", "&"}:
            yield "joined"
        if after in {"and", "or"}:
            yield "and more"
        elif after == "of":
            yield "of something"
        if low == 0 or syntax.sentence_of[low - 1] != syntax.sentence_of[low]:
            yield "opens the sentence"

    def _verb_after(self, at: int) -> str:
        """What the phrase does, as far as the next verb tells: it says, hits, is hit, …"""
        syntax, stop = self.participants.syntax, len(self.participants.syntax.pos)
        first = at
        while (
            at < stop
            and at - first < 5
            and (syntax.pos[at] in {"AUX", "ADV", "PART"} or syntax.lower(at) in RELATIVE)
        ):
            at += 1
        if at >= stop or syntax.pos[at] != "VERB":
            return "no verb after"
        passive = self.participants.is_passive(at, at + 1)
        return f"{'is' if passive else 'does'} {self._sort(at)}"

    def _verb_before(self, low: int) -> str:
        syntax = self.participants.syntax
        if not low or syntax.pos[low - 1] != "VERB":
            return "no verb before"
        return f"object of {self._sort(low - 1)}"

    def _sort(self, i: int) -> str:
        """The sort of a verb."""
        return _sort_of(self.participants.syntax.lower(i))

    # ------------------------------------------------------------------------------ facts
    def facts(self, asked: Asked, candidates: Sequence[Candidate]) -> list[tuple[str, ...]]:
        """The facts of each candidate for one trigger."""
        shape = self._shape(asked)
        paths = dict(reversed(self._climb(asked.head)))
        out = []
        for c in candidates:
            side, gap = _place(asked, c)
            between = min(3, sum(1 for o in candidates if _lies_between(o, asked, c)))
            where, path = f"{shape} {side}", self._path(paths, c.head)
            mine = [*c.facts, where, f"{where} {gap}", f"{where} {between} between",
                    f"{shape}: {path}", path, f"{where} {c.is_}", f"{asked.family}: {c.is_}",
                    f"{asked.family}: {side}", f"{asked.kind}: {c.is_}"]  # fmt: skip
            mine += [f"{where} {fact}" for fact in c.facts[1:]]
            mine += self._between(asked, c, where)
            mine += self._elsewhere(asked, c)
            mine += self._by_word_order(asked, c, shape)
            out.append(tuple(dict.fromkeys(mine)))
        return out

    def none_facts(self, asked: Asked) -> tuple[str, ...]:
        """What speaks for nobody of the sentence."""
        said = {f.role for f in self.ruled(asked)}
        return ("none", f"none: {self._shape(asked)}", f"none: {asked.family}",
                f"none: {'agent' if 'agent' in said else 'no agent'} by word order",
                f"none: {'target' if 'target' in said else 'no target'} by word order")  # fmt: skip

    def _shape(self, asked: Asked) -> str:
        """How the trigger stands: a noun, or a verb told from either side."""
        syntax = self.participants.syntax
        if syntax.pos[asked.head] not in {"VERB", "AUX"}:
            return "noun"
        passive = self.participants.is_passive(asked.head, asked.within.stop) or any(
            syntax.lower(i) in UNDERGOING for i in asked.within
        )
        return "passive" if passive else "verb"

    def _elsewhere(self, asked: Asked, c: Candidate) -> list[str]:
        """Whether another trigger has the same one as agent or target, by word order."""
        key = self.key(c.low, c.high)
        here = [f.role for f in self.ruled(asked) if (f.low, f.high) == (c.low, c.high)]
        out = []
        for role, fact in (("agent", "acts elsewhere"), ("target", "acted on elsewhere")):
            if self.seen[role][key] > here.count(role):
                out += [fact, f"{c.is_} {fact}"]
        return out

    def _by_word_order(self, asked: Asked, c: Candidate, shape: str) -> list[str]:
        """What word order makes of the phrase, or of one that shares words with it."""
        ruled, out = self.ruled(asked), []
        for n, f in enumerate(ruled):
            if (f.low, f.high) != (c.low, c.high):
                if f.low < c.high and c.low < f.high:
                    out.append(f"about the {f.role} by word order")
            elif any(o.role == f.role for o in ruled[:n]):
                out.append(f"{f.role} second by word order")
            else:
                out += [f"{f.role} by word order", f"{shape}: {f.role} by word order"]
        return out

    def _between(self, asked: Asked, c: Candidate, where: str) -> list[str]:
        """Verbs and conjunctions that part the two."""
        low, high = ((c.high, asked.within.start) if c.high <= asked.within.start
                     else (asked.within.stop, c.low))  # fmt: skip
        pos = self.participants.syntax.pos[low:high]
        out = []
        if "VERB" in pos:
            out.append(f"{where} over {min(pos.count('VERB'), 2)} verb")
        if "SCONJ" in pos or "CCONJ" in pos:
            out.append(f"{where} over a conjunction")
        return out

    def _climb(self, i: int) -> list[tuple[int, str]]:
        """Word `i` and those above it, with the relations that lead there."""
        known = self._up.get(i)
        if known is None:
            syntax, at, way = self.participants.syntax, i, ""
            known = [(i, "")]
            for _ in range(CLIMB):
                up = int(syntax.head[at])
                if up < 0:
                    break
                relation = BARE.sub("", syntax.rel[at])
                way, at = (f"{way}<{relation}" if way else relation), up
                known.append((at, way))
            self._up[i] = known
        return known

    def _path(self, paths: dict[int, str], head: int) -> str:
        for at, way in self._climb(head):
            if at in paths:
                return f"path {way or '.'}/{paths[at] or '.'}"
        return "path none"


def _place(asked: Asked, c: Candidate) -> tuple[str, str]:
    """On which side of the trigger, and how far off in words."""
    if c.high <= asked.within.start:
        side, gap = "before", asked.within.start - c.high
    elif c.low >= asked.within.stop:
        side, gap = "after", c.low - asked.within.stop
    else:
        side, gap = "within", 0
    return side, next((name for n, name in STEPS if gap <= n), "farther")


def _lies_between(o: Candidate, asked: Asked, c: Candidate) -> bool:
    if c.high <= asked.within.start:
        return c.high <= o.low and o.high <= asked.within.start
    return asked.within.stop <= o.low and o.high <= c.low


@lru_cache(maxsize=8192)
def _listed(word: str) -> str | None:
    """The kind of a head whose word stands in a list."""
    return next((kind for kind, pattern in KINDS if pattern.match(word)), None)


@lru_cache(maxsize=8192)
def _sort_of(verb: str) -> str:
    """The sort of a verb, in lower case."""
    if SAYING.match(verb):
        return "saying"
    if verb in LIGHT:
        return "making"
    kind = ontology().verbs.get(verb)
    if kind is not None:
        return kind.partition(".")[0]
    return "hitting" if verb in HIT else "another"


NOT_ONE = NOBODY - {"he", "she", "it", "they", "them", "him", "her", "we", "us", "i", "you"}
NO_PART = {"time", "happening", "relative"}
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("time", TIME_OR_PLACE), ("happening", HAPPENING), ("tellers", TELLERS), ("actors", ACTING),
    ("people", PEOPLE), ("vehicles", VEHICLES), ("munitions", MUNITIONS),
)  # fmt: skip
