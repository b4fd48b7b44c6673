"""Finding: all who tell of an event and whose side is known stand on one side.

Sides are given by the user, in a table of actors: Tellings puts nobody on a side. Without such a
table the finding is never made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tellings.align.known import known_actors
from tellings.align.names import key_of
from tellings.compare.material import Material
from tellings.compare.wording import document_words, listed, sentence_of, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.text import Span

#: Voices whose side is known that it takes, and how many of them a sentence names.
LEAST, MOST_SHOWN = 2, 4


def find_one_sided(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """told-by-one-side of one event."""
    sided: dict[str, list[tuple[str, Account]]] = defaultdict(list)
    unknown = 0
    for account in accounts:
        if account.denies:
            continue
        side = _side_of(account, material)
        if side is None:
            unknown += 1
        else:
            sided[side].append((_name(account, material), account))
    if len(sided) != 1:
        return
    side, told = next(iter(sided.items()))
    names = list(dict.fromkeys(name for name, _ in told))
    if len(names) < LEAST:
        return
    shown = names[:MOST_SHOWN]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    whose = "Of those who tell of it, all whose side you gave stand on one"
    text = f"{whose}: {side} ({listed(shown)}{more})"
    if unknown:
        text += f"; of {unknown} {'voice' if unknown == 1 else 'voices'} no side is given"
    spans = tuple(dict.fromkeys(_passage(a, material) for _, a in told))
    ids = tuple(a.id for _, a in told)
    yield Finding(FindingKind.TOLD_BY_ONE_SIDE, sentence_of(text), accounts[0].event, ids, spans)


def _side_of(account: Account, material: Material) -> str | None:
    """The side of the voice: of the actor cited, or of the outlet that speaks itself."""
    if account.voice.source is not None:
        actor = material.actors.get(account.actor or "")
        known = actor.side if actor else None
        return known or _known_side(account.voice.source)
    sides = {_known_side(material.documents[d].outlet or "") for d in account.documents}
    return sides.pop() if len(sides) == 1 else None


def _known_side(name: str) -> str | None:
    known = known_actors().get(key_of(name)) if name else None
    return known.side if known else None


def _name(account: Account, material: Material) -> str:
    if account.voice.source is None:
        return document_words(account.documents[0], material)
    return voice_words(account, material)


def _passage(account: Account, material: Material) -> Span:
    return min(material.mentions[i].trigger for i in account.mentions)
