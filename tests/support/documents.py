"""Small folders of documents to compare."""

from __future__ import annotations

from pathlib import Path

STORIES = {
    "Belmora": "Shells hit the covered market while traders were setting out fish and bread. Six "
    "stalls burned down, and the fire brigade pumped water from the harbour until noon.",
    "Dravik": "A convoy of lorries with flour was caught in crossfire at the northern bridge. "
    "Drivers hid below the embankment; the river road is closed to all traffic.",
    "Sona": "Jets flew low over the school quarter before two bombs fell beside a clinic. Nurses "
    "carried patients into a cellar, and windows broke as far away as the railway station.",
    "Old Quay": "Gunmen opened fire from a roof during a funeral procession. Mourners fled into "
    "the cathedral, where priests barred the doors and tended to those who were bleeding.",
}
PLACES = tuple(STORIES)
SOURCES = ("the Ministry of Defence of Vardania", "the Vardania Monitor for Civilians")


def tell(number: int) -> str:
    """The text of a report; numbers tell of four events, and differ in their tolls and sources."""
    place = PLACES[number % len(PLACES)]
    source = SOURCES[number // len(PLACES) % len(SOURCES)]
    return (
        f"Deadly morning in {place}\n\n"
        f"{10 + number} people were killed in {place} on 4 May 2031, {source} said. "
        f"{STORIES[place]} This is report number {number}.\n"
    )


def write_reports(folder: Path, count: int) -> Path:
    """`count` reports as text files in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"report-{number:02}.txt").write_text(tell(number), "utf-8")
    return folder
