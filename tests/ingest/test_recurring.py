"""What stands on page after page of one outlet is the page's."""

from dataclasses import replace
from itertools import pairwise

from tellings.domain.text import Document, PartKind
from tellings.ingest import from_text
from tellings.ingest.recurring import mark_recurring

SLOGAN = "Harbour Post, read in forty countries and by both sides"
BACKGROUND = (
    "The war in the valley began two winters ago, when the Northern Front closed the bridge."
)


def report(number: int, *lines: str, outlet: str | None = "Harbour Post") -> Document:
    text = "\n\n".join(
        (
            f"Report {number} from Dravik",
            f"Shells fell on quarter {number} of the town on Monday, and {number + 2} people died, "
            "the Vardania Monitor for Civilians said in the evening.",
            *lines,
            f"The road out of quarter {number} was closed, and people walked to Sona in the rain.",
        )
    )
    return replace(from_text(text, f"{number}.txt"), outlet=outlet)


def boilerplate(document: Document) -> list[str]:
    return [document.quote(p.span) for p in document.parts if p.kind is PartKind.BOILERPLATE]


def test_a_line_of_most_pages_is_the_pages() -> None:
    changed = mark_recurring([report(n, SLOGAN) for n in range(4)])
    assert [boilerplate(d) for d in changed] == [[SLOGAN]] * 4
    for document in changed:
        kept = "".join(document.quote(p.span) for p in document.parts)
        assert "".join(kept.split()) == "".join(document.text.split())
        spans = [p.span for p in document.parts]
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_background_that_some_reports_repeat_is_theirs() -> None:
    documents = [report(n, *([BACKGROUND] if n < 3 else [])) for n in range(8)]
    assert mark_recurring(documents) == ()


def test_other_outlets_and_unknown_ones_are_left_alone() -> None:
    assert mark_recurring([report(n, SLOGAN, outlet=f"Post {n}") for n in range(4)]) == ()
    assert mark_recurring([report(n, SLOGAN, outlet=None) for n in range(4)]) == ()


def test_copies_of_one_report_are_not_emptied() -> None:
    assert mark_recurring([replace(report(1), id=f"{n:016}") for n in range(4)]) == ()


def test_marking_again_changes_nothing() -> None:
    changed = mark_recurring([report(n, SLOGAN) for n in range(4)])
    assert mark_recurring(changed) == ()
