"""What an address asks for, checked: filters and the page of a list. Empty fields say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final

from fastapi import Query as Fields
from pydantic import BaseModel, Field, model_validator

from tellings.domain.accounts import FindingKind
from tellings.dossier import Query, Sought
from tellings.report import Chosen
from tellings.web.editions import Edition

LONGEST: Final = 300  # characters of one field
LAST_PAGE: Final = 100_000
EVENTS: Final = 50  # events on one page
HITS: Final = 20  # hits on one page
MOST: Final = 20_000  # rows of one sheet

Text = Annotated[str, Field(max_length=LONGEST)]


class _Asked(BaseModel):
    """Fields of an address; one that is left empty is as good as not there."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, fields: Any) -> Any:
        if not isinstance(fields, Mapping):
            return fields
        return {name: value for name, value in fields.items() if value not in ("", None)}


class Filters(_Asked):
    """What events, documents, claims or actors are narrowed by; all that is set must hold."""

    q: Text = Field("", description="words that must occur")
    outlet: Text | None = Field(None, description="name of an outlet")
    actor: Text | None = Field(None, description="name or id of an actor")
    place: Text | None = Field(None, description="name of a place")
    since: date | None = Field(None, description="first day")
    until: date | None = Field(None, description="last day")
    finding: FindingKind | None = Field(None, description="kind of finding")
    page: int = Field(1, ge=1, le=LAST_PAGE, description="page of the list, from 1")


class SearchFilters(Filters):
    """The same, and what is searched."""

    kind: Sought = Field(Sought.DOCUMENTS, description="what is searched")


AskedEvents = Annotated[Filters, Fields()]
AskedSearch = Annotated[SearchFilters, Fields()]

NOBODY: Final = "-"  # stands for an actor of whom the dossier does not know


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a list is shown, and how many there are."""

    page: int
    last: int

    @classmethod
    def of(cls, page: int, total: int, most: int) -> Pages:
        """Of `total` things, `most` on each page."""
        return cls(page, max(1, -(-total // most)))


def actor_id(name: str | None, edition: Edition) -> str | None:
    """The id of an actor who is given by id or by any of his names; `NOBODY` where none is."""
    if name is None or name in edition.shelf.actors:
        return name
    return edition.actor_ids.get(" ".join(name.split()).casefold(), NOBODY)


def chosen_events(asked: Filters, edition: Edition, *, whole: bool = False) -> Chosen:
    """The events asked for: one page of them, or the whole list."""
    return Chosen(
        outlet=asked.outlet,
        actor=actor_id(asked.actor, edition),
        place=asked.place,
        since=asked.since,
        until=asked.until,
        finding=asked.finding,
        words=asked.q or None,
        first=0 if whole else (asked.page - 1) * EVENTS,
        most=MOST if whole else EVENTS,
    )


def searched(asked: SearchFilters, edition: Edition, *, whole: bool = False) -> Query:
    """The search asked for: one page of hits, or all of them."""
    return Query(
        words=asked.q,
        kind=asked.kind,
        outlet=asked.outlet,
        actor=actor_id(asked.actor, edition),
        place=asked.place,
        since=asked.since,
        until=asked.until,
        finding=asked.finding,
        first=0 if whole else (asked.page - 1) * HITS,
        most=MOST if whole else HITS,
    )


def counted(asked: SearchFilters, edition: Edition) -> Query:
    """The same search, only to be counted."""
    return replace(searched(asked, edition), first=0, most=0)


def fields_of(asked: Filters) -> dict[str, str]:
    """The fields of an address that asks for the same, without the page."""
    said = asked.model_dump(mode="json", exclude={"page"}, exclude_defaults=True)
    return {name: str(value) for name, value in said.items()}
