"""Who a source is: the fullest name that the document has for the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tellings.domain.names import fold, name_words
from tellings.domain.reading import Source
from tellings.domain.text import Document, Span
from tellings.read.bodies import BODIES, HEADS, SPEAKS_FOR, STANDS_FOR, body_at
from tellings.read.entities import RUN, TITLE, WORD, Name, Names
from tellings.read.syntax import Syntax, clean

PRONOUNS = {"he", "she", "it", "they", "who", "which", "him", "her", "them", "his", "their", "its"}
FIRST_PERSON = {"i", "we", "me", "us", "our", "my"}
TITLED = re.compile(
    rf"(?P<body>.*?)\s*\b(?P<title>{SPEAKS_FOR}|{HEADS})[\s,]+(?P<who>{WORD}(?: {WORD}){{1,3}})$"
)
UNNAMED = {
    "it", "that", "which", "what", "there", "some", "many", "others", "this", "these", "those",
    "one", "nobody", "everyone", "you", "people", "the", "a", "an",
}  # fmt: skip
AGAIN = {"source", "official", "spokesman", "spokeswoman", "spokesperson", "witness", "resident",
         "activist", "commander", "doctor", "minister", "president", "general", "statement",
         "officer", "diplomat", "lawyer", "analyst", "leader", "governor", "mayor", "envoy",
         "correspondent", "reporter", "group", "man", "woman", "report"}  # fmt: skip


@dataclass(slots=True)
class Known:
    """What the document has said of its sources so far, and the bodies that persons speak for."""

    bodies: dict[str, str] = field(default_factory=dict)  # person (full) -> body
    heard: list[tuple[int, Source]] = field(default_factory=list)  # word position, source


@dataclass(frozen=True, slots=True)
class Asked:
    """The words low..high (half-open) of a source, in their document."""

    document: Document
    syntax: Syntax
    names: Names
    known: Known
    low: int
    high: int

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.document.id, self.syntax.start(self.low), self.syntax.end(self.high - 1))

    @property
    def text(self) -> str:
        """The words without marks at their edges or a clause that starts with "which" or "who"."""
        said = re.split(
            r"\s(?:which|who|that)\s", self.syntax.slice(self.low, self.high), maxsplit=1
        )
        return clean(said[0])

    def named(self, name: str) -> Source:
        """A body's or a phrase's name as the source."""
        return Source(name, self.span)

    def person(self, name: str) -> Source:
        """A person as the source, led to the body that he or she speaks for."""
        body = self.known.bodies.get(name)
        return Source(body or name, self.span, name if body else None)


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
        return _antecedent(asked, asked.low)
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
    body = re.sub(r"^(?:the|a|an)\s+", "", body, flags=re.I)
    if not body[:1].isupper():
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


def _described(asked: Asked) -> Source | None:
    found = _definite(asked.text, asked.names, asked.known, asked.low)
    return Source(found.name, asked.span, found.person) if found else None


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


RULES: tuple[Callable[[Asked], Source | None], ...] = (
    _pronoun, _person, _spokesman, _body, _described, _shortened, _paper,
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


# ------------------------------------------------------------- phrases for what was named before
DEFINITE = {"the", "this", "that", "these", "same", "its", "their"}
MONITOR = re.compile(
    r"monitor|observ|watchdog|rights (?:group|monitor)|based (?:group|organi)", re.I
)
PAPERS = {"statement", "report", "communique", "bulletin"}


def _definite(text: str, names: Names, known: Known, low: int) -> Source | None:
    """ "the ministry", "a monitoring group", "the source": what it stands for in the document."""
    inner = re.match(
        rf"(?:the\s+)?(?:{HEADS}|{SPEAKS_FOR})\s+(?:of|for)\s+((?:the|a)\s.+)", text, re.I
    )
    if inner:
        return _definite(inner[1], names, known, low)
    words = fold(text).split()
    if not words:
        return None
    head, two = words[-1], " ".join(words[-2:])
    if MONITOR.search(text) and not RUN.search(text):
        return _named_like(STANDS_FOR["monitor"], text, names, known, low)
    if words[0] not in DEFINITE and "based" not in words:
        return None
    pattern = STANDS_FOR.get(two) or STANDS_FOR.get(head)
    if pattern:
        return _named_like(pattern, text, names, known, low)
    if head in PAPERS and len(words) <= 2:
        named = (s for _, s in reversed(known.heard) if s.name and s.name[:1].isupper())
        return next(named, None)
    if head in AGAIN:
        for _, source in reversed(known.heard):
            said = source.person or source.name
            if said and (head in fold(said).split() or (head == "group" and _is_body(said, names))):
                return source
    return None


def _is_body(said: str, names: Names) -> bool:
    name = names.like(said)
    return (name is not None and name.kind in BODIES) or (
        name is None and sum(w[:1].isupper() for w in said.split()) >= 2
    )


def _named_like(pattern: str, text: str, names: Names, known: Known, low: int) -> Source | None:
    """The last source before, then the last name, then the next name, that fits the pattern.

    What the phrase itself says ("the Russian ministry") must not differ from the name.
    """
    demonyms = set() if "based" in text else {fold(w) for w in re.findall(r"\b[A-Z]\w+", text[1:])}

    def fits(name: str) -> bool:
        return bool(re.search(pattern, name, re.I)) and demonyms <= set(name_words(name))

    for _, source in reversed(known.heard):
        if source.name and fits(source.name) and len(name_words(source.name)) > 1:
            return source
    listed = [n for n in names.names if n.kind not in ("person", "place") and fits(n.full)]
    before = [n for n in listed if n.low < low]
    chosen = before[-1] if before else (listed[0] if listed else None)
    if chosen:
        return Source(chosen.full, None)
    return next((Source(n, None) for n in names.capitalised() if fits(n)), None)


def _antecedent(asked: Asked, i: int) -> Source:
    """The learned antecedent of a pronoun if it is a name, else the last source that fits."""
    syntax, names = asked.syntax, asked.names
    word = syntax.lower(i)
    if word in {"who", "which"}:
        for up in syntax.ancestors(i):
            if syntax.pos[up] in {"NOUN", "PROPN"}:
                name = names.at(up)
                return asked.named(name.full if name else clean(syntax.slice(*syntax.phrase(up))))
    person = word in {"he", "she", "him", "her", "his"}
    for name in _pointed_at(syntax, names, i):
        if name.kind == "person":
            return asked.person(name.full)
        if name.kind != "place" and not person:
            return asked.named(name.full)
    for _, source in reversed(asked.known.heard):
        said = source.person or source.name
        named = names.like(said) if said else None
        is_person = bool(source.person) or (named is not None and named.kind == "person")
        if said and (is_person or not person or _human(said)):
            return Source(source.name, asked.span, source.person)
    before = [n for n in names.names if n.high <= i and n.kind == "person"]
    return asked.person(before[-1].full) if person and before else Source(None, asked.span)


def _pointed_at(syntax: Syntax, names: Names, i: int) -> list[Name]:
    """Names that hold the three words most pointed at, if more than at nothing."""
    back = max(0, i - 120)
    scores, none = syntax.words.scores("antecedent", i, back, i)
    ranked = sorted(range(i - back), key=lambda j: -float(scores[j]))[:3]
    found = (names.at(back + j) for j in ranked if float(scores[j]) > none - 2.0)
    return [name for name in found if name is not None]


def _human(said: str) -> bool:
    return bool(fold(said).split()) and fold(said).split()[-1] in AGAIN
