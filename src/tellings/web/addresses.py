"""Where the links of the workbench lead: an address for every view, event, actor and passage."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode


class Addresses:
    """Addresses below the root of the workbench. They can be kept, and sent to a colleague."""

    def overview(self) -> str:
        return "/"

    def events(self) -> str:
        return "/events"

    def event(self, id: str) -> str:
        return f"/events/{_part(id)}"

    def actors(self) -> str:
        return "/actors"

    def actor(self, id: str) -> str:
        return f"/actors/{_part(id)}"

    def sources(self) -> str:
        return "/sources"

    def documents(self) -> str:
        return "/documents"

    def document(self, id: str) -> str:
        return f"/documents/{_part(id)}"

    def passage(self, key: str) -> str:
        document, start, end = key.rsplit(".", 2)
        return f"{self.document(document)}#{start}.{end}"


def with_query(path: str, fields: Mapping[str, object]) -> str:
    """The path with the fields that say something, in the order given."""
    said = {name: value for name, value in fields.items() if value not in (None, "")}
    return f"{path}?{urlencode(said)}" if said else path


def _part(id: str) -> str:
    return quote(id, safe="")
