"""Findings on who did it: accounts that blame different parties, and blame that is denied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from tellings.compare.material import Material
from tellings.compare.parties import are_different, parties_of
from tellings.compare.wording import listed, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import Blame, Certainty

_SAYS = {
    Certainty.ASSERTED: "names",
    Certainty.SUSPECTED: "suspects",
    Certainty.CLAIMED: "reports a claim of responsibility by",
}


def compare_blame(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """blame-differs and blame-denied of one event."""
    said = [(a, b) for a in accounts for b in a.blames if b.certainty is not Certainty.DENIED]
    denied = [(a, b) for a in accounts for b in a.blames if b.certainty is Certainty.DENIED]
    yield from _denied(said, denied, material)
    yield from _differs(said, material)


def _differs(said: Sequence[tuple[Account, Blame]], material: Material) -> Iterator[Finding]:
    """Two accounts blame parties of which neither is the other's, nor part of it."""
    mine: dict[str, frozenset[str]] = defaultdict(frozenset)
    for account, blame in said:
        mine[account.id] |= parties_of(blame.actor)
    apart = {
        x
        for a, b in combinations(sorted(mine), 2)
        if are_different(mine[a], mine[b])
        for x in (a, b)
    }
    if not apart:
        return
    shown = _once([(a, b) for a, b in said if a.id in apart])
    text = (
        "Accounts blame different parties: "
        + listed([f"{voice_words(a, material)} {_SAYS[b.certainty]} {b.actor}" for a, b in shown])
        + "."
    )
    yield _finding(FindingKind.BLAME_DIFFERS, text, shown)


def _denied(
    said: Sequence[tuple[Account, Blame]],
    denied: Sequence[tuple[Account, Blame]],
    material: Material,
) -> Iterator[Finding]:
    for account, blame in _once(denied):
        party = parties_of(blame.actor)
        against = _once(
            [(a, b) for a, b in said if a.id != account.id and parties_of(b.actor) & party]
        )
        mine = parties_of(account.voice.source or "")
        did = "having done it" if mine & party else f"that {blame.actor} did it"
        text = f"{voice_words(account, material)} denies {did}"
        if against:
            text += "; " + listed(
                [f"{voice_words(a, material)} {_SAYS[b.certainty]} {b.actor}" for a, b in against]
            )
        yield _finding(FindingKind.BLAME_DENIED, text + ".", [(account, blame), *against])


def _once(said: Sequence[tuple[Account, Blame]]) -> list[tuple[Account, Blame]]:
    """Each account's blame of a party once."""
    kept: dict[tuple[object, ...], tuple[Account, Blame]] = {}
    for account, blame in said:
        party = tuple(sorted(parties_of(blame.actor))) or (blame.actor,)
        kept.setdefault((account.id, party, blame.certainty), (account, blame))
    return list(kept.values())


def _finding(kind: FindingKind, text: str, shown: Sequence[tuple[Account, Blame]]) -> Finding:
    accounts = tuple(dict.fromkeys(a.id for a, _ in shown))
    passages = tuple(dict.fromkeys(b.span for _, b in shown))
    return Finding(kind, text, shown[0][0].event, accounts, passages)
