"""Who speaks for whom: persons and the bodies that they speak for, or head."""

from __future__ import annotations

import re

from tellings.read.entities import RUN, Name, Names
from tellings.read.syntax import Syntax, clean

SPEAKS_FOR = r"spokes(?:man|woman|person|people|men)|mouthpiece|press (?:secretary|officer|office)"
HEADS = r"director|head|chief|founder|chairman|chairwoman|chair|coordinator|manager|boss"
BODIES = ("organisation", "armed group")
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
    "aid group": r"charity|society|relief|medical|doctors|médecins|aid|children|crescent|cross",
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
    return body_at(
        syntax, names, start + hit.end(), official=bool(re.search(SPEAKS_FOR, hit[0], re.I))
    )


def body_at(syntax: Syntax, names: Names, offset: int, *, official: bool) -> str | None:
    """The body whose name, or description, begins at `offset` or a few words on."""
    i = syntax.words.at(offset)
    run = RUN.match(syntax.text, offset)
    for name in names.names:
        if i <= name.low <= i + 4 and name.kind in BODIES:
            if run and syntax.end(name.high - 1) < run.end():
                break  # only a part of the name is tagged
            return names.expand(name.full) or name.full
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
        head = syntax.head_of(i, min(i + 6, len(syntax.words)))
        low, high = syntax.phrase(head)
        text = clean(syntax.slice(max(low, i), high))
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
        return body_at(syntax, names, at, official=True)
    hit = re.search(rf"(?:{HEADS})[\s,]*(?:for|of)\s+(?:the\s+)?(.{{3,60}}?)[\s,]*$", before, re.I)
    if hit:
        return body_at(syntax, names, start - len(before) + hit.start(1), official=False)
    hit = re.search(
        rf"(\S+(?:\s+\S+){{0,4}}?)\s+(?:(?:chief|deputy|main|military|official)\s+)?"
        rf"((?:{SPEAKS_FOR})|(?:{HEADS}))\s*$", before, re.I,
    )  # fmt: skip
    if not hit:
        return None
    last = syntax.words.at(start - len(before) + hit.end(1) - 1)
    holder = names.at(last)
    if holder and holder.kind in BODIES:
        return names.expand(holder.full) or holder.full
    expanded = names.expand(hit[1].split()[-1]) if hit[1].split()[-1][:1].isupper() else None
    if expanded and re.search(STANDS_FOR["monitor"], expanded, re.I):
        return expanded
    if re.search(SPEAKS_FOR, hit[2], re.I):
        low = last
        while low > 0 and syntax.word(low - 1)[:1].isupper() and last - low < 4:
            low -= 1
        text = clean(syntax.slice(low, last + 1))
        return text if text[:1].isupper() else None
    return None
