"""Who takes part, by what stands where: subjects before a verb, objects and phrases after it.

The parse is not asked here. Each finder gives the words of a noun phrase (low, high) or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.domain.names import spelling_key
from tellings.read.demonyms import is_demonym
from tellings.read.entities import Names
from tellings.read.gazetteer import shipped
from tellings.read.noun_phrases import HYPHENS, NOMINAL, QUOTES, RELATIVE, TIMES, Phrases
from tellings.read.ontology import ontology
from tellings.read.role_words import (
    ACTING,
    AIMED,
    BLAMING,
    CARRIED,
    DONE_TO,
    HIT,
    JOINING,
    LIGHT,
    MUNITIONS,
    MUTUAL,
    TARGET_CASES,
    TIME_OR_PLACE,
    TURNED,
    UNDERGOING,
)
from tellings.read.syntax import Syntax

Bounds = tuple[int, int]
BE = {"is", "are", "was", "were", "be", "been", "being", "get", "got", "gets"}
PARTICLES = {"back", "down", "out", "off", "up", "away", "over"}
FAR = 26  # words after a trigger within which its phrases are looked for
CLIMB = 5  # phrases hung one on another before a verb: "forces of the army of X"
PARTICIPLE = re.compile(r"(?:ed|en|uck|wn|hit|shot|held|led|sent|lost|taken|hung|fought)$")
FROM = ("capture", "release", "evacuation", "detention")


@dataclass(frozen=True, slots=True)
class Found:
    """A participant: its role, the words of its phrase, and how likely it is (1: not weighed)."""

    role: str
    low: int
    high: int
    likely: float = 1.0


class Participants:
    """Finds the participants of triggers in one text."""

    def __init__(self, syntax: Syntax, names: Names) -> None:
        self.syntax = syntax
        self.names = names
        self.phrases = Phrases(syntax)

    def of(self, head: int, within: range, kind: str) -> Iterator[Found]:
        """Participants of the event, the surest of each role first."""
        syntax = self.syntax
        if syntax.pos[head] in {"VERB", "AUX"} or (
            syntax.lower(head) in ontology().verbs and (syntax.pos[head] == "ADJ")
        ):
            yield from self._of_verb(head, within, kind)
            for i in within:
                if i != head and syntax.pos[i] in NOMINAL and self._is_event(i):
                    yield from self._of_noun(i, within, kind)
        else:
            yield from self._of_noun(head, within, kind)

    # ------------------------------------------------------------------------------- verbs
    def _of_verb(self, i: int, within: range, kind: str) -> Iterator[Found]:
        syntax = self.syntax
        passive = self.is_passive(i, within.stop)
        subject = self.subject(within.start)
        undergoes = passive or any(syntax.lower(k) in UNDERGOING for k in within)
        if subject is not None:
            yield from self._subject(subject, undergoes, kind)
        direct = None if passive else self.object(within.stop)
        if direct is not None and not undergoes:
            yield Found("target", *direct)
        for case, low, high in self.complements(direct[1] if direct else within.stop):
            yield from self._complement(case, (low, high), passive or undergoes, kind)

    def _subject(self, at: Bounds, undergoes: bool, kind: str) -> Iterator[Found]:
        if undergoes:
            yield Found("target", *at)
            return
        head = self.phrases.head(*at)
        if self._is_event(head) or MUNITIONS.match(self.syntax.word(head)):
            yield from (f for f in self._of_noun(head, range(head, head + 1), kind)
                        if f.role == "agent")  # fmt: skip
            yield Found("instrument", *at)
        else:
            yield Found("agent", *at)

    def _complement(self, case: str, at: Bounds, passive: bool, kind: str) -> Iterator[Found]:
        head = self.phrases.head(*at)
        if case == "by" or (case == "to" and kind == "capture" and passive):
            if self._is_event(head) or MUNITIONS.match(self.syntax.word(head)):
                yield from (f for f in self._of_noun(head, range(head, head + 1), kind)
                            if f.role == "agent")  # fmt: skip
                yield Found("instrument", *at)
            else:
                yield Found("agent", *at)
        elif case in TARGET_CASES or (case == "of" and not passive):
            yield Found("target", *at)
        elif case == "from" and kind.startswith(FROM):
            yield Found("agent" if passive and kind != "capture" else "target", *at)
        elif case in {"with", "using"}:
            mutual = kind.startswith(MUTUAL) and not MUNITIONS.match(self.syntax.word(head))
            yield Found("target" if mutual else "instrument", *at)

    def is_passive(self, i: int, after: int) -> bool:
        """Whether a verb is told from the side of what it is done to."""
        syntax = self.syntax
        if not PARTICIPLE.search(syntax.lower(i)):
            return False
        at = i - 1
        while at >= 0 and syntax.pos[at] in {"ADV", "PART"}:
            at -= 1
        if at >= 0 and syntax.pos[at] in {"AUX", "VERB"} and syntax.lower(at) in BE:
            return True
        if at >= 0 and syntax.lower(at) in {"have", "has", "had"}:
            return False
        return self._reduced(i, after)

    def _reduced(self, i: int, after: int) -> bool:
        """ "the town captured by rebels", "12 killed in raids": no object, but "by" or "in"."""
        syntax, stop = self.syntax, len(self.syntax.pos)
        at = after
        while at < stop and syntax.pos[at] == "ADV":
            at += 1
        if at >= stop or self.phrases.at(at) is not None:
            return False
        return syntax.lower(at) == "by" or (
            syntax.lower(at) in {"in", "when", "after", "during"} and i > 0
            and (syntax.pos[i - 1] == "NUM" or syntax.pos[i - 1] in NOMINAL)
            and syntax.lower(i) in {"killed", "wounded", "injured", "hurt", "slain", "displaced"}
        )  # fmt: skip

    def subject(self, i: int, hops: int = 0) -> Bounds | None:
        """The phrase that is the subject of the verb at word `i`."""
        syntax = self.syntax
        low = self._sentence_low(i)
        at, infinitive = i - 1, False
        while at >= low and (
            syntax.pos[at] in {"ADV", "AUX", "PART"}
            or syntax.word(at) in QUOTES
            or syntax.lower(at) in {"to", "have", "has", "had", *BE}
        ):
            infinitive |= syntax.lower(at) == "to"
            at -= 1
        at = self._over_times(at, low)
        if at < low or hops > 2:
            return None
        if infinitive or syntax.pos[at] == "VERB":
            return self._controlled(at, low, hops)
        if syntax.pos[at] == "CCONJ" or syntax.word(at) == "," or self._is_effect(i):
            return self._shared(at, low, hops)
        return self._before(at, low)

    def _is_effect(self, i: int) -> bool:
        """ "killing 12": what the verb before did, also where its comma was lost."""
        word = self.syntax.lower(i)
        return word.endswith("ing") and word in {
            "killing", "wounding", "injuring", "leaving", "destroying", "forcing", "damaging",
            "capturing", "seizing", "leading", "displacing", "causing",
        }  # fmt: skip

    def _controlled(self, at: int, low: int, hops: int) -> Bounds | None:
        """The subject of an infinitive: that of the verb before ("managed to take")."""
        syntax = self.syntax
        phrase = self.phrases.at(at)
        if phrase is not None:
            head = self.phrases.head(*phrase)
            if not (
                self._is_event(head)
                or MUNITIONS.match(syntax.word(head))
                or syntax.lower(head) in {"attempt", "bid", "effort", "operation", "plan"}
            ):
                return phrase
            owner = self.modifier(head, phrase[0])
            if owner is not None:
                return owner
            at = phrase[0] - 1
        while at >= low and syntax.pos[at] not in {"VERB"}:
            at -= 1
        return self.subject(at, hops + 1) if at > low else None

    def _shared(self, at: int, low: int, hops: int) -> Bounds | None:
        """The subject of the verb before that this one is joined to."""
        while at >= low and not (
            self.syntax.pos[at] == "VERB" and self.syntax.rel[at] not in {"amod", "acl"}
        ):
            at -= 1
        return self.subject(at, hops + 1) if at >= low else None

    def _over_times(self, at: int, low: int) -> int:
        """Back over "on Saturday", "early on Monday" and brackets."""
        syntax = self.syntax
        moved = True
        while moved and at >= low:
            moved = False
            if syntax.word(at) in {")", "]"}:
                while at >= low and syntax.word(at) not in {"(", "["}:
                    at -= 1
                at, moved = at - 1, True
            elif TIMES.fullmatch(syntax.word(at)) or TIME_OR_PLACE.match(syntax.word(at)):
                at -= 1
                while at >= low and syntax.pos[at] in {"ADP", "ADV", "DET"}:
                    at -= 1
                moved = True
        return at

    def _before(self, at: int, low: int) -> Bounds | None:
        """The phrase that ends at word `at`, or that which it hangs on."""
        syntax = self.syntax
        if syntax.lower(at) in RELATIVE:
            at = self._over_times(at - 1 - (syntax.word(at - 1) == ","), low)
        phrase = self.phrases.at(at)
        for _ in range(CLIMB):
            if phrase is None or phrase[0] - 2 < low or syntax.pos[phrase[0] - 1] != "ADP":
                break
            up = self._over_times(phrase[0] - 2, low)
            if (
                up >= low
                and syntax.pos[up] in {"VERB", "ADJ"}
                and PARTICIPLE.search(syntax.lower(up))
            ):
                up -= 1  # "fighters backed by Russian jets"
            outer = self.phrases.at(up) if up >= low else None
            if outer is None:
                break
            phrase = outer
        return phrase

    def object(self, at: int) -> Bounds | None:
        """The phrase that follows a verb at once."""
        syntax, stop = self.syntax, len(self.syntax.pos)
        while at < stop and (
            syntax.pos[at] == "ADV" or syntax.word(at) in QUOTES or syntax.lower(at) in PARTICLES
        ):
            at += 1
        phrase = self.phrases.at(at) if at < stop else None
        return phrase if phrase is not None and not self._is_time(phrase) else None

    # ------------------------------------------------------------------------------- nouns
    def _of_noun(self, i: int, within: range, kind: str) -> Iterator[Found]:
        phrase = self.phrases.at(i) or (i, i + 1)
        owner = self.modifier(min(i, within.start) if within.start <= i else i, phrase[0])
        if owner is not None:
            yield from self._owner(owner)
        after = max(within.stop, phrase[1])
        mutual = kind.startswith(MUTUAL)
        blamed = phrase[0] > 0 and self.syntax.lower(phrase[0] - 1) in BLAMING
        for case, low, high in self.complements(after):
            if case in {"by", "blamed on"} or (blamed and case == "on"):
                yield from self._complement("by", (low, high), False, kind)
            elif case in TARGET_CASES or (case == "of" and self._is_done_to(i)):
                yield Found("target", low, high)
            elif mutual and case == "between":
                yield Found("agent", low, high)
                other = self._and(high)
                if other is not None:
                    yield Found("target", *other)
            elif mutual and case in {"with", "for"}:
                yield Found("target", low, high)
            elif kind == "capture" and case == "to":
                yield Found("agent", low, high)
        yield from self._governed(i, phrase, after)

    def _is_done_to(self, i: int) -> bool:
        return bool(DONE_TO.match(self.syntax.word(i)))

    def _and(self, at: int) -> Bounds | None:
        if at < len(self.syntax.pos) and self.syntax.lower(at) == "and":
            return self.phrases.at(at + 1)
        return None

    def modifier(self, i: int, low: int) -> Bounds | None:
        """What names an actor or a place before the noun `i`: "Syrian government air strikes"."""
        syntax = self.syntax
        for start in range(low, i):
            if self._names_actor(start) and syntax.lower(start) not in {"led", "backed"}:
                end = start + 1
                while end < i and (self._names_actor(end) or JOINING.match(syntax.word(end))
                                   or syntax.word(end - 1) in HYPHENS):  # fmt: skip
                    end += 1
                while end > start + 1 and JOINING.match(syntax.word(end - 1)):
                    end -= 1
                return start, end
        return None

    def _names_actor(self, i: int) -> bool:
        syntax, word = self.syntax, self.syntax.word(i)
        if self._is_event(i) or MUNITIONS.match(word) or TIMES.fullmatch(word):
            return False
        if word.isupper() and len(word) > 3 and self._is_place(i):
            return False  # a dateline that lost its dash
        if ACTING.match(word) or is_demonym(word) or (word.isupper() and word.isalpha()):
            return word not in {"A", "I"}
        return syntax.pos[i] == "PROPN" and (word[:1].isupper() or word in {"al", "el"})

    def _is_place(self, i: int) -> bool:
        name = self.names.at(i)
        if name is not None and name.kind == "place":
            return True
        word = self.syntax.word(i)
        return word.isupper() and len(word) > 3 and bool(shipped().look_up([spelling_key(word)]))

    def _owner(self, at: Bounds) -> Iterator[Found]:
        """A modifier is who acts; a place is acted on, and a bare state neither ("Syria raid")."""
        syntax = self.syntax
        words = syntax.slice(*at)
        owned = at[1] < len(syntax.pos) and syntax.lower(at[1]) in {"'s", "’s"}
        if owned or not self._is_place(at[1] - 1) or len(words) <= 3 or is_demonym(words):
            yield Found("agent", *at)
        elif _is_state(words.removesuffix("s")) and words.endswith("s") and not _is_state(words):
            yield Found("agent", *at)  # "Russias raid"
        elif not _is_state(words):
            yield Found("target", *at)

    def _governed(self, i: int, phrase: Bounds, after: int) -> Iterator[Found]:
        """ "X launched an offensive"; "the strike hit Y"; "was carried out by X"."""
        syntax = self.syntax
        at = phrase[0] - 1
        while at >= 0 and (syntax.pos[at] == "ADV" or syntax.lower(at) in PARTICLES):
            at -= 1
        if at >= 0 and syntax.pos[at] == "ADP" and syntax.lower(at) in {"of", "in"}:
            outer = self.phrases.at(at - 1)  # "a series of air strikes"
            at = outer[0] - 1 if outer else at
            while at >= 0 and (syntax.pos[at] == "ADV" or syntax.lower(at) in PARTICLES):
                at -= 1
        if (
            at >= 0
            and syntax.lower(at) in LIGHT
            and syntax.sentence_of[at] == syntax.sentence_of[i]
        ):
            subject = None if self.is_passive(at, at + 1) else self.subject(at)
            if subject is not None:
                yield Found("agent", *subject)
        verb = self._next_verb(after)
        if verb is None:
            return
        passive = self.is_passive(verb, verb + 1)
        if not passive and (syntax.lower(verb) in HIT or syntax.lower(verb) in TURNED):
            direct = self.object(verb + 1)
            if direct is not None:
                yield Found("target", *direct)
        if passive and CARRIED.match(syntax.word(verb)):
            for case, low, high in self.complements(verb + 1):
                if case == "by" or (case == "on" and syntax.lower(verb) == "blamed"):
                    yield Found("agent", low, high)
                    break

    def _next_verb(self, at: int) -> int | None:
        """The verb that a noun phrase with what hangs on it is the subject of."""
        syntax = self.syntax
        stop = min(self._sentence_high(at - 1), at + FAR)
        for k in range(at, stop):
            if syntax.pos[k] == "VERB":
                return k
            if syntax.pos[k] in {"SCONJ", "CCONJ"} and syntax.lower(k) not in {"that", "and"}:
                return None
        return None

    # ------------------------------------------------------------------------- phrases after
    def complements(self, at: int) -> Iterator[tuple[str, int, int]]:
        """(preposition, low, high) of the phrases after word `at`, as far as its clause goes."""
        syntax = self.syntax
        stop = min(self._sentence_high(at - 1), at + FAR)
        carried = ""
        while at < stop:
            word, pos = syntax.lower(at), syntax.pos[at]
            if pos == "ADP" or word in AIMED or word in {"by", "using", "against", "on"}:
                first = at + 1
                while first < stop and syntax.word(first) in QUOTES:
                    first += 1  # 'blamed the attack on "terrorists"'
                phrase = self.phrases.at(first) if first < stop else None
                case = "on" if word in AIMED else word
                if phrase is not None and not self._is_time(phrase):
                    yield (f"{carried} {case}" if carried == "blamed" else case), *phrase
                at, carried = (phrase[1] if phrase else at + 1), ""
            elif pos == "VERB" and CARRIED.match(word):
                carried, at = word, at + 1
            elif (
                pos in {"VERB", "SCONJ"}
                or (pos == "PUNCT" and not self._goes_over(at, stop))
                or (word in RELATIVE and not (at + 1 < stop and syntax.lower(at + 1) in AIMED))
            ):
                return
            else:
                at += 1

    def _goes_over(self, at: int, stop: int) -> bool:
        """Whether a mark does not end the clause: a quote, a bracket, a comma before "carried"."""
        syntax = self.syntax
        if syntax.word(at) in QUOTES or syntax.word(at) in {"(", ")", "-", "–"}:
            return True
        return at + 1 < stop and bool(
            CARRIED.match(syntax.word(at + 1)) or syntax.lower(at + 1) in AIMED
        )

    def _is_time(self, phrase: Bounds) -> bool:
        head = self.syntax.word(self.phrases.head(*phrase))
        return bool(TIMES.fullmatch(head) or TIME_OR_PLACE.match(head))

    def _is_event(self, i: int) -> bool:
        return self.syntax.lower(i) in ontology().nouns

    def _sentence_low(self, i: int) -> int:
        sentence = self.syntax.sentence_at(i)
        return sentence.low if sentence else i

    def _sentence_high(self, i: int) -> int:
        sentence = self.syntax.sentence_at(i)
        return sentence.high if sentence else i + 1


def _is_state(words: str) -> bool:
    """Whether words name a country."""
    found = shipped().look_up([spelling_key(words)])
    return any(e.precision == "country" for entries in found.values() for e in entries)
