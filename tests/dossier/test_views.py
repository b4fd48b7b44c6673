"""What belongs together is laid side by side, weightiest first, and counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.accounts import Comparison, FindingKind
from tellings.dossier import Dossier
from tellings.dossier.views import assemble, view_events
from tests.building import EVENT, MINISTRY, MONITOR, Case, bombing, document, store

CASE = bombing()


def test_an_event_has_its_accounts_documents_and_origins(dossier: Dossier) -> None:
    event = assemble(dossier).events[0]
    assert event.event.id == EVENT
    assert [d.path.split("/")[1] for d in event.documents] == [
        "bulletin.txt",
        "herald.txt",
        "radio.txt",
        "statement.txt",
    ]
    assert event.outlets == (
        "Belmora Herald",
        "Ministry of Defence",
        "Tarsin Radio",
        "VMC Bulletin",
    )
    assert [view.account.voice.source for view in event.accounts] == [
        MONITOR,  # in two documents
        MINISTRY,
        "residents of Belmora",
        None,
    ]
    assert {origin.name for origin in event.origins} == {MONITOR, MINISTRY}
    first = event.accounts[0]
    assert first.origin.name == MONITOR
    assert first.actor is not None
    assert first.actor.name == MONITOR
    assert len(first.documents) == 2
    assert [finding.kind for finding in event.findings] == [FindingKind.FIGURES_DIFFER]


def test_mentions_and_claims_come_in_the_order_of_the_texts(dossier: Dossier) -> None:
    view = assemble(dossier)
    mentions = view.events[0].mentions
    rank = {seen.document.id: n for n, seen in enumerate(view.documents)}
    places = [(rank[m.trigger.document], m.trigger.start) for m in mentions]
    assert places == sorted(places)
    assert len(places) == 5
    for seen in view.documents:
        starts = [claim.content[0].start for claim in seen.claims]
        assert starts == sorted(starts)


def test_copies_are_seen_from_both_sides(dossier: Dossier) -> None:
    view = assemble(dossier)
    bulletin, herald = view.documents[0], view.documents[1]
    assert herald.copies == bulletin.copied_by == CASE.comparison.copies
    assert bulletin.copies == herald.copied_by == ()


def test_the_overview_counts(dossier: Dossier) -> None:
    unread = document("unread.txt", "Not read yet.")
    dossier.add_document(unread)
    view = assemble(dossier)
    overview = view.overview
    assert (overview.documents, overview.unread, overview.refusals) == (6, 1, 1)
    assert (overview.claims, overview.event_mentions) == (8, 6)
    assert (overview.events, overview.shared_events) == (2, 1)
    assert overview.findings == {
        FindingKind.FIGURES_DIFFER: 1,
        FindingKind.AUTHOR_REJECTS: 1,
    }
    assert [finding.kind for finding in view.findings] == [FindingKind.AUTHOR_REJECTS]
    assert view.compared


def test_lookups(dossier: Dossier) -> None:
    view = assemble(dossier)
    event = view.event(EVENT)
    assert event is view.events[0]
    assert view.event("none") is None
    assert view.document(CASE.documents[2].id) is view.documents[2]
    assert view.document("none") is None
    assert {view.event_of[m.id] for m in event.mentions} == {EVENT}


def test_before_the_first_comparison(case: Case, tmp_path: Path) -> None:
    with store(case, tmp_path / "dossier.db", compared=False) as dossier:
        view = assemble(dossier)
    assert not view.compared
    assert view.events == ()
    assert view.overview.claims == 8


@given(st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(random: object) -> None:
    shuffle = random.shuffle  # type: ignore[attr-defined]
    comparison = CASE.comparison
    events, accounts = list(comparison.alignment.events), list(comparison.accounts)
    shuffle(events)
    shuffle(accounts)
    alignment = replace(comparison.alignment, events=tuple(events))
    mixed: Comparison = replace(comparison, alignment=alignment, accounts=tuple(accounts))
    assert view_events(CASE.documents, CASE.readings, mixed) == view_events(
        CASE.documents, CASE.readings, comparison
    )
