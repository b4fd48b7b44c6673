"""The dossier that a careful reader would have made of the examples: it scores 1 throughout."""

from __future__ import annotations

import json
from typing import Any

from evaluation.examples import EXPECTED
from evaluation.places import locate
from tests.example_texts import TEXTS

Json = dict[str, Any]


def expected() -> Json:
    """What is expected, read afresh so that a test may change it."""
    loaded: Json = json.loads(EXPECTED.read_text("utf-8"))
    return loaded


class Builder:
    """Turns what is expected into format 1, record by record."""

    def __init__(self, wanted: Json) -> None:
        self.wanted = wanted
        self.mentions: list[Json] = []

    def stretch(self, stem: str, quote: str) -> Json:
        at = locate(TEXTS[stem], quote)
        assert at is not None
        return {"start": at[0], "end": at[1], "text": quote, "document": stem}

    def document(self, stem: str) -> Json:
        known = self.wanted["documents"][stem]
        cuts = [("boilerplate", q) for q in known["boilerplate"]] + known["parts"]
        parts = [{"kind": kind, **self.stretch(stem, q)} for kind, q in cuts]
        return {"id": stem, "path": f"in/{self.wanted['files'][stem]}", "text": TEXTS[stem],
                "parts": parts, "genre": known["genre"], "published": known["published"],
                "outlet": known["outlet"]}  # fmt: skip

    def claim(self, number: int, row: Json) -> Json:
        return {"id": f"c{number}", "document": row["doc"],
                "content": [self.stretch(row["doc"], row["quote"])],
                "sources": [{"text": s} for s in row["sources"]],
                **{k: row[k] for k in ("commitment", "author_stance")}}  # fmt: skip

    def figure(self, row: Json) -> Json:
        voice = None if row["voice"] == "author" else row["voice"]
        return {**self.stretch(row["doc"], row["quote"]), "kind": row["kind"], "low": row["low"],
                "high": row["high"], "qualifier": row["qualifier"],
                "voice": {"source": voice}}  # fmt: skip

    def mention(self, number: int, row: Json) -> Json:
        trigger = self.stretch(row["doc"], row["quote"])
        roles = [{"role": r, "text": row[r]} for r in ("agent", "target") if row[r]]
        when = {"from": row["when"], "to": row["when"]} if row["when"] else None
        where = {"name": row["place"], "text": row["place"]} if row["place"] else None
        return {"id": f"m{number}", "document": row["doc"], "event": row["event"],
                "trigger": trigger, "roles": roles, "when": when, "where": where, "figures": [],
                "voice": {"source": None}}  # fmt: skip

    def event(self, row: Json) -> Json:
        event_id = row["event_id"]
        told = {m["document"] for m in self.mentions if m["event"] == event_id}
        for stem in sorted(set(row["docs"]) - told):  # told by figures or blame alone
            self.mentions.append(self.bare_mention(stem, event_id))
        ids = [m["id"] for m in self.mentions if m["event"] == event_id]
        accounts = [self.account(a) for a in self.wanted["contested"]["accounts"]
                    if a["event_id"] == event_id]  # fmt: skip
        findings = [f for f in self.wanted["findings"] if f["event"] == event_id]
        return {"id": event_id, "mentions": ids, "accounts": accounts, "findings": findings}

    def bare_mention(self, stem: str, event_id: str) -> Json:
        return {"id": f"bare {stem} {event_id}", "document": stem, "event": event_id,
                "trigger": {"start": 0, "end": 0}, "roles": [], "when": None, "where": None,
                "figures": [], "voice": {"source": None}}  # fmt: skip

    def account(self, row: Json) -> Json:
        stem = row["unit_id"]
        return {"voice": {"source": row["voice"]},
                "figures": [{**f, "document": stem} for f in row["figures"]],
                "blames": [{**b, "document": stem} for b in row["blames"]]}  # fmt: skip

    def whole(self) -> Json:
        wanted = self.wanted
        self.mentions = [self.mention(i, r) for i, r in enumerate(wanted["events"])]
        events = [self.event(e) for e in wanted["contested"]["events"]]
        return {
            "documents": [self.document(s) for s in wanted["files"]],
            "claims": [self.claim(i, r) for i, r in enumerate(wanted["claims"])],
            "figures": [self.figure(r) for r in wanted["figures"]],
            "labels": [{**self.stretch(r["doc"], r["quote"]), "polarity": r["polarity"]}
                       for r in wanted["labels"]],
            "event_mentions": self.mentions,
            "events": events,
            "findings": [f for f in wanted["findings"] if f["event"] is None],
        }  # fmt: skip


def perfect() -> Json:
    """That dossier in format 1, as far as the score reads it."""
    return Builder(expected()).whole()
