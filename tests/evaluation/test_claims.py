"""The rules by which claims are matched and counted."""

from __future__ import annotations

from typing import Any

from evaluation.attribution import Table
from evaluation.claims import add_classes, macro, pairs, score_claims, stretch
from tellings.domain.reading import Claim, ClaimKind, Commitment, Source, Stance
from tellings.domain.text import Span

TEXT = "The ministry told Tarsin Radio that nine people died, and that the mill burned."


def gold(content: str, chain: list[str]) -> dict[str, Any]:
    return {
        "source": {"quote": "The ministry", "name": chain[-1], "person": None},
        "chain": chain, "content": [{"quote": content}], "inside": None,
        "commitment": "asserted", "author_stance": "reports",
    }  # fmt: skip


def claim(content: str, *sources: str) -> Claim:
    at = TEXT.index(content)
    return Claim(
        content, tuple(Source(s, None) for s in sources), None,
        (Span("d", at, at + len(content)),), ClaimKind.INDIRECT,
        Commitment.ASSERTED, Stance.REPORTS,
    )  # fmt: skip


def test_the_claim_nearest_in_length_that_covers_enough_is_taken() -> None:
    wide, tight = claim("nine people died, and that the mill burned"), claim("nine people died")
    found = pairs(TEXT, [gold("nine people died", ["ministry"])], [wide, tight])
    assert found[0].found is tight
    assert pairs(TEXT, [gold("nine people died", ["ministry"])], [claim("died")])[0].found is None


def test_a_chain_is_right_only_with_all_its_links() -> None:
    rows = [gold("nine people died", ["Tarsin Radio", "ministry"])]
    whole = claim("nine people died", "Tarsin Radio", "The ministry")
    short = claim("nine people died", "The ministry")
    for made, exact in ((whole, 1), (short, 0)):
        table = score_claims([(pairs(TEXT, rows, [made]), 1, 1)])
        assert table.rows["nested: chain exact"].hit == exact
        assert table.rows["with the right source"].hit == 1


def test_macro_f1_is_the_mean_over_the_classes_of_gold() -> None:
    table = Table()
    add_classes(table, "stance", [("reports", "reports"), ("rejects", "reports")])
    assert table.rows["stance: accuracy"].f1 == 0.5
    assert macro(table, "stance") == (2 / 3 + 0) / 2


def test_a_quote_is_found_at_its_given_occurrence() -> None:
    assert stretch("said he said", {"quote": "said", "occurrence": 1}) == (8, 12)
    assert stretch("said", {"quote": "said", "occurrence": 1}) is None
    assert stretch("said", None) is None
