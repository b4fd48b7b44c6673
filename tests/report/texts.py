"""Seven invented documents of three sides: a copy, a comment, page junk, hostile markup."""

from __future__ import annotations

from datetime import date

from tellings.domain.reading import (
    Commitment,
    Polarity,
    Stance,
)
from tellings.domain.text import PartKind
from tests.report.draft import Draft

ARMY = "Vardanian Army"
MINISTRY = "Ministry of Defence of Vardania"
FRONT = "Front for the Restoration"
MONITOR = "Vardania Monitor for Civilians"
HOSTILE_TITLE = "<script>alert('title')</script> & \"quotes\" </title>"
HOSTILE_ADDRESS = "javascript:alert(document.title)"
HOSTILE_TEXT = (
    "</script><script>document.title='owned'</script>\n\n"
    '<img src=http://tracker.invalid/p.gif onerror="alert(1)"> '
    '<a href="javascript:alert(2)">press here</a> <!-- <script> \u2028 {{ 7*7 }}\n\n'
    "\U0001f525 A loader at the Old Quay said the fire killed 3 people."
)


def agency() -> Draft:
    draft = Draft(
        "agency/market.txt",
        "Bombs hit Belmora market, at least 43 dead - monitor\n"
        "By our staff, Tarsin, March 9\n\n"
        "At least 43 people were killed when two bombs struck the covered market of Belmora on "
        "Saturday, the Vardania Monitor for Civilians said, quoting doctors at the town hospital "
        "who said that 110 people had been wounded. The monitor blamed the Vardanian Army.\n\n"
        "The Ministry of Defence denied any raid and said that terrorist gangs had stored "
        "explosives under the stalls. The agency could not check either account.\n\n"
        "Read more: Weather · Sport · Subscribe to our letter",
        "Bombs hit Belmora market, at least 43 dead - monitor",
        "Continental Press Agency",
        parts=[
            (PartKind.HEADLINE, "Bombs hit Belmora market, at least 43 dead - monitor", None),
            (PartKind.BYLINE, "By our staff, Tarsin, March 9", None),
            (PartKind.BOILERPLATE, "Read more: Weather · Sport · Subscribe to our letter", None),
        ],
    )
    content = (
        "At least 43 people were killed when two bombs struck the covered market of Belmora on "
        "Saturday"
    )
    draft.claim([(MONITOR, "the Vardania Monitor for Civilians")], "said", content)
    outer = draft.claim(
        [(MONITOR, "the Vardania Monitor for Civilians")],
        "quoting",
        "doctors at the town hospital who said that 110 people had been wounded",
    )
    draft.claim(
        [
            (MONITOR, "the Vardania Monitor for Civilians"),
            ("doctors at the town hospital of Belmora", "doctors at the town hospital"),
        ],
        "who said",
        "that 110 people had been wounded",
        inside=outer.id,
    )
    draft.claim([(MINISTRY, "The Ministry of Defence")], "denied", "any raid", Commitment.DENIED)
    draft.claim(
        [(MINISTRY, "The Ministry of Defence")],
        "and said",
        "that terrorist gangs had stored explosives under the stalls",
    )
    return draft


def copy() -> Draft:
    draft = Draft(
        "papers/courier.html",
        "Carnage in Belmora\n\n"
        "At least 43 people were killed when two bombs struck the covered market of Belmora on "
        "Saturday, the Vardania Monitor for Civilians said, quoting doctors at the town hospital "
        "who said that 110 people had been wounded. (CPA)",
        "Carnage in Belmora",
        "Old Quay Courier",
        parts=[(PartKind.HEADLINE, "Carnage in Belmora", None)],
    )
    draft.claim(
        [(MONITOR, "the Vardania Monitor for Civilians")],
        "said",
        "At least 43 people were killed when two bombs struck the covered market of Belmora on "
        "Saturday",
    )
    return draft


def bulletin() -> Draft:
    draft = Draft(
        "monitor/bulletin-12.txt",
        "Bulletin 12\n\nThe toll of the massacre at Belmora has risen to 126 dead, among them 68 "
        "children, the Vardania Monitor for Civilians said on Monday, revising an earlier toll of "
        "43. Warplanes of the army fired on the market twice on Saturday. Dozens are missing.",
        "Bulletin 12: toll of Belmora revised",
        "Vardania Monitor for Civilians",
        date(2031, 3, 10),
        genre="bulletin",
    )
    draft.claim(
        [(MONITOR, "the Vardania Monitor for Civilians")],
        "said on Monday",
        "The toll of the massacre at Belmora has risen to 126 dead, among them 68 children",
    )
    draft.label("massacre", None, Polarity.NEGATIVE)
    return draft


def statement() -> Draft:
    draft = Draft(
        "ministry/statement.pdf",
        "STATEMENT OF THE MINISTRY OF DEFENCE\n\n"
        "The heroic soldiers of the Vardanian Army carried out no raid on Belmora on 8 March. An "
        "arms depot of the terrorist gangs blew up on Sunday night in the suburb of Sona. 12 "
        "gunmen died. The rumour of 43 dead, spread by the so-called Monitor, is false.",
        "Statement of the Ministry of Defence",
        "Ministry of Defence",
        genre="statement",
        parts=[(PartKind.HEADLINE, "STATEMENT OF THE MINISTRY OF DEFENCE", None)],
    )
    draft.claim(
        [("so-called Monitor", "the so-called Monitor")],
        "spread by",
        "43 dead",
        stance=Stance.REJECTS,
    )
    draft.label("heroic soldiers of the Vardanian Army", ARMY, Polarity.POSITIVE)
    draft.label("terrorist gangs", FRONT, Polarity.NEGATIVE)
    return draft


def front() -> Draft:
    draft = Draft(
        "front/voice.md",
        "The regime's bombers murdered more than 150 of our brave people in Belmora on Saturday. "
        "The revolutionaries of the Front for the Restoration will answer. On Thursday we rally "
        "in Dravik!",
        "Blood in Belmora",
        "Voice of the Restoration",
        author="A. Reader <a@example.invalid>",
        genre="leaflet",
    )
    draft.label("regime's bombers", ARMY, Polarity.NEGATIVE)
    draft.label("our brave people", None, Polarity.POSITIVE)
    draft.label("revolutionaries", FRONT, Polarity.POSITIVE)
    return draft


def forum() -> Draft:
    return Draft(
        "forum/thread.html",
        "I was in Belmora. I counted about 60 bodies at the mosque.\n\n"
        "You were not there. It was a gas bottle, stop lying.",
        "What I saw at the market",
        "Belmora Talk",
        None,
        genre="forum",
        parts=[
            (PartKind.BODY, "I was in Belmora. I counted about 60 bodies at the mosque.", None),
            (
                PartKind.COMMENT,
                "You were not there. It was a gas bottle, stop lying.",
                "tarsin<b>77",
            ),
        ],
    )


def hostile() -> Draft:
    draft = Draft("hostile/page.html", HOSTILE_TEXT, HOSTILE_TITLE, "Out<i>let</i>", genre="page")
    draft.url = HOSTILE_ADDRESS
    draft.claim([("A loader <b>", "A loader at the Old Quay")], "said", "the fire killed 3 people")
    return draft
