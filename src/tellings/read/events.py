"""Event mentions: a trigger with its roles, place, time, figures, blame, factuality and voice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tellings.domain.names import fold
from tellings.domain.reading import (
    Claim,
    Commitment,
    EventMention,
    Factuality,
    Figure,
    Moment,
    Place,
    Voice,
)
from tellings.domain.text import Document, PartKind, Span
from tellings.read.blame import Told, read_blames
from tellings.read.completion import Own, complete
from tellings.read.entities import Names
from tellings.read.figures import FoundFigure, drop_restated, find_figures
from tellings.read.moments import find_anchor, find_moments
from tellings.read.ontology import CASUALTIES, GENERAL, ontology
from tellings.read.participants import Participants
from tellings.read.places import FoundPlace
from tellings.read.role_evidence import Asked, Evidence
from tellings.read.roles import read_roles
from tellings.read.syntax import Syntax
from tellings.read.triggers import Trigger, find_triggers, is_casualty
from tellings.read.whereabouts import Whereabouts

HARM = {"killed", "wounded"}
HARMFUL = ("attack", "battle", "siege", "execution", "accident", "capture", "incursion", "protest")
LEAD = 400  # code points after the headline that summarise what the body attributes
SAID_AT = 25  # code points between a cue and the time of saying it
NEWS_DAYS = 14  # what happened longer before the document's date is told as background
SINCE = re.compile(
    r"\bsince\s+(?:(?:the|a|an|that|this|its)\s+)?(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
LONG_AGO = re.compile(
    r"\bsince (?:the |its |their )?(?:\w+ )?(?:start|beginning|outbreak|war|conflict|uprising|"
    r"crisis|\d{4}|january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"\b(?:\w+)[- ]years?[- ](?:of |old |long )?(?:civil )?(?:war|conflict|crisis|uprising)|"
    r"\bin recent (?:years|months)|\bin the past (?:\w+ )?(?:year|month)s?\b|\bover the years\b|"
    r"\bthe (?:war|conflict) has (?:killed|claimed|left)\b",
    re.I,
)
PLANNED = {"will", "shall", "would", "ll"}
MAYBE = {"may", "might", "could", "possibly", "perhaps", "probably", "likely", "allegedly"}
NEGATIONS = {"not", "no", "never", "n't", "neither", "nor"}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a document when its events are read."""

    document: Document
    syntax: Syntax
    names: Names
    claims: tuple[Claim, ...]
    anchor: date | None
    moments: tuple[Moment, ...]
    whereabouts: Whereabouts
    participants: Participants

    def claim_at(self, span: Span) -> Claim | None:
        """The innermost claim whose content holds most of `span`."""
        low, high = span.start, span.end
        near = (c for c in self.claims if any(x.start < high and low < x.end for x in c.content))
        holders = [c for c in near if c.covers(span)]
        return min(holders, key=lambda c: sum(len(s) for s in c.content), default=None)

    def voice_of(self, span: Span) -> Voice:
        """Whose words the span is: the innermost named source of the claims around it."""
        claim = self.claim_at(span)
        by_id = {c.id: c for c in self.claims}
        at = claim
        while at is not None and (at.source is None or at.source.name is None):
            at = by_id.get(at.inside or "")
        if at is None or at.source is None:
            return Voice(None, claim.id if claim else None) if claim else Voice()
        return Voice(at.source.name, at.id, at.source.person)


def context_of(
    document: Document,
    syntax: Syntax,
    names: Names,
    claims: tuple[Claim, ...],
    found: Sequence[FoundPlace],
) -> Context:
    """Times and places of the document, with the date that relative times are counted from."""
    anchor = find_anchor(document.text, document.published)
    moments = tuple(
        Moment(m.first, m.last, Span(document.id, m.start, m.end), m.precision)
        for m in find_moments(document.text, anchor)
    )
    places = tuple(_place(document.id, p) for p in found if p.role == "location")
    states = (_place(document.id, p) for p in found
              if p.role == "metonym" and p.precision == "country")  # fmt: skip
    whereabouts = Whereabouts.of(document, places, claims, states)
    participants = Participants(syntax, names)
    return Context(document, syntax, names, claims, anchor, moments, whereabouts, participants)


def _place(document: str, p: FoundPlace) -> Place:
    lat, lon = (p.lat, p.lon) if p.certain else (None, None)
    return Place(p.name, Span(document, p.start, p.end), lat, lon, p.precision, p.country, p.within)


def read_events(
    context: Context,
) -> tuple[tuple[EventMention, ...], tuple[tuple[Figure, Voice], ...]]:
    """Event mentions in order, and the figures that belong to none of them."""
    syntax, document = context.syntax, context.document
    triggers = find_triggers(syntax, context.names)
    figures = figures_of(context)
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        by_sentence.setdefault(int(syntax.sentence_of[trigger.head]), []).append(trigger)
    held, loose = _attach(context, figures, by_sentence)
    evidence = evidence_of(context, triggers, figures)
    out: list[EventMention] = []
    for here in by_sentence.values():
        primary = [t for t in here if not is_casualty(t)]
        for trigger in here:
            told = held.get(trigger, [])
            if (
                is_casualty(trigger)
                and not told
                and any(t.type.startswith(HARMFUL) for t in primary)
            ):
                continue
            out += _mentions(context, evidence, trigger, told)
    in_order = sorted(out, key=lambda m: (m.trigger, m.id))
    mentions = complete([Own(m, _said(context, m)) for m in in_order], context.whereabouts)
    return _headline_voices(document, mentions), tuple(loose)


def figures_of(context: Context) -> list[FoundFigure]:
    """The figures of a document, those aside that only tell one again."""
    bounds = [(s.start, s.end) for s in context.syntax.sentences]
    figures = find_figures(context.document.text, bounds)
    return drop_restated(context.document.text, figures, _headline(context.document))


def evidence_of(
    context: Context, triggers: Iterable[Trigger], figures: Iterable[FoundFigure]
) -> Evidence:
    """What speaks for who takes part in the events that some triggers tell of."""
    document = context.document.id
    sources = [s.span for c in context.claims for s in c.sources if s.span]
    harmed = [Span(document, f.start, f.end) for f in figures if f.kind in HARM]
    evidence = Evidence.of(context.participants, sources, harmed)
    evidence.hear(map(asked_of, triggers))
    return evidence


def asked_of(trigger: Trigger) -> Asked:
    """A trigger as its participants are asked for."""
    return Asked(trigger.head, range(trigger.low, trigger.high), trigger.type)


# ------------------------------------------------------------------------------------ figures
def _attach(
    context: Context, figures: Sequence[FoundFigure], by_sentence: dict[int, list[Trigger]]
) -> tuple[dict[Trigger, list[Figure]], list[tuple[Figure, Voice]]]:
    """Each figure to the trigger of its sentence that it most belongs to."""
    held: dict[Trigger, list[Figure]] = {}
    loose: list[tuple[Figure, Voice]] = []
    for found in figures:
        figure = _figure(context.document.id, found)
        trigger = _trigger_for(context.syntax, figure, by_sentence.get(found.sentence, []))
        if trigger is None:
            loose.append((figure, context.voice_of(figure.span)))
        else:
            held.setdefault(trigger, []).append(figure)
    return held, loose


def _figure(document: str, f: FoundFigure) -> Figure:
    return Figure(
        f.kind, f.of, f.low, f.high, f.qualifier, Span(document, f.start, f.end),
        total=f.is_whole and not f.part_of_total, superseded=f.superseded,
    )  # fmt: skip


def _trigger_for(syntax: Syntax, figure: Figure, here: Sequence[Trigger]) -> Trigger | None:
    """The trigger that a figure belongs to: what did the harm, else the nearest."""
    if not here:
        return None
    if figure.kind in HARM:
        cause = _cause(syntax, figure, here)
        if cause is not None:
            return cause

    def far(trigger: Trigger) -> tuple[int, int]:
        start, end = syntax.start(trigger.low), syntax.end(trigger.high - 1)
        gap = max(0, start - figure.span.end, figure.span.start - end)
        after = 15 if start > figure.span.end else 0
        return gap + after + (_unlikely(trigger) if figure.kind in HARM else 0), start

    return min(here, key=far)


def _cause(syntax: Syntax, figure: Figure, here: Sequence[Trigger]) -> Trigger | None:
    """The attack that is the subject of the figure's "killed", or that this verb hangs on."""
    verbs = [t for t in here if is_casualty(t)]
    harmful = [t for t in here if t.type.startswith(HARMFUL[:2])]
    if not verbs or not harmful:
        return None
    verb = min(verbs, key=lambda t: abs(syntax.start(t.head) - figure.span.start)).head
    around = {verb, *syntax.children(verb, "nsubj", "obl", "nmod", "obl:agent")}
    if syntax.rel[verb] in {"acl", "advcl", "acl:relcl", "conj", "xcomp"}:
        up = int(syntax.head[verb])
        around |= {up, *(syntax.children(up, "nsubj", "obl") if up >= 0 else ())}
    return next((t for t in harmful if t.head in around), None)


def _unlikely(trigger: Trigger) -> int:
    """How little such an event is what people are killed in, in code points of distance."""
    if trigger.type.startswith(("attack", "execution")):
        return 0
    if is_casualty(trigger):
        return 40
    return 30 if trigger.type.startswith(("battle", "accident")) else 120


# ----------------------------------------------------------------------------------- mentions
def _mentions(
    context: Context, evidence: Evidence, trigger: Trigger, figures: Sequence[Figure]
) -> list[EventMention]:
    """One mention for the trigger's own voice, and one for each other voice that gives figures."""
    syntax, document = context.syntax, context.document.id
    span = Span(document, syntax.start(trigger.low), syntax.end(trigger.high - 1))
    own = context.voice_of(span)
    by_voice: dict[Voice, list[Figure]] = {own: []}
    for figure in figures:
        voice = context.voice_of(figure.span)
        # The document's own words around another's trigger are still about the same voice's event.
        by_voice.setdefault(voice if voice.source or not own.source else own, []).append(figure)
    base = _mention(context, evidence, trigger, span, own)
    return [
        replace(
            base, id=_id(span, voice), voice=voice, figures=tuple(told),
            blames=base.blames if voice == own else (),
        )
        for voice, told in by_voice.items()
    ]  # fmt: skip


def _mention(
    context: Context, evidence: Evidence, trigger: Trigger, span: Span, voice: Voice
) -> EventMention:
    syntax, document = context.syntax, context.document.id
    sentence = syntax.sentence_at(trigger.head)
    bounds = (sentence.start, sentence.end) if sentence else (span.start, span.end)
    around = Span(document, *bounds)
    parts = read_roles(document, evidence, asked_of(trigger))
    doer = next((p for p in parts if p.role.role == "agent"), None)
    claim = context.claim_at(span)
    when = _nearest(_of_event(context.moments, claim, span), span, around)
    where = context.whereabouts.in_sentence(span, around)
    kind = _type(trigger, context.document.quote(around))
    told = Told(trigger, kind, span, around, doer)
    blames, event_denied = read_blames(context.document, context.participants, claim, told)
    return EventMention(
        id=_id(span, voice),
        type=kind,
        trigger=span,
        sentence=around,
        factuality=_factuality(context, trigger, claim, when, event_denied),
        voice=voice,
        roles=tuple(p.role for p in parts),
        when=when,
        where=where,
        blames=blames,
        denies=event_denied,
        background=_is_background(context, around, when) or _is_time_mark(context, kind, span),
    )


def _id(span: Span, voice: Voice) -> str:
    key = f"{span.document}|{span.start}|{span.end}|{voice.source}|{voice.claim}"
    return "m" + hashlib.sha256(key.encode()).hexdigest()[:15]


def _type(trigger: Trigger, sentence: str) -> str:
    if trigger.type != CASUALTIES:
        return trigger.type
    return next((n for n, pattern in ontology().means if pattern.search(sentence)), GENERAL)


def _of_event(moments: Sequence[Moment], claim: Claim | None, span: Span) -> tuple[Moment, ...]:
    """Without the time at which it was said ("said on Sunday"), where that is told too."""
    if claim is None or claim.cue is None or not claim.covers(span):
        return tuple(moments)
    cue = claim.cue
    return tuple(m for m in moments if claim.covers(m.span) or _gap(m.span, cue) > SAID_AT)


def _nearest(moments: Sequence[Moment], span: Span, sentence: Span) -> Moment | None:
    here = [m for m in moments if sentence.holds(m.span)]
    return min(here, key=lambda m: (_gap(m.span, span), m.span), default=None)


def _said(context: Context, m: EventMention) -> Moment | None:
    """The nearest time of the sentence, were it that of the saying."""
    return _nearest(context.moments, m.trigger, m.sentence)


def _gap(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


# --------------------------------------------------------------------- factuality, background
def _factuality(
    context: Context, trigger: Trigger, claim: Claim | None, when: Moment | None, denied: bool
) -> Factuality:
    if denied:
        return Factuality.DENIED
    syntax, i = context.syntax, trigger.head
    near = {syntax.lower(c) for c in syntax.children(i, "aux", "advmod", "det", "mark", "aux:pass")}
    up = int(syntax.head[i])
    if syntax.pos[i] in {"NOUN", "PROPN"} and up >= 0 and syntax.pos[up] == "VERB":
        near |= {syntax.lower(c) for c in syntax.children(up, "aux", "advmod", "mark")}
    if near & NEGATIONS:
        return Factuality.DENIED
    if "if" in near or "unless" in near:
        return Factuality.HYPOTHETICAL
    if claim is not None and (held := HELD.get(claim.commitment)):
        return held
    if near & PLANNED or (when and context.anchor and when.first > context.anchor):
        return Factuality.PLANNED
    if near & MAYBE:
        return Factuality.POSSIBLE
    return _governed(syntax, i)


HELD = {
    Commitment.DEMANDED: Factuality.DEMANDED,
    Commitment.PLANNED: Factuality.PLANNED,
    Commitment.POSSIBLE: Factuality.POSSIBLE,
    Commitment.DOUBTED: Factuality.POSSIBLE,
}
GOVERNORS = (
    (
        re.compile(r"^(?:plan|prepar|vow|threat|intend|aim|agree|promis|schedul|due|host)"),
        Factuality.PLANNED,
    ),
    (re.compile(r"^(?:call|demand|urg|appeal|must|should|need)"), Factuality.DEMANDED),
    (re.compile(r"^(?:likely|fear|suspect|possibl|expect|warn)"), Factuality.POSSIBLE),
)


def _governed(syntax: Syntax, i: int) -> Factuality:
    """What the verb above makes of it: "plans an offensive", "called for a ceasefire"."""
    for up in list(syntax.ancestors(i))[:2]:
        for pattern, value in GOVERNORS:
            if pattern.match(fold(syntax.word(up))) and syntax.pos[up] in {"VERB", "ADJ", "NOUN"}:
                return value
    return Factuality.ASSERTED


def _is_background(context: Context, sentence: Span, when: Moment | None) -> bool:
    if when and context.anchor and when.last < context.anchor - timedelta(days=NEWS_DAYS):
        return True
    return bool(LONG_AGO.search(context.document.quote(sentence)))


def _is_time_mark(context: Context, kind: str, span: Span) -> bool:
    """Whether a ceasefire only says since when: "350 people since the truce collapsed"."""
    text = context.document.text
    return kind == "ceasefire" and bool(SINCE.search(text, max(0, span.start - 50), span.start))


# ---------------------------------------------------------------------------------- headlines
def _headline(document: Document) -> tuple[int, int]:
    """Where the headline stands; an empty stretch if there is none."""
    part = next((p for p in document.parts if p.kind is PartKind.HEADLINE), None)
    return (part.span.start, part.span.end) if part else (0, 0)


def _headline_voices(
    document: Document, mentions: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """A headline's or lead's own figure that the body gives to a voice is that voice's figure."""
    lead_end = _headline(document)[1] + LEAD
    voiced: dict[tuple[str, float | None, float | None], Voice] = {}
    for m in mentions:
        for f in m.figures:
            if m.voice.source:
                voiced.setdefault((f.kind, f.low, f.high), m.voice)
    out = []
    for m in mentions:
        mine = m.figures
        if m.voice.source is None and mine and m.trigger.start < lead_end:
            mine = tuple(f for f in mine if (f.kind, f.low, f.high) not in voiced)
        out.append(m if mine == m.figures else replace(m, figures=mine))
    return tuple(out)
