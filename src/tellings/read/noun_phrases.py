"""Noun phrases by parts of speech alone: what stands side by side, whatever the parse makes of it.

Texts that lost their commas are parsed badly, but their words keep their parts of speech. A
phrase is a run of determiners, numbers, adjectives and nouns; a new determiner or a word of the
calendar opens another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tellings.read.calendar_words import MONTH_IN_FULL, WEEKDAY
from tellings.read.syntax import Syntax

NOMINAL = {"NOUN", "PROPN"}
WITHIN = {"DET", "NUM", "ADJ", "NOUN", "PROPN", "SYM", "X"}
TIMES = re.compile(
    rf"{WEEKDAY}|{MONTH_IN_FULL}|yesterday|today|tonight|tomorrow|overnight|meanwhile|also|later",
    re.I,
)
POSSESSIVE = {"his", "her", "its", "their", "our", "my", "your"}
HYPHENS = {"-", "–", "‑", "/", "&"}
QUOTES = {'"', "“", "”", "'", "‘", "’"}
RELATIVE = {"which", "who", "that", "whom"}
OPENING = {"det", "nmod:poss"}


class Phrases:
    """The noun phrases of a text, sentence by sentence, found when first asked for."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._known: dict[int, dict[int, tuple[int, int]]] = {}

    def at(self, i: int) -> tuple[int, int] | None:
        """The phrase (words low..high, half-open) that word `i` stands in."""
        k = int(self._syntax.sentence_of[i]) if 0 <= i < len(self._syntax.pos) else -1
        if k < 0:
            return None
        if k not in self._known:
            self._known[k] = {i: found for found in self._of_sentence(k) for i in range(*found)}
        return self._known[k].get(i)

    def of(self, k: int) -> list[tuple[int, int]]:
        """The phrases of sentence `k`, in order."""
        sentence = self._syntax.sentences[k]
        self.at(sentence.low)
        return sorted(set(self._known.get(k, {}).values()))

    def head(self, low: int, high: int) -> int:
        """The last noun of a phrase."""
        pos = self._syntax.pos
        return next((i for i in range(high - 1, low - 1, -1) if pos[i] in NOMINAL), high - 1)

    def _of_sentence(self, k: int) -> Iterator[tuple[int, int]]:
        sentence = self._syntax.sentences[k]
        low = sentence.low
        while low < sentence.high:
            high = self._end(low, sentence.high)
            if high > low:
                yield low, high
            low = max(high, low + 1)

    def _end(self, low: int, last: int) -> int:
        """Where the phrase that begins at `low` ends; `low` itself where none does."""
        syntax = self._syntax
        if syntax.pos[low] == "PRON" and syntax.lower(low) not in POSSESSIVE:
            return low + 1
        if not self._opens(low) or TIMES.fullmatch(syntax.word(low)):
            return low
        at = low + 1
        while at < last and self._goes_on(low, at, last):
            at += 1
        while at > low and syntax.pos[at - 1] in {"PUNCT", "PART", "CCONJ"}:
            at -= 1
        nominal = any(syntax.pos[i] in NOMINAL or syntax.pos[i] == "NUM" for i in range(low, at))
        bare = syntax.pos[at - 1] in {"ADJ", "DET"}  # "the dead", "both"
        return at if nominal or bare else low

    def _opens(self, i: int) -> bool:
        syntax = self._syntax
        if syntax.pos[i] in WITHIN or syntax.lower(i) in POSSESSIVE:
            return True
        return self._modifies(i) and i + 1 < len(syntax.pos) and syntax.pos[i + 1] in NOMINAL

    def _modifies(self, i: int) -> bool:
        """A participle that the parse hangs on a following noun: "besieged areas"."""
        syntax = self._syntax
        return syntax.pos[i] == "VERB" and syntax.rel[i] == "amod" and int(syntax.head[i]) > i

    def _goes_on(self, low: int, at: int, last: int) -> bool:
        syntax, word = self._syntax, self._syntax.word(at)
        pos, before = syntax.pos[at], at - 1
        if TIMES.fullmatch(word) or (pos == "DET" and syntax.pos[before] not in {"DET", "ADJ"}):
            return False
        if word == "." and len(syntax.word(before)) == 1 and syntax.word(before).isupper():
            return at + 1 < last  # U.S.
        if syntax.word(before) == "." and at - low > 1:
            return pos in WITHIN or word in HYPHENS
        if word in HYPHENS:
            return at + 1 < last and syntax.end(before) == syntax.start(at)
        if syntax.word(before) in HYPHENS:
            return pos != "PUNCT"
        if word in QUOTES or pos == "PART":
            return syntax.lower(at) in {"'s", "’s", "s", "'", "’"} and at + 1 < last
        if word in {"'s", "’s", "'", "’"}:
            return True
        if pos == "NUM":
            return syntax.pos[before] in {"DET", "ADJ", "NUM"} or len(word) < 3
        if pos == "CCONJ":
            return self._joins(at, last)
        if pos == "VERB":
            opened = syntax.pos[before] in {"DET", "ADJ", "PART"} or word.isupper()
            return (opened or self._modifies(at)) and at + 1 < last and (
                syntax.pos[at + 1] in {"NOUN", "PROPN", "ADJ"}
            )  # fmt: skip
        return pos in WITHIN or syntax.lower(at) in POSSESSIVE

    def _joins(self, at: int, last: int) -> bool:
        """ "Syrian and Russian jets": two modifiers of one noun."""
        syntax = self._syntax
        if at + 2 >= last or syntax.pos[at - 1] == "NOUN":
            return False
        two = {syntax.pos[at - 1], syntax.pos[at + 1]} <= {"ADJ", "PROPN"}
        return two and syntax.pos[at + 2] == "NOUN"
