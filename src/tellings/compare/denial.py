"""Finding: one voice denies that the event happened, others tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tellings.compare.material import Material
from tellings.compare.wording import listed, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import Factuality


def find_denials(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """event-denied of one event."""
    deny = [a for a in accounts if a.denies and a.voice.source is not None]
    tell = [a for a in accounts if not a.denies and _asserts(a, material)]
    if not deny or not tell:
        return
    text = (
        f"{listed([voice_words(a, material) for a in deny])} "
        + ("denies" if len(deny) == 1 else "deny")
        + " that it happened"
    )
    if tell:
        told = list(dict.fromkeys(voice_words(a, material) for a in tell))[:4]
        text += f"; {listed(told)} {'tells' if len(told) == 1 else 'tell'} of it"
    shown = [*deny, *tell[:4]]
    mentions = [material.mentions[i] for a in shown for i in a.mentions]
    kept = [m for m in mentions if m.denies or m.factuality is Factuality.ASSERTED]
    yield Finding(
        FindingKind.EVENT_DENIED,
        text + ".",
        deny[0].event,
        tuple(a.id for a in shown),
        tuple(dict.fromkeys(m.sentence for m in kept)),
    )


def _asserts(account: Account, material: Material) -> bool:
    return any(material.mentions[i].factuality is Factuality.ASSERTED for i in account.mentions)
