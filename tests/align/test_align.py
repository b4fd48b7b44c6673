"""Events across documents: what must join, what must stay apart, and that order changes nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.align import align
from tellings.domain.accounts import Alignment
from tellings.domain.reading import Qualifier, Reading
from tellings.domain.text import Document
from tests.align.making import Told, document, figure, reading

Made = tuple[Document, Reading]
SATURDAY, SUNDAY, MONDAY = date(2031, 5, 3), date(2031, 5, 4), date(2031, 5, 5)


def together(alignment: Alignment, *made: Made) -> bool:
    """Whether some event holds a mention of each of these documents."""
    mine = [{m.id for m in r.event_mentions} for _, r in made]
    return any(all(ids & set(e.mentions) for ids in mine) for e in alignment.events)


def bus_on_saturday() -> Made:
    d = document(
        "Blast kills 43 at Dravik bus station",
        "A bomb tore through a bus station in Dravik on Saturday. At least 43 people were killed "
        "in the blast, the Vardania Monitor for Civilians said.",
        outlet="Tarsin Radio",
        published=SATURDAY,
    )
    toll = figure(d, "At least 43 people", "killed", 43, None, Qualifier.AT_LEAST)
    return d, reading(
        d,
        Told("Blast", "attack.bombing", where="Dravik"),
        Told("tore through", "attack.bombing", where="Dravik", day=SATURDAY),
        Told("the blast", "attack.bombing", source="Vardania Monitor for Civilians",
             figures=(toll,)),
    )  # fmt: skip


def bus_on_monday() -> Made:
    d = document(
        "Death toll of Dravik bus bombing rises to 126",
        "The toll of Saturday's bombing of a bus station in Dravik has risen to 126, the monitor "
        "VMC said on Monday. Rescuers searched the station through the night.",
        outlet="Belmora Courier",
        published=MONDAY,
    )
    toll = figure(d, "risen to 126", "killed", 126, 126)
    return d, reading(
        d,
        Told("bombing", "attack.bombing", where="Dravik"),
        Told("bombing of", "attack.bombing", source="VMC", where="Dravik", day=SATURDAY,
             figures=(toll,)),
    )  # fmt: skip


def raid(day: date, killed: int, outlet: str) -> Made:
    d = document(
        "Air raid on Sona kills civilians",
        f"Warplanes bombed the market of Sona on {day:%A}, killing {killed} people. Rescuers dug "
        "through the rubble of the market for survivors.",
        outlet=outlet,
        published=day,
    )
    toll = figure(d, f"{killed} people", "killed", killed, killed)
    return d, reading(
        d, Told("Air raid", where="Sona"), Told("bombed", where="Sona", day=day, figures=(toll,))
    )


def run(*made: Made) -> Alignment:
    return align([d for d, _ in made], [r for _, r in made])


def test_a_risen_toll_two_days_later_is_the_same_bombing() -> None:
    assert together(run(bus_on_saturday(), bus_on_monday()), bus_on_saturday(), bus_on_monday())


def test_two_raids_on_one_town_a_day_apart_stay_apart() -> None:
    first, second = raid(SATURDAY, 12, "Tarsin Radio"), raid(SUNDAY, 17, "Belmora Courier")
    assert not together(run(first, second), first, second)


def test_one_raid_told_by_two_papers_is_one_event() -> None:
    first, second = raid(SATURDAY, 12, "Tarsin Radio"), raid(SATURDAY, 12, "Belmora Courier")
    alignment = run(first, second)
    assert together(alignment, first, second)
    event = next(e for e in alignment.events if len(e.mentions) == 4)
    assert event.where is not None
    assert event.where.name == "Sona"
    assert event.title == "Air strike at Sona, 3 May 2031"
    assert event.joins
    assert any("Sona" in reason for reason in event.joins[0].reasons)


def test_raids_on_two_far_towns_on_one_day_stay_apart() -> None:
    first = raid(SATURDAY, 12, "Tarsin Radio")
    d = document(
        "Air raid on Belmora kills civilians",
        "Warplanes bombed the market of Belmora on Saturday, killing 12 people. Rescuers dug "
        "through the rubble of the market for survivors.",
        published=SATURDAY,
    )
    other = d, reading(d, Told("Air raid", where="Belmora"),
                       Told("bombed", where="Belmora", day=SATURDAY))  # fmt: skip
    assert not together(run(first, other), first, other)


def test_history_told_beside_the_news_is_an_event_of_its_own() -> None:
    d = document(
        "Shells hit Dravik",
        "Shells hit Dravik on Monday and killed two people. In an attack on the town in March "
        "2029 more than 80 people died.",
        published=MONDAY,
    )
    r = reading(
        d,
        Told("hit Dravik on", "attack.shelling", where="Dravik", day=MONDAY),
        Told("attack", "attack.other", where="Dravik", background=True),
    )
    assert len(run((d, r)).events) == 2


def test_every_mention_is_in_exactly_one_event() -> None:
    made = [bus_on_saturday(), bus_on_monday(), raid(SATURDAY, 12, "A"), raid(SUNDAY, 17, "B")]
    told = sorted(m.id for _, r in made for m in r.event_mentions)
    assert sorted(i for e in run(*made).events for i in e.mentions) == told


def test_no_documents_no_events() -> None:
    assert run() == Alignment((), (), {})


MANY = [
    bus_on_saturday(), bus_on_monday(), raid(SATURDAY, 12, "A"), raid(SATURDAY, 14, "B"),
    raid(SUNDAY, 17, "C"), raid(MONDAY, 12, "D"),
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(MANY))))
def test_the_order_of_the_input_changes_nothing(order: list[int]) -> None:
    assert run(*(MANY[i] for i in order)) == run(*MANY)


def test_pairs_grow_with_documents_not_with_their_square() -> None:
    from tellings.align.actors import find_actors
    from tellings.align.block import candidate_pairs
    from tellings.align.features import Rarity
    from tellings.align.places import UnknownPlaces
    from tellings.align.tellings import gather

    def pairs(weeks: int) -> int:
        made = [
            raid(date.fromordinal(SATURDAY.toordinal() + 14 * week), 10 + week % 5, outlet)
            for week in range(weeks)
            for outlet in "ABCD"
        ]
        _, actor_of = find_actors([r for _, r in made])
        unknown = UnknownPlaces([r for _, r in made])
        tellings = [t for d, r in made for t in gather(d, r, actor_of, unknown)]
        return len(candidate_pairs(tellings, Rarity(tellings)))

    assert pairs(40) < 13 * pairs(4)


def test_a_join_is_explained_in_words_of_the_text() -> None:
    made = [
        raid_on_market("Tarsin Radio", "Traders fled the burning bakeries as warplanes returned."),
        raid_on_market("Old Quay Post", "Burning bakeries lit the quay; warplanes kept returning."),
    ]
    alignment = align([d for d, _ in made], [r for _, r in made])
    reasons = [r for e in alignment.events for j in e.joins for r in j.reasons]
    told = [r for r in reasons if "use the words" in r or "open with the words" in r]
    assert told
    words = {w.strip("“”") for r in told for w in re.findall(r"“[^”]+”", r)}
    assert words
    assert words <= set(re.findall(r"\w+", " ".join(d.text for d, _ in made)))


def raid_on_market(outlet: str, opening: str) -> tuple[Document, Reading]:
    d = document("Raid on Dravik", f"{opening} The raid on Dravik killed 12 people.",
                 outlet=outlet, published=date(2031, 5, 3))  # fmt: skip
    killed = figure(d, "12 people", "killed", 12, 12)
    return d, reading(d, Told("The raid", where="Dravik", day=date(2031, 5, 2), figures=(killed,)))


@pytest.mark.parametrize(("day", "joined"), [(date(2031, 5, 2), True), (None, False)])
def test_raids_that_read_alike_need_a_day_or_a_toll(day: date | None, *, joined: bool) -> None:
    def told(outlet: str, words: str) -> tuple[Document, Reading]:
        d = document(f"{words} on Dravik", f"{words} on Dravik, {outlet} was told.",
                     outlet=outlet, published=date(2031, 5, 3))  # fmt: skip
        return d, reading(d, Told(f"{words} on", where="Dravik", day=day))

    made = [told("Tarsin Radio", "Bombs fell"), told("Old Quay Post", "Jets fired")]
    alignment = align([d for d, _ in made], [r for _, r in made])
    assert (len(alignment.events) == 1) is joined
