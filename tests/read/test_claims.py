from __future__ import annotations

import pytest

from tellings.domain.reading import Claim, ClaimKind, Commitment, Stance
from tellings.domain.text import Document
from tellings.read.claims import read_claims
from tellings.read.links import link
from tests.support.parsed import Planted, document, named, parsed

SAID = (
    "The/DET/det/ministry ministry/NOUN/nsubj/said said/VERB/root shells/NOUN/nsubj/hit "
    "hit/VERB/ccomp/said Sona/PROPN/obj/hit . | Rebels/NOUN/nsubj/denied denied/VERB/root "
    "the/DET/det/charge charge/NOUN/obj/denied ."
)
SPANS = {
    "source": [("The ministry", "source"), ("Rebels", "source")],
    "cue": [("said", "cue"), ("denied", "cue")],
    "content": [("shells hit Sona", "content"), ("the charge", "content")],
}
LED = (
    ("claim_cue", "shells", "said"),
    ("claim_source", "shells", "The ministry"),
    ("claim_cue", "the charge", "denied"),
    ("claim_source", "the charge", "Rebels"),
)


def read(
    notation: str, planted: Planted, *, headline: str | None = None
) -> tuple[Document, tuple[Claim, ...]]:
    syntax = parsed(notation, planted)
    told = document(syntax.text, headline=headline)
    return told, read_claims(told, syntax, named(syntax))


def drawn(told: Document, claim: Claim) -> tuple[list[str | None], str | None, list[str]]:
    return (
        [s.name for s in claim.sources],
        told.quote(claim.cue) if claim.cue else None,
        [told.quote(c) for c in claim.content],
    )


def test_contents_are_led_to_cue_and_source_by_the_pointers() -> None:
    told, claims = read(SAID, Planted(SPANS, LED))
    assert [drawn(told, c) for c in claims] == [
        (["The ministry"], "said", ["shells hit Sona"]),
        (["Rebels"], "denied", ["the charge"]),
    ]
    assert [c.commitment for c in claims] == [Commitment.ASSERTED, Commitment.DENIED]
    assert all(0 < c.confidence < 1 for c in claims)
    assert claims[0].author_stance is Stance.REPORTS


CHARGED = SAID.replace("said/VERB/root", "revealed/VERB/root").replace(
    "ccomp/said", "ccomp/revealed"
)


def test_the_pointers_decide_not_what_stands_nearest() -> None:
    crossed = (
        ("claim_cue", "shells", "denied"),
        ("claim_source", "shells", "Rebels"),
        ("claim_cue", "the charge", "revealed"),
        ("claim_source", "the charge", "The ministry"),
    )
    spans = SPANS | {"cue": [("revealed", "cue"), ("denied", "cue")]}
    apart = (
        CHARGED.replace("nsubj/said", "nsubj/revealed")
        .replace("revealed/VERB/root ", "revealed/VERB/root then/ADV/advmod/revealed ")
        .replace("denied/VERB/root ", "denied/VERB/root then/ADV/advmod/denied ")
    )
    told, claims = read(apart, Planted(spans, crossed))
    assert [drawn(told, c)[:2] for c in claims] == [
        (["Rebels"], "denied"),
        (["The ministry"], "revealed"),
    ]


def test_a_cue_that_touches_the_content_is_its_cue_whatever_the_pointers_say() -> None:
    crossed = (("claim_cue", "shells", "denied"), ("claim_cue", "the charge", "said"))
    told, claims = read(SAID, Planted(SPANS, crossed))
    assert [drawn(told, c)[:2] for c in claims] == [
        (["The ministry"], "said"),
        (["Rebels"], "denied"),
    ]


def test_a_verb_of_saying_right_before_the_content_is_its_cue() -> None:
    far = (("claim_cue", "shells", "denied"), ("claim_source", "shells", "Rebels"))
    told, claims = read(SAID, Planted(SPANS, far))
    assert drawn(told, claims[0]) == (["The ministry"], "said", ["shells hit Sona"])
    untagged = Planted({"content": [("shells hit Sona", "content")]})
    told, claims = read(SAID, untagged)
    assert drawn(told, claims[0]) == (["The ministry"], "said", ["shells hit Sona"])


def test_the_subject_of_a_passive_cue_does_not_speak() -> None:
    notation = (
        "The/DET/det/mayor mayor/NOUN/nsubj/hurt was/AUX/aux/reported reported/VERB/root "
        "hurt/ADJ/xcomp/reported by/ADP/case/shells shells/NOUN/obl/hurt ."
    ).replace("nsubj/hurt", "nsubj/reported")
    planted = Planted(
        {"cue": [("was reported", "cue")], "content": [("hurt by shells", "content")]},
        (("claim_cue", "hurt", "was reported"),),
    )
    told, claims = read(notation, planted)
    assert [drawn(told, c) for c in claims] == [([], "was reported", ["hurt by shells"])]


def test_the_speaker_of_a_participle_is_the_subject_that_it_hangs_on() -> None:
    notation = (
        "Radio/PROPN/nsubj/raised raised/VERB/root the/DET/det/toll toll/NOUN/obj/raised "
        ", saying/VERB/advcl/raised nine/NUM/nsubj/died died/VERB/ccomp/saying ."
    )
    planted = Planted(
        {"cue": [("saying", "cue")], "content": [("nine died", "content")]},
        (("claim_cue", "nine", "saying"),),
    )
    told, claims = read(notation, planted)
    assert [drawn(told, c)[:2] for c in claims if drawn(told, c)[1] == "saying"] == [
        (["Radio"], "saying")
    ]


def test_a_source_whose_tags_broke_off_goes_on_to_its_noun() -> None:
    notation = (
        "Shells/NOUN/nsubj/hit hit/VERB/ccomp/said Sona/PROPN/obj/hit , said/VERB/root "
        "the/DET/det/head head/NOUN/nsubj/said of/ADP/case/group the/DET/det/group "
        "local/ADJ/amod/group group/NOUN/nmod/head ."
    )
    planted = Planted(
        {
            "source": [("the head of the", "source")],
            "cue": [("said", "cue")],
            "content": [("Shells hit Sona", "content")],
        },
        (("claim_cue", "Shells", "said"), ("claim_source", "Shells", "the head")),
    )
    told, claims = read(notation, planted)
    source = claims[0].source
    assert source is not None
    assert source.span is not None
    assert told.quote(source.span) == "the head of the local group"


def test_without_a_pointer_to_the_source_the_subject_of_the_cue_is_taken() -> None:
    told, claims = read(SAID, Planted(SPANS, [p for p in LED if p[0] == "claim_cue"]))
    assert [drawn(told, c)[0] for c in claims] == [["The ministry"], ["Rebels"]]


def test_a_content_that_points_at_nothing_is_a_claim_of_nobody() -> None:
    planted = Planted({"content": [("shells hit Sona", "content")]})
    told, claims = read(CHARGED.replace("nsubj/said", "nsubj/revealed"), planted)
    assert [drawn(told, c) for c in claims] == [([], None, ["shells hit Sona"])]
    assert claims[0].source is None
    linked = read(SAID, Planted(SPANS, LED))[1][0]
    assert claims[0].confidence < linked.confidence


def test_marks_alone_are_no_content() -> None:
    assert read(SAID, Planted({"content": [(".", "content")]}))[1] == ()


def test_a_cue_that_no_content_points_to_takes_its_complement() -> None:
    planted = Planted({"source": SPANS["source"][:1], "cue": SPANS["cue"][:1]})
    told, claims = read(SAID, planted)
    assert [drawn(told, c) for c in claims] == [(["The ministry"], "said", ["shells hit Sona"])]


def test_pieces_with_one_cue_are_one_content() -> None:
    notation = (
        "Shells/NOUN/nsubj/hit hit/VERB/ccomp/said Sona/PROPN/obj/hit , "
        "Tollan/PROPN/nsubj/said said/VERB/root , and/CCONJ/cc/burned mills/NOUN/nsubj/burned "
        "burned/VERB/conj/hit ."
    )
    spans = {
        "source": [("Tollan", "source")],
        "cue": [("said", "cue")],
        "content": [("Shells hit Sona", "content"), ("and mills burned", "content")],
    }
    points = [
        (f"claim_{head}", piece, word)
        for piece in ("Shells", "and mills")
        for head, word in (("cue", "said"), ("source", "Tollan"))
    ]
    told, claims = read(notation, Planted(spans, points))
    assert [drawn(told, c) for c in claims] == [
        (["Tollan"], "said", ["Shells hit Sona", "and mills burned"])
    ]
    assert claims[0].covers(claims[0].content[1])


def test_a_content_is_cut_where_a_paragraph_ends() -> None:
    syntax = parsed(
        "Shells/NOUN/nsubj/fell fell/VERB/root || Mills/NOUN/nsubj/burned burned/VERB/root",
        Planted({"content": [("Shells fell\n\nMills burned", "content")]}),
    )
    pieces = [syntax.slice(p.low, p.high) for d in link(syntax) for p in d.content]
    assert pieces == ["Shells fell", "Mills burned"]


@pytest.mark.parametrize(
    ("notation", "content", "kind"),
    [
        ("“ We/PRON/nsubj/won won/VERB/ccomp/said ” , Dorr/PROPN/nsubj/said said/VERB/root .",
         "“We won”", ClaimKind.DIRECT),
        ("Dorr/PROPN/nsubj/said said/VERB/root they/PRON/nsubj/were were/VERB/ccomp/said "
         "“ brave/ADJ/xcomp/were ” .", "they were “brave”", ClaimKind.MIXED),
        ("Dorr/PROPN/nsubj/said said/VERB/root they/PRON/nsubj/won won/VERB/ccomp/said .",
         "they won", ClaimKind.INDIRECT),
    ],
)  # fmt: skip
def test_kinds_of_claim(notation: str, content: str, kind: ClaimKind) -> None:
    _, claims = read(notation, Planted({"content": [(content, "content")]}))
    assert [c.kind for c in claims] == [kind]


# ------------------------------------------------------------------------------------- chains
NESTED = (
    "Radio/PROPN/nsubj/reported reported/VERB/root that/SCONJ/mark/said a/DET/det/doctor "
    "doctor/NOUN/nsubj/said said/VERB/ccomp/reported nine/NUM/nsubj/died died/VERB/ccomp/said ."
)


def test_a_claim_within_anothers_content_carries_the_whole_chain() -> None:
    # Contents cannot overlap in one sequence of tags: the inner one comes from its cue.
    spans = {
        "source": [("Radio", "source"), ("a doctor", "source")],
        "cue": [("reported", "cue"), ("said", "cue")],
        "content": [("that a doctor said nine died", "content")],
    }
    points = [("claim_cue", "that a", "reported"), ("claim_source", "that a", "Radio")]
    told, claims = read(NESTED, Planted(spans, points))
    assert [drawn(told, c) for c in claims] == [
        (["Radio"], "reported", ["that a doctor said nine died"]),
        (["Radio", "a doctor"], "said", ["nine died"]),
    ]
    assert claims[0].inside is None
    assert claims[1].inside == claims[0].id
    assert claims[1].source is not None
    assert claims[1].source.name == "a doctor"


def test_who_was_told_relays_what_was_said() -> None:
    notation = (
        "An/DET/det/officer officer/NOUN/nsubj/told told/VERB/root Tarsin/PROPN/compound/Radio "
        "Radio/PROPN/obj/told nine/NUM/nsubj/died died/VERB/ccomp/told ."
    )
    spans = {
        "source": [("An officer", "source")],
        "cue": [("told", "cue")],
        "content": [("nine died", "content")],
    }
    points = [("claim_cue", "nine", "told"), ("claim_source", "nine", "An officer")]
    told, claims = read(notation, Planted(spans, points))
    assert [drawn(told, c)[0] for c in claims] == [["Tarsin Radio", "An officer"]]


def test_who_cites_relays_what_was_said() -> None:
    notation = (
        "State/NOUN/compound/television television/NOUN/nsubj/said said/VERB/root "
        "nine/NUM/nsubj/died died/VERB/ccomp/said , citing/VERB/advcl/said an/DET/det/officer "
        "officer/NOUN/obj/citing ."
    )
    spans = {
        "source": [("an officer", "source")],
        "cue": [("citing", "cue")],
        "content": [("nine died", "content")],
    }
    points = [("claim_cue", "nine", "citing"), ("claim_source", "nine", "an officer")]
    told, claims = read(notation, Planted(spans, points))
    assert [drawn(told, c)[0] for c in claims] == [["State television", "an officer"]]


# ---------------------------------------------------------------------------------- headlines
HEADLINE = (
    "Strike/NOUN/nsubj/kills kills/VERB/root nine/NUM/obj/kills : {who}/NOUN/parataxis/kills || "
    "The/DET/det/Monitor Vardania/PROPN/compound/Monitor Monitor/PROPN/nsubj/counted "
    "counted/VERB/root nine/NUM/obj/counted ."
)


def test_a_headlines_last_words_are_its_source() -> None:
    syntax = parsed(HEADLINE.format(who="monitor"))
    told = document(syntax.text, headline="Strike kills nine: monitor")
    names = named(syntax, ("Vardania Monitor", "organisation"))
    claims = read_claims(told, syntax, names)
    assert [drawn(told, c) for c in claims] == [(["Vardania Monitor"], None, ["Strike kills nine"])]


def test_a_headline_that_ends_otherwise_credits_nobody() -> None:
    assert (
        read(HEADLINE.format(who="again"), Planted(), headline="Strike kills nine: again")[1] == ()
    )


def test_a_line_of_the_body_is_no_headline() -> None:
    assert read(HEADLINE.format(who="monitor"), Planted())[1] == ()
