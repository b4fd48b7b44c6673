from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tellings.domain.reading import (
    Claim,
    ClaimKind,
    Commitment,
    EventMention,
    Factuality,
    Figure,
    Moment,
    Place,
    Source,
    Stance,
    Voice,
)
from tellings.domain.text import Span
from tellings.read import BuiltinReader
from tellings.read.events import Context, context_of, read_events
from tellings.read.participants import Participants
from tellings.read.whereabouts import Whereabouts
from tests.support.parsed import document, named, parsed

DAY = date(2031, 5, 8)
KILLED = (
    "A/DET/det/strike strike/NOUN/nsubj/killed killed/VERB/root 14/NUM/nummod/people "
    "people/NOUN/obj/killed in/ADP/case/Dravik Dravik/PROPN/obl/killed , "
    "the/DET/det/mayor mayor/NOUN/nsubj/said said/VERB/parataxis/killed ."
)


def claim(text: str, content: str, who: str | None, held: str = "asserted", **more: str) -> Claim:
    """A claim of the first occurrence of `content`; `more` may hold `inside` and `id`."""
    at = text.index(content)
    return Claim(
        more.get("id", f"c{at}"), (Source(who, None),), None, (Span("d1", at, at + len(content)),),
        ClaimKind.INDIRECT, Commitment(held), Stance.REPORTS, more.get("inside"),
    )  # fmt: skip


def read(
    notation: str,
    claims: Sequence[tuple[str, str | None, str]] = (),
    *,
    headline: str | None = None,
    moments: Sequence[tuple[str, date]] = (),
    places: Sequence[tuple[str, str]] = (),
) -> tuple[tuple[EventMention, ...], tuple[tuple[Figure, Voice], ...]]:
    syntax = parsed(notation)
    text = syntax.text

    def span(words: str) -> Span:
        return Span("d1", text.index(words), text.index(words) + len(words))

    told, names = document(text, headline=headline), named(syntax)
    held = tuple(claim(text, c, who, how) for c, who, how in claims)
    located = [Place(words, span(words), precision=how) for words, how in places]
    return read_events(
        Context(
            told,
            syntax,
            names,
            held,
            DAY,
            tuple(Moment(day, day, span(words), "day") for words, day in moments),
            Whereabouts.of(told, located, held),
            Participants(syntax, names),
        )
    )


def test_a_figure_hangs_on_the_event_that_did_the_harm() -> None:
    mentions, loose = read(KILLED, places=[("Dravik", "town")])
    assert loose == ()
    (strike,) = [m for m in mentions if m.figures]
    assert [(f.kind, f.low, f.high) for f in strike.figures] == [("killed", 14, 14)]
    assert strike.where is not None
    assert strike.where.name == "Dravik"
    assert strike.voice == Voice()


def test_the_voice_of_an_event_is_the_claim_around_its_trigger() -> None:
    told = "A strike killed 14 people in Dravik"
    mentions, _ = read(KILLED, [(told, "the mayor", "asserted")])
    assert {m.voice.source for m in mentions} == {"the mayor"}
    assert {m.voice.claim for m in mentions} == {"c0"}


def test_a_figure_of_another_voice_makes_another_mention_of_the_event() -> None:
    mentions, _ = read(
        "Shells/NOUN/nsubj/hit hit/VERB/root Sona/PROPN/obj/hit , killing/VERB/advcl/hit "
        "14/NUM/nummod/people people/NOUN/obj/killing .",
        [("killing 14 people", "the mayor", "asserted")],
    )
    told = {m.voice.source: [f.low for f in m.figures] for m in mentions if m.figures}
    assert told == {"the mayor": [14]}
    assert None in {m.voice.source for m in mentions}
    assert len({m.id for m in mentions}) == len(mentions)


def test_a_nameless_claim_takes_the_voice_of_the_claim_around_it() -> None:
    syntax = parsed(KILLED)
    whole = claim(syntax.text, "A strike killed 14 people in Dravik", "Radio", id="outer")
    inner = claim(syntax.text, "14 people", None, id="inner", inside="outer")
    told = document(syntax.text)
    context = context_of(told, syntax, named(syntax), (whole, inner), ())
    assert context.claim_at(inner.content[0]) == inner
    assert context.voice_of(inner.content[0]) == Voice("Radio", "outer")
    assert context.voice_of(Span("d1", len(syntax.text) - 1, len(syntax.text))) == Voice()


TOOK = "Troops/NOUN/nsubj/{v} {aux} {v}/VERB/root the/DET/det/town town/NOUN/obj/{v} ."


@pytest.mark.parametrize(
    ("aux", "verb", "factuality"),
    [
        ("have/AUX/aux/captured", "captured", "asserted"),
        ("never/ADV/advmod/captured", "captured", "denied"),
        ("will/AUX/aux/capture", "capture", "planned"),
        ("may/AUX/aux/capture", "capture", "possible"),
    ],
)
def test_factuality_by_the_words_around_the_verb(aux: str, verb: str, factuality: str) -> None:
    (mention,), _ = read(TOOK.format(aux=aux, v=verb))
    assert mention.factuality is Factuality(factuality)


@pytest.mark.parametrize(
    ("held", "factuality"),
    [
        ("demanded", "demanded"),
        ("planned", "planned"),
        ("possible", "possible"),
        ("doubted", "possible"),
        ("asserted", "asserted"),
        ("denied", "denied"),
    ],
)
def test_factuality_by_how_the_claim_is_held(held: str, factuality: str) -> None:
    notation = "Troops/NOUN/nsubj/shelled shelled/VERB/root Sona/PROPN/obj/shelled ."
    (mention,), _ = read(notation, [("Troops shelled Sona", None, held)])
    assert mention.factuality is Factuality(factuality)
    assert mention.denies == (held == "denied")


def test_what_a_verb_above_makes_of_an_event() -> None:
    (mention,), _ = read("They/PRON/nsubj/plan plan/VERB/root a/DET/det/raid raid/NOUN/obj/plan .")
    assert mention.factuality is Factuality.PLANNED


def test_what_happened_long_before_is_background() -> None:
    notation = (
        "Troops/NOUN/nsubj/shelled shelled/VERB/root Sona/PROPN/obj/shelled in/ADP/case/March "
        "March/PROPN/obl/shelled ."
    )
    ((old,), _), ((new,), _) = (
        read(notation, moments=[("March", day)]) for day in (date(2031, 3, 2), DAY)
    )
    assert old.background
    assert not new.background
    assert new.when is not None
    assert new.when.first == DAY


def test_the_place_of_an_event_is_the_nearest_one_not_the_country() -> None:
    (mention,), _ = read(
        "Shells/NOUN/nsubj/hit hit/VERB/root Sona/PROPN/obj/hit , Vardania/PROPN/obl/hit .",
        places=[("Vardania", "country"), ("Sona", "town")],
    )
    assert mention.where is not None
    assert mention.where.name == "Sona"


def test_a_headlines_figure_belongs_to_the_voice_that_the_body_gives_it_to() -> None:
    notation = (
        "Strike/NOUN/nsubj/kills kills/VERB/root 14/NUM/nummod/people people/NOUN/obj/kills || "
        "Shells/NOUN/nsubj/fell fell/VERB/root . | " + KILLED
    )
    body = "A strike killed 14 people in Dravik"
    mentions, _ = read(
        notation, [(body, "the mayor", "asserted")], headline="Strike kills 14 people"
    )
    told = [(m.voice.source, f.low) for m in mentions for f in m.figures]
    assert told == [("the mayor", 14)]


def test_figures_without_an_event_are_kept_with_their_voice() -> None:
    mentions, loose = read(
        "The/DET/det/town town/NOUN/nsubj/has has/VERB/root 400/NUM/nummod/residents "
        "residents/NOUN/obj/has .",
        [("The town has 400 residents", "the mayor", "asserted")],
    )
    assert mentions == ()
    assert [(f.low, v.source) for f, v in loose] == [(400, "the mayor")]


def test_the_context_reads_times_against_the_date_of_the_document() -> None:
    syntax = parsed(
        "Shells/NOUN/nsubj/hit hit/VERB/root Sona/PROPN/obj/hit on/ADP/case/Monday "
        "Monday/PROPN/obl/hit ."
    )
    told = document(syntax.text)
    from_date = context_of(told, syntax, named(syntax), (), ())
    assert from_date.anchor is None
    assert from_date.claims == ()
    assert all(told.quote(m.span).endswith("Monday") for m in from_date.moments)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("Three hundred people have died since the truce collapsed.", True),
        ("Three hundred people have died. The truce collapsed on Monday.", False),
    ],
)
def test_a_truce_that_only_says_since_when_is_background(text: str, *, background: bool) -> None:
    told = BuiltinReader().read(document(text)).event_mentions
    assert [m.background for m in told if m.type == "ceasefire"] == [background]


def test_to_lose_fighters_is_no_change_of_hands() -> None:
    read = BuiltinReader()
    told = read.read(document("The Front also lost 15 fighters in the town of Sona."))
    assert "capture" not in {m.type for m in told.event_mentions}
    told = read.read(document("The Front also lost the town of Sona."))
    assert "capture" in {m.type for m in told.event_mentions}
