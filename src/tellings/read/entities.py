"""Names of actors and places in a document, each led to the fullest form it has there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tellings.domain.names import acronym_of, fold, name_words
from tellings.domain.reading import ActorKind, Mention
from tellings.domain.text import Span
from tellings.read.decode import Tagged, spans
from tellings.read.demonyms import is_demonym
from tellings.read.offices import CALLED, NO_PERSON, OFFICES, TITLE
from tellings.read.syntax import Syntax

KIND = {
    "person": ActorKind.PERSON.value,
    "organisation": ActorKind.ORGANISATION.value,
    "place": "place",
    "misc": ActorKind.OTHER.value,
}
ARMED = re.compile(
    r"\b(army|front|brigades?|militias?|forces?|battalion|units|guards?|fighters|jaish|jabhat|"
    r"ahrar|hezbollah|hizbullah|daesh|isis|isil|islamic state|taliban|ypg|sdf|military|troops|"
    r"legion|corps|resistance|al.?qaeda|al.?nusra|nusra)\b",
    re.I,
)
LONGEST = 4  # words of a person's name that the tags broke off
CALLED_SO = 0.6  # how sure a person is that only a title gives away
WORD = r"(?:[A-Z]|(?:[ae][lnrstzd]|esh|ash)-[A-Z])[\w-]*"
BODY_NOUN = (
    r"army|coalition|government|regime|military|air force|forces|ministry|opposition|parliament|"
    r"police|council|cent(?:er|re)|embassy|presidency"
)
MIXED = re.compile(
    rf"(?:{WORD} ){{1,4}}"
    rf"(?:(?:defen[cs]e|foreign|interior|health|information|state|armed|ruling) )?"
    rf"(?:{BODY_NOUN})\b"
)
RUN = re.compile(rf"{WORD}(?: (?:(?:of|for|and|on|the|in) ){{0,2}}{WORD})+")
COMMON = re.compile(
    r"^(?:observatory|monitor|ministry|council|committee|commission|coalition|command|front|army|"
    r"agency|network|organi[sz]ation|union|society|office|centre|center|administration|party|"
    r"government|campaign|brigade|guard|movement|department|authority|federation|crescent)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Name:
    """One naming: words low..high (half-open), its kind, and the fullest name in the document."""

    low: int
    high: int
    kind: str
    text: str
    full: str


class Names:
    """The names of a document. `full` of a name is the longest form of the same name."""

    def __init__(self, names: Iterable[Name], text: str = "") -> None:
        self.names = sorted(names, key=lambda n: n.low)
        edges = r"^(?:The|A|An|In|On|At|But|And) | (?:The|A|An|In|On|At|But|And|It|He|She)$"
        runs = (re.sub(edges, "", m[0]) for m in RUN.finditer(text))
        self._runs = Counter(r for r in runs if " " in r)
        self._mixed = Counter(re.sub(edges, "", m[0]) for m in MIXED.finditer(text))
        self._by_key: dict[str, Name] = {}
        for name in sorted(self.names, key=lambda n: -len(n.full)):
            self._by_key.setdefault(fold(name.text), name)

    def within(self, low: int, high: int) -> list[Name]:
        """Names that lie in words low..high."""
        return [n for n in self.names if low <= n.low and n.high <= high]

    def at(self, i: int) -> Name | None:
        """The name that holds word `i`."""
        return next((n for n in self.names if n.low <= i < n.high), None)

    def capitalised(self) -> list[str]:
        """Runs of capitalised words, also over "of", "for", "and": names by their look."""
        return list(self._runs)

    def mixed(self) -> list[str]:
        """Capitals before a common noun for a body ("Vardanian army"), the most frequent first."""
        return [run for run, _ in self._mixed.most_common() if run[:1].isupper()]

    def expand(self, text: str) -> str | None:
        """The longer run of capitalised words that a short name stands for, if any.

        Short names are acronyms ("VMC"), what kind of body it is ("the Observatory"), and two
        words of three or more ("Defence Ministry").
        """
        if text.isupper() and len(text) > 1:
            return next((r for r in self._runs if acronym_of(text, r)), None)
        words = name_words(text)
        if len(words) > 2 or (len(words) == 1 and not COMMON.match(words[0])):
            return None
        longer = [r for r in self._runs if set(words) < set(name_words(r)) and len(r.split()) < 7]
        return max(longer, key=lambda r: (self._runs[r], len(r)), default=None)

    def like(self, text: str) -> Name | None:
        """A name of the document that reads `text`, whatever its case and articles."""
        return self._by_key.get(fold(text)) or self._by_key.get(fold(re.sub(r"^the ", "", text)))


def read_names(
    syntax: Syntax, prose: str | None = None, places: Sequence[tuple[int, int]] = ()
) -> Names:
    """Names by the entity head, grouped by form: acronyms, last names, shortened names.

    `prose` is the text without headlines, whose title case makes runs of capitals that name
    nobody. What the gazetteer knows as a place (`places`, code points) is one.
    """
    found = [_placed(syntax, t, places) for t in spans(syntax.words, "entity")]
    found = _with_called(syntax, [t for t in found if _is_name(syntax, t)])
    found = _persons_whole(syntax, found)
    forms = {t: _bare(syntax.slice(t.low, t.high)) for t in found}
    forms = {t: _without_lost_s(form, t.type, forms) for t, form in forms.items()}
    full = _fullest({(forms[t], t.type) for t in found}, syntax.text)
    return Names(
        (
            Name(
                t.low,
                t.high,
                _kind(t.type, full[forms[t], t.type]),
                forms[t],
                full[forms[t], t.type],
            )
            for t in found
        ),
        syntax.text if prose is None else prose,
    )


def _placed(syntax: Syntax, tagged: Tagged, places: Sequence[tuple[int, int]]) -> Tagged:
    start, end = syntax.start(tagged.low), syntax.end(tagged.high - 1)
    known = any(a <= start and end <= b for a, b in places)
    return replace(tagged, type="place") if known else tagged


def _with_called(syntax: Syntax, found: list[Tagged]) -> list[Tagged]:
    """Also persons that only their titles give away ("governor Ilan Dorr"), in full."""
    for hit in CALLED.finditer(syntax.text):
        low = syntax.words.at(hit.start("who"))
        high = syntax.words.at(hit.end("who") - 1) + 1
        words = [syntax.word(i) for i in range(low, min(high, len(syntax.words)))]
        while words and (NO_PERSON.match(words[-1]) or words[-1].islower()):
            words.pop()
        high = low + len(words)
        full = any(t.type == "person" and t.high - t.low > 1 and words and
                   syntax.word(t.high - 1) == words[-1] for t in found)  # fmt: skip
        if (
            not words
            or (len(words) < 2 and not full)
            or any(NO_PERSON.match(w) or is_demonym(w) for w in words[:1])
        ):
            continue
        beside = [t for t in found if t.low < high and low < t.high]
        if all(t.low >= low and t.high <= high for t in beside) and (
            syntax.sentence_of[low] == syntax.sentence_of[high - 1]
        ):
            found = [t for t in found if t not in beside]
            found.append(Tagged(low, high, "person", CALLED_SO))
    return sorted(found)


def _persons_whole(syntax: Syntax, found: Sequence[Tagged]) -> list[Tagged]:
    """Persons of one word with the capitals that follow: a tag that broke off ("Mira | Tollan")."""
    others = {i for t in found if t.type != "person" for i in range(t.low, t.high)}
    out: list[Tagged] = []
    for tagged in found:
        if out and out[-1].high > tagged.low:
            continue  # taken into the person before
        high = tagged.high
        if tagged.type == "person" and tagged.high - tagged.low == 1:
            while _goes_on(syntax, high, tagged.low) and high not in others:
                high += 1
        out.append(replace(tagged, high=high))
    return out


def _goes_on(syntax: Syntax, i: int, low: int) -> bool:
    """Whether word `i` can be one more name of the person whose first is word `low`."""
    if i >= len(syntax.words) or i - low >= LONGEST or syntax.pos[i] != "PROPN":
        return False
    between = syntax.text[syntax.end(i - 1) : syntax.start(i)]
    word = syntax.word(i)
    apart = syntax.sentence_of[i] != syntax.sentence_of[low] or between not in (" ", "")
    return not apart and (word[:1].isupper() or word == "-") and not NO_PERSON.match(word)


def _is_name(syntax: Syntax, tagged: Tagged) -> bool:
    text = syntax.slice(tagged.low, tagged.high)
    if tagged.high - tagged.low == 1 and syntax.pos[tagged.low] == "ADJ" and is_demonym(text):
        return False
    if tagged.type == "person" and syntax.lower(tagged.high - 1) in OFFICES:
        return False
    return len(text) > 1 and any(c.isupper() for c in text) and tagged.probability > 0.4


def _kind(type_: str, name: str) -> str:
    if type_ in ("organisation", "misc") and ARMED.search(name):
        return ActorKind.GROUP.value
    return KIND[type_]


def _bare(text: str) -> str:
    text = re.sub(r"(?:['’]s|['’])$", "", text.strip())
    text = re.sub(r"\s+", " ", text).strip(" ,.;:()\"“”‘’'")
    return TITLE.sub("", text) or text


def _without_lost_s(form: str, type_: str, forms: dict[Tagged, str]) -> str:
    """ "Assads" is "Assad" where the document has that name too: the apostrophe was lost."""
    short = form[:-1]
    known = form.endswith("s") and any(f == short and t.type == type_ for t, f in forms.items())
    return short if known else form


def _fullest(forms: set[tuple[str, str]], text: str) -> dict[tuple[str, str], str]:
    """Each (form, type) to the longest form that it can be short for, if there is only one."""
    out: dict[tuple[str, str], str] = {}
    counts = {f: len(re.findall(rf"\b{re.escape(f[0])}\b", text)) for f in forms}
    for form in forms:
        longer = [o for o in forms if _short_for(form, o)]
        if longer:
            # Of rivals the one that stands most often, then the longest.
            best = max(longer, key=lambda o: (counts[o], len(o[0]), o[0]))
            out[form] = best[0]
        else:
            out[form] = form[0]
    return {f: out.get((n, f[1]), n) for f, n in out.items()}


def _short_for(short: tuple[str, str], long: tuple[str, str]) -> bool:
    (a, kind_a), (b, kind_b) = short, long
    if len(a) >= len(b):
        return False
    if acronym_of(a, b):
        return kind_a != "person" and kind_b not in ("person", "place")
    if kind_a != kind_b or kind_a == "place":
        return False
    x, y = name_words(a), name_words(b)
    if kind_a == "person":
        return bool(x) and len(x) < len(y) and (x[-1] == y[-1] or x == y[: len(x)])
    return bool(x) and len(x) < len(y) and set(x) <= set(y) and not _only_demonym(x, y)


def _only_demonym(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """ "Syrian" alone is not short for "Syrian Observatory"; "Observatory" is."""
    return len(x) == 1 and y[0] == x[0] and len(y) > 1


def mentions(document: str, syntax: Syntax, names: Names) -> tuple[Mention, ...]:
    """The names as records."""
    return tuple(
        Mention(Span(document, syntax.start(n.low), syntax.end(n.high - 1)), n.kind, n.text, n.full)
        for n in names.names
    )
