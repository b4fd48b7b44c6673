"""Score a dossier of the bundled examples against what a careful reader finds in them.

    python -m evaluation.examples [DOSSIER.json]      print the measures
    python -m evaluation.examples ... --gate          and fail where one is below its floor
    python -m evaluation.examples ... --pin           and write them as floors (never lower ones)
    python -m evaluation.examples ... --pin --lower   lowering included

Without DOSSIER.json the examples are compared first. What is expected is not all that could be
found (of claims, events and labels a reader may well find more), so these measures count what of
the expected is found; accounts of the six events are annotated in full and score an F1.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from evaluation.examples_accounts import measure_accounts, same_name
from evaluation.floors import FLOORS, FloorLowered, Measure, digest_of, pin, shortfalls
from evaluation.places import Stretch, locate, shared

Json = dict[str, Any]

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "examples" / "vardania"
EXPECTED = ROOT / "tests" / "examples_expected.json"
BENCHMARK = "examples"
CLAIM_COVER = 0.6
"""A claim is found if a claim's content covers this share of the expected words."""


class Scored:
    """A dossier beside what is expected of it: records by document, passages located."""

    def __init__(self, dossier: Json, expected: Json) -> None:
        self.dossier = dossier
        self.expected = expected
        self.stem_of = {
            d["id"]: PurePath(d["path"]).stem
            for d in dossier["documents"]
            if PurePath(d["path"]).stem in expected["documents"]
        }
        self.documents = {self.stem_of[d["id"]]: d for d in dossier["documents"]
                          if d["id"] in self.stem_of}  # fmt: skip

    def place(self, stem: str, quote: str) -> Stretch | None:
        """Where the quote stands in the dossier's text of that document."""
        document = self.documents.get(stem)
        return locate(document["text"], quote) if document else None

    def records(self, kind: str, stem: str) -> list[Json]:
        """The dossier's claims, event mentions or labels in a document."""
        return [r for r in self.dossier[kind] if self.stem_of.get(r["document"]) == stem]

    @cached_property
    def figures(self) -> list[tuple[str, Json, str | None]]:
        """All figures: the document's stem, the figure, its voice (None: the document)."""
        hung = [
            (self.stem_of.get(m["document"], ""), f, m["voice"]["source"])
            for m in self.dossier["event_mentions"]
            for f in m["figures"]
        ]
        loose = [
            (self.stem_of.get(f["document"], ""), f, (f.get("voice") or {}).get("source"))
            for f in self.dossier.get("figures", [])
        ]
        return hung + loose


def score(dossier: Json, expected: Json) -> tuple[Measure, ...]:
    """All measures of a dossier in format 1."""
    scored = Scored(dossier, expected)
    parts: tuple[Callable[[Scored], Iterator[Measure]], ...] = (
        measure_documents,
        measure_claims,
        measure_figures,
        measure_events,
        measure_labels,
    )
    found = [m for part in parts for m in part(scored)]
    return (*found, *measure_accounts(dossier, expected, scored.stem_of))


def measure_documents(scored: Scored) -> Iterator[Measure]:
    """Documents taken in, passages kept, boilerplate, parts, and what is known of each."""
    expected = scored.expected
    yield Measure("documents", len(scored.documents), len(expected["documents"]))
    rows = [r for p in ("claims", "figures", "events", "labels") for r in expected[p]]
    kept = sum(scored.place(r["doc"], r["quote"]) is not None for r in rows)
    yield Measure("passages kept", kept, len(rows))
    junk = [
        is_junk(scored, stem, quote) == want
        for stem, known in expected["documents"].items()
        for key, want in (("boilerplate", True), ("keep", False))
        for quote in known[key]
    ]
    yield Measure("boilerplate", sum(junk), len(junk))
    parts = [
        part_kind(scored, stem, start) == kind
        for stem, known in expected["documents"].items()
        for kind, start in known["parts"]
    ]
    yield Measure("parts", sum(parts), len(parts))
    for datum in ("genre", "published"):
        known_of = {s: d[datum] for s, d in expected["documents"].items() if d[datum]}
        right = sum(scored.documents.get(s, {}).get(datum) == v for s, v in known_of.items())
        yield Measure(datum, right, len(known_of))
    outlets = {s: d["outlet"] for s, d in expected["documents"].items() if d["outlet"]}
    right = sum(same_name(scored.documents.get(s, {}).get("outlet"), v)
                for s, v in outlets.items())  # fmt: skip
    yield Measure("outlet", right, len(outlets))


def part_kind(scored: Scored, stem: str, quote: str) -> str | None:
    """The kind of the part in which the quote begins."""
    at = scored.place(stem, quote)
    if at is None:
        return None
    parts = scored.documents[stem]["parts"]
    return next((p["kind"] for p in parts if p["start"] <= at[0] < p["end"]), None)


def is_junk(scored: Scored, stem: str, quote: str) -> bool:
    """Whether the quote was left out or stands in a part of boilerplate."""
    at = scored.place(stem, quote)
    return at is None or part_kind(scored, stem, quote) == "boilerplate"


def measure_claims(scored: Scored) -> Iterator[Measure]:
    """Of the expected claims: found; and with source, commitment and author stance right."""
    expected = scored.expected["claims"]
    pairs = [(c, best_claim(scored, c)) for c in expected]
    found = [(c, got) for c, got in pairs if got is not None]
    yield Measure("claims found", len(found), len(expected))
    right = sum(same_name(innermost(got), c["sources"][-1]) for c, got in found)
    yield Measure("claims source", right, len(expected))
    for key in ("commitment", "author_stance"):
        agreed = sum(got[key] == c[key] for c, got in found)
        yield Measure(f"claims {key.replace('_', ' ')}", agreed, len(expected))


def best_claim(scored: Scored, wanted: Json) -> Json | None:
    """The tightest claim whose content covers enough of the expected words."""
    at = scored.place(wanted["doc"], wanted["quote"])
    if at is None:
        return None
    fitting = [
        (sum(c["end"] - c["start"] for c in claim["content"]), claim["id"], claim)
        for claim in scored.records("claims", wanted["doc"])
        if sum(shared(at, (c["start"], c["end"])) for c in claim["content"])
        >= CLAIM_COVER * (at[1] - at[0])
    ]
    return min(fitting, key=lambda f: f[:2])[2] if fitting else None


def innermost(claim: Json) -> str | None:
    """The name of the source that holds the content."""
    return claim["sources"][-1]["text"] if claim["sources"] else None


def measure_figures(scored: Scored) -> Iterator[Measure]:
    """Of the expected figures: found; with exact bounds; those with the right voice."""
    expected = scored.expected["figures"]
    found = bounds = voiced = 0
    for wanted in expected:
        at = scored.place(wanted["doc"], wanted["quote"])
        near = [
            (f, voice)
            for stem, f, voice in scored.figures
            if at and stem == wanted["doc"] and shared(at, (f["start"], f["end"]))
        ]
        same = [
            voice for f, voice in near if (f["low"], f["high"]) == (wanted["low"], wanted["high"])
        ]
        said = None if wanted["voice"] == "author" else wanted["voice"]
        found += bool(near)
        bounds += bool(same)
        voiced += any(same_name(voice, said) for voice in same)
    yield Measure("figures found", found, len(expected))
    yield Measure("figures bounds", bounds, len(expected))
    yield Measure("figures voice", voiced, len(expected))


def measure_events(scored: Scored) -> Iterator[Measure]:
    """Of the expected event mentions: found; with agent, target, place and day right."""
    expected = scored.expected["events"]
    pairs = [(wanted, near_mentions(scored, wanted)) for wanted in expected]
    yield Measure("events found", sum(bool(near) for _, near in pairs), len(expected))
    for key, test in (
        ("agent", has_role("agent")),
        ("target", has_role("target")),
        ("place", stands_at),
        ("when", falls_in),
    ):
        told = [(wanted, near) for wanted, near in pairs if wanted[key]]
        right = sum(any(test(m, wanted[key]) for m in near) for wanted, near in told)
        yield Measure(f"events {key}", right, len(told))


def near_mentions(scored: Scored, wanted: Json) -> list[Json]:
    """The event mentions whose trigger lies in the expected passage."""
    at = scored.place(wanted["doc"], wanted["quote"])
    return [
        m
        for m in scored.records("event_mentions", wanted["doc"])
        if at and shared(at, (m["trigger"]["start"], m["trigger"]["end"]))
    ]


def has_role(role: str) -> Callable[[Json, str], bool]:
    """A test whether a mention has somebody of that name in the role."""

    def test(mention: Json, name: str) -> bool:
        return any(r["role"] == role and same_name(r["text"], name) for r in mention["roles"])

    return test


def stands_at(mention: Json, name: str) -> bool:
    """Whether the mention's place has that name."""
    where = mention["where"]
    return where is not None and (
        same_name(where.get("name"), name) or same_name(where["text"], name)
    )


def falls_in(mention: Json, when: str) -> bool:
    """Whether the mention's first day lies in the expected day, month or year."""
    return mention["when"] is not None and str(mention["when"]["from"]).startswith(when)


def measure_labels(scored: Scored) -> Iterator[Measure]:
    """Of the expected labels: found; and with the right polarity."""
    expected = scored.expected["labels"]
    found = polarity = 0
    for wanted in expected:
        at = scored.place(wanted["doc"], wanted["quote"])
        near = [
            label
            for label in scored.records("labels", wanted["doc"])
            if at and shared(at, (label["start"], label["end"]))
        ]
        found += bool(near)
        polarity += any(label["polarity"] == wanted["polarity"] for label in near)
    yield Measure("labels found", found, len(expected))
    yield Measure("labels polarity", polarity, len(expected))


def material_digest() -> str:
    """The digest that floors are pinned with: what is expected, and the documents."""
    return digest_of([EXPECTED, *(p for p in FOLDER.iterdir() if p.is_file())])


def compare_examples() -> Json:
    """The dossier of the examples as JSON, made afresh."""
    from tellings.dossier import Dossier
    from tellings.export import to_json
    from tellings.pipeline import compare

    with tempfile.TemporaryDirectory() as folder:
        outcome = compare([FOLDER], into=Path(folder) / "dossier.db")
        with Dossier.open(outcome.dossier) as dossier:
            return to_json(dossier)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures; 1 where the gate is shut or a floor would be lowered."""
    parser = argparse.ArgumentParser(prog="evaluation.examples")
    parser.add_argument("dossier", type=Path, nargs="?", help="JSON of tellings export")
    parser.add_argument("--gate", action="store_true", help="fail below a floor")
    parser.add_argument("--pin", action="store_true", help="write the values as floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower a floor")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    chosen = parser.parse_args(arguments)
    dossier = (
        json.loads(chosen.dossier.read_text("utf-8")) if chosen.dossier else compare_examples()
    )
    measures = score(dossier, json.loads(EXPECTED.read_text("utf-8")))
    print("\n".join(map(str, measures)))
    digest = material_digest()
    print(f"material {digest}")
    if chosen.pin:
        try:
            pin(measures, digest, BENCHMARK, lower=chosen.lower, path=chosen.floors)
        except FloorLowered as error:
            print(f"not pinned: {error} (--lower does it all the same)", file=sys.stderr)
            return 1
    missed = shortfalls(measures, digest, BENCHMARK, chosen.floors) if chosen.gate else ()
    for sentence in missed:
        print(f"gate: {sentence}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
