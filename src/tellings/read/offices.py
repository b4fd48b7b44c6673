"""Words for what persons do: offices and trades, ranks, and forms of address before a name."""

from __future__ import annotations

import re

OFFICES = frozenset(
    """activist adviser advisor ambassador analyst bishop cardinal captain chairman chairwoman
    chancellor chief colonel commander coordinator coroner correspondent deputy diplomat director
    doctor envoy expert farmer father fighter founder general governor head imam inspector
    journalist judge king lawmaker lawyer leader lieutenant major manager mayor medic minister
    monarch mother nurse officer official patriarch physician police premier president priest
    prosecutor rebel representative rescuer researcher resident secretary senator sergeant sheikh
    soldier spokesman spokesperson spokeswoman student surgeon survivor teacher volunteer witness
    brigadier""".split()
)
_ADDRESS = (
    r"mr|mrs|ms|dr|sir|(?:(?:prime|foreign|deputy|defen[cs]e|interior|information) )?minister|"
    r"(?:vice )?president|governor|mayor|chancellor|premier|general|gen|col|colonel|major|maj|lt|"
    r"lieutenant|brig|brigadier|captain|capt|commander|sergeant|admiral|sheikh|senator|"
    r"(?:foreign )?secretary|ambassador|king|prince"
)
TITLE = re.compile(rf"^(?:(?:{_ADDRESS})[.\s-]+)+", re.I)
"""What stands before a name and is no part of it."""

_WORD = r"(?:[A-Z]|(?:[ae][lnrstzd]|esh|ash)-[A-Z])[\w-]*"
_CALLED = (
    r"spokes(?:man|woman|person)|director|chief|head|chairman|chairwoman|coordinator|activist|"
    r"correspondent|reporter|analyst|commander|leader|expert|researcher|resident|doctor|lawyer"
)
CALLED = re.compile(
    rf"\b(?:(?i:{_CALLED}|{_ADDRESS})[.,]?\s+)+"
    rf"(?P<who>{_WORD}(?: (?:{_WORD}|al|el|bin|de|van)){{0,3}})"
)
"""A person seen by what stands before the capitals: "governor Ilan Dorr", "Gen. Mira Tollan"."""
NO_PERSON = re.compile(
    r"^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|"
    r"june|july|august|september|october|november|december|the|in|on|at|a|an|for|army|forces?|"
    r"ministry|command|council|staff|party|front|union|nations|states|state|office|committee|"
    r"assembly|republic|television|tv|agency|news|observatory|monitor|and)$",
    re.I,
)
