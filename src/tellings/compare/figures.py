"""Findings on figures: whether the tolls that accounts give can all hold.

A toll is a figure that is its voice's whole toll of the event. Two tolls differ when no number
satisfies both. A toll of one origin that comes later and differs is a revision.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

from tellings.align.actors import is_unnamed
from tellings.align.known import known_actors
from tellings.align.names import key_of, skeleton, word_set, words_of
from tellings.align.parties import parties_of
from tellings.compare.material import Material
from tellings.compare.origins import DOCUMENT, UNKNOWN
from tellings.compare.rejects import is_answered
from tellings.compare.scope import are_comparable, can_be_one_act, is_set_against
from tellings.compare.tolls import TOLL_KINDS, Toll, counted
from tellings.compare.wording import (
    document_aside,
    document_words,
    figure_words,
    kind_words,
    listed,
    names_nobody,
    sentence_of,
    told_by,
    voice_words,
)
from tellings.domain.accounts import Account, Finding, FindingKind, Origin
from tellings.domain.reading import ActorKind, Figure, Qualifier

#: Tolls that one sentence names.
MOST_SHOWN = 6
#: Code points before a sentence in which the voice that goes on in it is named.
NEAR = 250
_TURNS = re.compile(r"\b(?:while|whereas|but|although|though)\b", re.IGNORECASE)
#: Words by which many a body is called.
_GENERIC = word_set("monitor group agency news media tv source state observatory network")


def compare_figures(
    accounts: Sequence[Account], origins: Mapping[str, Origin], material: Material
) -> Iterator[Finding]:
    """figures-revised, figures-differ and figures-agree of one event."""
    for kind, tolls in sorted(_tolls(accounts, material).items()):
        current = [t for t in tolls if not t.figure.superseded]
        revised = list(_revised(kind, tolls, material))
        yield from revised
        shown = {p for finding in revised for p in finding.passages}
        yield from _replaced(kind, [t for t in tolls if t.figure.span not in shown], material)
        if (differ := _differ(kind, current, material)) is not None:
            yield differ
        if (agree := _agree(kind, current, origins, material)) is not None:
            yield agree


def _tolls(accounts: Sequence[Account], material: Material) -> dict[str, list[Toll]]:
    found: dict[str, list[Toll]] = defaultdict(list)
    for account in accounts:
        for figure in (*account.figures, *_superseded(account, material)):
            bounded = figure.low is not None or figure.high is not None
            if _is_refuted(figure, material):
                continue  # "the claim that 100 died is an invention": not the document's toll
            if figure.total and bounded and figure.kind in TOLL_KINDS:
                published = material.documents[figure.span.document].published
                found[figure.kind].append(Toll(account, figure, published))
    return {kind: _wholes(tolls, material) for kind, tolls in found.items()}


def _wholes(tolls: Sequence[Toll], material: Material) -> list[Toll]:
    """Without those that are smaller than another of their document, whoever gives that.

    "13 in the north" beside "84 in the whole city" is a part of it, unless its sentence sets it
    against the other ("gave a lower toll of 13").
    """
    largest: dict[str, float] = defaultdict(float)
    for toll in tolls:
        document = toll.figure.span.document
        largest[document] = max(largest[document], _size(toll))
    return [
        t
        for t in tolls
        if t.figure.superseded
        or _size(t) >= largest[t.figure.span.document]
        or is_set_against(t, material)
    ]


def _size(toll: Toll) -> float:
    return max(toll.figure.low or 0.0, toll.figure.high or 0.0)


def _is_refuted(figure: Figure, material: Material) -> bool:
    mention = material.told_in(figure)
    return mention is not None and is_answered(figure.span, mention.sentence.end, material)


def _superseded(account: Account, material: Material) -> list[Figure]:
    """The tolls that a document says were revised; they are no part of the account itself."""
    figures = [f for i in account.mentions for f in material.mentions[i].figures if f.superseded]
    return sorted((replace(f, total=True) for f in figures), key=lambda f: f.span)


def _revised(kind: str, tolls: Sequence[Toll], material: Material) -> Iterator[Finding]:
    """One origin gives another toll on a later day, or a document says that one was revised."""
    by_origin: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_origin[toll.account.origin].append(toll)
    for _, mine in sorted(by_origin.items()):
        series = _series(mine, material)
        if len(series) < 2 or not _is_one_teller(series, material):
            continue
        said = [f"{figure_words(t.figure)} ({_when_told(t, material)})" for t in series]
        who = voice_words(series[0].account, material)
        text = f"{who}: {kind_words(kind)} was given as {said[0]}, later as {listed(said[1:])}"
        yield _finding(FindingKind.FIGURES_REVISED, sentence_of(text), series)


def _replaced(kind: str, tolls: Sequence[Toll], material: Material) -> Iterator[Finding]:
    """A document itself says that its toll takes the place of an earlier one, whoever gave that."""
    for old in tolls:
        if not old.figure.superseded or old.account.voice.source is not None:
            continue
        document = old.figure.span.document
        current = [
            t
            for t in tolls
            if t.figure.span.document == document
            and not t.figure.superseded
            and counted(t.figure) == counted(old.figure)
            and _number(t) != _number(old)
            and not _is_turned_between(old.figure, t.figure, material)
        ]
        new = max(current, key=_size, default=None)
        if new is None:
            continue
        voice = voice_words(new.account, material)
        voice = voice.removesuffix(f" in {document_words(document, material)}")
        by = f" according to {voice}" if new.account.voice.source else ""
        text = (
            f"In {document_words(document, material, dated=True)} {kind_words(kind)} is given as "
            f"{_figure(new)}{by}, in place of an earlier toll of {_figure(old)}"
        )
        yield _finding(FindingKind.FIGURES_REVISED, sentence_of(text), [old, new])


def _is_one_teller(series: Sequence[Toll], material: Material) -> bool:
    """Whether one voice, or one outlet in its own words, gives them all.

    In "the mayor had spoken of eight, while the monitor counts twelve" the second is another's.
    """
    own = {t.account.voice.source is None for t in series}
    outlets = {material.documents[t.figure.span.document].outlet for t in series}
    if len(own) > 1 or (own == {True} and len(outlets) > 1):
        return False
    return not any(
        a.figure.superseded and _is_turned_between(a.figure, b.figure, material)
        for a, b in pairwise(series)
    )


def _is_turned_between(first: Figure, then: Figure, material: Material) -> bool:
    if first.span.document != then.span.document or first.span.end > then.span.start:
        return False
    between = material.documents[first.span.document].text[first.span.end : then.span.start]
    return len(between) < NEAR and _TURNS.search(between) is not None


def _when_told(toll: Toll, material: Material) -> str:
    where = document_aside(toll.figure.span.document, material)
    return f"an earlier toll, as told by {where}" if toll.figure.superseded else where


def _series(tolls: Sequence[Toll], material: Material) -> list[Toll]:
    """The tolls of one origin in order of time, each bound once; empty if the order is unknown."""
    timed = [t for t in tolls if t.figure.superseded or t.published is not None]
    timed.sort(key=lambda t: (not t.figure.superseded, t.published or date.min, t.figure.span))
    series: list[Toll] = []
    for toll in timed:
        if any(_number(toll) == _number(s) or _is_about(toll, s) for s in series):
            continue
        if series and counted(toll.figure) != counted(series[-1].figure):
            continue
        if not all(s.figure.superseded or are_comparable(s, toll, material) for s in series):
            continue
        if not series or _is_later(toll, series[-1]):
            series.append(toll)
    return series if len(series) > 1 else []


def _is_later(toll: Toll, before: Toll) -> bool:
    """Whether it was told on a later day; a toll that a document calls earlier was before it."""
    if before.figure.superseded and toll.figure.span.document == before.figure.span.document:
        return True
    if before.published is None or toll.published is None:
        return before.figure.superseded
    if before.figure.superseded:
        return toll.published >= before.published
    return toll.published > before.published


def _is_about(left: Toll, right: Toll) -> bool:
    """Whether the one only rounds the other: "almost a dozen" beside "at least 11"."""
    rounded = Qualifier.ABOUT in {left.figure.qualifier, right.figure.qualifier}
    return rounded and not left.excludes(right)


def _bounds(toll: Toll) -> tuple[float | None, float | None]:
    return toll.figure.low, toll.figure.high


def _number(toll: Toll) -> float | None:
    """What a toll comes to: "at least 56" that becomes "56" is no revision."""
    low = toll.figure.low
    if low is not None and toll.figure.qualifier is Qualifier.MORE_THAN and low >= 1:
        return low - 1
    return low if low is not None else toll.figure.high


def _differ(kind: str, tolls: Sequence[Toll], material: Material) -> Finding | None:
    """Two tolls of the event that cannot both hold, whoever gives them."""
    sure = [t for t in tolls if not _is_headlines(t, material)]
    apart = {id(t) for a, b in combinations(sure, 2) if _clash(a, b, material) for t in (a, b)}
    shown = _once([t for t in tolls if id(t) in apart])
    if not shown:
        return None
    said = listed(_shortened([_says(t, material) for t in shown]))
    text = f"On {kind_words(kind)} not all accounts can hold together: {said}"
    return _finding(FindingKind.FIGURES_DIFFER, sentence_of(text), shown)


def _is_headlines(toll: Toll, material: Material) -> bool:
    """Whether a headline gives it as somebody's: whose it is, a headline seldom says clearly."""
    return toll.account.voice.source is not None and material.in_headline(toll.figure.span)


def _clash(left: Toll, right: Toll, material: Material) -> bool:
    """Whether two tolls exclude each other; one voice's earlier toll does not clash with a later.

    Two tolls of one voice in one document are for contradicts-itself.
    """
    one_text = left.figure.span.document == right.figure.span.document
    if left.account.id == right.account.id and one_text:
        return False
    revised = left.account.origin == right.account.origin and left.published != right.published
    return not revised and left.excludes(right) and are_comparable(left, right, material)


def _says(toll: Toll, material: Material) -> str:
    """What, who and where."""
    return f"{_figure(toll)} {told_by(toll.account, toll.figure.span.document, material)}"


def _figure(toll: Toll) -> str:
    """The bounds, with whom they count in the voice's words, if that is somebody in particular."""
    plain = re.fullmatch(r"[^\W\d_][\w’' -]*", toll.figure.of) is not None
    whom = f" “{toll.figure.of}”" if counted(toll.figure) and plain else ""
    return f"{figure_words(toll.figure)}{whom}"


def _shortened(said: list[str]) -> list[str]:
    """The lowest and the highest; how many lie between is said, the passages show them all."""
    if len(said) <= MOST_SHOWN:
        return said
    half = MOST_SHOWN // 2
    between = len(said) - 2 * half
    others = "another" if between == 1 else f"{between} others"
    return [*said[:half], f"{others} between these", *said[-half:]]


def _agree(
    kind: str, tolls: Sequence[Toll], origins: Mapping[str, Origin], material: Material
) -> Finding | None:
    """Tolls of two or more origins, each known and named, that come to the same number."""
    named = [t for t in tolls if _is_sure(t, material) and not counted(t.figure)]
    apart = [t for t in named if origins[t.account.origin].kind not in {UNKNOWN, DOCUMENT}]
    alike = _of_one_act(_same_number(_once(apart)), material)
    known = _without_echoes(alike, material)
    independent = len({t.account.origin for t in known})
    if independent < 2:
        return None
    said = listed(_shortened([_says(t, material) for t in known]))
    text = f"On {kind_words(kind)} {independent} origins agree: {said}"
    return _finding(FindingKind.FIGURES_AGREE, sentence_of(text), known)


def _of_one_act(tolls: Sequence[Toll], material: Material) -> list[Toll]:
    """Those that surely count what some other of another origin counts."""
    sure = {
        id(t)
        for a, b in combinations(tolls, 2)
        if a.account.origin != b.account.origin and _count_the_same(a, b, material)
        for t in (a, b)
    }
    return [t for t in tolls if id(t) in sure]


def _count_the_same(left: Toll, right: Toll, material: Material) -> bool:
    """Whether two tolls of one number are of one act, in one document by its own words."""
    if left.figure.span.document != right.figure.span.document:
        return are_comparable(left, right, material)
    one, other = material.told_in(left.figure), material.told_in(right.figure)
    return one is not None and other is not None and can_be_one_act(one, other, material)


def _is_sure(toll: Toll, material: Material) -> bool:
    """Whether the voice is somebody named: whence a document's own number comes is not known."""
    name, mention = toll.account.voice.source, material.told_in(toll.figure)
    if name is None or mention is None or names_nobody(name) or is_unnamed(name):
        return False
    if _is_of_no_body(toll.account, material) or _is_title_run(toll, material):
        return False
    named = [r.name for r in mention.roles if r.role == "agent"] + [b.actor for b in mention.blames]
    doers = {party for name in named for party in parties_of(name)}
    if doers & parties_of(name):
        return False  # who is said to have done it was taken for who says so
    own = {w for w in words_of(name) if w not in _GENERIC and w not in known_actors()}
    text = material.documents[toll.figure.span.document].text
    near = set(words_of(text[max(0, mention.sentence.start - NEAR) : mention.sentence.end]))
    # A monitor's own name, or a known body's, must stand near the number that it gives.
    return bool(own or key_of(name) in known_actors()) and bool(
        near & set(words_of(name)) - _GENERIC
    )


def _is_of_no_body(account: Account, material: Material) -> bool:
    """Whether a person speaks of whom it is not known for whom: it may be the other's body."""
    actor = material.actors.get(account.actor or "")
    return actor is not None and actor.kind == ActorKind.PERSON.value and actor.body is None


def _is_title_run(toll: Toll, material: Material) -> bool:
    """Whether a voice was read in a headline, where a name runs into other words."""
    mention = material.told_in(toll.figure)
    return mention is not None and material.in_headline(mention.sentence)


def _without_echoes(tolls: Sequence[Toll], material: Material) -> list[Toll]:
    """Without those that only seem to be another's: near the same words, or a spokesperson's."""
    kept: list[Toll] = []
    for toll in tolls:
        mine = _words(toll, material)
        echo = any(_is_echo(mine, _words(k, material)) for k in kept)
        if not echo and not _speaks_for_another(toll, material):
            kept.append(toll)
    return kept


def _words(toll: Toll, material: Material) -> tuple[set[str], set[str]]:
    """The words of the sentence that gives a toll, and of the voice's name."""
    mention = material.told_in(toll.figure)
    sentence = material.quote(mention.sentence) if mention else ""
    names = {skeleton(w) for w in words_of(toll.account.voice.source or "")}
    return set(words_of(sentence)), names - {""}


def _is_echo(left: tuple[set[str], set[str]], right: tuple[set[str], set[str]]) -> bool:
    said = left[0] & right[0]
    return bool(left[1] & right[1]) or 2 * len(said) > min(len(left[0]), len(right[0]))


def _speaks_for_another(toll: Toll, material: Material) -> bool:
    """Whether a person's name stands beside "spokesman" or the like in the document."""
    name = toll.account.voice.source
    if not name:
        return False
    text = material.documents[toll.figure.span.document].text
    office = r"(?:spokes\w+|minister|ministry|press office)"
    who = re.escape(name)
    beside = rf"{office}\W+(?:\w+\W+){{0,4}}?{who}|{who}\W+(?:\w+\W+){{0,5}}?{office}"
    return re.search(beside, text, re.IGNORECASE) is not None


def _same_number(tolls: Sequence[Toll]) -> list[Toll]:
    """The tolls with the number that most origins give; of equals the greatest number."""
    numbers = sorted({*map(_number, tolls)}, key=_sort)
    groups = [[t for t in tolls if _number(t) == n] for n in numbers]
    most = max(groups, key=lambda g: len({t.account.origin for t in g}), default=[])
    return [] if any(a.excludes(b) for a, b in combinations(most, 2)) else most


def _sort(number: float | None) -> float:
    return -(number or 0.0)


def _once(tolls: Sequence[Toll]) -> list[Toll]:
    """Each account's figure once, however many documents carry it; smallest first."""
    kept: dict[tuple[str, float | None, float | None], Toll] = {}
    for toll in tolls:
        kept.setdefault((toll.account.id, *_bounds(toll)), toll)
    return sorted(kept.values(), key=lambda t: (t.interval, t.account.id))


def _finding(kind: FindingKind, text: str, tolls: Sequence[Toll]) -> Finding:
    accounts = tuple(dict.fromkeys(t.account.id for t in tolls))
    passages = tuple(dict.fromkeys(t.figure.span for t in tolls))
    return Finding(kind, text, tolls[0].account.event, accounts, passages)
