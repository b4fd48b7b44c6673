"""Sides are those the user gives; grades are suggestions over the same accounts."""

from __future__ import annotations

from datetime import date

import pytest

from tellings.align import align
from tellings.align.known import KnownActor, knowing
from tellings.compare import compare_accounts
from tellings.compare.grades import Scheme, suggest_grade
from tellings.domain.accounts import Comparison, Finding, FindingKind
from tellings.domain.reading import Certainty
from tests.align.making import Told, document, figure, reading

FRIDAY, SATURDAY = date(2031, 5, 2), date(2031, 5, 3)
MINISTRY = KnownActor("Vardanian Ministry of Roads", "organisation", side="government")
GAZETTE = KnownActor("Crown Gazette", "organisation", side="government")
FRONT = KnownActor("Orlan Front", "armed group", side="front")


def run(*sources: str, blame: tuple[str, Certainty] | None = None) -> Comparison:
    documents, readings = [], []
    for source in sources:
        body = f"An air strike on Dravik on Friday killed 31 people, {source} said. By Orlan Front."
        d = document(f"Strike on Dravik: {source}", body, outlet=f"{source} Echo",
                     published=SATURDAY)  # fmt: skip
        told = figure(d, "31 people", "killed", 31, 31)
        blames = (blame,) if blame else ()
        documents.append(d)
        readings.append(
            reading(d, Told("air strike", source=source, where="Dravik", day=FRIDAY,
                            figures=(told,), blames=blames))
        )  # fmt: skip
    return compare_accounts(documents, readings, align(documents, readings))


def one_sided(comparison: Comparison) -> list[Finding]:
    return [f for f in comparison.findings if f.kind is FindingKind.TOLD_BY_ONE_SIDE]


def test_all_on_one_side() -> None:
    with knowing([MINISTRY, GAZETTE]):
        found = one_sided(run(MINISTRY.name, GAZETTE.name))
    assert len(found) == 1
    assert "stand on one: government (" in found[0].text
    assert len(found[0].passages) == 2


def test_two_sides_or_one_voice_are_not_one_sided() -> None:
    with knowing([MINISTRY, FRONT]):
        assert not one_sided(run(MINISTRY.name, FRONT.name))
        assert not one_sided(run(MINISTRY.name, "Harbour Watch"))


def test_without_a_table_nobody_has_a_side() -> None:
    assert not one_sided(run(MINISTRY.name, GAZETTE.name))


@pytest.mark.parametrize(
    ("sources", "blame", "scheme", "grade"),
    [
        (("Harbour Watch", "River Watch"), None, Scheme.AIRWARS, "fair"),
        (("Harbour Watch",), None, Scheme.AIRWARS, "weak"),
        (("Orlan Front",), ("Orlan Front", Certainty.CLAIMED), Scheme.AIRWARS, "confirmed"),
        (("Harbour Watch", "River Watch"), None, Scheme.IRAQ_BODY_COUNT, "counted"),
        (("Harbour Watch",), None, Scheme.IRAQ_BODY_COUNT, "provisional"),
    ],
)
def test_a_grade_has_its_reason(
    sources: tuple[str, ...],
    blame: tuple[str, Certainty] | None,
    scheme: Scheme,
    grade: str,
) -> None:
    found = run(*sources, blame=blame)
    suggested = suggest_grade(scheme, found.accounts, found.origins, found.findings)
    assert suggested.grade == grade
    assert any(name in suggested.reason for name in sources)
