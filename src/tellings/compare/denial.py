"""Finding: one voice denies that the event happened, others tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tellings.align.families import VIOLENT, family_of
from tellings.align.features import place_likeness
from tellings.compare.material import Material
from tellings.compare.wording import cut, is_plural, listed, sentence_of, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import EventMention, Factuality
from tellings.domain.text import Span

#: Voices that one sentence names as telling of the event.
MOST_SHOWN = 4
#: What a denial of the happening itself looks like.
_DENIES = re.compile(
    r"\b(?:(?P<verb>den(?:y|ies|ied|ying)|denial|reject\w*)|no(?: such)?|never|not)\b",
    re.IGNORECASE,
)
#: One's own doing is denied, not that it was done: "denied that it had carried out the strike".
_OWN_DOING = re.compile(
    r"\b(?:(?:that )?(?:they|it|he|she|its|their|his|her|any involvement)\b|responsib\w*|"
    r"carr(?:y|ied|ying) out|involve\w*|behind)",
    re.IGNORECASE,
)


def find_denials(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """event-denied of one event."""
    deny = [(a, m) for a in accounts if a.voice.source for m in _denying(a, material)[:1]]
    if not deny:
        return
    denying = {a.id for a, _ in deny}
    where = {m.trigger.document for _, m in deny}
    tell = [
        (a, m)
        for a in accounts
        if a.id not in denying
        for m in [m for m in _asserted(a, material) if _is_told_there(m, deny[0][1])][:1]
        if a.voice.source or m.trigger.document not in where
    ]
    if not tell:
        return
    said = [
        f"{voice_words(a, material)} {'deny' if is_plural(a.voice.source or '') else 'denies'} it "
        f"(“{cut(material.quote(m.sentence))}”)"
        for a, m in deny
    ]
    told = list(dict.fromkeys(voice_words(a, material) for a, _ in tell))[:MOST_SHOWN]
    verb = "tells" if len(told) == 1 and not is_plural(told[0]) else "tell"
    words = material.quote(tell[0][1].trigger)
    text = f"{listed(said)}; {listed(told)} {verb} of it (“{words}”)"
    shown = [*deny, *tell[:MOST_SHOWN]]
    spans = [m.sentence for _, m in deny] + [m.trigger for _, m in tell[:MOST_SHOWN]]
    yield Finding(
        FindingKind.EVENT_DENIED,
        sentence_of(text),
        deny[0][0].event,
        tuple(dict.fromkeys(a.id for a, _ in shown)),
        tuple(dict.fromkeys(spans)),
    )


def _denying(account: Account, material: Material) -> list[EventMention]:
    """Its mentions that surely deny the event: the denial stands before the trigger, close by."""
    mentions = [material.mentions[i] for i in account.mentions]
    return [m for m in mentions if m.denies and _is_denied(m, material)]


def _is_denied(mention: EventMention, material: Material) -> bool:
    text = material.documents[mention.trigger.document].text
    before = Span(mention.trigger.document, mention.sentence.start, mention.trigger.start)
    denials = list(_DENIES.finditer(text, before.start, mention.trigger.end))
    if not denials:
        return False
    last = denials[-1]
    between = text[min(last.end(), before.end) : before.end]
    if len(between.split()) > (FAR if last["verb"] else NEAR):
        return False
    violent = family_of(mention.type) in VIOLENT
    return not (violent and _OWN_DOING.search(between))


#: Words that may stand between "denied" or "no" and what is denied.
FAR, NEAR = 8, 2


def _is_told_there(mention: EventMention, denied: EventMention) -> bool:
    """Whether a mention surely tells of what is denied: its kind, with particulars of its own.

    Of violence, which happens in many places, it must name the same place.
    """
    kind = family_of(denied.type)
    if family_of(mention.type) != kind or not (mention.when or mention.where or mention.figures):
        return False
    if kind not in VIOLENT:
        return True
    here, there = mention.where, denied.where
    return here is not None and there is not None and bool(place_likeness(here, there))


def _asserted(account: Account, material: Material) -> list[EventMention]:
    mentions = [material.mentions[i] for i in account.mentions]
    return [m for m in mentions if not m.denies and m.factuality is Factuality.ASSERTED]
