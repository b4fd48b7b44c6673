"""What part of a dossier's events is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tellings.domain.accounts import FindingKind

PAGE = 50


@dataclass(frozen=True, slots=True)
class Chosen:
    """Filters on events, each None where it is not set, and which page of the list.

    `outlet` and `place` are names, `actor` is an id (who speaks, is blamed, or takes part),
    `since` and `until` are inclusive days, `words` stand in the title.
    """

    outlet: str | None = None
    actor: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    finding: FindingKind | None = None
    words: str | None = None
    first: int = 0
    most: int = PAGE

    @property
    def narrows(self) -> bool:
        """Whether any filter is set."""
        filters = (self.outlet, self.actor, self.place, self.since, self.until)
        return any(f is not None for f in (*filters, self.finding, self.words))

    def to_query(self) -> dict[str, str]:
        """The filters that are set, as the fields of an address."""
        fields = {
            "outlet": self.outlet,
            "actor": self.actor,
            "place": self.place,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "finding": self.finding.value if self.finding else None,
            "words": self.words,
        }
        return {name: value for name, value in fields.items() if value is not None}
