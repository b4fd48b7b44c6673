"""Grades that others give to events, suggested: views over the same accounts, stored nowhere.

Two schemes, each with the reason for its grade. They are suggestions of what those who use the
scheme might say; a person grades. Sources: Airwars, "Methodology" (confirmed, fair, weak,
contested); Iraq Body Count, "Methods" (a death is counted on two independent reports).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tellings.align.parties import parties_of
from tellings.domain.accounts import Account, Finding, FindingKind, Origin, known_origins
from tellings.domain.reading import Certainty


class Scheme(StrEnum):
    """Whose way of grading."""

    AIRWARS = "airwars"
    IRAQ_BODY_COUNT = "iraq-body-count"


@dataclass(frozen=True, slots=True)
class Grade:
    """A suggested grade with its reason, one plain sentence."""

    scheme: Scheme
    grade: str
    reason: str


def suggest_grade(
    scheme: Scheme,
    accounts: Sequence[Account],
    origins: Sequence[Origin],
    findings: Sequence[Finding],
) -> Grade:
    """The grade of one event under a scheme, from its accounts, their origins and its findings."""
    grade, reason = _RULES[scheme](accounts, origins, findings)
    return Grade(scheme, grade, reason)


_Rule = Callable[[Sequence[Account], Sequence[Origin], Sequence[Finding]], tuple[str, str]]


def _airwars(
    accounts: Sequence[Account], origins: Sequence[Origin], findings: Sequence[Finding]
) -> tuple[str, str]:
    for account in accounts:
        for blame in account.blames:
            own = parties_of(account.voice.source or "") & parties_of(blame.actor)
            if blame.certainty is Certainty.CLAIMED and own:
                return "confirmed", f"{blame.actor} is cited as saying that it did it."
    if any(f.kind is FindingKind.BLAME_DIFFERS for f in findings):
        return "contested", "Accounts blame different parties."
    known = known_origins(_telling(accounts), origins)
    names = ", ".join(sorted(o.name for o in known)[:4])
    if len(known) >= 2:
        return "fair", f"{len(known)} independent origins tell of it: {names}."
    if known:
        return "weak", f"One origin is known: {names}."
    return "weak", "No origin is known."


def _iraq_body_count(
    accounts: Sequence[Account], origins: Sequence[Origin], _: Sequence[Finding]
) -> tuple[str, str]:
    with_dead = [a for a in accounts if any(f.kind == "killed" and f.total for f in a.figures)]
    known = known_origins(with_dead, origins)
    names = ", ".join(sorted(o.name for o in known)[:4])
    if len(known) >= 2:
        return "counted", f"{len(known)} independent origins give a number of killed: {names}."
    if known:
        return "provisional", f"One known origin gives a number of killed: {names}."
    return "not counted", "No known origin gives a number of killed."


def _telling(accounts: Sequence[Account]) -> list[Account]:
    """The accounts that do not deny the event."""
    return [a for a in accounts if not a.denies]


_RULES: Mapping[Scheme, _Rule] = {
    Scheme.AIRWARS: _airwars,
    Scheme.IRAQ_BODY_COUNT: _iraq_body_count,
}
