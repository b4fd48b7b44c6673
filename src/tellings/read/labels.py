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
NO_LABEL = {"PUNCT", "DET", "ADP", "CCONJ", "SCONJ", "PART", "AUX"}
LESS = {"compound", "amod", "inner"}  # relations of what is no head of its phrase
HYPHENS = {"-", "–"}
TIED = re.compile(r"^(?:backed|led|affiliated|linked|aligned|allied|sponsored|supported)$", re.I)
SCARE = re.compile(r"[‘'\"“]([\w-]+)[’'\"”]")
BY_WEIGHT = (Polarity.NEGATIVE, Polarity.POSITIVE, Polarity.NEUTRAL)  # the first that fits counts
BEFORE = {"amod", "compound", "det", "flat", "inner", "nmod:poss", "advmod"}
CERTAIN = 0.7  # probability from which the learned head's phrase is taken as it is


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One pattern a polarity, the nouns that name a party, and those that do so of themselves."""

    polarity: tuple[tuple[Polarity, re.Pattern[str]], ...]
    parties: re.Pattern[str]
    people: re.Pattern[str]

    def of(self, word: str) -> Polarity | None:
        """The polarity of one word."""
        bare = _bare(word)
        return next((p for p, pattern in self.polarity if pattern.fullmatch(bare)), None)

    def names_party(self, word: str) -> bool:
        """Whether a word can be the head of a label."""
        bare = _bare(word)
        return bool(self.parties.fullmatch(bare)) or self.of(word) is not None

    def names_people(self, word: str) -> bool:
        """Whether a word calls somebody something even where it stands before another noun."""
        return bool(self.people.fullmatch(_bare(word)))


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    table = tomllib.loads(
        resources.files("tellings.read").joinpath("labels.toml").read_text("utf-8")
    )
    polarity = tuple((p, re.compile("|".join(table[p.value]))) for p in BY_WEIGHT)
    parties, people = (re.compile("|".join(table[k])) for k in ("parties", "people"))
    return Lexicon(polarity, parties, people)


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
        low, high = tagged.low, tagged.high
        calls = any(syntax.pos[i] not in NO_LABEL for i in range(low, high))
        if calls and tagged.probability >= CERTAIN and high - low <= 12:
            yield low, _to_noun(syntax, high), Polarity(tagged.type)


def _to_noun(syntax: Syntax, high: int) -> int:
    """The end of a phrase that breaks off before its noun: "a band of loyal | soldiers"."""
    sentence = syntax.sentence_at(high - 1)
    if sentence is None or high >= sentence.high or syntax.pos[high - 1] != "ADJ":
        return high
    return high + 1 if syntax.pos[high] in {"NOUN", "PROPN"} and _adjoins(syntax, high) else high


def _adjoins(syntax: Syntax, i: int) -> bool:
    """Whether only a space stands before word `i`."""
    return syntax.text[syntax.end(i - 1) : syntax.start(i)] in {"", " "}


def _by_lexicon(syntax: Syntax, names: Names) -> Iterator[tuple[int, int, Polarity]]:
    for sentence in syntax.sentences:
        done = sentence.low
        for i in range(sentence.low, sentence.high):
            if i < done or not (_is_loaded(syntax, names, i) or _is_tied(syntax, i)):
                continue
            head = _head_of(syntax, i)
            if head is None or not _calls(syntax, names, i, head):
                continue
            low, high = _bounds(syntax, head, i, sentence.low, sentence.high)
            polarity = _polarity(syntax, names, low, high)
            done = high
            yield low, high, polarity


def _is_loaded(syntax: Syntax, names: Names, i: int) -> bool:
    """Whether word `i` is in the lexicon as a noun or adjective, and no part of a name.

    Texts that lost their marks mislead the tagger: a word that calls people something is taken
    for a noun whatever its tag.
    """
    lex, word = lexicon(), syntax.word(i)
    said = lex.of(word)
    if said is None or (syntax.pos[i] not in NOUNS and not lex.names_people(word)):
        return False
    return said is Polarity.NEGATIVE or not _in_a_name(syntax, names, i)


def _in_a_name(syntax: Syntax, names: Names, i: int) -> bool:
    """Whether word `i` is one of several of a name: "the Orsk Democratic Front" praises nobody."""
    name = names.at(i)
    return name is not None and name.high - name.low > 1 and syntax.word(i)[:1].isupper()


def _is_tied(syntax: Syntax, i: int) -> bool:
    """ "-backed", "-led", "-affiliated": who stands behind them; and "so-called"."""
    if i < 2 or syntax.word(i - 1) not in HYPHENS:
        return False
    return _is_so_called(syntax, i) or bool(TIED.match(syntax.word(i)))


def _is_so_called(syntax: Syntax, i: int) -> bool:
    return i > 1 and syntax.lower(i) == "called" and syntax.lower(i - 2) == "so"


def _calls(syntax: Syntax, names: Names, i: int, head: int) -> bool:
    """Whether the phrase around word `i` calls somebody something."""
    lex = lexicon()
    return (
        lex.names_people(syntax.word(i))
        or _is_so_called(syntax, i)
        or lex.names_party(syntax.word(head))
        or names.at(head) is not None
    )


def _head_of(syntax: Syntax, i: int) -> int | None:
    """The noun that word `i` belongs to: itself, the party right after it, or what it modifies."""
    if syntax.pos[i] == "ADJ" and i + 1 < len(syntax.pos) and syntax.pos[i + 1] == "NOUN":
        after = lexicon().names_party(syntax.word(i + 1)) and _adjoins(syntax, i + 1)
        if after and int(syntax.head[i]) != i + 1 and syntax.rel[i + 1] not in LESS:
            return i + 1
    if syntax.pos[i] in {"NOUN", "PROPN"} and syntax.rel[i] not in LESS | {"flat"}:
        return i
    up = int(syntax.head[i])
    hops = 0
    while up >= 0 and hops < 3 and abs(up - i) < 6:
        if syntax.pos[up] in {"NOUN", "PROPN"} and syntax.rel[up] not in LESS:
            return up
        up, hops = int(syntax.head[up]), hops + 1
    noun = syntax.pos[i] in {"NOUN", "PROPN"} or lexicon().names_people(syntax.word(i))
    return i if noun else None


def _bounds(syntax: Syntax, head: int, word: int, first: int, last: int) -> tuple[int, int]:
    """The phrase from its determiner to its head, with "of Assad" or a name after it."""
    low, high = min(head, word), max(head, word) + 1
    while low > first and _belongs(syntax, low - 1):
        low -= 1
    if syntax.word(low) in HYPHENS:
        low += 1
    if high < last and syntax.pos[high] == "NOUN" and _called_so(syntax, high):
        high += 1
    if high + 1 < last and syntax.lower(high) == "of" and syntax.pos[high + 1] == "PROPN":
        high += 2
        while (
            high < last and syntax.rel[high] in {"flat", "compound"} and syntax.pos[high] == "PROPN"
        ):
            high += 1
    while high < last and syntax.pos[high] == "PROPN" and syntax.rel[high] in {"flat", "appos"}:
        high += 1
    return low, high


def _belongs(syntax: Syntax, i: int) -> bool:
    """Whether word `i`, which stands before a phrase, is a part of it."""
    if syntax.word(i) in HYPHENS:
        return syntax.end(i) == syntax.start(i + 1) and syntax.start(i) == syntax.end(i - 1)
    if syntax.word(i + 1) in HYPHENS and syntax.end(i) == syntax.start(i + 1):
        return True
    within = syntax.pos[i] in (NOUNS | {"DET"}) - {"NUM"}
    return within and (syntax.rel[i] in BEFORE or syntax.word(i) in "‘’'\"")


def _called_so(syntax: Syntax, i: int) -> bool:
    """Whether noun `i` goes on a phrase that the parse broke before it: "Islamist | insurgents"."""
    return _adjoins(syntax, i) and lexicon().names_people(syntax.word(i))


def _polarity(syntax: Syntax, names: Names, low: int, high: int) -> Polarity:
    """The most loaded word decides; a scare-quoted praise turns into its opposite."""
    lex = lexicon()
    said = [lex.of(syntax.word(i)) for i in range(low, high) if not _in_a_name(syntax, names, i)]
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
