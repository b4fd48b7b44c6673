"""Who a source is: the fullest name that the document has for the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tellings.domain.names import name_words
from tellings.domain.reading import Source
from tellings.read.bodies import BODIES, HEADS, SPEAKS_FOR, STANDS_FOR, body_at
from tellings.read.descriptions import described, named_like
from tellings.read.entities import WORD, Name
from tellings.read.gazetteer import shipped
from tellings.read.heard import Asked, Known
from tellings.read.offices import OFFICES, TITLE
from tellings.read.pronouns import FIRST_PERSON, PRONOUNS, antecedent
from tellings.read.syntax import Syntax, clean
from tellings.read.titles import SMALL

__all__ = ["Asked", "Known", "resolve"]

TITLED = re.compile(
    rf"(?P<body>.*?)\s*\b(?P<title>(?i:{SPEAKS_FOR}|{HEADS}))[\s,]+"
    rf"(?P<who>{WORD}(?: {WORD}){{1,3}})$"
)
CAPITALS = rf"{WORD}(?: (?:(?:of|for|and|on|the|in) ){{0,2}}{WORD})*"
NAMED_FIRST = re.compile(
    rf"(?:[Tt]he )?(?:[\w-]+-based )?(?P<name>{CAPITALS})"
    r"(?: \([A-Z]+\))?,? (?:an?|another|which|who) (?P<what>.+)"
)
NAMED_LAST = re.compile(
    rf"(?:(?:[Tt]he|[Aa]n?|[Aa]nother|[Ii]ts) )?(?P<what>(?:[\w’'-]+ )*?[a-z-]+),? "
    rf"(?:the )?(?P<name>{CAPITALS})"
)
UNNAMED = {
    "it", "that", "which", "what", "there", "some", "many", "others", "this", "these", "those",
    "one", "nobody", "everyone", "you", "people", "the", "a", "an",
}  # fmt: skip


def resolve(asked: Asked) -> Source:
    """The source that the words stand for, by the first rule that knows; it is remembered."""
    if asked.text.lower() in {"the", "a", "an"}:  # the tag broke off: the phrase goes on
        head = int(asked.syntax.head[asked.low])
        asked = replace(asked, high=max(asked.high, head + 1)) if head >= 0 else asked
    source = next((s for rule in RULES if (s := rule(asked)) is not None), None)
    if source is None:
        source = asked.named(_trimmed(asked))
    asked.known.heard.append((asked.low, source))
    return source


# ------------------------------------------------------------------------------------- rules
def _pronoun(asked: Asked) -> Source | None:
    word = asked.text.lower()
    if word in PRONOUNS:
        return antecedent(asked)
    if word in FIRST_PERSON:
        # A text that says "we" speaks for whoever put it out.
        return Source(asked.document.author or asked.document.outlet, asked.span)
    return Source(None, asked.span) if word in UNNAMED or not word else None


def _person(asked: Asked) -> Source | None:
    """A person by name, after a title or not; the name may be seen only by its capitals."""
    titled = TITLED.match(asked.text)
    if titled:
        who = TITLE.sub("", titled["who"]) or titled["who"]
        full = next((n.full for n in asked.names.names if n.text == who), who)
        body = _body_of_title(asked, titled["body"].strip(), titled["title"])
        asked.known.people.add(full)
        if body:
            asked.known.bodies.setdefault(full, body)
        return asked.person(full)
    head = asked.syntax.head_of(asked.low, asked.high)
    for name in asked.names.within(asked.low, asked.high):
        if name.kind == "person" and _is_head(asked.syntax, name, head, asked.low):
            return asked.person(_known_person(asked, name.full))
    known = _known_person(asked, asked.text)
    return asked.person(known) if known != asked.text else None


def _body_of_title(asked: Asked, body: str, title: str) -> str | None:
    """Whom the bearer of a title speaks for: any body for a spokesman, a monitor for its head."""
    if re.fullmatch(r"its|their", body, re.I):
        before = _body_before(asked)
        body = before.name or "" if before else ""
    body = re.sub(r"^(?:the|a|an)\s+|['’]s?$", "", body, flags=re.I)
    if not body[:1].isupper():
        kind = STANDS_FOR.get(body) or STANDS_FOR.get(re.sub("s$", "", body))
        meant = named_like(asked, kind) if kind else None
        body = meant.name or "" if meant else ""
    if not body:
        return None
    full = asked.names.expand(body) or body
    official = re.fullmatch(SPEAKS_FOR, title, re.I) is not None
    return full if official or re.search(STANDS_FOR["monitor"], full, re.I) else None


def _known_person(asked: Asked, text: str) -> str:
    """A person who speaks for a body and whose last names these are; else the text itself."""
    words = name_words(text)
    return next(
        (p for p in asked.known.bodies if words and name_words(p)[-len(words) :] == words), text
    )


def _spokesman(asked: Asked) -> Source | None:
    """ "a spokesman for the BODY", "the BODY's spokesman": the body speaks."""
    text = asked.syntax.slice(asked.low, asked.high)
    hit = re.search(rf"(?:{SPEAKS_FOR})\s+(?:for|of)\s+(?:the\s+)?", text, re.I)
    if hit:
        at = asked.syntax.start(asked.low) + hit.end()
        body = body_at(asked.syntax, asked.names, at, official=True)
        return asked.named(body) if body else None
    if re.fullmatch(rf"(?:its|their|the)\s+(?:{SPEAKS_FOR})", text.strip(), re.I):
        return _body_before(asked)
    hit = re.match(rf"(?:the|a|an)?\s*(.+?)\s+(?:{SPEAKS_FOR})\b", text, re.I)
    if hit and hit[1][:1].isupper():
        name = asked.names.like(hit[1])
        return asked.named(name.full if name else asked.names.expand(hit[1]) or clean(hit[1]))
    return None


def _body_before(asked: Asked) -> Source | None:
    """The body named last before: as a name, or as a source that was heard."""
    names = [(n.low, n.full) for n in asked.names.names if n.kind in BODIES]
    heard = [(at, s.name) for at, s in asked.known.heard if s.name and not s.person]
    before = [(at, name) for at, name in names + heard if at < asked.low and name[:1].isupper()]
    return asked.named(max(before)[1]) if before else None


def _body(asked: Asked) -> Source | None:
    """A body by name, where all else in the phrase only says what kind of body it is."""
    for name in asked.names.within(asked.low, asked.high):
        rest = asked.text.replace(name.text, " ", 1).split()
        if name.kind in BODIES and all(BESIDE.match(w) for w in rest):
            return asked.named(asked.names.expand(name.full) or name.full)
    return None


def _apposed(asked: Asked) -> Source | None:
    """ "the NAME, another monitoring group" and "a monitoring group, the NAME": the name."""
    said = clean(asked.syntax.slice(asked.low, asked.high))
    hit = NAMED_FIRST.match(said) or NAMED_LAST.fullmatch(asked.text)
    if hit is None:
        return None
    name, words = hit["name"], hit["what"].split()
    if BESIDE.match(name):  # "Vardanian state TV" says what it is, and names nobody else
        return None
    if words[-1].lower() in OFFICES and hit.re is NAMED_LAST:
        asked.known.people.add(name)
        return asked.person(name)
    known = asked.names.like(name)
    if known is not None and known.kind == "person":
        return asked.person(known.full)
    kinds = words if hit.re is NAMED_FIRST else words[-1:]
    if not any(BESIDE.match(w) and w.lower() not in SMALL for w in kinds):
        return None
    full = known.full if known is not None and known.kind in BODIES else name
    return asked.named(asked.names.expand(full) or full)


def _shortened(asked: Asked) -> Source | None:
    """ "the Observatory", "the VMC": a name by its look, led to the longer one in the text."""
    if not re.match(r"(?:[Tt]he )?[A-Z][\w-]*$", asked.text):
        return None
    known = asked.names.like(asked.text)
    if known is not None and known.kind in ("place", "person"):
        return None
    full = asked.names.expand(re.sub(r"^the ", "", asked.text, flags=re.I))
    return asked.named(full) if full else None


def _paper(asked: Asked) -> Source | None:
    """ "the BODY's statement": the body speaks."""
    hit = re.match(
        r"([A-Z].*?)(?:['’]s?|(?<=[A-Z])s)?\s+(?:statement|communiqu[eé]|bulletin)$", asked.text
    )
    return asked.named(hit[1]) if hit else None


def _capital(asked: Asked) -> Source | None:
    """ "Moscow": the state speaks, where the document names the state too."""
    if not re.fullmatch(r"[A-Z]\w+", asked.text):
        return None
    known = asked.names.like(asked.text)
    if known is not None and known.kind == "person" and known.full != known.text:
        return None
    state = shipped().state_of_capital(asked.text)
    return asked.named(state) if state and state in asked.document.text else None


def _people(asked: Asked) -> Source | None:
    """ "the Russian claim that …": the state speaks, where all that is left is its adjective."""
    hit = re.fullmatch(r"(?:[Tt]he )?([A-Z]\w+)", asked.text)
    if hit is None or hit[1].endswith("s"):
        return None
    state = shipped().state_of_people(hit[1])
    return asked.named(state) if state and state != hit[1] else None


RULES: tuple[Callable[[Asked], Source | None], ...] = (
    _pronoun, _capital, _people, _person, _spokesman, _body, _apposed, described, _shortened,
    _paper,
)  # fmt: skip


def _trimmed(asked: Asked) -> str:
    """The phrase without what follows a comma or stands in brackets."""
    text = re.split(r",| \(|;| – | — ", asked.text, maxsplit=1)[0]
    return text if len(text) > 3 else asked.text


# ------------------------------------------------------------------ what stands beside a name
BESIDE = re.compile(
    r"^(?:the|a|an|its|their|official|state|news|monitoring|war|rights|human|armed|rebel|jihadist|"
    r"extremist|local|so-called|group|monitor|watchdog|agency|newspaper|paper|organi[sz]ation|ngo|"
    r"charity|network|website|channel|outlet|broadcaster|service|body|militia|tv|television|"
    r"media|movement|party|alliance|coalition|which|that|\w+-based|\w+-(?:run|owned|linked))$",
    re.I,
)


def _is_head(syntax: Syntax, name: Name, head: int, low: int) -> bool:
    """Whether a person's name is the phrase's head, in apposition to it, or after a title."""
    if name.low <= head < name.high:
        return True
    relation = {syntax.rel[i] for i in range(name.low, name.high) if int(syntax.head[i]) == head}
    between = syntax.slice(min(head, name.low), max(head + 1, name.high))
    beside = not re.search(r"\b(?:of|for|from|in|by|to|with)\b", between)
    return bool(relation & {"appos", "flat"}) or (head < name.low and beside)
