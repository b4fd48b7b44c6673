"""Where the links of a view lead: anchors in the single file, addresses in the workbench."""

from __future__ import annotations

from typing import Protocol


class Links(Protocol):
    """An href for each kind of place. `key` of a passage is ``document.start.end``."""

    def overview(self) -> str: ...
    def events(self) -> str: ...
    def event(self, id: str) -> str: ...
    def actors(self) -> str: ...
    def actor(self, id: str) -> str: ...
    def sources(self) -> str: ...
    def documents(self) -> str: ...
    def document(self, id: str) -> str: ...
    def passage(self, key: str) -> str: ...


class Anchors:
    """Links within one page: its script draws what the anchor names."""

    def overview(self) -> str:
        return "#overview"

    def events(self) -> str:
        return "#events"

    def event(self, id: str) -> str:
        return f"#event-{id}"

    def actors(self) -> str:
        return "#actors"

    def actor(self, id: str) -> str:
        return f"#actor-{id}"

    def sources(self) -> str:
        return "#sources"

    def documents(self) -> str:
        return "#documents"

    def document(self, id: str) -> str:
        return f"#document-{id}"

    def passage(self, key: str) -> str:
        return f"#document-{key}"
