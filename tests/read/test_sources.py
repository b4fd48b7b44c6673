from __future__ import annotations

import pytest

from tellings.domain.reading import Source
from tellings.domain.text import Span
from tellings.ingest import from_text
from tellings.read import BuiltinReader
from tellings.read.bodies import read_bodies
from tellings.read.entities import Names
from tellings.read.sources import Asked, Known, resolve
from tellings.read.syntax import Syntax
from tests.support.parsed import Planted, document, named, parsed, words_of

SPOKESMAN = (
    "Ilan/PROPN/nsubj/said Dorr/PROPN/flat/Ilan , a/DET/det/spokesman spokesman/NOUN/appos/Ilan "
    "for/ADP/case/Army the/DET/det/Army Vardanian/ADJ/amod/Army Army/PROPN/nmod/spokesman , "
    "said/VERB/root so/ADV/advmod/said . | He/PRON/nsubj/added added/VERB/root "
    "more/ADJ/obj/added . | Later/ADV/advmod/left Dorr/PROPN/nsubj/left left/VERB/root ."
)
MONITOR = (
    "The/DET/det/Monitor Vardania/PROPN/compound/Monitor Monitor/PROPN/nsubj/said "
    "for/ADP/case/Civilians Civilians/PROPN/nmod/Monitor said/VERB/root so/ADV/advmod/said . | "
    "The/DET/det/monitor monitor/NOUN/nsubj/counted counted/VERB/root nine/NUM/obj/counted . | "
    "The/DET/det/ministry ministry/NOUN/nsubj/denied denied/VERB/root it/PRON/obj/denied ."
)
VMC = ("Vardania Monitor for Civilians", "organisation")


def source(
    syntax: Syntax, names: Names, phrase: str, known: Known | None = None, start: int = 0
) -> Source:
    known = known or Known(read_bodies(syntax, names))
    words = words_of(syntax, phrase, start)
    return resolve(Asked(document(syntax.text), syntax, names, known, *words))


def people(syntax: Syntax) -> Names:
    return named(
        syntax,
        ("Ilan Dorr", "person"),
        ("Vardanian Army", "armed group"),
    )


def test_a_spokesman_is_led_to_the_body_that_he_speaks_for() -> None:
    syntax = parsed(SPOKESMAN)
    names = people(syntax)
    assert read_bodies(syntax, names) == {"Ilan Dorr": "Vardanian Army"}
    found = source(syntax, names, "Ilan Dorr, a spokesman for the Vardanian Army")
    assert (found.name, found.person) == ("Vardanian Army", "Ilan Dorr")
    assert found.span == Span("d1", 0, len("Ilan Dorr, a spokesman for the Vardanian Army"))


@pytest.mark.parametrize(
    "notation",
    [
        "Vardanian/ADJ/amod/Army Army/PROPN/compound/spokesman spokesman/NOUN/nsubj/said "
        "Ilan/PROPN/appos/spokesman Dorr/PROPN/flat/Ilan said/VERB/root so/ADV/advmod/said .",
        "The/DET/det/spokesman spokesman/NOUN/nsubj/said for/ADP/case/Army the/DET/det/Army "
        "Vardanian/ADJ/amod/Army Army/PROPN/nmod/spokesman , Ilan/PROPN/appos/spokesman "
        "Dorr/PROPN/flat/Ilan , said/VERB/root so/ADV/advmod/said .",
        "Ilan/PROPN/nsubj/said Dorr/PROPN/flat/Ilan , who/PRON/nsubj/heads "
        "heads/VERB/acl:relcl/Ilan the/DET/det/Army Vardanian/ADJ/amod/Army Army/PROPN/obj/heads , "
        "said/VERB/root so/ADV/advmod/said .",
    ],
    ids=["BODY spokesman NAME", "spokesman for BODY, NAME", "NAME, who heads BODY"],
)
def test_bodies_are_found_before_and_after_the_person(notation: str) -> None:
    syntax = parsed(notation)
    assert read_bodies(syntax, people(syntax)) == {"Ilan Dorr": "Vardanian Army"}


def test_a_person_without_a_body_stands_for_himself() -> None:
    syntax = parsed(
        "Ilan/PROPN/nsubj/said Dorr/PROPN/flat/Ilan , a/DET/det/baker baker/NOUN/appos/Ilan "
        "in/ADP/case/Dravik Dravik/PROPN/nmod/baker , said/VERB/root so/ADV/advmod/said ."
    )
    names = named(syntax, ("Ilan Dorr", "person"), ("Dravik", "place"))
    found = source(syntax, names, "Ilan Dorr, a baker in Dravik")
    assert (found.name, found.person) == ("Ilan Dorr", None)


def test_a_spokesman_without_a_name_is_led_to_his_body() -> None:
    syntax = parsed(
        "A/DET/det/spokesman spokesman/NOUN/nsubj/spoke for/ADP/case/Coalition "
        "the/DET/det/Coalition "
        "Northern/PROPN/compound/Coalition Coalition/PROPN/nmod/spokesman spoke/VERB/root ."
    )
    names = named(syntax, ("Northern Coalition", "organisation"))
    found = source(syntax, names, "A spokesman for the Northern Coalition")
    assert (found.name, found.person) == ("Northern Coalition", None)


def test_the_monitor_is_led_to_the_monitor_named_before() -> None:
    syntax = parsed(MONITOR)
    names = named(syntax, VMC)
    assert source(syntax, names, "The monitor").name == VMC[0]


def test_what_the_document_does_not_name_stays_as_it_stands() -> None:
    syntax = parsed(MONITOR)
    assert source(syntax, named(syntax, VMC), "The ministry").name == "The ministry"


def test_a_phrase_with_another_demonym_is_another_body() -> None:
    syntax = parsed(
        "The/DET/det/Ministry Vardanian/ADJ/amod/Ministry Ministry/PROPN/nsubj/said "
        "of/ADP/case/Defence Defence/PROPN/nmod/Ministry said/VERB/root so/ADV/advmod/said . | "
        "The/DET/det/ministry Belmoran/ADJ/amod/ministry ministry/NOUN/nsubj/denied "
        "denied/VERB/root it/PRON/obj/denied ."
    )
    names = named(syntax, ("Vardanian Ministry of Defence", "organisation"))
    assert source(syntax, names, "The Belmoran ministry").name == "The Belmoran ministry"


def test_a_pronoun_is_led_to_the_planted_antecedent() -> None:
    notation = (
        "Mira/PROPN/nsubj/met Tollan/PROPN/flat/Mira met/VERB/root Ilan/PROPN/obj/met "
        "Dorr/PROPN/flat/Ilan . | She/PRON/nsubj/said said/VERB/root so/ADV/advmod/said ."
    )
    to_mira = parsed(notation, Planted(points=[("antecedent", "She", "Mira Tollan")]))
    to_ilan = parsed(notation, Planted(points=[("antecedent", "She", "Ilan Dorr")]))
    for syntax, who in ((to_mira, "Mira Tollan"), (to_ilan, "Ilan Dorr")):
        names = named(syntax, ("Mira Tollan", "person"), ("Ilan Dorr", "person"))
        assert source(syntax, names, "She").name == who


def test_he_is_the_person_last_heard_and_keeps_his_body() -> None:
    syntax = parsed(SPOKESMAN)
    names = people(syntax)
    known = Known(read_bodies(syntax, names))
    source(syntax, names, "Ilan Dorr, a spokesman for the Vardanian Army", known)
    again = source(syntax, names, "He", known)
    assert (again.name, again.person) == ("Vardanian Army", "Ilan Dorr")
    assert [s.name for _, s in known.heard] == ["Vardanian Army", "Vardanian Army"]


def test_he_without_anybody_before_is_nobody() -> None:
    syntax = parsed("He/PRON/nsubj/said said/VERB/root so/ADV/advmod/said .")
    assert source(syntax, named(syntax), "He") == Source(None, Span("d1", 0, 2))


def test_who_is_the_noun_that_its_clause_hangs_on() -> None:
    syntax = parsed(
        "A/DET/det/doctor doctor/NOUN/nsubj/left who/PRON/nsubj/said said/VERB/acl:relcl/doctor "
        "so/ADV/advmod/said left/VERB/root ."
    )
    assert source(syntax, named(syntax), "who").name == "A doctor"


def test_the_source_is_the_one_heard_before() -> None:
    syntax = parsed(
        "A/DET/det/source military/ADJ/amod/source source/NOUN/nsubj/spoke spoke/VERB/root . | "
        "The/DET/det/source source/NOUN/nsubj/added added/VERB/root more/ADJ/obj/added ."
    )
    names, known = named(syntax), Known()
    source(syntax, names, "A military source", known)
    assert source(syntax, names, "The source", known).name == "A military source"


@pytest.mark.parametrize("word", ["Some", "Others", "It"])
def test_words_that_name_nobody_give_no_name(word: str) -> None:
    syntax = parsed(f"{word}/PRON/nsubj/said said/VERB/root so/ADV/advmod/said .")
    assert source(syntax, named(syntax), word).name is None


def test_lost_and_kept_apostrophes_are_no_part_of_a_name() -> None:
    syntax = parsed(
        "VMCs/PROPN/nmod:poss/count count/NOUN/nsubj/grew grew/VERB/root . | "
        "Sona/PROPN/nmod:poss/mayor ’ s/PART/case/Sona mayor/NOUN/nsubj/spoke spoke/VERB/root ."
    )
    assert source(syntax, named(syntax), "VMCs").name == "VMC"
    assert source(syntax, named(syntax), "Sona’s").name == "Sona"


def test_titles_before_a_person_leave_the_person() -> None:
    syntax = parsed(
        "Defence/PROPN/compound/Minister Minister/PROPN/nsubj/spoke Mira/PROPN/flat/Minister "
        "Tollan/PROPN/flat/Minister spoke/VERB/root ."
    )
    names = named(syntax, ("Mira Tollan", "person"))
    assert source(syntax, names, "Defence Minister Mira Tollan").name == "Mira Tollan"


def test_a_place_inside_the_phrase_is_not_the_source() -> None:
    syntax = parsed(
        "A/DET/det/doctor doctor/NOUN/nsubj/spoke in/ADP/case/Dravik Dravik/PROPN/nmod/doctor "
        "spoke/VERB/root ."
    )
    names = named(syntax, ("Dravik", "place"))
    assert source(syntax, names, "A doctor in Dravik").name == "A doctor in Dravik"


def test_its_spokesman_speaks_for_the_body_named_before() -> None:
    syntax = parsed(
        "The/DET/det/Army Vardanian/PROPN/compound/Army Army/PROPN/nsubj/denied "
        "denied/VERB/root it/PRON/obj/denied . | "
        "Its/PRON/nmod:poss/spokesman spokesman/NOUN/nsubj/spoke , "
        "Colonel/PROPN/appos/spokesman Ilan/PROPN/flat/Colonel Dorr/PROPN/flat/Colonel , "
        "spoke/VERB/root ."
    )
    names = named(syntax, ("Vardanian Army", "organisation"))
    found = source(syntax, names, "Its spokesman, Colonel Ilan Dorr")
    assert (found.name, found.person) == ("Vardanian Army", "Ilan Dorr")


APPOSED = (
    "The/DET/det/Committees Sona/PROPN/compound/Committees Relief/PROPN/compound/Committees "
    "Committees/PROPN/nsubj/said another/DET/det/group monitoring/NOUN/compound/group "
    "group/NOUN/appos/Committees said/VERB/root so/ADV/advmod/said . | "
    "The/DET/det/agency childrens/NOUN/compound/agency agency/NOUN/nsubj/added "
    "UNKIN/PROPN/appos/agency added/VERB/root more/ADJ/obj/added . | "
    "A/DET/det/official civil/ADJ/amod/official defence/NOUN/compound/official "
    "official/NOUN/nsubj/noted Mira/PROPN/appos/official Tollan/PROPN/flat/Mira "
    "noted/VERB/root it/PRON/obj/noted . | He/PRON/nsubj/wept wept/VERB/root ."
)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The Sona Relief Committees another monitoring group", "Sona Relief Committees"),
        ("The childrens agency UNKIN", "UNKIN"),
        ("A civil defence official Mira Tollan", "Mira Tollan"),
    ],
)
def test_of_a_name_and_a_description_side_by_side_the_name_is_taken(phrase: str, name: str) -> None:
    syntax = parsed(APPOSED)
    assert source(syntax, Names((), syntax.text), phrase).name == name


def test_he_is_the_official_whose_name_was_only_seen_beside_the_office() -> None:
    syntax = parsed(APPOSED)
    names, known = Names((), syntax.text), Known()
    source(syntax, names, "A civil defence official Mira Tollan", known)
    assert source(syntax, names, "He", known).name == "Mira Tollan"


def test_a_preposition_before_a_name_is_no_apposition() -> None:
    syntax = parsed(MONITOR)
    found = source(syntax, named(syntax, VMC), "The Vardania Monitor for Civilians")
    assert found.name == VMC[0]


def test_state_television_is_not_cut_to_its_last_word() -> None:
    syntax = parsed(
        "Vardanian/ADJ/amod/TV state/NOUN/compound/TV TV/PROPN/nsubj/said said/VERB/root "
        "so/ADV/advmod/said ."
    )
    found = source(syntax, Names((), syntax.text), "Vardanian state TV")
    assert found.name == "Vardanian state TV"


def test_the_army_is_no_group_that_calls_itself_an_army_of_something() -> None:
    told = from_text(
        "Raid on Sona\n\nThe Army of Peace holds Sona. Shells hit the town on Friday, and the army "
        "says rebels fired them.",
        "raid.txt",
    )
    claims = BuiltinReader().read(told).claims
    voices = {told.quote(c.content[0]): [s.name for s in c.sources] for c in claims}
    assert voices["rebels fired them"] == ["the army"]
