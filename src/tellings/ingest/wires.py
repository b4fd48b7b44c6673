"""Credits: the agency a text names as where it comes from ("--Reuters", "(AFP)", "Source: X")."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KNOWN = (
    "Reuters|AFP|AP|Associated Press|Agence France-Presse|UPI|DPA|EFE|ANSA|Xinhua|TASS|Itar-Tass"
    "|Interfax|RIA Novosti|Sputnik|Anadolu Agency|Anadolu|Bloomberg|PTI|IANS|ANI|Kyodo|Yonhap"
    "|SANA|WAFA|MENA|Petra|IRNA|ISNA|FARS|Tasnim|Mehr|Press TV|NNA|BNA|WAM|KUNA|SPA|QNA|PA|AAP"
    "|Ukrinform|UNIAN|APA|Trend|Armenpress|Belga|ANP|APTN|CNA|Jiji|Antara|Bernama|Al Jazeera"
)
_CANONICAL = {name.casefold(): name for name in _KNOWN.split("|")}
_WIRE = rf"(?:{_KNOWN}|REUTERS|Afp|XINHUA|Tass|[Aa]gencies|AGENCIES)(?![\w-])"
_PROPER = r"[A-Z][\w.&'’-]*(?: (?:of|for|and|the|de|agencies|[A-Z][\w.&'’-]*)){0,5}"
_BODY = (
    r"(?:News|Agency|Agence|Press|Radio|TV|Television|Times|Herald|Post|Media|Wire|Service|Agencies"
    r"|agencies)"
)
_WIRES = rf"{_WIRE}(?:(?:/|, | and |-){_WIRE})*"
_SENTENCE_END = r"(?<=[.!?\"'”’»)\]])"

_LEADING = re.compile(rf"[(\[]?(?P<name>{_WIRES})[)\]]?")
# "TARSIN, 3 May (Reuters) - ": the place may be in capitals or not, and the dash may be lost
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][\w'’-]*(?:[ /,]+[A-Z][\w'’.-]*){{0,4}})(?:,? [^()]{{0,20}})? ?"
    rf"\((?P<name>{_WIRES}|[A-Z][\w.& -]{{1,40}}?)\)"
    r"(?P<dash> ?[-–—:]+|(?= [A-Z\"“‘']))"
)


def _is_dashed(tail: str) -> bool:
    return "-" in tail or "–" in tail or "—" in tail


def _is_bracketed(tail: str) -> bool:
    return tail.rstrip(".\n").endswith((")", "]"))


def _is_sourced(tail: str) -> bool:
    return "source" in tail.casefold()


_TRAILING = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (_is_dashed, rf"(?:\s|{_SENTENCE_END})(?:-+|–|—)\s?(?P<name>{_WIRES})\.?$"),
        (_is_dashed, rf"{_SENTENCE_END}\s*(?:--+|–|—)\s?(?P<name>{_PROPER})\.?$"),
        (
            _is_dashed,
            rf"{_SENTENCE_END}\s*-\s?(?P<name>(?:{_PROPER} )?{_BODY}|[A-Z]{{2,7}})\.?$",
        ),
        (
            _is_bracketed,
            rf"{_SENTENCE_END}\s*[(\[](?i:source|with|via)s?:? (?P<name>{_PROPER})[)\]]\.?$",
        ),
        (
            _is_bracketed,
            rf"{_SENTENCE_END}\s*[(\[](?P<name>{_WIRES}|{_PROPER} {_BODY})[)\]]\.?$",
        ),
        (_is_sourced, rf"(?:^|{_SENTENCE_END}\s*)(?i:sources?):? (?P<name>{_PROPER})\.?$"),
    )
)
"""How a credit closes a text, each with what is then seen at once: to look costs far less."""
_CONTRIBUTED = re.compile(
    rf"(?:{_SENTENCE_END}\s*|^)(?:(?:{_WIRE}|{_PROPER}) contributed"
    r"(?: to this (?:report|story|article))?"
    r"|\(?(?:Additional |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by .{3,200})\.?\)?$"
)
_MAX_CREDIT = 320


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit and its half-open offsets. `name` is None where people are credited, not a wire."""

    name: str | None
    start: int
    end: int


def leading(text: str, start: int, end: int) -> Credit | None:
    """A known agency named exactly at `start`, as below a headline."""
    match = _LEADING.match(text, start, end)
    return Credit(canonical(match["name"]), start, match.end()) if match else None


def dateline(text: str, start: int, end: int) -> Credit | None:
    """A dateline at `start` that names an agency: "TARSIN (Reuters) -"."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    if not match or not (match["dash"] or canonical(match["name"]) in _CANONICAL.values()):
        return None
    return Credit(canonical(match["name"]), start, match.end())


def trailing(text: str, start: int, end: int) -> Credit | None:
    """A credit that closes the stretch from `start` to `end`."""
    floor = max(start, end - _MAX_CREDIT)
    tail = text[floor:end]
    for pattern in (p for sign, p in _TRAILING if sign(tail)):
        if match := pattern.search(tail):
            at = floor + match.start() + len(match[0]) - len(match[0].lstrip())
            return Credit(canonical(match["name"]), at, end)
    contributed = "contributed" in tail or "ing by " in tail
    if contributed and (match := _CONTRIBUTED.search(tail)):
        return Credit(None, floor + match.start() + len(match[0]) - len(match[0].lstrip()), end)
    return None


def canonical(name: str) -> str:
    """The usual spelling of an agency's name ("REUTERS" is Reuters)."""
    name = name.strip(" .-–—")
    return _CANONICAL.get(name.casefold(), name)
