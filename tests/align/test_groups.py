"""Mentions of one document to events: what goes together, what never does, and the cost."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.align.actors import find_actors
from tellings.align.decide import Decided, ordered
from tellings.align.groups import groups_of
from tellings.align.places import UnknownPlaces
from tellings.align.tellings import gather
from tellings.align.within import Page, facts, odds, shipped_weights
from tellings.domain.reading import Factuality, Reading
from tests.align.making import Told, document, figure, reading

SUNDAY, WEDNESDAY = date(2031, 5, 4), date(2031, 5, 7)


def two_raids() -> Page:
    """A report of a raid on Dravik, told three times, and of another on Belmora days before."""
    d = document(
        "Raid kills 14 in Dravik",
        "A strike on the market of Dravik killed 14 people on Wednesday, medics said. The strike "
        "came at noon.\n\nOn Sunday, another raid had hit a mill at Belmora, where six died.",
        published=date(2031, 5, 8),
    )
    fourteen = figure(d, "14 people", "killed", 14, 14)
    told = reading(
        d,
        Told("Raid kills", where="Dravik", figures=(figure(d, "kills 14", "killed", 14, 14),)),
        Told("A strike", where="Dravik", day=WEDNESDAY, figures=(fourteen,)),
        Told("The strike"),
        Told("raid had hit", where="Belmora", day=SUNDAY),
    )
    return Page.of(d, told.event_mentions)


def triggers(page: Page, decided: Decided | None = None) -> list[list[str]]:
    return [
        [page.document.quote(t.mention.trigger) for t in group]
        for group in groups_of(page, decided).told
    ]


def test_headline_lead_and_what_refers_back_are_one_event() -> None:
    assert triggers(two_raids()) == [["Raid kills", "A strike", "The strike"], ["raid had hit"]]


def test_what_a_person_split_stays_apart() -> None:
    page = two_raids()
    first, third = page.told[0].mention.id, page.told[2].mention.id
    decided = Decided(split=frozenset({ordered(first, third)}))
    groups = triggers(page, decided)
    assert not any({"Raid kills", "The strike"} <= set(g) for g in groups)


def test_news_and_history_are_never_one() -> None:
    d = document("Raid on Dravik", "The raid on Dravik went on. Years ago a raid razed Dravik.")
    told = reading(
        d,
        Told("The raid", where="Dravik"),
        Told("a raid", where="Dravik", background=True),
    )
    page = Page.of(d, told.event_mentions)
    assert len(groups_of(page).told) == 2
    (value,) = groups_of(page).odds.values()
    assert value == float("-inf")


def test_a_plan_is_not_what_happened() -> None:
    d = document("Raid on Dravik", "The raid on Dravik is over. They threaten a raid on Dravik.")
    made = reading(d, Told("The raid", where="Dravik"), Told("a raid", where="Dravik"))
    happened, planned = made.event_mentions
    planned = replace(planned, factuality=Factuality.PLANNED)
    assert len(groups_of(Page.of(d, [happened, planned])).told) == 2


def test_another_counts_against_and_a_shared_toll_for() -> None:
    page = two_raids()
    headline, lead, _, other = page.told
    assert dict(facts(page, headline, lead))["same toll"] > 0.5
    assert dict(facts(page, lead, other))["another"] == 1.0
    weights = shipped_weights()
    assert odds(page, headline, lead, weights) > 0 > odds(page, lead, other, weights)


def test_what_a_report_tells_has_weights() -> None:
    page = two_raids()
    seen = {n for a in page.told for b in page.told if a is not b for n, _ in facts(page, a, b)}
    rare = {"same word", "other toll", "own days: apart"}  # too weak, or told too seldom
    assert len(seen) > 20
    assert seen - rare <= shipped_weights().keys()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_in_which_mentions_come_changes_nothing(order: list[int]) -> None:
    page = two_raids()
    mentions = [t.mention for t in page.told]
    assert triggers(Page.of(page.document, [mentions[i] for i in order])) == triggers(page)


def test_tellings_of_one_document_know_how_near_they_are() -> None:
    page = two_raids()
    d = page.document
    read = Reading(d.id, "test", event_mentions=tuple(t.mention for t in page.told))
    _, actor_of = find_actors([read])
    first, second = gather(d, read, actor_of, UnknownPlaces([read]))
    assert first.beside[second.id] == second.beside[first.id] < 0


def test_a_long_document_costs_by_its_length_not_by_the_square() -> None:
    def seconds(count: int) -> float:
        lines = [f"Raid {n} hit Dravik at dawn." for n in range(1000, 1000 + count)]
        d = document("A year of raids", " ".join(lines))
        told = reading(d, *(Told(line.split(" hit")[0], where=None) for line in lines))
        page = Page.of(d, told.event_mentions)
        start = time.process_time()
        groups_of(page)
        return time.process_time() - start

    seconds(50)
    assert seconds(1200) < 16 * seconds(200)
