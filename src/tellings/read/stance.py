"""What a document does with a claim: reports, endorses, rejects or doubts it.

First by the document's own words beside the claim ("this lie", "without any proof", "rightly"),
then by whose document it is: a statement endorses its own body's claims; a text that calls one
party by bad names in its own words endorses the other's claims and rejects that party's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tellings.domain.names import name_words
from tellings.domain.reading import Claim, Commitment, Source, Stance
from tellings.domain.text import Document
from tellings.read.chains import MEDIA
from tellings.read.wording import Wording


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.I)


REJECT = _words(
    r"lies?|lied|lying|liars?|falsely|falsehoods?|(?:is|are|was|were|proved|proven) (?:false|"
    r"untrue|wrong|nonsense|fiction)|untrue|baseless\w*|groundless|unfounded|fabricat\w*|"
    r"propaganda|myths?|nonsense|absurd\w*|hypocri\w*|distort\w*|cynical\w*|ludicrous|laughable|"
    r"shameless\w*|pretext|slander\w*|hoax|sham|fake|disinformation|fairy[ -]?tales?|contrary to|"
    r"nothing but|nothing to do with|while in fact|in fact|in reality|in truth|the truth is|"
    r"the facts are|pretend\w*|who (?:will|would) believe|would have (?:us|you|the world) believe|"
    r"really expect\w*|do not be fooled|don['’]?t be fooled|invent(?:s|ed|ion)|concoct\w*|"
    r"deceiv\w*|deceit\w*|not a word of|no truth|not true|as if|so-called (?:evidence|proof)|"
    r"cover[- ]up|whitewash\w*|refuted by|disprove[sdn]?|has the nerve|dare(?:s|d)? to"
)
DOUBTING = _words(
    r"alleg\w*|purport\w*|supposed(?:ly)?|without (?:any |a shred of )?(?:evidence|proof)|"
    r"unverified|unconfirmed|unproven|so-called|could not be (?:\w+ )?(?:verified|confirmed)|"
    r"couldn['’]?t be (?:\w+ )?(?:verified|confirmed)|dubious\w*|claim(?:s|ed|ing)|boast\w*|"
    r"puzzlingly|oddly|strangely|conveniently|despite the fact|self-(?:styled|proclaimed|declared)|"
    r"questionable|hard to believe|hardly (?:likely|credible)|"
    r"offer(?:s|ed) no|remains to be seen|if (?:he|she|it|they|the \w+) (?:is|are) to be believed"
)
ENDORSE_CUE = _words(
    r"reveal\w*|admit(?:s|ted|ting)?|acknowledg\w*|conced\w*|prove[sdn]?|proving|expos(?:e|es|ed|"
    r"ing)|rightly|correctly|disclos\w*|demonstrat\w*|document(?:s|ed|ing)|recall(?:s|ed)?|"
    r"point(?:s|ed)? out|establish\w*|confirm(?:s|ed|ing)|remind(?:s|ed)?"
)
FACTIVE = _words(
    r"know(?:s|n)?|knew|reali[sz](?:e|es|ed|ing)|notic(?:e|es|ed|ing)|discover\w*|learn(?:s|ed|t)|"
    r"regret\w*|remember(?:s|ed)?|forg[eo]t\w*|show(?:s|ed|n)?|found out|finds out|aware|"
    r"recogni[sz]\w*"
)
"""To say that somebody knows it, or does not, is to say that it is so."""
ENDORSING = _words(
    r"rightly|correctly|as is well known|undeniabl[ey]|irrefutabl[ey]|the truth that|confirmed by|"
    r"it is a fact that|truthfully|honestly|leaves no doubt|beyond doubt|no doubt"
)
AFTER_REJECTS = re.compile(
    r"^\W*(?:this|that|it|these|such \w+|both|all of this|the \w+) (?:is|was|are|were) "
    r"(?:\w+ ){0,2}(?:lies?|false|untrue|nonsense|propaganda|not true|a fabrication|absurd|"
    r"wrong|invented|baseless|slander)\b|^\W*(?:but|yet) (?:the (?:truth|facts?|\w+ knows?)|"
    r"everyone knows|nobody believes|no one believes)|"
    r"^\W*(?:nothing could be further|not a word|lies|nonsense|"
    r"who (?:will|would) believe|do they really|the truth is|in (?:truth|fact|reality)|wrong|"
    r"false)\b",
    re.I,
)
AFTER_DOUBTS = re.compile(
    r"\b(?:could not be (?:\w+ )?(?:verified|confirmed)|no (?:evidence|proof) (?:was|has been|of|"
    r"for)|(?:offered|gave|provided|presented|showed|produced) no (?:evidence|proof)|has not been "
    r"(?:\w+ )?(?:verified|confirmed)|without (?:evidence|proof)|not (?:been )?(?:shown|published|"
    r"produced)|(?:can|could) (?:neither|not) be (?:checked|verified)|nobody (?:has seen|"
    r"can check))\b",
    re.I,
)


def stance_of(said: Wording) -> Stance:
    """By the document's own words in the claim's sentences and the next one."""
    if FACTIVE.search(said.verb):
        return Stance.ENDORSES
    if said.negated and ENDORSE_CUE.search(said.cue):
        return Stance.REPORTS
    if REJECT.search(said.own) or AFTER_REJECTS.match(said.after):
        return Stance.REJECTS
    if ENDORSING.search(said.own):
        return Stance.ENDORSES
    if DOUBTING.search(said.own) or AFTER_DOUBTS.search(said.after):
        return Stance.DOUBTS
    return Stance.ENDORSES if ENDORSE_CUE.search(said.cue) else Stance.REPORTS


# ------------------------------------------------------------------------- whose document it is
OWN_GENRES = {"statement", "bulletin", "announcement", "editorial"}
STATE = _words(
    r"ministry|minister|army|armed forces|air force|military|general|colonel|major|brigadier|"
    r"president|government|police|governor|palace|chief of staff|navy|embassy|registry|customs"
)
OPPOSED = _words(
    r"front|rebels?|opposition|resistance|revolution\w*|brigades?|insurgents?|liberation|"
    r"free|council|uprising|fighters"
)
# Loaded words and how much each shows on whose side a text is. Those that reporters use too
# weigh 1.
AGAINST_REBELS = {
    2: (r"gangs?|gangsters?", r"bandits?", r"mercenar\w+", r"thugs?", r"traitors?|treacher\w+",
        r"saboteurs?", r"our (?:troops|army|soldiers|airmen)", r"fatherland|motherland",
        r"our hero\w*|heroic (?:army|soldiers|defenders)", r"enemy press"),
    1: (r"terror\w*", r"criminals?", r"enem(?:y|ies)", r"liberated", r"martyr\w*|steadfast"),
}  # fmt: skip
AGAINST_STATE = {
    2: (r"dictator\w*|tyran\w+", r"juntas?", r"butchers?|executioners?|hangm[ae]n",
        r"henchmen|lackeys", r"our (?:fighters|streets|dead|martyrs)", r"barbar\w+",
        r"so-called (?:government|president|parliament)", r"occupiers?|invaders?"),
    1: (r"regimes?", r"revolutionar\w+|uprising", r"massacres?|slaughter", r"martyr\w*"),
}  # fmt: skip
ENOUGH = 3  # weight of loaded words in a document's own prose that shows its side
PLEADING = 2  # the same for a document that pleads by its genre


Persons = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Leaning:
    """Whose document it is: the words of its own body, and the parties it is for and against."""

    own: tuple[frozenset[str], ...] = ()
    friends: re.Pattern[str] | None = None
    foes: re.Pattern[str] | None = None
    persons: Persons = field(default_factory=dict)

    def side(self, sources: Sequence[Source]) -> Stance | None:
        """What it does with claims of these sources unless its words say otherwise."""
        for source in reversed(sources):
            names = [n for n in (source.name, source.person) if n]
            if any(own <= set(name_words(n)) or set(name_words(n)) <= own
                   for n in names for own in self.own):  # fmt: skip
                return Stance.ENDORSES
            words = [w for n in names for w in self.persons.get(n, ())]
            text = " ".join([*names, *words])
            if self.foes and self.foes.search(text):
                return Stance.REJECTS
            if self.friends and self.friends.search(text):
                return Stance.ENDORSES
        return None


def leaning_of(document: Document, own_words: str, persons: Persons) -> Leaning:
    """From who put the document out, its genre, and the loaded words of its own prose."""
    pleads = document.genre in OWN_GENRES
    makers = [n for n in (document.outlet, document.author) if n]
    bodies = tuple(frozenset(name_words(n)) for n in makers if pleads or not MEDIA.search(n))
    rebels, state = _loaded(AGAINST_REBELS, own_words), _loaded(AGAINST_STATE, own_words)
    enough = PLEADING if pleads else ENOUGH
    if rebels >= enough and rebels > state:
        return Leaning(bodies, STATE, OPPOSED, persons)
    if state >= enough and state > rebels:
        return Leaning(bodies, OPPOSED, STATE, persons)
    return Leaning(bodies, persons=persons)


def _loaded(words: Mapping[int, Sequence[str]], text: str) -> int:
    """The weight of the kinds of loaded words that stand in a text."""
    return sum(
        weight * (re.search(rf"\b(?:{kind})\b", text, re.I) is not None)
        for weight, kinds in words.items()
        for kind in kinds
    )


def take_stances(
    document: Document, claims: Sequence[Claim], worded: Sequence[Wording], persons: Persons
) -> list[Claim]:
    """The claims with the document's stance to each; `worded` are their wordings, in order.

    `persons`: what is said beside the names of persons, and whom they speak for.
    """
    leaning = leaning_of(document, _own_words(document, claims), persons)
    return [
        replace(claim, author_stance=_taken(claim, said, leaning))
        for claim, said in zip(claims, worded, strict=True)
    ]


def _taken(claim: Claim, said: Wording, leaning: Leaning) -> Stance:
    told = stance_of(said)
    side = leaning.side(claim.sources)
    if side is None or told in (Stance.REJECTS, Stance.DOUBTS) or claim.inside is not None:
        return told
    if side is Stance.REJECTS and (told is Stance.ENDORSES or claim.commitment in FUTURE):
        return told  # "the enemy admits" is welcome; what he wants or plans is no claim of fact
    return side


FUTURE = {Commitment.DEMANDED, Commitment.PLANNED, Commitment.ASKED}


def _own_words(document: Document, claims: Sequence[Claim]) -> str:
    """The document's text without the contents of claims."""
    inside = sorted((c.start, c.end) for claim in claims for c in claim.content)
    out, at = [], 0
    for start, end in inside:
        out.append(document.text[at : max(at, start)])
        at = max(at, end)
    return " ".join([*out, document.text[at:]])
