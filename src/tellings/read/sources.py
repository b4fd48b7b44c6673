"""Who a source is: the fullest name that the document has for the words that stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tellings.domain.names import fold, name_words
from tellings.domain.reading import Source
from tellings.domain.text import Span
from tellings.read.entities import RUN, Name, Names
from tellings.read.syntax import Syntax

SPEAKS_FOR = r"spokes(?:man|woman|person|people|men)|mouthpiece|press (?:secretary|officer|office)"
HEADS = r"director|head|chief|founder|chairman|chairwoman|chair|coordinator|manager|boss"
PRONOUNS = {"he", "she", "it", "they", "who", "which", "him", "her", "them", "his", "their", "its"}
FIRST_PERSON = {"i", "we", "me", "us"}
UNNAMED = {
    "it", "that", "which", "what", "there", "some", "many", "others", "this", "these", "those",
}  # fmt: skip
# Heads of definite phrases that stand for a body named elsewhere, with what its name must hold.
STANDS_FOR: dict[str, str] = {
    "ministry": r"\bministry\b",
    "observatory": r"\bobservatory\b",
    "monitor": r"observatory|monitor|watch|network for human rights|documentation|VDC|SOHR|SNHR",
    "monitoring group": r"observatory|monitor|watch|network for human rights|documentation",
    "monitoring organisation": r"observatory|monitor|watch|network for human rights",
    "watchdog": r"observatory|monitor|watch|network for human rights|rights",
    "rights group": r"observatory|monitor|watch|rights|amnesty",
    "war monitor": r"observatory|monitor|watch|network for human rights",
    "agency": r"agency|\bnews\b|press|reuters|\bAFP\b|\bAP\b|SANA|TASS|interfax|anadolu|\bRIA\b",
    "news agency": r"agency|\bnews\b|press|reuters|\bAFP\b|\bAP\b|SANA|TASS|interfax|\bRIA\b",
    "newspaper": r"times|post|journal|daily|tribune|guardian|observer|herald|news|gazette",
    "paper": r"times|post|journal|daily|tribune|guardian|observer|herald|news|gazette",
    "coalition": r"\bcoalition\b",
    "council": r"\bcouncil\b",
    "committee": r"\bcommittees?\b",
    "commission": r"\bcommission\b",
    "organisation": r"organi[sz]ation|union|society|observatory|doctors|médecins|médecins",
    "organization": r"organi[sz]ation|union|society|observatory|doctors|médecins",
    "army": r"\barmy\b",
    "military": r"\b(?:military|army|armed forces)\b",
    "front": r"\bfront\b",
    "party": r"\bparty\b",
    "government": r"\bgovernment\b",
    "charity": r"charity|society|relief|medical|doctors|aid|children|crescent|cross",
    "union": r"\bunion\b",
    "network": r"\bnetwork\b",
    "command": r"\bcommand\b",
    "brigade": r"\bbrigades?\b",
    "centre": r"\bcent(?:re|er)\b",
    "center": r"\bcent(?:re|er)\b",
    "department": r"\bdepartment\b",
    "campaign": r"\bcampaign\b",
    "office": r"\boffice\b",
    "administration": r"\badministration\b",
}
AGAIN = {"source", "official", "spokesman", "spokeswoman", "spokesperson", "witness", "resident",
         "activist", "commander", "doctor", "minister", "president", "general", "statement",
         "officer", "diplomat", "lawyer", "analyst", "leader", "governor", "mayor", "envoy",
         "correspondent", "reporter", "group", "man", "woman", "report"}  # fmt: skip


@dataclass(slots=True)
class Known:
    """What the document has said of its sources so far, and the bodies that persons speak for."""

    bodies: dict[str, str] = field(default_factory=dict)  # person (full) -> body
    heard: list[tuple[int, Source]] = field(default_factory=list)  # word position, source


def read_bodies(syntax: Syntax, names: Names) -> dict[str, str]:
    """Persons who are said to speak for, or to head, a body: person to body, by full names."""
    out: dict[str, str] = {}
    for person in names.names:
        if person.kind != "person" or person.full in out:
            continue
        body = _body_after(syntax, names, person) or _body_before(syntax, names, person)
        if body:
            out[person.full] = body
    return out


def _body_after(syntax: Syntax, names: Names, person: Name) -> str | None:
    """ "NAME, a spokesman for the BODY", "NAME, who heads the BODY", "NAME of the BODY"."""
    start = syntax.end(person.high - 1)
    hit = re.match(
        rf"[\s,]*(?:who (?:is|was|heads?|runs?|directs?|leads?)\s*)?(?:a|the|its|an|chief|deputy|"
        rf"senior|main|official|military|\s)*(?:(?:{SPEAKS_FOR})|(?:{HEADS}))?\s*"
        rf"(?:for|of|at|with)?\s*(?:the\s+)?",
        syntax.text[start : start + 120],
        re.I,
    )
    if not hit or not re.search(
        rf"{SPEAKS_FOR}|{HEADS}|who (?:heads|runs|directs|leads)", hit[0], re.I
    ):
        return None
    return _body_at(
        syntax, names, start + hit.end(), official=bool(re.search(SPEAKS_FOR, hit[0], re.I))
    )


def _body_at(syntax: Syntax, names: Names, offset: int, *, official: bool) -> str | None:
    i = syntax.words.at(offset)
    for name in names.names:
        if i <= name.low <= i + 4 and name.kind in ("organisation", "armed group"):
            return names.expand(name.full) or name.full
    run = RUN.match(syntax.text, offset)
    if run:
        return run[0]
    monitor = re.match(
        r"[\w-]*\s*(?:based )?(?:monitor\w*|observatory|group|watchdog)\b",
        syntax.text[offset : offset + 60],
        re.I,
    )
    if monitor:
        word = monitor[0].split()[-1]
        pattern = re.compile(STANDS_FOR.get(word.lower(), STANDS_FOR["monitor"]), re.I)
        found = next((n for n in names.capitalised() if pattern.search(n)), None)
        if found:
            return found
    if official and i < len(syntax.words):
        head = _phrase_head(syntax, i, min(i + 6, len(syntax.words)))
        low, high = syntax.phrase(head)
        text = _clean(syntax.slice(max(low, i), high))
        return text if len(text) > 2 else None
    return None


def _body_before(syntax: Syntax, names: Names, person: Name) -> str | None:
    """ "BODY spokesman NAME", "spokesman for the BODY, NAME", "BODY director NAME"."""
    start = syntax.start(person.low)
    before = syntax.text[max(0, start - 110) : start]
    hit = re.search(
        rf"(?:{SPEAKS_FOR})[\s,]*(?:for|of)\s+(?:the\s+)?(.{{3,60}}?)[\s,]*$", before, re.I
    )
    if hit:
        at = start - len(before) + hit.start(1)
        return _body_at(syntax, names, at, official=True)
    hit = re.search(rf"(?:{HEADS})[\s,]*(?:for|of)\s+(?:the\s+)?(.{{3,60}}?)[\s,]*$", before, re.I)
    if hit:
        return _body_at(syntax, names, start - len(before) + hit.start(1), official=False)
    hit = re.search(
        rf"(\S+(?:\s+\S+){{0,4}}?)\s+(?:(?:chief|deputy|main|military|official)\s+)?"
        rf"((?:{SPEAKS_FOR})|(?:{HEADS}))\s*$", before, re.I,
    )  # fmt: skip
    if not hit:
        return None
    last = syntax.words.at(start - len(before) + hit.end(1) - 1)
    holder = names.at(last)
    if holder and holder.kind in ("organisation", "armed group"):
        return names.expand(holder.full) or holder.full
    expanded = names.expand(hit[1].split()[-1]) if hit[1].split()[-1][:1].isupper() else None
    if expanded and re.search(STANDS_FOR["monitor"], expanded, re.I):
        return expanded
    if re.search(SPEAKS_FOR, hit[2], re.I):
        low = last
        while low > 0 and syntax.word(low - 1)[:1].isupper() and last - low < 4:
            low -= 1
        text = _clean(syntax.slice(low, last + 1))
        return text if text[:1].isupper() else None
    return None


def resolve(
    document: str, syntax: Syntax, names: Names, known: Known, low: int, high: int
) -> Source:
    """The source that words low..high stand for; remembers it in `known`."""
    span = Span(document, syntax.start(low), syntax.end(high - 1))
    source = _resolve(span, syntax, names, known, (low, high))
    known.heard.append((low, source))
    return source


def _resolve(span: Span, syntax: Syntax, names: Names, known: Known, at: tuple[int, int]) -> Source:
    low, high = at
    text = _clean(syntax.slice(low, high))
    first = text.lower()
    if first in PRONOUNS:
        return _pronoun(span, syntax, names, known, low)
    if first in UNNAMED or not text:
        return Source(None, span)
    inside = names.within(low, high)
    head = _phrase_head(syntax, low, high)
    person = next(
        (n for n in inside if n.kind == "person" and _is_head(syntax, n, head, low)), None
    )
    if person:
        body = known.bodies.get(person.full)
        return Source(body or person.full, span, person.full if body else None)
    spoken = _spokesman_of(syntax, names, low, high)
    if spoken:
        return Source(spoken, span)
    body_name = next(
        (n for n in inside
         if n.kind in ("organisation", "armed group") and _is_head(syntax, n, head, low)), None,
    )  # fmt: skip
    if body_name:
        return Source(_full_body(body_name, syntax), span)
    definite = _definite(text, names, known, low)
    if definite:
        return Source(definite.name, span, definite.person)
    if (
        RUN.search(text) is None
        and re.match(r"(?:the )?[A-Z]\w+$", text)
        and not _is_place(names, text)
    ):
        expanded = names.expand(text)
        if expanded:
            return Source(expanded, span)
    paper = re.match(
        r"([A-Z].*?)(?:['’]s?|(?<=[A-Z])s)?\s+(?:statement|communiqu[eé]|bulletin)$", text
    )
    if paper:
        return Source(paper[1], span)
    return Source(text, span)


def _is_place(names: Names, text: str) -> bool:
    name = names.like(text)
    return name is not None and name.kind in ("place", "person")


def _clean(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,.;:–—-\"“”‘’'")
    text = re.sub(r"(?:['’]s)$", "", text)
    return re.sub(r"\b([A-Z]{2,})s$", r"\1", text)  # "SANAs": the apostrophe was lost


def _phrase_head(syntax: Syntax, low: int, high: int) -> int:
    """The word of low..high whose own head lies outside, nominal ones first."""
    outside = [i for i in range(low, high) if not low <= int(syntax.head[i]) < high]
    nominal = [i for i in outside if syntax.pos[i] in {"NOUN", "PROPN", "PRON"}]
    return (nominal or outside or [high - 1])[0]


GENERIC = re.compile(
    r"\b(group|monitor|watchdog|agency|newspaper|paper|organi[sz]ation|ngo|charity|network|"
    r"website|channel|outlet|broadcaster|service|workers|body|militia|forces|tv|television|news|"
    r"media|organ|movement|party|alliance|coalition)\b",
    re.I,
)


def _is_head(syntax: Syntax, name: Name, head: int, low: int) -> bool:
    """Whether a name is the phrase's head, or stands beside a generic head ("the agency SANA")."""
    if name.low <= head < name.high:
        return True
    relation = {syntax.rel[i] for i in range(name.low, name.high) if int(syntax.head[i]) == head}
    if relation & {"appos", "flat"}:
        return True
    between = syntax.slice(min(head, name.low), max(head + 1, name.high))
    if name.kind == "person":
        # Titles stand before a person: "Syrian President Bashar al-Assad".
        return head < name.low and not re.search(r"\b(?:of|for|from|in|by|to|with)\b", between)
    beside = not re.search(r"\b(?:of|for|from|in|by|to|at|with|near)\b", between)
    return beside and bool(GENERIC.search(syntax.slice(head, head + 1)))


def _full_body(name: Name, syntax: Syntax) -> str:
    """A body's name with what belongs to it on the left: "Syrian" of "Syrian Defence Ministry"."""
    full = name.full
    if full != name.text:
        return full
    low = name.low
    while low > 0 and syntax.rel[low - 1] in {"amod", "compound"} and (
        syntax.word(low - 1)[:1].isupper() and name.low - low < 2
    ):  # fmt: skip
        low -= 1
    return _clean(syntax.slice(low, name.high)) if low < name.low else full


def _spokesman_of(syntax: Syntax, names: Names, low: int, high: int) -> str | None:
    text = syntax.slice(low, high)
    hit = re.search(rf"(?:{SPEAKS_FOR})\s+(?:for|of)\s+(?:the\s+)?", text, re.I)
    if hit:
        return _body_at(syntax, names, syntax.start(low) + hit.end(), official=True)
    hit = re.match(rf"(?:the|a|an)?\s*(.+?)\s+(?:{SPEAKS_FOR})\b", text, re.I)
    if hit and hit[1][:1].isupper():
        name = names.like(hit[1])
        return name.full if name else _clean(hit[1])
    return None


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
        return next((s for _, s in reversed(known.heard) if s.name), None)
    if head in AGAIN:
        for _, source in reversed(known.heard):
            said = source.person or source.name
            if said and (head in fold(said).split() or (head == "group" and _is_body(said, names))):
                return source
    return None


def _is_body(said: str, names: Names) -> bool:
    name = names.like(said)
    return (name is not None and name.kind in ("organisation", "armed group")) or (
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


def _pronoun(span: Span, syntax: Syntax, names: Names, known: Known, i: int) -> Source:
    """The learned antecedent of a pronoun if it is a source or a name, else the last source."""
    word = syntax.lower(i)
    if word in {"who", "which"} and syntax.head[i] >= 0:
        for up in syntax.ancestors(i):
            if syntax.pos[up] in {"NOUN", "PROPN"}:
                name = names.at(up)
                low, high = syntax.phrase(up)
                return Source(name.full if name else _clean(syntax.slice(low, high)), span)
    person = word in {"he", "she", "him", "her", "his"}
    back = max(0, i - 120)
    scores, none = syntax.words.scores("antecedent", i, back, i)
    ranked = sorted(range(back, i), key=lambda j: -float(scores[j - back]))[:3]
    for j in ranked:
        name = names.at(j)
        if float(scores[j - back]) < none - 2.0:
            break
        if name and name.kind != "place" and (not person or name.kind == "person"):
            body = known.bodies.get(name.full) if name.kind == "person" else None
            return Source(body or name.full, span, name.full if body else None)
    for _, source in reversed(known.heard):
        said = source.person or source.name
        named = names.like(said) if said else None
        is_person = bool(source.person) or (named is not None and named.kind == "person")
        if said and (is_person or not person or _human(said)):
            return Source(source.name, span, source.person)
    before = [n for n in names.names if n.high <= i and n.kind == "person"]
    if person and before:
        body = known.bodies.get(before[-1].full)
        return Source(body or before[-1].full, span, before[-1].full if body else None)
    return Source(None, span)


def _human(said: str) -> bool:
    return bool(fold(said).split()) and fold(said).split()[-1] in AGAIN
