"""What a phrase stands for that names nobody itself: "the ministry", "the British-based group"."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from tellings.domain.names import fold, name_words
from tellings.domain.reading import Source
from tellings.read.bodies import BODIES, HEADS, SPEAKS_FOR, STANDS_FOR
from tellings.read.entities import ARMED as ARMED_NAME
from tellings.read.entities import RUN, Names
from tellings.read.heard import Asked
from tellings.read.titles import SMALL, name_words_of, person_called

DEFINITE = {"the", "this", "that", "these", "same", "its", "their"}
MONITOR = re.compile(
    r"monitor|observ|watchdog|rights (?:group|monitor)|based (?:\w+ )?(?:group|organi|ngo)|\bngo$",
    re.I,
)
PAPERS = {"statement", "report", "communique", "bulletin", "tweet", "letter", "post", "message"}
ARMED = re.compile(
    r"\b(?:extremist|jihadist|militant|terror|terrorist|rebel|armed|insurgent|islamist|militia)\b",
    re.I,
)
INNER = re.compile(
    rf"(?:(?:the|an?)\s+)?(?P<what>{HEADS}|{SPEAKS_FOR}|statements?|reports?|communiqu[eé]s?|posts?|"
    r"tweets?)\s+(?:of|for|by|from)\s+(?P<whose>(?:the|an?|its)\s.+|[A-Z].+)", re.I,
)  # fmt: skip
AGAIN = frozenset(
    """source official spokesman spokeswoman spokesperson witness resident activist commander
    doctor minister president general statement officer diplomat lawyer analyst leader governor
    mayor envoy correspondent reporter group man woman report expert nurse medic""".split()
)
# Words that only say what kind of body a definite phrase means.
KIND_WORDS = frozenset(
    """monitoring war rights human armed group monitor watchdog news based uk british britain us
    american local main official activist aid medical""".split()
)


def described(asked: Asked) -> Source | None:
    """What the phrase stands for in the document, by the first rule that knows."""
    text = asked.text
    if not fold(text).split():
        return None
    inner = INNER.match(text)
    source = next(
        (s for rule in RULES if (s := rule(asked, inner["whose"] if inner else text))), None
    )
    if source is None and inner and not re.match(HEADS, inner["what"], re.I):
        return asked.named(inner["whose"])
    return asked.again(source) if source else None


def _monitor(asked: Asked, text: str) -> Source | None:
    """ "a monitoring group", "the British-based group", "an NGO"."""
    bare = re.sub(r"^(?:the|an?)\s+", "", text, flags=re.I)
    if not MONITOR.search(bare) or RUN.search(bare):
        return None
    return named_like(asked, STANDS_FOR["monitor"])


def _body(asked: Asked, text: str) -> Source | None:
    """ "the ministry", "the news agency": a body of that kind, and no other's."""
    words = fold(text).split()
    if words[0] not in DEFINITE and "based" not in words:
        return None
    pattern = STANDS_FOR.get(" ".join(words[-2:])) or STANDS_FOR.get(words[-1])
    if not pattern:
        return None
    return named_like(asked, pattern, set(words[:-1]) - SMALL - KIND_WORDS)


def _armed(asked: Asked, text: str) -> Source | None:
    """ "the extremist group": the armed group named last."""
    if not re.fullmatch(
        r"(?:the|this)\s.*\b(?:group|organi[sz]ation|faction|movement)", text, re.I
    ):
        return None
    if not ARMED.search(text) or RUN.search(text[4:]):
        return None
    before = [n for n in asked.names.names if n.low < asked.low and ARMED_NAME.search(n.full)]
    return Source(before[-1].full, None) if before else None


def _country(asked: Asked, text: str) -> Source | None:
    """ "the country": the place that spoke or was named last as an actor."""
    if fold(text) != "the country":
        return None
    places = {n.full for n in asked.names.names if n.kind == "place"}
    heard = [s for _, s in asked.known.before(asked.low) if s.name in places]
    return heard[0] if heard else None


def _paper(asked: Asked, text: str) -> Source | None:
    """ "the statement": whoever put it out; a capitalised source before, else a body."""
    words = fold(text).split()
    if words[0] not in DEFINITE or words[-1] not in PAPERS or len(words) > 2:
        return None
    heard = [s for _, s in asked.known.before(asked.low) if s.name and is_proper(s.name)]
    if heard:
        return heard[0]
    bodies = [n for n in asked.names.names if n.kind == BODIES[0] and n.low < asked.low]
    return Source(bodies[-1].full, None) if bodies else None


def _office(asked: Asked, text: str) -> Source | None:
    """ "the governor", "Aleppo Governor": the person who is called so beside his name."""
    person = person_called(asked.known.offices, asked.names, text, asked.low)
    return asked.person(person) if person else None


def _again(asked: Asked, text: str) -> Source | None:
    """ "the source", "the group": the last one heard that was called so."""
    words = fold(text).split()
    if words[0] not in DEFINITE or words[-1] not in AGAIN:
        return None
    head = words[-1]
    wanted = set(name_words_of(text)) - {head}
    for _, source in asked.known.before(asked.low):
        said = source.person or source.name
        if not said:
            continue
        called = set(fold(said).split())
        if (head in called and wanted <= called) or (
            head == "group" and not asked.is_person(source) and _is_body(source, asked.names)
        ):
            return source
    return None


RULES: tuple[Callable[[Asked, str], Source | None], ...] = (
    _monitor, _body, _armed, _country, _paper, _office, _again,
)  # fmt: skip


def is_proper(name: str) -> bool:
    """Whether a name begins with a capital, its article aside."""
    return re.match(r"(?:(?:the|an?)\s+)?[A-Z]", name, re.I) is not None and not re.match(
        r"(?:(?:[Tt]he|[Aa]n?)\s+)?[a-z]", name
    )


def _is_body(source: Source, names: Names) -> bool:
    """Whether a source heard before is a body: by its kind, else by two capitals."""
    name = names.like(source.name or "")
    if name is not None:
        return name.kind in BODIES
    return sum(w[:1].isupper() for w in (source.name or "").split()) >= 2


#: "The army" is a state's; the Army of Islam goes by its whole name.
ARMED_GROUP = re.compile(r"(?:the )?army of (?!the\b|a\b)", re.I)


def named_like(asked: Asked, pattern: str, wanted: AbstractSet[str] = frozenset()) -> Source | None:
    """The last source before, then the last name, then the next name, that fits the pattern.

    What the phrase itself says besides (`wanted`: "the Russian ministry") must be in the name.
    """
    names = asked.names

    def fits(name: str) -> bool:
        return (
            is_proper(name)
            and re.search(pattern, name, re.I) is not None
            and not ARMED_GROUP.match(name)
            and (wanted <= set(name_words(name)) or (name.isupper() and "state" in wanted))
        )

    for _, source in asked.known.before(asked.low):
        if source.name and fits(source.name) and len(name_words(source.name)) > 1:
            return source
    listed = [n for n in names.names if n.kind not in ("person", "place") and fits(n.full)]
    before = [n for n in listed if n.low < asked.low]
    chosen = before[-1] if before else (listed[0] if listed else None)
    if chosen:
        return Source(chosen.full, None)
    runs = [*names.capitalised(), *names.mixed()]
    said = set(name_words_of(asked.text))
    return next(
        (Source(n, None) for n in runs if fits(n) and not set(name_words_of(n)) <= said), None
    )
