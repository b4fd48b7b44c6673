"""A dossier in which every text that comes from outside tries to be more than text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tellings.domain.accounts import (
    Account,
    Actor,
    Alignment,
    Comparison,
    Event,
    Finding,
    FindingKind,
    Origin,
)
from tellings.domain.reading import (
    Blame,
    Certainty,
    Label,
    Moment,
    Place,
    Polarity,
    Reading,
    Role,
    Voice,
)
from tellings.domain.text import Refusal
from tests.building import (
    READER,
    Case,
    claim,
    digest,
    document,
    event_mention,
    figure,
    source,
    spot,
)

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = '"><img src=x onerror="document.title=\'taken\'">'
LINK = "javascript:document.title='taken'"
STRAY = "</p></div></main><!-- <b>stray</b> &amp; {{ 7 * 7 }} {% raw %}"
FORMULA = '=HYPERLINK("http://elsewhere.invalid","press")'
RTL = "قُتل 12 شخصا في بلمورا"

TEXT = (
    f"{SCRIPT} Blast in Belmora\n"
    f'At least 12 people {IMAGE} were killed in Belmora on 3 May, <a href="{LINK}">the '
    f"monitor</a> said. The brave {SCRIPT} people {STRAY} blamed <svg onload=alert(1)>the army. "
    f"A second blast followed. {FORMULA} {RTL}"
)


def hostile() -> Case:
    """One document, one event, with markup in every name, title, label and finding."""
    doc = document(
        f"{IMAGE}.txt",
        TEXT,
        title=f"{SCRIPT} {STRAY}",
        outlet=f"Herald {IMAGE}",
        author=SCRIPT,
        published=date(2031, 5, 4),
        url=LINK,
        genre=IMAGE,
        provenance={"url": SCRIPT},
    )
    words = f'<a href="{LINK}">the monitor</a>'
    monitor = source(doc, words, person=IMAGE)
    toll = claim(
        doc, f"At least 12 people {IMAGE} were killed in Belmora on 3 May", "said", monitor
    )
    brave = f"brave {SCRIPT} people {STRAY}"
    label = Label(spot(doc, brave), brave, words, Polarity.POSITIVE, Voice(words, toll.id))
    army = "<svg onload=alert(1)>the army"
    killed = event_mention(
        doc,
        "killed",
        voice=Voice(words, toll.id, IMAGE),
        roles=(Role("agent", army, spot(doc, army)),),
        when=Moment(date(2031, 5, 3), date(2031, 5, 3), spot(doc, "3 May"), "day"),
        where=Place(f"Belmora {IMAGE}", spot(doc, "Belmora", 1), 41.0, 20.0, "town"),
        figures=(figure(doc, f"At least 12 people {IMAGE}", 12, None, of=f"people {SCRIPT}"),),
        blames=(Blame(army, Certainty.ASSERTED, spot(doc, army)),),
    )
    reading = Reading(doc.id, READER, (), (toll,), (killed,), (), (label,))
    actors = (
        Actor(digest("actor", "m"), words, "organisation", (FORMULA, SCRIPT)),
        Actor(digest("actor", "a"), army, "armed group"),
    )
    event = Event(
        digest("event", "hostile"), f"Killing {SCRIPT} {STRAY}", "killing", (killed.id,),
        killed.when, killed.where,
    )  # fmt: skip
    origin = Origin(digest("origin", "hostile"), words, "source", (doc.id,))
    account = Account(
        id=digest("account", "hostile"),
        event=event.id,
        voice=killed.voice,
        actor=actors[0].id,
        origin=origin.id,
        documents=(doc.id,),
        mentions=(killed.id,),
        figures=killed.figures,
        blames=killed.blames,
        labels=(label,),
        words=(killed.trigger,),
    )
    finding = Finding(
        FindingKind.SINGLE_ORIGIN, f"All rests on {IMAGE}", event.id, (account.id,),
        (killed.trigger,),
    )  # fmt: skip
    alone = replace(finding, kind=FindingKind.AUTHOR_REJECTS, event=None, accounts=())
    names = {(doc.id, words): actors[0].id, (doc.id, army): actors[1].id}
    return Case(
        documents=(doc,),
        readings=(reading,),
        comparison=Comparison(
            Alignment(actors, (event,), names), (origin,), (account,), (finding, alone)
        ),
        refusals=(Refusal(f"{SCRIPT}.bin", f"not text {IMAGE}", STRAY),),
    )
