"""MUC-4 messages and their answer keys (Message Understanding Conference 1992).

A key has a template for each incident of a message, of numbered slots. Strings in quotes, parted
by "/", are ways to name one thing; things stand on lines of their own; "?" marks what may be left
out, and so does "(OPTIONAL)" of a whole template. A message of no incident has one template of
"*". Slots used here: 4 incident type, 10 and 11 perpetrator organisation and its confidence,
19 description and 21 number of human targets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SLOT = re.compile(r"^(\d+)\.\s+[A-Z :]+?(?:\s{2,}|\s(?=\*|-$))(.*)$")
STRING = re.compile(r'"((?:\\.|[^"\\])*)"')
Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldOrganisation:
    """Ways to name it, and the confidences that are right."""

    names: Names
    confidences: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldTarget:
    """Ways to name or describe it; bounds of how many (None, None: more than one)."""

    names: Names
    low: float | None
    high: float | None
    optional: bool


@dataclass(slots=True)
class Key:
    """What a message's templates hold together: types with whether each may be left out."""

    types: dict[str, bool] = field(default_factory=dict)
    organisations: list[GoldOrganisation] = field(default_factory=list)
    targets: list[GoldTarget] = field(default_factory=list)


def read_messages(path: Path) -> dict[str, str]:
    """Message texts by their ids ("TST1-MUC3-0001"), each paragraph on a line of its own."""
    pieces = re.split(r"(?m)^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", path.read_text("latin-1"))
    return {i: _unwrapped(text) for i, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def _unwrapped(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n|\n(?= {3})", text.strip())
    return "\n\n".join(" ".join(p.split()) for p in paragraphs) + "\n"


def read_keys(path: Path) -> dict[str, Key]:
    """The keys of a file by message id."""
    out: dict[str, Key] = defaultdict(Key)
    for slots in _templates(path.read_text("latin-1")):
        _add(out[slots[0][0].split()[0]], slots)
    return dict(out)


def _templates(text: str) -> Iterator[dict[int, list[str]]]:
    slots: dict[int, list[str]] = {}
    at = 0
    for line in text.splitlines():
        hit = SLOT.match(line)
        if hit:
            at = int(hit[1])
            if at == 0 and slots:
                yield slots
                slots = {}
            slots[at] = [hit[2].strip()]
        elif slots and line.startswith("   ") and line.strip():
            slots[at].append(line.strip())
    if slots:
        yield slots


def _add(key: Key, slots: dict[int, list[str]]) -> None:
    optional = "OPTIONAL" in slots.get(1, [""])[0]
    for kind in re.split(r"\s*/\s*", slots.get(4, ["*"])[0]):
        if kind not in {"*", "-", ""}:
            key.types[kind] = key.types.get(kind, True) and optional
    for line in _entries(slots.get(11) or []):
        names = _strings(line)
        if names:
            held = frozenset(c.strip(" ?") for c in STRING.split(line)[0].rstrip(": ").split("/"))
            _merge_organisation(key, GoldOrganisation(names, held, optional or "?" in line[:2]))
    described: dict[Names, Names] = {}
    for line in _entries(slots.get(19) or []):
        strings = STRING.findall(line)
        if re.search(r'":\s*"', line) and strings:
            described[_strings(line.partition('":')[2])] = _strings(line.partition('":')[0] + '"')
    for line in _entries(slots.get(21) or []):
        names = _strings(line)
        if names:
            more = [d for of, d in described.items() if of & names]
            low, high = _number(STRING.split(line)[0])
            maybe = optional or line.startswith("?")
            _merge_target(key, GoldTarget(names.union(*more), low, high, maybe))


def _entries(lines: list[str]) -> Iterator[str]:
    """Lines with those joined that go on with "/", or after ":"."""
    whole = ""
    for line in lines:
        if whole and (line.startswith("/") or whole.endswith(("/", ":"))):
            whole += " " + line
        else:
            if whole:
                yield whole
            whole = line
    if whole:
        yield whole


def _strings(line: str) -> Names:
    return frozenset(s.replace("\\", "").replace('"', "") for s in STRING.findall(line))


def _number(text: str) -> tuple[float | None, float | None]:
    """The bounds of "3:", "~100:", "23 -:", "6 / 4:", "PLURAL:"."""
    digits = [float(n) for n in re.findall(r"\d+", text)]
    if not digits:
        return None, None
    open_ = re.search(r"\d\s*-\s*:", text)
    return min(digits), None if open_ else max(digits)


def _merge_organisation(key: Key, new: GoldOrganisation) -> None:
    for i, old in enumerate(key.organisations):
        if old.names & new.names:
            key.organisations[i] = GoldOrganisation(
                old.names | new.names,
                old.confidences | new.confidences,
                old.optional and new.optional,
            )
            return
    key.organisations.append(new)


def _merge_target(key: Key, new: GoldTarget) -> None:
    for i, old in enumerate(key.targets):
        if old.names & new.names and (old.low, old.high) == (new.low, new.high):
            key.targets[i] = GoldTarget(
                old.names | new.names, new.low, new.high, old.optional and new.optional
            )
            return
    key.targets.append(new)
