"""Place names in a text, and which places they are.

No guess is handed on as a fact: coordinates are given only where a name can be one place in this
document; spellings that merely resemble a known place carry it as a suggestion; names that the
gazetteer lacks are kept, without coordinates, where the words around them show that they are
places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from tellings.domain.names import ARTICLES, spelling_key
from tellings.read.gazetteer import Entry, Gazetteer, shipped
from tellings.read.offices import CALLED
from tellings.read.place_choice import (
    BIG,
    ENOUGH,
    GREAT,
    METROPOLIS,
    Choice,
    Named,
    choose,
    is_main,
)
from tellings.read.place_context import Context, Surroundings
from tellings.read.place_links import link, spread_kinds
from tellings.read.place_matches import (
    Match,
    Token,
    is_other_word,
    known_matches,
    tokens_of,
    unknown_runs,
)
from tellings.read.place_words import (
    FIRST_NAMES,
    GENERIC_ALONE,
    GEOGRAPHIC_HEADS,
    GROUP_OPENERS,
    HEADLINE_WORDS,
    ORGANISATION_HEADS,
)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place name: code-point offsets, canonical name, and what is known of the place.

    `lat` and `lon` (degrees, WGS 84) are set only where `certain`. `role` is location,
    organisation-name ("Aleppo Media Centre") or metonym ("Moscow said"). `relation` holds words
    such as "near" or "west of" that set the place off from the one named; `suggestion` is a known
    place that may be meant by an uncertain spelling.
    """

    start: int
    end: int
    name: str
    precision: str  # point district town region country unknown
    lat: float | None
    lon: float | None
    country: str | None  # ISO 3166 alpha-2
    certain: bool
    within: str | None
    role: str = "location"
    relation: str | None = None
    suggestion: str | None = None


_FIXED = re.compile(
    r"Islamic State (?:of|in) Iraq and (?:al-|the )?\w+|\w+ of Iraq and the Levant"
    r"|[Qq]aeda in (?:Iraq|the \w+ \w+|\w+)|(?:al-)?Sham Liberation|Tahrir al-Sham"
    r"|Fat[ae]h al-Sham|Ahrar al-Sham|Geneva Conventions?|New York Times"
)
_BANNED = re.compile(r"\b(?:banned|outlawed|prohibited|forbidden|blacklisted)\s+in\s+$", re.I)
_Suggest = Callable[[Named, Entry | None], str | None]
_JOINED_BEFORE = re.compile(r"(?:,? and |, (?:and )?| or )$")
_JOINED_AFTER = re.compile(r",? and |, | or ")


def find_places(text: str, gazetteer: Gazetteer | None = None) -> list[FoundPlace]:
    """The place names of a text in order, each with the place it stands for as far as is known."""
    gazetteer = gazetteer or shipped()
    tokens = tokens_of(text)
    matches = known_matches(text, tokens, gazetteer)
    people = {i for i, t in enumerate(tokens) if t.capital and gazetteer.country_of_people(t.text)}
    fixed = _in_fixed_names(text, tokens)
    known = [m for m in matches if m.first not in fixed and not (m.first == m.last in people)]
    countries = _countries(tokens, people, known, gazetteer)
    around = Surroundings(text, tokens, known, gazetteer)
    named = _accepted(text, around, known, countries)
    taken = {i for n in named for i in range(n.match.first, n.match.last + 1)} | people | fixed
    named += _unknown(text, around, tokens, taken)
    named += _coordinated(text, around, known, named)
    named = link(text, spread_kinds(text, sorted(named, key=lambda n: n.match.start)))
    return _resolved(named, countries, gazetteer)


def _in_fixed_names(text: str, tokens: list[Token]) -> set[int]:
    """The words of names that hold a place name for good, as "Islamic State in Iraq and Syria"."""
    spans = [m.span() for m in _FIXED.finditer(text)]
    return {i for i, t in enumerate(tokens) if any(a <= t.start < b for a, b in spans)}


def _countries(
    tokens: list[Token], people: set[int], known: list[Match], gazetteer: Gazetteer
) -> Counter[str]:
    """How often the document speaks of each country: by name, people, or a place that is plain."""
    spoken: Counter[str] = Counter()
    for i in people:
        spoken[gazetteer.country_of_people(tokens[i].text) or ""] += 1
    for match in known:
        best = max(match.entries, key=lambda e: (e.precision == "country", e.population))
        others = [e for e in match.entries if e.country != best.country]
        plain = best.precision == "country" or best.written or best.population >= GREAT
        if best.country and plain and all(e.population * 10 < best.population for e in others):
            spoken[best.country] += 1
        else:
            spoken.update({e.country for e in match.entries if e.written and e.country})
    most = max(spoken.values(), default=0)
    return Counter({c: n for c, n in spoken.items() if n * 12 >= most})


def _accepted(
    text: str, around: Surroundings, known: list[Match], countries: Counter[str]
) -> list[Named]:
    named = []
    home = next((c for c, _ in countries.most_common(1)), None)
    for match in known:
        context = around.context(match)
        if _speaks_for_a_state(text, match, context, home):
            context = replace(context, role="metonym")
        name = _bare(text[match.start : match.end])
        key = spelling_key(name)
        if _is_place(match, context, key, home, around.tokens) or (
            context.locative
            and not (context.beside or context.spoken)
            and any(
                e.country in countries and (is_main(e, key) or e.population >= ENOUGH)
                for e in match.entries
            )
        ):
            named.append(Named(match, context, name))
    return named


def _speaks_for_a_state(text: str, match: Match, context: Context, home: str | None) -> bool:
    """Whether a foreign state or capital acts: "told Tehran", "a deal by Moscow, Ankara and …".

    So it is where nothing says that something is there, nor a dateline begins with it; and where a
    group is only said to be banned in it.
    """
    foreign = home is not None and all(
        e.country != home and (e.capital or e.precision == "country") for e in match.entries
    )
    if not foreign or context.role != "location":
        return False
    before = text[max(0, match.start - 30) : match.start]
    opens = not before.strip() or before.endswith("\n") or text[match.start : match.end].isupper()
    return bool(_BANNED.search(before)) or not (context.locative or opens)


def _is_place(
    match: Match, context: Context, key: str, home: str | None, tokens: list[Token]
) -> bool:
    """Whether a name of the gazetteer is a place's here: small and far ones need a reason."""
    token = tokens[match.first]
    power = any(e.precision == "country" or e.capital or e.written for e in match.entries)
    strong = power or any(e.population >= BIG and is_main(e, key) for e in match.entries)
    if context.beside == "longer" or (context.beside and not (strong and context.locative)):
        words = [t for t in tokens[match.first : match.last + 1] if t.lower not in ARTICLES]
        return context.clear and len(words) > 1
    if token.shouted:
        return power and (len(token.text) > 3 or token.text in {"USA", "UAE"})
    if match.first == match.last and token.lower in FIRST_NAMES:
        return context.clear
    governing = any(e.precision == "country" or e.capital for e in match.entries)
    if context.spoken and not (governing or context.locative):
        return False
    if context.clear or context.plain:
        return True
    return (
        power
        or (strong and context.locative)
        or any(
            e.country == home and e.population >= ENOUGH and is_main(e, key) for e in match.entries
        )
    )


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", " ".join(name.split()))


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name


def _unknown(text: str, around: Surroundings, tokens: list[Token], taken: set[int]) -> list[Named]:
    """Names that the gazetteer lacks, where the words around them say that they are places."""
    runs = [
        Named(m, around.context(m), _cased(_bare(text[m.start : m.end])))
        for m in unknown_runs(text, tokens, taken)
        if _could_name(text, m, tokens)
    ]
    sure = {
        n.text.casefold()
        for n in runs
        if ((n.context.clear or n.context.plain) and not n.context.spoken)
        or (_geographic(tokens, n.match) and n.context.locative)
    }
    fallen = [n for n in runs if n.context.taken and not n.context.beside]
    # Who speaks anywhere is a person or a body, though "the fall of" it is told.
    speaks = {n.text.casefold() for n in runs if n.context.spoken}
    speaks |= _people(text) if fallen else set()
    # "Shells fell" begins a sentence with a word that is no name.
    sure |= {
        n.text.casefold()
        for n in fallen
        if not (tokens[n.match.first].opens and n.text.endswith("s"))
    } - speaks
    return [n for n in runs if n.text.casefold() in sure and n.context.role != "organisation-name"]


def _people(text: str) -> set[str]:
    """The last names of those who are told with their office: "President Ilan Dorr"."""
    return {found["who"].split()[-1].casefold() for found in CALLED.finditer(text)}


def _coordinated(
    text: str, around: Surroundings, known: list[Match], named: list[Named]
) -> list[Named]:
    """Small places joined to a place by "and" or a comma: "Dravik and Sona"."""
    starts, ends = {n.match.start for n in named}, {n.match.end for n in named}
    taken = {i for n in named for i in range(n.match.first, n.match.last + 1)}
    words = around.tokens
    joined = []
    for match in known:
        if taken & set(range(match.first, match.last + 1)) or words[match.first].titled:
            continue
        before = _JOINED_BEFORE.search(text, max(0, match.start - 10), match.start)
        after = _JOINED_AFTER.match(text, match.end)
        if (before and before.start() in ends) or (after and after.end() in starts):
            context = around.context(match)
            if not (context.beside or context.spoken):
                name = _bare(text[match.start : match.end])
                joined.append(Named(match, context, name))
    return joined


def _geographic(tokens: list[Token], match: Match) -> bool:
    """Whether the last word says what it is: Kesh Valley, Old Quay."""
    return match.last > match.first and tokens[match.last].text in GEOGRAPHIC_HEADS


def _could_name(text: str, match: Match, tokens: list[Token]) -> bool:
    words = [t for t in tokens[match.first : match.last + 1] if t.lower not in ARTICLES]
    if not words or len(words[0].text) < 3 or any(t.titled for t in words):
        return False
    if words[0].lower in GROUP_OPENERS or words[0].lower in FIRST_NAMES:
        return False
    if any(t.lower in ORGANISATION_HEADS - {"axis", "front"} for t in words):
        return False
    if all(is_other_word(t) for t in words):
        return False
    if any(t.text.isupper() and not (t.opens and len(t.text) > 3) for t in words):
        return False  # an acronym; but "TARSIN, 3 May" opens a dateline
    if any(t.lower in HEADLINE_WORDS for t in words):
        return False
    return len(words) > 1 or words[0].lower not in GENERIC_ALONE or match.last > match.first


def _resolved(
    named: list[Named], countries: Counter[str], gazetteer: Gazetteer
) -> list[FoundPlace]:
    """Each name as the place it is; a name settled once by "in Y" is settled all over."""

    def suggest(named: Named, entry: Entry | None) -> str | None:
        return _suggestion(named, entry, gazetteer, countries)

    parents = Counter(e.name for n in named for e in n.match.entries[:1])
    chosen: list[Choice] = [Choice(None, False)] * len(named)
    for i in sorted(range(len(named)), key=lambda i: named[i].within is not None):
        chosen[i] = choose(named[i], _outer(named, chosen, i), countries, parents)
    settled = {
        spelling_key(n.text): choice
        for n, choice in zip(named, chosen, strict=True)
        if choice.certain and n.within is not None
    }
    for i, n in enumerate(named):
        if not chosen[i].certain and n.within is None:
            chosen[i] = settled.get(spelling_key(n.text), chosen[i])
    return [
        _place(n, choice, _within_name(named, chosen, i), suggest)
        for i, (n, choice) in enumerate(zip(named, chosen, strict=True))
    ]


def _outer(named: list[Named], chosen: list[Choice], i: int) -> Entry | None:
    at = named[i].within
    if at is None:
        return None
    if chosen[at].entry is None and named[at].match.entries:
        return max(named[at].match.entries, key=lambda e: (e.precision == "region", e.population))
    return chosen[at].entry


def _within_name(named: list[Named], chosen: list[Choice], i: int) -> str | None:
    at = named[i].within
    if at is None:
        entry = chosen[i].entry
        return entry.within if chosen[i].certain and entry else None
    return _name(named[at], chosen[at])


def _name(named: Named, choice: Choice) -> str:
    if choice.entry is None or not choice.certain:
        return named.text
    return choice.entry.name


def _place(named: Named, choice: Choice, within: str | None, suggest: _Suggest) -> FoundPlace:
    context, name, entry = named.context, _name(named, choice), choice.entry
    if context.head and (entry is None or entry.precision not in {"point", "country"}):
        return _point(named, choice, name)
    sure = entry if choice.certain else None
    place = FoundPlace(
        start=min(context.span[0], named.match.start),
        end=max(context.span[1], named.match.end),
        name=name,
        precision=sure.precision if sure else (context.want or "unknown"),
        lat=sure.lat if sure else None,
        lon=sure.lon if sure else None,
        country=sure.country if sure else None,
        certain=choice.certain,
        within=within,
        role=context.role,
        relation=context.relation,
        suggestion=None if sure else suggest(named, entry),
    )
    return _part(place, named, choice) if _is_part(named, place) else place


def _is_part(named: Named, place: FoundPlace) -> bool:
    """Whether "eastern X" is a part of X: not where it tells where the district or province is."""
    context = named.context
    if context.role != "location":
        return False
    if context.rural:
        return place.precision != "country"
    kind = context.kind_after.lower()
    return (
        context.direction is not None
        and place.precision not in {"district", "point"}
        and (kind in {"", "city", "countryside"} and context.want in {"", "town"})
    )


def _point(named: Named, choice: Choice, name: str) -> FoundPlace:
    """ "Aleppo airport": a point of its own, in or near the place whose name it bears."""
    head = named.context.head or ""
    known = choice.entry if choice.certain else None
    return FoundPlace(
        named.match.start, named.match.end + 1 + len(head), f"{named.text} {head}", "point",
        None, None, known.country if known else None, certain=False,
        within=name if known else None,
        role=named.context.role, relation=named.context.relation,
    )  # fmt: skip


def _part(place: FoundPlace, named: Named, choice: Choice) -> FoundPlace:
    """A part of a known place: "eastern Aleppo", "the northern countryside of Homs"."""
    context = named.context
    bare = re.sub(r" (?:province|oblast)$", "", place.name)
    words = [context.direction or "", bare, "countryside" if context.rural else ""]
    city = (
        choice.certain
        and choice.entry is not None
        and not context.rural
        and (choice.entry.precision == "town")
        and (choice.entry.population >= METROPOLIS or context.kind_after.lower() == "city")
    )
    return replace(
        place,
        name=" ".join(w for w in words if w),
        precision="district" if city else "region" if choice.certain else "unknown",
        lat=place.lat if city else None,
        lon=place.lon if city else None,
        within=place.name,
        relation=None,
    )


def _suggestion(
    named: Named, entry: Entry | None, gazetteer: Gazetteer, countries: Counter[str]
) -> str | None:
    """The one place of the countries spoken of that the name may be another spelling of."""
    if entry is not None:
        return entry.name if entry.country in countries else None
    alike = {e.name for e in gazetteer.alike(named.text) if e.country in countries}
    return alike.pop() if len(alike) == 1 else None
