"""Findings on figures: whether the tolls that accounts give can all hold.

A toll is a figure that is its voice's whole toll of the event. Two tolls differ when no number
satisfies both. A toll of one origin that comes later and differs is a revision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from tellings.compare.material import Material
from tellings.compare.origins import UNKNOWN
from tellings.compare.tolls import Toll
from tellings.compare.wording import document_words, figure_words, kind_words, listed, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind, Origin
from tellings.domain.reading import Figure

#: Tolls that one sentence names.
MOST_SHOWN = 6


def compare_figures(
    accounts: Sequence[Account], origins: Mapping[str, Origin], material: Material
) -> Iterator[Finding]:
    """figures-revised, figures-differ and figures-agree of one event."""
    for kind, tolls in sorted(_tolls(accounts, material).items()):
        current = [t for t in tolls if not t.figure.superseded]
        revised = list(_revised(kind, tolls, material))
        yield from revised
        if (differ := _differ(kind, current, material)) is not None:
            yield differ
        if (agree := _agree(kind, current, origins, material)) is not None:
            yield agree


def _tolls(accounts: Sequence[Account], material: Material) -> dict[str, list[Toll]]:
    found: dict[str, list[Toll]] = defaultdict(list)
    for account in accounts:
        for figure in (*account.figures, *_superseded(account, material)):
            if figure.total and (figure.low is not None or figure.high is not None):
                published = material.documents[figure.span.document].published
                found[figure.kind].append(Toll(account, figure, published))
    return found


def _superseded(account: Account, material: Material) -> list[Figure]:
    """The tolls that a document says were revised; they are no part of the account itself."""
    figures = [f for i in account.mentions for f in material.mentions[i].figures if f.superseded]
    return sorted(figures, key=lambda f: f.span)


def _revised(kind: str, tolls: Sequence[Toll], material: Material) -> Iterator[Finding]:
    """One origin gives another toll on a later day, or a document says that one was revised."""
    by_origin: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_origin[toll.account.origin].append(toll)
    for _, mine in sorted(by_origin.items()):
        series = _series(mine)
        if len(series) < 2:
            continue
        said = [f"{figure_words(t.figure)} ({_when_told(t, material)})" for t in series]
        who = voice_words(series[0].account, material)
        text = f"{who}: {kind_words(kind)} was given as {said[0]}, later as {listed(said[1:])}."
        yield _finding(FindingKind.FIGURES_REVISED, text, series)


def _when_told(toll: Toll, material: Material) -> str:
    where = document_words(toll.figure.span.document, material, dated=True)
    return f"an earlier toll, as told by {where}" if toll.figure.superseded else where


def _series(tolls: Sequence[Toll]) -> list[Toll]:
    """The tolls of one origin in order of time, each bound once; empty if the order is unknown."""
    timed = [t for t in tolls if t.figure.superseded or t.published is not None]
    timed.sort(key=lambda t: (not t.figure.superseded, t.published or date.min, t.figure.span))
    series: list[Toll] = []
    for toll in timed:
        if any(_bounds(toll) == _bounds(s) for s in series):
            continue
        later = (
            not series
            or series[-1].figure.superseded
            or (
                series[-1].published is not None
                and toll.published is not None
                and toll.published > series[-1].published
            )
        )
        if later:
            series.append(toll)
    return series if len(series) > 1 else []


def _bounds(toll: Toll) -> tuple[float | None, float | None]:
    return toll.figure.low, toll.figure.high


def _differ(kind: str, tolls: Sequence[Toll], material: Material) -> Finding | None:
    """Two tolls of the event that cannot both hold, whoever gives them."""
    apart = {id(t) for a, b in combinations(tolls, 2) if a.excludes(b) for t in (a, b)}
    shown = _once([t for t in tolls if id(t) in apart])
    if not shown:
        return None
    said = listed(_shortened([_says(t, material) for t in shown]))
    text = f"On {kind_words(kind)} not all accounts can hold together: {said}."
    return _finding(FindingKind.FIGURES_DIFFER, text, shown)


def _says(toll: Toll, material: Material) -> str:
    """Who says what, and where: a document's own voice has named itself already."""
    said = f"{voice_words(toll.account, material)} says {figure_words(toll.figure)}"
    if toll.account.voice.source is None:
        return said
    return f"{said} (in {document_words(toll.figure.span.document, material, dated=True)})"


def _shortened(said: list[str]) -> list[str]:
    """The lowest and the highest; how many lie between is said, the passages show them all."""
    if len(said) <= MOST_SHOWN:
        return said
    half = MOST_SHOWN // 2
    return [*said[:half], f"{len(said) - 2 * half} more between", *said[-half:]]


def _agree(
    kind: str, tolls: Sequence[Toll], origins: Mapping[str, Origin], material: Material
) -> Finding | None:
    """Tolls of two or more origins, each known, that can all hold."""
    known = _once([t for t in tolls if origins[t.account.origin].kind != UNKNOWN])
    if any(a.excludes(b) for a, b in combinations(known, 2)):
        known = _largest_agreement(known)
    independent = len({t.account.origin for t in known})
    if independent < 2:
        return None
    said = listed(_shortened([_says(t, material) for t in known]))
    text = (
        f"On {kind_words(kind)} {independent} origins give figures that can hold together: {said}."
    )
    return _finding(FindingKind.FIGURES_AGREE, text, known)


def _largest_agreement(tolls: Sequence[Toll]) -> list[Toll]:
    """The tolls that share one number with the most origins; empty where none do."""
    numbers = sorted({n for t in tolls for n in _bounds(t) if n is not None})
    groups = [[t for t in tolls if n in _bounds(t)] for n in numbers]
    most = max(groups, key=lambda g: len({t.account.origin for t in g}), default=[])
    return [] if any(a.excludes(b) for a, b in combinations(most, 2)) else most


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
