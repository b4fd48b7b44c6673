"""The words used for actors: noun phrases that name a party with a word that takes a side."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tellings.domain.reading import Label, Polarity, Voice
from tellings.domain.text import Span
from tellings.read.decode import spans
from tellings.read.entities import Names
from tellings.read.syntax import Syntax

NOUNS = {"NOUN", "PROPN", "ADJ", "NUM"}
SCARE = re.compile(r"[‘'\"“]([\w-]+)[’'\"”]")
BY_WEIGHT = (Polarity.NEGATIVE, Polarity.POSITIVE, Polarity.NEUTRAL)  # the first that fits counts
BEFORE = {"amod", "compound", "det", "flat", "inner", "nmod:poss", "advmod"}
CERTAIN = 0.7  # probability from which the learned head's phrase is taken as it is


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One pattern a polarity, and the nouns that name a party."""

    polarity: tuple[tuple[Polarity, re.Pattern[str]], ...]
    parties: re.Pattern[str]

    def of(self, word: str) -> Polarity | None:
        """The polarity of one word."""
        bare = re.sub(r"['’]s?$", "", word.lower())
        return next((p for p, pattern in self.polarity if pattern.fullmatch(bare)), None)

    def names_party(self, word: str) -> bool:
        """Whether a word can be the head of a label."""
        bare = re.sub(r"['’]s?$", "", word.lower())
        return bool(self.parties.fullmatch(bare)) or self.of(word) is not None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    table = tomllib.loads(
        resources.files("tellings.read").joinpath("labels.toml").read_text("utf-8")
    )
    polarity = tuple((p, re.compile("|".join(table[p.value]))) for p in BY_WEIGHT)
    return Lexicon(polarity, re.compile("|".join(table["parties"])))


def read_labels(
    document: str, syntax: Syntax, names: Names, voice_of: Callable[[Span], Voice]
) -> tuple[Label, ...]:
    """Labels in order; where the lexicon and the learned head overlap, the longer phrase stays."""
    found = [*_by_lexicon(syntax, names), *_learned(syntax)]
    taken: set[int] = set()
    out: list[Label] = []
    for low, high, polarity in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if taken.intersection(range(low, high)):
            continue
        taken.update(range(low, high))
        span = Span(document, syntax.start(low), syntax.end(high - 1))
        text = syntax.slice(low, high)
        out.append(Label(span, text, _actor(syntax, names, low, high), polarity, voice_of(span)))
    return tuple(sorted(out, key=lambda label: label.span))


def _learned(syntax: Syntax) -> Iterator[tuple[int, int, Polarity]]:
    for tagged in spans(syntax.words, "label"):
        if tagged.probability >= CERTAIN and tagged.high - tagged.low <= 12:
            yield tagged.low, tagged.high, Polarity(tagged.type)


def _by_lexicon(syntax: Syntax, names: Names) -> Iterator[tuple[int, int, Polarity]]:
    lex = lexicon()
    for sentence in syntax.sentences:
        done = sentence.low
        for i in range(sentence.low, sentence.high):
            if i < done or syntax.pos[i] not in NOUNS or lex.of(syntax.word(i)) is None:
                continue
            head = _head_of(syntax, i)
            if head is None or not (lex.names_party(syntax.word(head)) or names.at(head)):
                continue
            low, high = _bounds(syntax, head, i, sentence.low, sentence.high)
            polarity = _polarity(syntax, low, high)
            done = high
            yield low, high, polarity


def _head_of(syntax: Syntax, i: int) -> int | None:
    """The noun that word `i` belongs to: itself, or what it modifies."""
    if syntax.pos[i] in {"NOUN", "PROPN"} and syntax.rel[i] not in {
        "compound",
        "amod",
        "inner",
        "flat",
    }:
        return i
    up = int(syntax.head[i])
    hops = 0
    while up >= 0 and hops < 3 and abs(up - i) < 6:
        if syntax.pos[up] in {"NOUN", "PROPN"} and syntax.rel[up] not in {
            "compound",
            "amod",
            "inner",
        }:
            return up
        up, hops = int(syntax.head[up]), hops + 1
    return i if syntax.pos[i] in {"NOUN", "PROPN"} else None


def _bounds(syntax: Syntax, head: int, word: int, first: int, last: int) -> tuple[int, int]:
    """The phrase from its determiner to its head, with "of Assad" or a name after it."""
    low, high = min(head, word), max(head, word) + 1
    while low > first and syntax.pos[low - 1] in (NOUNS | {"DET"}) - {"NUM"} and (
        syntax.rel[low - 1] in BEFORE or syntax.word(low - 1) in "‘’'\"-"
    ):  # fmt: skip
        low -= 1
    if high + 1 < last and syntax.lower(high) == "of" and syntax.pos[high + 1] == "PROPN":
        high += 2
        while (
            high < last and syntax.rel[high] in {"flat", "compound"} and syntax.pos[high] == "PROPN"
        ):
            high += 1
    while high < last and syntax.pos[high] == "PROPN" and syntax.rel[high] in {"flat", "appos"}:
        high += 1
    return low, high


def _polarity(syntax: Syntax, low: int, high: int) -> Polarity:
    """The most loaded word decides; a scare-quoted praise turns into its opposite."""
    lex = lexicon()
    said = [lex.of(syntax.word(i)) for i in range(low, high)]
    around = syntax.text[max(0, syntax.start(low) - 1) : syntax.end(high - 1) + 1]
    scared = any(lex.of(m) is Polarity.POSITIVE for m in SCARE.findall(around))
    if Polarity.NEGATIVE in said or scared or re.search(r"\bso-called\b", around, re.I):
        return Polarity.NEGATIVE
    return Polarity.POSITIVE if Polarity.POSITIVE in said else Polarity.NEUTRAL


def _actor(syntax: Syntax, names: Names, low: int, high: int) -> str | None:
    """Who is meant, where a name stands in or beside the phrase."""
    inside = [n for n in names.within(low, high) if n.kind != "place"]
    if inside:
        return inside[-1].full
    touching = (n for n in names.names if n.kind != "place" and (n.low == high or n.high == low))
    return next((n.full for n in touching if _joined(syntax, n.low, low, high)), None)


def _joined(syntax: Syntax, at: int, low: int, high: int) -> bool:
    return low <= int(syntax.head[at]) < high or any(
        int(syntax.head[i]) == at for i in range(low, high)
    )
