"""Findings on who did it: accounts that blame different parties, and blame that is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from tellings.align.families import family_of, likeness
from tellings.align.known import known_actors
from tellings.align.names import key_of, words_of
from tellings.align.parties import are_different, can_attack, parties_of
from tellings.compare.material import Material
from tellings.compare.wording import is_plural, listed, sentence_of, told_by, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import Blame, Certainty

Said = tuple[Account, Blame]
#: How alike the family of what is blamed must be to that of the event.
SAME_KIND = 0.5
#: A short blame names all its parties in itself: "Syrian or Russian jets".
SHORT = 8
#: Code points after a blame in which "and the air force of Kelland" goes on.
FOLLOWING = 40

_BLAMES = re.compile(
    r"\b(?:by|accus\w*|blam\w*|respons\w*|behind|claim\w*|work of|attribut\w*|suspect\w*|"
    r"carried out|fault|its own|admitt\w*)\b",
    re.IGNORECASE,
)
#: A town in capitals before the news: nobody's name.
_DATELINE = re.compile(r"[A-Z]{4,}\s+[A-Z]?[a-z]")
_IN = re.compile(r"\b(?:in|from|over|near|across)\s+(?:the\s+)?$", re.IGNORECASE)
_SAID_BY = re.compile(
    r"\b(?:confirmed|said|reported|denied|released|published|condemned|followed|seen|quoted|"
    r"cited|posted|held|controlled|supported|backed|used|run|claimed as \w+) by\b",
    re.IGNORECASE,
)


def compare_blame(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """blame-differs and blame-denied of one event."""
    every = [(a, b) for a in accounts for b in a.blames if _is_of_event(a, b, material)]
    said = [(a, b) for a, b in every if b.certainty is not Certainty.DENIED]
    denied = [(a, b) for a, b in every if b.certainty is Certainty.DENIED]
    sure = [(a, b) for a, b in said if _says_so(b, material)]
    yield from _denied(sure, denied, material)
    yield from _differs(sure, material)


def _is_of_event(account: Account, blame: Blame, material: Material) -> bool:
    """Whether the sentence that blames tells of the event, not of what else its document tells."""
    event = material.event_of[account.mentions[0]]
    return any(
        likeness(family_of(material.mentions[i].type), family_of(event.type)) >= SAME_KIND
        for i in account.mentions
        if blame in material.mentions[i].blames
    )


def _says_so(blame: Blame, material: Material) -> bool:
    """Whether the passage surely says that this party did it.

    The party can attack, and it stands first ("Russian jets hit") or after words that blame.
    """
    text = material.quote(blame.span)
    if not can_attack(blame.actor) or _DATELINE.match(text):
        return False
    at = _place_of(blame.actor, text)
    if at is None:
        return bool(_BLAMES.search(text)) and not _SAID_BY.search(text)
    before = text[:at]
    first = not before.strip("“”\"' ") and len(text.split()) <= SHORT
    where = material.documents[blame.span.document].text[: blame.span.start]
    return (first and not _IN.search(where[-12:])) or (
        bool(_BLAMES.search(before)) and not _SAID_BY.search(before)
    )


def _place_of(actor: str, text: str) -> int | None:
    """Where in a passage the actor is named, by its first word that stands there."""
    found = [
        m.start()
        for word in actor.split()
        if len(word) > 2 and word[0].isupper()
        for m in re.finditer(rf"\b{re.escape(word)}", text)
    ]
    return min(found, default=None)


def _parties(blame: Blame, material: Material) -> frozenset[str]:
    """All parties that the passage names as possible doers."""
    text = material.quote(blame.span)
    if len(text.split()) > SHORT:
        return parties_of(blame.actor)
    document = material.documents[blame.span.document].text
    following = document[blame.span.end : blame.span.end + FOLLOWING]
    more = following if re.match(r"\s*(?:and|or|&)\b", following) else ""
    return parties_of(blame.actor) | parties_of(text) | parties_of(more)


def _differs(said: Sequence[Said], material: Material) -> Iterator[Finding]:
    """Two accounts blame parties of which neither is the other's, nor part of it.

    An account that names several parties blames them all, so it differs only from one that names
    none of them.
    """
    mine: dict[str, frozenset[str]] = {}
    for account, blame in said:
        mine[account.id] = mine.get(account.id, frozenset()) | _parties(blame, material)
    apart = {
        x
        for a, b in combinations(sorted(mine), 2)
        if are_different(mine[a], mine[b])
        for x in (a, b)
    }
    if not apart:
        return
    shown = _once([(a, b) for a, b in said if a.id in apart])
    text = "Accounts blame different parties: " + listed([_row(s, material) for s in shown])
    yield _finding(FindingKind.BLAME_DIFFERS, text, shown)


def _row(said: Said, material: Material) -> str:
    """Whom, how surely, and by whose word."""
    account, blame = said
    by = told_by(account, blame.span.document, material)
    party = party_words(blame.actor)
    if blame.certainty is Certainty.SUSPECTED:
        return f"{party} (suspected) {by}"
    if blame.certainty is Certainty.CLAIMED:
        return f"{party} (a claim of responsibility) {by}"
    return f"{party} {by}"


def party_words(actor: str) -> str:
    """A party inside a sentence: a bare adjective as its state.

    >>> party_words("Russian"), party_words("the Orlan Front")
    ('Russia', 'the Orlan Front')
    """
    known = known_actors().get(key_of(actor))
    if known is not None and len(words_of(actor)) == 1:
        return known.name
    return re.sub(r"^The\b", "the", actor)


def _denied(said: Sequence[Said], denied: Sequence[Said], material: Material) -> Iterator[Finding]:
    for account, blame in _once(denied):
        if not can_attack(blame.actor):
            continue  # a monitor denies something else than having done it
        party = parties_of(blame.actor)
        against = _once(
            [(a, b) for a, b in said if a.id != account.id and parties_of(b.actor) & party]
        )
        mine = parties_of(account.voice.source or "")
        did = "having done it" if mine & party else f"that {party_words(blame.actor)} did it"
        voice = voice_words(account, material)
        verb = "deny" if account.voice.source and is_plural(voice) else "denies"
        text = f"{voice} {verb} {did}"
        if against:
            text += "; blamed: " + listed([_row(s, material) for s in against])
        yield _finding(FindingKind.BLAME_DENIED, text, [(account, blame), *against])


def _once(said: Sequence[Said]) -> list[Said]:
    """Each account's blame of a party once."""
    kept: dict[tuple[object, ...], Said] = {}
    for account, blame in said:
        party = tuple(sorted(parties_of(blame.actor))) or (blame.actor,)
        kept.setdefault((account.id, party, blame.certainty), (account, blame))
    return list(kept.values())


def _finding(kind: FindingKind, text: str, shown: Sequence[Said]) -> Finding:
    accounts = tuple(dict.fromkeys(a.id for a, _ in shown))
    passages = tuple(dict.fromkeys(b.span for _, b in shown))
    return Finding(kind, sentence_of(text), shown[0][0].event, accounts, passages)
