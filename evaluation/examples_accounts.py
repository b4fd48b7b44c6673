"""The part of the examples' score that concerns events across documents and their accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from evaluation.floors import Measure
from evaluation.places import locate, shared

Json = dict[str, Any]
Toll = tuple[str, str, float | None, float | None]  # document, kind, low, high
_EMPTY = frozenset({"the", "a", "an", "of", "for", "in", "and", "s", "on", "our", "his", "its"})


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names can mean the same: both absent, one within the other, or half shared."""
    x, y = (set(re.findall(r"\w+", (n or "").casefold())) - _EMPTY for n in (a, b))
    if not x or not y:
        return not x and not y
    return x <= y or y <= x or 2 * len(x & y) >= len(x | y)


def f1(name: str, hit: int, said: int, wanted: int) -> Measure:
    """The harmonic mean of precision and recall; its counts are hits and the mean of the sums."""
    both = (said + wanted) / 2
    return Measure(name, hit, both, hit / both if both else 0.0)


def measure_accounts(
    dossier: Json, expected: Json, stem_of: Mapping[str, str]
) -> Iterator[Measure]:
    """Event pairs, the raids kept apart, figures, blame and findings of the six events."""
    events = expected["contested"]["events"]
    system = {e["id"]: e for e in dossier["events"]}
    told = documents_of(dossier, stem_of)
    home = events_at(dossier, expected, stem_of)
    match = {e["event_id"]: best_event(e, told, home[e["event_id"]]) for e in events}
    yield measure_pairs(events, match, told)
    yield measure_raids(home)
    chosen = {k: system[v] if v else None for k, v in match.items()}
    yield from measure_tolls(expected, chosen, stem_of)
    yield measure_blame(expected, chosen, stem_of)
    yield measure_findings(dossier, expected, chosen)


def documents_of(dossier: Json, stem_of: Mapping[str, str]) -> dict[str, set[str]]:
    """The documents, by stem, that tell of each of the dossier's events."""
    home = {m["id"]: stem_of.get(m["document"]) for m in dossier["event_mentions"]}
    return {e["id"]: {stem for m in e["mentions"] if (stem := home[m])} for e in dossier["events"]}


def events_at(dossier: Json, expected: Json, stem_of: Mapping[str, str]) -> dict[str, set[str]]:
    """For each expected event, the dossier's events (or lone mentions) at its mentions.

    Documents alone would not tell the ceasefire from the raid that the same papers report.
    """
    texts = {stem_of[d["id"]]: d["text"] for d in dossier["documents"] if d["id"] in stem_of}
    mentions: dict[str, list[Json]] = {}
    for mention in dossier["event_mentions"]:
        mentions.setdefault(stem_of.get(mention["document"], ""), []).append(mention)
    found: dict[str, set[str]] = {e["event_id"]: set() for e in expected["contested"]["events"]}
    for wanted in expected["events"]:
        at = locate(texts.get(wanted["doc"], ""), wanted["quote"])
        if wanted["event"] and at:
            found[wanted["event"]] |= {
                m["event"] or m["id"]
                for m in mentions.get(wanted["doc"], [])
                if shared(at, (m["trigger"]["start"], m["trigger"]["end"]))
            }
    return found


def best_event(wanted: Json, told: Mapping[str, set[str]], at_mentions: set[str]) -> str | None:
    """Of the dossier's events at its mentions, the one told by most nearly those documents."""
    docs, passing = set(wanted["docs"]), set(wanted["in_passing"])
    scored = [
        (2 * len(docs & got) / (len(docs) + len(got - passing)), event)
        for event, got in told.items()
        if event in at_mentions and docs & got
    ]
    return min(scored, key=lambda s: (-s[0], s[1]))[1] if scored else None


def measure_pairs(
    events: list[Json], match: Mapping[str, str | None], told: Mapping[str, set[str]]
) -> Measure:
    """Pairs of documents that tell of one event; mentions in passing count neither way.

    A pair is counted for its event, as two documents may share one event and not another.
    """
    hit = said = wanted = 0
    for event in events:
        best = match[event["event_id"]]
        got = (told[best] if best else set()) - set(event["in_passing"])
        gold = set(map(frozenset, combinations(event["docs"], 2)))
        mine = set(map(frozenset, combinations(sorted(got), 2)))
        hit, said, wanted = hit + len(gold & mine), said + len(mine), wanted + len(gold)
    return f1("event pairs", hit, said, wanted)


def measure_raids(home: Mapping[str, set[str]]) -> Measure:
    """Pairs of the events found at the mentions of the one raid on Sona and of the other."""
    first, second = (found for name, found in home.items() if name.startswith("sona-"))
    pairs = [(a, b) for a in first for b in second]
    return Measure("raids kept apart", sum(a != b for a, b in pairs), len(pairs))


def measure_tolls(
    expected: Json, chosen: Mapping[str, Json | None], stem_of: Mapping[str, str]
) -> Iterator[Measure]:
    """Killed and wounded with exact bounds in the accounts of each event, and their voices."""
    hit = said = total = voiced = 0
    for event_id, event in chosen.items():
        wanted = expected_tolls(expected, event_id)
        docs = {a["unit_id"] for a in expected["contested"]["accounts"]
                if a["event_id"] == event_id}  # fmt: skip
        either_way = optional_tolls(expected, event_id) - wanted.keys()
        found = dossier_tolls(event, docs, stem_of)
        got = {toll: names for toll, names in found.items() if toll not in either_way}
        both = wanted.keys() & got.keys()
        hit, said, total = hit + len(both), said + len(got), total + len(wanted)
        voiced += sum(
            any(same_name(mine, name) for mine in got[t] for name in wanted[t]) for t in both
        )
    yield f1("account figures", hit, said, total)
    yield Measure("account voices", voiced, hit)


def expected_tolls(expected: Json, event_id: str) -> dict[Toll, set[str | None]]:
    """Each toll that should be found, with the names of its voices and their speakers."""
    tolls: dict[Toll, set[str | None]] = {}
    for account in expected["contested"]["accounts"]:
        if account["event_id"] != event_id:
            continue
        names = {account["voice"], account["speaker"] or account["voice"]}
        for f in account["figures"]:
            if counts(f) and not f.get("superseded") and not f.get("optional"):
                toll = (account["unit_id"], f["kind"], f["low"], f["high"])
                tolls.setdefault(toll, set()).update(names)
    return tolls


def optional_tolls(expected: Json, event_id: str) -> set[Toll]:
    """Numbers that one reader takes for a toll and another does not, and tolls since revised."""
    return {
        (account["unit_id"], f["kind"], f["low"], f["high"])
        for account in expected["contested"]["accounts"]
        if account["event_id"] == event_id
        for f in account["figures"]
        if f.get("optional") or f.get("superseded")
    }


def dossier_tolls(
    event: Json | None, docs: set[str], stem_of: Mapping[str, str]
) -> dict[Toll, set[str | None]]:
    """Each toll in the event's accounts in those documents, with its voices."""
    tolls: dict[Toll, set[str | None]] = {}
    for account in event["accounts"] if event else ():
        for f in account["figures"]:
            stem = stem_of.get(f["document"])
            if stem in docs and counts(f) and not f.get("superseded"):
                toll = (stem, f["kind"], f["low"], f["high"])
                tolls.setdefault(toll, set()).add(account["voice"]["source"])
    return tolls


def counts(figure: Json) -> bool:
    """Whether a figure is a number of people killed or wounded."""
    return figure["kind"] in ("killed", "wounded") and figure["qualifier"] != "vague"


def measure_blame(
    expected: Json, chosen: Mapping[str, Json | None], stem_of: Mapping[str, str]
) -> Measure:
    """Who is said to have done it, per document (denials aside)."""
    hit = said = total = 0
    for event_id, event in chosen.items():
        open_ = {
            (a["unit_id"], b["actor"])
            for a in expected["contested"]["accounts"]
            if a["event_id"] == event_id
            for b in a["blames"]
            if b["certainty"] != "denied"
        }
        docs = {stem for stem, _ in open_}
        mine = {
            (stem, b["actor"])
            for a in (event["accounts"] if event else ())
            for b in a["blames"]
            if b["certainty"] != "denied" and (stem := stem_of.get(b["document"])) in docs
        }
        total, said = total + len(open_), said + len(mine)
        for stem, actor in sorted(mine):
            match = next(
                (w for w in sorted(open_) if w[0] == stem and same_name(w[1], actor)), None
            )
            if match:
                open_.discard(match)
                hit += 1
    return f1("blame", hit, said, total)


def measure_findings(dossier: Json, expected: Json, chosen: Mapping[str, Json | None]) -> Measure:
    """Expected findings of which the dossier has one of that kind on that event.

    An expected finding on no event may stand anywhere.
    """
    everywhere = [*dossier.get("findings", []), *(f for e in dossier["events"]
                  for f in e["findings"])]  # fmt: skip
    hit = 0
    for wanted in expected["findings"]:
        event = chosen.get(wanted["event"]) if wanted["event"] else None
        pool = everywhere if wanted["event"] is None else (event["findings"] if event else [])
        hit += any(f["kind"] == wanted["kind"] for f in pool)
    return Measure("findings", hit, len(expected["findings"]))
