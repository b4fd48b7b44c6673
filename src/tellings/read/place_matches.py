"""Where place names can be in a text: words, runs of capitalised words, look-ups, kind nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.domain.names import ARTICLES, spelling_key
from tellings.read.gazetteer import Entry, Gazetteer
from tellings.read.place_words import (
    DIRECTIONS,
    GENERIC_ALONE,
    GROUP_OPENERS,
    KINDS,
    NAME_OPENERS,
    NOT_PLACES,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its code-point offsets, without a possessive ending."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    shouted: bool  # in a line of capitals
    titled: bool  # in a headline where most words are capitalised, or shouted
    opens: bool  # the first word of a sentence


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch that may name a place: tokens `first` to `last`, and what the gazetteer has."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’‘`ʼ][^\W_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;\n\"“”‘(]\s*)$")
_GAP = re.compile(r"[ \u00a0]?-?[ \u00a0]?")
_INNER = frozenset({"of", "on", "and", "i", "e", "the", "de", "des", "du", "la", "in"}) | ARTICLES
_TAILS = frozenset({"countryside", "province", "governorate", "oblast", "valley", "heights",
                    "farms", "road", "crossing", "camp", "dam", "base", "field", "state", "region",
                    "suburb", "river", "peninsula"})  # fmt: skip
_FUNCTION_WORDS = """the in on at of for from to with by and or but as if when while after before
    since until during over under about near inside outside around he she it they we i a an this
    that his her its their our my"""
_NEVER_FIRST = frozenset(_FUNCTION_WORDS.split())
_SMALL_OPENERS = ARTICLES | frozenset(DIRECTIONS) | {"rural"}
_LONGEST = 5  # words of a name that is looked up
_SHORT_NAMES = frozenset({"US", "UK", "U.S.", "U.K.", "UAE", "DRC", "USA", "U.S.A.", "T4", "DPRK"})


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order."""
    shouted, titles = _lines_by_capitals(text)
    tokens = []
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        if word[-1] in "sS" and len(word) > 2 and word[-2] in "'’":
            word = word[:-2]
        capital = word[0].isupper()
        tokens.append(
            Token(
                start,
                start + len(word),
                word,
                word.casefold(),
                capital,
                capital and _lies_in(start, shouted),
                capital and _lies_in(start, titles),
                capital and _OPENS.search(text, max(0, start - 3), start) is not None,
            )
        )
    return tokens


def _lies_in(offset: int, lines: list[tuple[int, int]]) -> bool:
    return any(a <= offset < b for a, b in lines)


def _lines_by_capitals(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Lines in capitals; and these with headlines, where a capital letter says nothing either."""
    shouted, titles = [], []
    for line in re.finditer(r"[^\n]+", text):
        letters = [c for c in line.group()[:400] if c.isalpha()]
        loud = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
        words = re.findall(r"[^\W\d_]{4,}", line.group()[:400])
        title = len(words) > 3 and sum(w[0].isupper() for w in words) > 0.75 * len(words)
        if loud:
            shouted.append(line.span())
        if loud or title:
            titles.append(line.span())
    return shouted, titles


def known_matches(text: str, tokens: list[Token], gazetteer: Gazetteer) -> list[Match]:
    """The longest stretches, left to right, that the gazetteer knows."""
    grams = {i: list(_grams(text, tokens, i)) for i in openers(text, tokens)}
    known = gazetteer.look_up(key for gram in grams.values() for _, keys in gram for key in keys)
    matches: list[Match] = []
    free = 0
    for at, gram in grams.items():
        match = _longest(text, tokens, gram, at, known) if at >= free else None
        if match is not None:
            matches.append(match)
            free = match.last + 1
    return matches


def openers(text: str, tokens: list[Token]) -> list[int]:
    """The tokens at which a name can begin."""
    return [
        i
        for i, t in enumerate(tokens)
        if (t.capital or t.lower in _SMALL_OPENERS) and _may_open(text, tokens, i)
    ]


def _longest(
    text: str,
    tokens: list[Token],
    grams: list[tuple[int, tuple[str, ...]]],
    first: int,
    known: dict[str, tuple[Entry, ...]],
) -> Match | None:
    for last, keys in reversed(grams):
        for key in keys:
            if key in known and _may_name(tokens, first, last):
                end = tokens[last].end - (key != keys[0])
                return Match(first, last, tokens[first].start, end, known[key])
    return None


def _grams(text: str, tokens: list[Token], first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The stretches that start at a token, each with its keys: as it is, without a last s."""
    for last in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[last]
        if last > first:
            gap = text[tokens[last - 1].end : token.start]
            if not _GAP.fullmatch(gap):
                return
        small = token.lower in _INNER or token.lower in _TAILS or token.text.isdigit()
        if not (token.capital or small or (last == first and token.lower in DIRECTIONS)):
            return
        if token.lower in ARTICLES and last > first:
            continue
        if token.capital or (token.lower in _TAILS and last > first):
            yield last, _keys(text[tokens[first].start : token.end])


def _keys(name: str) -> tuple[str, ...]:
    """Its key, and the key without a last s: apostrophes get lost ("Idlibs")."""
    key = spelling_key(name)
    return (key, key[:-1]) if len(key) > 4 and key.endswith("s") else (key,)


def _may_open(text: str, tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower in _NEVER_FIRST:
        return False
    if token.capital:
        return True
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if follows is None or not _GAP.fullmatch(text[token.end : follows.start]):
        return False
    if token.lower in ARTICLES and token.lower not in {"the", "an", "as", "at"}:
        return follows.capital
    if token.lower in {"as", "at", "an"}:  # English words too: only with a hyphen, "as-Suwayda"
        return follows.capital and "-" in text[token.end : follows.start]
    return (token.lower in DIRECTIONS or token.lower == "rural") and follows.capital


def _may_name(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the words can be a name at all; "The", "Said" and "SANA" alone are none."""
    names = [t for t in tokens[first : last + 1] if t.lower not in ARTICLES]
    if not names or names[0].lower in GROUP_OPENERS:
        return False
    if len(names) > 1:
        return any(t.lower not in NOT_PLACES and t.lower not in KINDS for t in names)
    if names[0].lower in GENERIC_ALONE and first == last:
        return False
    token = names[0]
    if token.text in _SHORT_NAMES:
        return not token.shouted or len(token.text) > 2
    acronym = token.text.rstrip("s").isupper() and len(token.text) <= 5 and not token.shouted
    if acronym and not (token.opens and token.text.isupper()):
        return False
    return len(token.lower) > 2 and not is_other_word(token)


def is_other_word(token: Token) -> bool:
    """Whether a capitalised word is a known word and no name; a lost apostrophe leaves its s."""
    return token.lower in NOT_PLACES or token.lower.removesuffix("s") in NOT_PLACES


def unknown_runs(text: str, tokens: list[Token], taken: set[int]) -> list[Match]:
    """Runs of capitalised words (with articles between) outside of the words `taken`."""
    runs: list[Match] = []
    free = 0
    for at in openers(text, tokens):
        last = _run_end(text, tokens, at, taken) if at >= free else None
        if last is None:
            continue
        first = at
        while first < last and is_other_word(tokens[first]) and (
            tokens[first].lower not in ARTICLES and tokens[first].lower not in NAME_OPENERS
        ):  # fmt: skip
            first += 1
        runs.append(Match(first, last, tokens[first].start, tokens[last].end, ()))
        free = last + 1
    return runs


def _run_end(text: str, tokens: list[Token], first: int, taken: set[int]) -> int | None:
    if first in taken or tokens[first].lower in DIRECTIONS:
        return None
    last = None
    for at in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[at]
        joined = at == first or _GAP.fullmatch(text[tokens[at - 1].end : token.start])
        if at in taken or not joined or not (token.capital or token.lower in ARTICLES - {"the"}):
            break
        if token.capital:
            last = at
    return last
