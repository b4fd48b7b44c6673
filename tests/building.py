"""Domain objects built the way the stages build them, for tests that start after reading.

Places are given by the words that stand there, so a test reads like what it tests. `bombing()` is
a whole small case: five documents of three sides on one bombing in Vardania, with a comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from tellings.domain.accounts import (
    Account,
    Actor,
    Alignment,
    Comparison,
    Copy,
    Event,
    Finding,
    FindingKind,
    Join,
    Origin,
)
from tellings.domain.reading import (
    ActorKind,
    Blame,
    Certainty,
    Claim,
    ClaimKind,
    Commitment,
    EventMention,
    Factuality,
    Figure,
    Label,
    Mention,
    Moment,
    Place,
    Polarity,
    Qualifier,
    Reading,
    Role,
    Source,
    Stance,
    Voice,
)
from tellings.domain.text import Document, Part, PartKind, Refusal, Span
from tellings.dossier import Dossier

READER = "by-hand 0000"


def digest(*parts: object) -> str:
    """16 hex digits that stand for the parts."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def document(path: str, text: str, **known: object) -> Document:
    """A plain-text document; its parts are the first line and the rest unless they are given."""
    full = sha256(text.encode()).hexdigest()
    made = Document(id=full[:16], path=path, text=text, sha256=full, language="en")
    made = replace(made, **known)  # type: ignore[arg-type]  # fields by name
    return made if made.parts else replace(made, parts=_parts(made))


def _parts(of: Document) -> tuple[Part, ...]:
    line = of.text.find("\n")
    if line < 0:
        return (Part(PartKind.BODY, Span(of.id, 0, len(of.text))),)
    return (
        Part(PartKind.HEADLINE, Span(of.id, 0, line)),
        Part(PartKind.BODY, Span(of.id, line + 1, len(of.text))),
    )


def spot(of: Document, words: str, nth: int = 0) -> Span:
    """Where the words stand for the nth time (from 0); fails if they do not."""
    start = -1
    for _ in range(nth + 1):
        start = of.text.index(words, start + 1)
    return Span(of.id, start, start + len(words))


def source(of: Document, words: str, name: str | None = None, person: str | None = None) -> Source:
    """A source that stands at the words; named as there unless a fuller name is given."""
    return Source(name or words, spot(of, words), person)


def claim(of: Document, content: str, cue: str | None = None, *sources: Source) -> Claim:
    """An indirect claim, asserted and merely reported; `replace` what is otherwise."""
    span = spot(of, content)
    return Claim(
        id=digest(of.id, "claim", span.start, span.end),
        sources=sources,
        cue=spot(of, cue) if cue else None,
        content=(span,),
        kind=ClaimKind.INDIRECT,
        commitment=Commitment.ASSERTED,
        author_stance=Stance.REPORTS,
        confidence=0.9,
    )


def figure(
    of: Document, /, words: str, low: float | None, high: float | None, **more: object
) -> Figure:
    """People killed, the whole toll; exact if both bounds are one number."""
    exact = low is not None and low == high
    made = Figure(
        kind="killed",
        of="people",
        low=low,
        high=high,
        qualifier=Qualifier.EXACT if exact else Qualifier.AT_LEAST,
        span=spot(of, words),
        total=True,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


def event_mention(of: Document, /, trigger: str, nth: int = 0, **more: object) -> EventMention:
    """A bombing told as a fact by the document itself, its sentence being the line."""
    span = spot(of, trigger, nth)
    stop = of.text.find("\n", span.end)
    made = EventMention(
        id=digest(of.id, "mention", span.start, span.end),
        type="bombing",
        trigger=span,
        sentence=Span(
            of.id, of.text.rfind("\n", 0, span.start) + 1, stop if stop >= 0 else len(of.text)
        ),
        factuality=Factuality.ASSERTED,
        voice=Voice(),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


@dataclass(frozen=True, slots=True)
class Case:
    """What a dossier holds after one run: readings in the order of documents."""

    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    comparison: Comparison
    refusals: tuple[Refusal, ...] = ()


MINISTRY = "Ministry of Defence of Vardania"
MONITOR = "Vardania Monitor for Civilians"
ARMY = "Vardanian Army"
FRONT = "Front for the Restoration"
EVENT = digest("event", "market bombing in Belmora")


def bombing() -> Case:
    """The bombing of a market in Belmora as five documents tell it."""
    told = [_bulletin(), _copy(), _broadcast(), _statement(), _leaflet()]
    told.sort(key=lambda pair: (pair[0].path, pair[0].id))
    documents = tuple(document for document, _ in told)
    readings = tuple(reading for _, reading in told)
    refused = Refusal("belmora/scan.bin", "it is not text", "give a PDF with text in it")
    return Case(documents, readings, _compared({d.path: (d, r) for d, r in told}), (refused,))


def _bulletin() -> tuple[Document, Reading]:
    """The monitor's own bulletin: at least 31 dead, and the army is blamed."""
    text = (
        "Civilians killed in Belmora market\n"
        "At least 31 people were killed when a bomb hit the market of Belmora on 14 March, the "
        "Vardania Monitor for Civilians said. Residents told the VMC that a jet of the Vardanian "
        "Army had dropped it. About sixty stalls burned."
    )
    doc = document(
        "belmora/bulletin.txt",
        text,
        title="Civilians killed in Belmora market",
        outlet="VMC Bulletin",
        published=date(2031, 3, 15),
        genre="bulletin",
        provenance={"published": "text dateline", "outlet": "text byline"},
    )
    return doc, _monitor_reading(doc)


def _copy() -> tuple[Document, Reading]:
    """A paper that carries the bulletin, curly quotes and all."""
    text = (
        "Market in flames\n"
        "At least 31 people were killed when a bomb hit the market of Belmora on 14 March, the "
        "Vardania Monitor for Civilians said. Residents told the VMC that a jet of the Vardanian "
        "Army had dropped it. “The brave people of Belmora will rebuild”, the Herald adds. 🕯"
    )
    doc = document(
        "belmora/herald.txt",
        text,
        title="Market in flames",
        outlet="Belmora Herald",
        author="I. Resk",
        published=date(2031, 3, 16),
        url="https://herald.invalid/market",
        genre="news report",
    )
    brave = Label(
        spot(doc, "brave people of Belmora"),
        "brave people of Belmora",
        "people of Belmora",
        Polarity.POSITIVE,
    )
    return doc, replace(_monitor_reading(doc), labels=(brave,))


def _monitor_reading(doc: Document) -> Reading:
    monitor = source(doc, MONITOR)
    toll = claim(doc, "At least 31 people were killed when a bomb hit the market", "said", monitor)
    residents = source(doc, "Residents", "residents of Belmora")
    blame = claim(
        doc,
        "a jet of the Vardanian Army had dropped it",
        "told",
        source(doc, "the VMC", MONITOR),
        residents,
    )
    hit = event_mention(
        doc,
        "hit",
        voice=Voice(MONITOR, toll.id),
        roles=(
            Role("instrument", "bomb", spot(doc, "a bomb")),
            Role("target", "market of Belmora", spot(doc, "the market of Belmora")),
        ),
        when=Moment(date(2031, 3, 14), date(2031, 3, 14), spot(doc, "14 March"), "day"),
        where=Place("Belmora", spot(doc, "Belmora", 1 if doc.text.startswith("Civ") else 0)),
        figures=(figure(doc, "At least 31 people", 31, None),),
    )
    dropped = event_mention(
        doc,
        "dropped",
        voice=Voice("residents of Belmora", blame.id),
        roles=(Role("agent", ARMY, spot(doc, ARMY)),),
        blames=(Blame(ARMY, Certainty.ASSERTED, spot(doc, "the Vardanian Army")),),
    )
    loose: tuple[tuple[Figure, Voice], ...] = ()
    if "sixty" in doc.text:
        stalls = figure(
            doc, "About sixty stalls", 60, 60, kind="other", of="stalls", qualifier=Qualifier.ABOUT
        )
        loose = ((stalls, Voice()),)
    return Reading(
        document=doc.id,
        reader=READER,
        mentions=(Mention(spot(doc, MONITOR), ActorKind.ORGANISATION, MONITOR, MONITOR),),
        claims=(toll, blame),
        event_mentions=(hit, dropped),
        figures=loose,
    )


def _broadcast() -> tuple[Document, Reading]:
    """The state radio: twelve dead, on the ministry's word, and terrorists did it."""
    text = (
        "Terrorists strike market\n"
        "Terrorist gangs set off a car bomb in Belmora on Friday, killing 12 people, Tarsin Radio "
        "quoted the Ministry of Defence of Vardania as saying. The so-called monitor's claim that "
        "a jet was seen is a lie."
    )
    doc = document(
        "belmora/radio.txt",
        text,
        title="Terrorists strike market",
        outlet="Tarsin Radio",
        published=date(2031, 3, 15),
    )
    said = claim(
        doc,
        "Terrorist gangs set off a car bomb in Belmora on Friday, killing 12 people",
        "quoted",
        source(doc, "Tarsin Radio"),
        source(doc, MINISTRY),
    )
    refuted = replace(
        claim(doc, "a jet was seen", "claim", source(doc, "so-called monitor", MONITOR)),
        author_stance=Stance.REJECTS,
    )
    set_off = event_mention(
        doc,
        "set off",
        voice=Voice(MINISTRY, said.id),
        roles=(Role("agent", "terrorist gangs", spot(doc, "Terrorist gangs")),),
        when=Moment(date(2031, 3, 14), date(2031, 3, 14), spot(doc, "Friday"), "day"),
        where=Place("Belmora", spot(doc, "Belmora"), 41.5, 20.25, "town", "ZZ"),
        figures=(figure(doc, "12 people", 12, 12),),
        blames=(Blame("terrorist gangs", Certainty.ASSERTED, spot(doc, "Terrorist gangs")),),
    )
    gangs = Label(
        spot(doc, "Terrorist gangs"),
        "Terrorist gangs",
        FRONT,
        Polarity.NEGATIVE,
        Voice(MINISTRY, said.id),
    )
    return doc, Reading(doc.id, READER, (), (said, refuted), (set_off,), (), (gangs,))


def _statement() -> tuple[Document, Reading]:
    """The ministry itself, in one line of capitals and with its marks lost."""
    text = "NO AIRCRAFT FLEW OVER BELMORA SAYS MINISTRY. FRIDAYS BLAST WAS A CAR BOMB"
    doc = document("belmora/statement.txt", text, outlet="Ministry of Defence", genre="statement")
    denied = replace(
        claim(doc, "NO AIRCRAFT FLEW OVER BELMORA", "SAYS", source(doc, "MINISTRY", MINISTRY)),
        kind=ClaimKind.DIRECT,
        commitment=Commitment.DENIED,
    )
    blast = event_mention(doc, "BLAST")
    return doc, Reading(doc.id, READER, (), (denied,), (blast,))


def _leaflet() -> tuple[Document, Reading]:
    """A leaflet of the other side that has a claim with no source and tells of no event."""
    doc = document("belmora/leaflet.txt", "Come to the square! It is said that the end is near.")
    return doc, Reading(doc.id, READER, (), (claim(doc, "the end is near", "It is said"),))


# ---------------------------------------------------------------- what comparing them yields
Told = dict[str, tuple[Document, Reading]]

ACTORS = {
    name: Actor(digest("actor", name), name, kind.value, aliases)
    for name, kind, aliases in (
        (MONITOR, ActorKind.ORGANISATION, ("VMC", "the monitor")),
        (MINISTRY, ActorKind.STATE, ("the ministry",)),
        (FRONT, ActorKind.GROUP, ("FR", "terrorist gangs")),
        (ARMY, ActorKind.STATE, ()),
    )
}


def _compared(told: Told) -> Comparison:
    (bulletin, first), (herald, second) = told["belmora/bulletin.txt"], told["belmora/herald.txt"]
    (radio, third), (statement, fourth) = told["belmora/radio.txt"], told["belmora/statement.txt"]
    origins = (
        Origin(digest("origin", MONITOR), MONITOR, "source", (bulletin.id, herald.id)),
        Origin(digest("origin", MINISTRY), MINISTRY, "source", (radio.id, statement.id)),
    )
    by_monitor, by_ministry = (origin.id for origin in origins)
    hits = (first.event_mentions[0], second.event_mentions[0])
    accounts = (
        _account(Voice(), by_ministry, fourth.event_mentions[:1]),
        _account(Voice(MONITOR), by_monitor, hits),
        _account(Voice("residents of Belmora"), by_monitor, first.event_mentions[1:]),
        replace(
            _account(Voice(MINISTRY, person="the minister"), by_ministry, third.event_mentions),
            labels=third.labels,
        ),
    )
    copied = "At least 31 people were killed when a bomb hit the market of Belmora on 14 March"
    passages = ((spot(herald, copied), spot(bulletin, copied)),)
    return Comparison(
        alignment=_aligned(told),
        origins=origins,
        accounts=accounts,
        findings=_found(accounts, third),
        copies=(Copy(herald.id, bulletin.id, 0.7, passages),),
    )


def _aligned(told: Told) -> Alignment:
    actor_of = {}
    for of, _ in told.values():
        for words, name in (
            (MONITOR, MONITOR),
            ("so-called monitor", MONITOR),
            (ARMY, ARMY),
            (MINISTRY, MINISTRY),
            ("MINISTRY", MINISTRY),
            ("Terrorist gangs", FRONT),
        ):
            if words in of.text:
                actor_of[of.id, name] = ACTORS[name].id
    radio, third = told["belmora/radio.txt"]
    actor_of[radio.id, "terrorist gangs"] = ACTORS[FRONT].id

    first, second = told["belmora/bulletin.txt"][1], told["belmora/herald.txt"][1]
    fourth = told["belmora/statement.txt"][1]
    hit, also_hit = first.event_mentions[0], second.event_mentions[0]
    apart = second.event_mentions[1]  # an aligner may err: it stands alone, with no account
    joined = (hit, also_hit, first.event_mentions[1], *third.event_mentions, *fourth.event_mentions)
    event = Event(
        id=EVENT,
        title="Bombing in Belmora, 14 March 2031",
        type="bombing",
        mentions=tuple(m.id for m in joined),
        when=hit.when,
        where=third.event_mentions[0].where,
        joins=(Join(hit.id, also_hit.id, 3.25, ("both are bombings in Belmora",)),),
    )
    alone = Event(digest("event", apart.id), "Bombing", "bombing", (apart.id,))
    return Alignment(tuple(ACTORS.values()), (alone, event), actor_of)


def _account(voice: Voice, origin: str, mentions: tuple[EventMention, ...]) -> Account:
    actor = ACTORS.get(voice.source or "")
    return Account(
        id=digest("account", EVENT, voice.source),
        event=EVENT,
        voice=voice,
        actor=actor.id if actor else None,
        origin=origin,
        documents=tuple(m.trigger.document for m in mentions),
        mentions=tuple(m.id for m in mentions),
        figures=tuple(f for m in mentions for f in m.figures),
        blames=tuple(b for m in mentions for b in m.blames),
        words=tuple(m.trigger for m in mentions),
    )


def _found(accounts: tuple[Account, ...], radio: Reading) -> tuple[Finding, ...]:
    _, by_monitor, _, by_ministry = accounts
    return (
        Finding(
            FindingKind.FIGURES_DIFFER,
            "The monitor counts at least 31 killed, the ministry 12.",
            EVENT,
            (by_monitor.id, by_ministry.id),
            (by_monitor.figures[0].span, by_ministry.figures[0].span),
        ),
        Finding(
            FindingKind.AUTHOR_REJECTS,
            "Tarsin Radio cites the claim that a jet was seen and calls it a lie.",
            None,
            (),
            radio.claims[1].content,
        ),
    )


def store(case: Case, path: Path, *, compared: bool = True) -> Dossier:
    """An open dossier at `path` that holds the case."""
    dossier = Dossier.create(path)
    for each in case.documents:
        dossier.add_document(each)
    for refusal in case.refusals:
        dossier.add_refusal(refusal)
    for reading in case.readings:
        dossier.add_reading(reading)
    if compared:
        dossier.replace_comparison(case.comparison)
    return dossier
