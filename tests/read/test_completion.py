"""What mentions of one happening take from each other, and what they never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tellings.domain.reading import (
    EventMention,
    Factuality,
    Figure,
    Moment,
    Place,
    Qualifier,
    Role,
    Voice,
)
from tellings.domain.text import Span
from tellings.read.completion import Own, complete
from tellings.read.whereabouts import Whereabouts
from tests.support.parsed import document

TEXT = (
    "Raid on Sona. Army jets bombed Sona on Monday. The raid killed ten people. "
    "Rebels shelled Dravik. Later the town was calm."
)
SONA, DRAVIK = ("Sona", "Dravik")


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span("d1", at, at + len(words))


def mention(words: str, start: int = 0, kind: str = "attack.airstrike") -> EventMention:
    trigger = span(words, start)
    low = TEXT.rfind(".", 0, trigger.start) + 1
    sentence = Span("d1", low, TEXT.index(".", trigger.end) + 1)
    return EventMention(f"m{trigger.start}", kind, trigger, sentence, Factuality.ASSERTED, Voice())


def place(name: str, start: int = 0) -> Place:
    return Place(name, span(name, start), precision="town")


WHERE = Whereabouts.of(document(TEXT), [place(SONA), place(SONA, 20), place(DRAVIK)], ())
BOMBED = replace(
    mention("bombed"),
    roles=(Role("agent", "Army jets", span("Army jets")),),
    where=place(SONA, 20),
    when=Moment(date(2031, 5, 5), date(2031, 5, 5), span("Monday"), "day"),
)
RAID = mention("raid", 40)
SHELLED = replace(
    mention("shelled", kind="attack.shelling"),
    roles=(Role("agent", "Rebels", span("Rebels")),),
    where=place(DRAVIK),
)


def completed(*mentions: EventMention) -> dict[str, EventMention]:
    return {m.id: m for m in complete([Own(m, None) for m in mentions], WHERE)}


def test_a_later_mention_takes_agent_place_and_day() -> None:
    raid = completed(BOMBED, RAID, SHELLED)[RAID.id]
    agent = raid.role("agent")
    assert agent is not None
    assert agent.name == "Army jets"
    assert raid.when == BOMBED.when
    assert raid.where is not None
    assert raid.where.name == SONA


def test_people_harmed_are_a_target() -> None:
    ten = Figure("killed", "people", 10, 10, Qualifier.EXACT, span("ten people"))
    raid = completed(BOMBED, replace(RAID, figures=(ten,)))[RAID.id]
    assert "people" in {r.name for r in raid.roles if r.role == "target"}


def test_a_general_attack_takes_the_kind_of_the_one_that_says_how() -> None:
    vague = replace(RAID, type="attack.other")
    assert completed(BOMBED, vague)[RAID.id].type == "attack.airstrike"


def test_another_day_is_another_raid() -> None:
    tuesday = Moment(date(2031, 5, 6), date(2031, 5, 6), span("Later"), "day")
    far = replace(RAID, when=tuesday, type="attack.airstrike", background=True)
    assert completed(BOMBED, far)[RAID.id].role("agent") is None


def test_what_a_mention_says_itself_stays() -> None:
    assert completed(BOMBED, RAID, SHELLED)[SHELLED.id] == SHELLED


def test_the_town_is_the_last_one_named() -> None:
    calm = mention("calm", kind="ceasefire")
    found = completed(BOMBED, SHELLED, calm)[calm.id].where
    assert found is not None
    assert found.name == DRAVIK
