"""Who relays: by whom the source was told, cited, or carried; and what was added to the same."""

from __future__ import annotations

import pytest

from tellings.domain.reading import Source
from tellings.read.chains import Relays
from tellings.read.decode import Tagged
from tests.support.parsed import document, named, parsed, words_of

TOLD = (
    "An/DET/det/officer officer/NOUN/nsubj/told told/VERB/root Tarsin/PROPN/compound/Radio "
    "Radio/PROPN/obj/told that/SCONJ/mark/fell Sona/PROPN/nsubj/fell fell/VERB/ccomp/told . | "
    "He/PRON/nsubj/added added/VERB/root more/ADJ/obj/added . | "
    "Dorr/PROPN/nsubj/said said/VERB/root so/ADV/advmod/said ."
)


def chain(relays: Relays, cue: str, said: str, name: str) -> list[str | None]:
    """The names of the chain for a cue and a source by their words."""
    asked, who = (Tagged(*words_of(relays.syntax, w), "x", 0.9) for w in (cue, said))
    return [s.name for s in relays.chain(asked, who, Source(name, None))]


def relays(notation: str) -> Relays:
    syntax = parsed(notation)
    return Relays(document(syntax.text), syntax, named(syntax), [])


def test_who_was_told_relays_and_hears_what_is_added() -> None:
    asked = relays(TOLD)
    assert chain(asked, "told", "An officer", "an officer") == ["Tarsin Radio", "an officer"]
    assert chain(asked, "added", "He", "an officer") == ["Tarsin Radio", "an officer"]
    assert chain(asked, "said", "Dorr", "Dorr") == ["Dorr"]


@pytest.mark.parametrize("hearer", ["reporters", "her", "Dravik"])
def test_not_everybody_who_is_told_relays(hearer: str) -> None:
    asked = relays(TOLD.replace("Tarsin/PROPN/compound/Radio Radio", hearer))
    assert chain(asked, "told", "An officer", "an officer") == ["an officer"]


def test_remarks_are_carried_by_a_medium() -> None:
    asked = relays(
        "Dorr/PROPN/nsubj/said said/VERB/root in/ADP/case/remarks remarks/NOUN/obl/said "
        "carried/VERB/acl/remarks by/ADP/case/Radio Tarsin/PROPN/compound/Radio "
        "Radio/PROPN/obl/carried ."
    )
    assert chain(asked, "said", "Dorr", "Dorr") == ["Tarsin Radio", "Dorr"]


def test_who_speaks_last_in_a_sentence_relays_what_stands_before() -> None:
    asked = relays(
        "A/DET/det/officer officer/NOUN/nsubj/said said/VERB/ccomp/reported Sona/PROPN/nsubj/fell "
        "fell/VERB/ccomp/said Tarsin/PROPN/compound/Radio Radio/PROPN/nsubj/reported "
        "reported/VERB/root ."
    )
    assert chain(asked, "said", "A officer", "an officer") == ["Tarsin Radio", "an officer"]


def test_who_is_no_medium_does_not_relay_by_speaking_last() -> None:
    asked = relays(
        "A/DET/det/officer officer/NOUN/nsubj/said said/VERB/ccomp/added Sona/PROPN/nsubj/fell "
        "fell/VERB/ccomp/said the/DET/det/mayor mayor/NOUN/nsubj/added added/VERB/root ."
    )
    assert chain(asked, "said", "A officer", "an officer") == ["an officer"]


def test_one_source_of_two_verbs_has_one_hearer() -> None:
    asked = relays(
        "Dorr/PROPN/nsubj/told told/VERB/root Tarsin/PROPN/compound/Radio Radio/PROPN/obj/told "
        "that/SCONJ/mark/fell Sona/PROPN/nsubj/fell fell/VERB/ccomp/told adding/VERB/advcl/told "
        "more/ADJ/obj/adding ."
    )
    assert chain(asked, "told", "Dorr", "Dorr") == ["Tarsin Radio", "Dorr"]
    assert chain(asked, "adding", "Dorr", "Dorr") == ["Tarsin Radio", "Dorr"]


def test_what_somebody_carried_out_nobody_carried() -> None:
    asked = relays(
        "Dorr/PROPN/nsubj/denied denied/VERB/root they/PRON/nsubj/carried "
        "carried/VERB/ccomp/denied out/ADP/compound:prt/carried a/DET/det/strike "
        "strike/NOUN/obj/carried blamed/VERB/acl/strike by/ADP/case/VNN VNN/PROPN/obl/blamed ."
    )
    assert chain(asked, "denied", "Dorr", "Dorr") == ["Dorr"]
