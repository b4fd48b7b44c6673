from __future__ import annotations

import json
from pathlib import Path

from training.corpora import (
    CROSSNER,
    UNER,
    annotated_claims,
    annotated_labels,
    bucket,
    corpus_texts,
    gum,
    newsmtsc,
    polnear,
    tagged,
)
from training.examples import Example


def spans(example: Example, *heads: str) -> list[tuple[str, str, str]]:
    """(head, words, type) in order."""
    return [(h, example.text[a:b], t) for h, a, b, t in example.spans if not heads or h in heads]


def points(example: Example, pointer: str) -> list[tuple[str, str | None]]:
    """(word, word or None) of the pointers of one name; words to the next space."""

    def word(at: int) -> str | None:
        return example.text[at:].split()[0].strip(".,") if at >= 0 else None

    return [(word(a) or "", word(b)) for p, a, b in example.pointers if p == pointer]


def test_buckets_are_spread_and_stay() -> None:
    counts = [0] * 10
    for i in range(500):
        counts[bucket(f"report {i}")] += 1
    assert min(counts) > 25
    assert bucket("report 1") == bucket("report 1")


# ------------------------------------------------------------------------- brat stand-off
BRAT_TEXT = "Shells, said Mira Tollan, fell on Sona. It was loud."
BRAT = """\
T1\tContent 0 6;26 38\tShells fell on Sona
T2\tCue 8 12\tsaid
T3\tSource 13 24\tMira Tollan
T4\tContent 40 51\tIt was loud
T5\tNote 0 6\tShells
E1\tCue:T2 Source:T3 Content:T1
E2\tContent:T4
A1\tFlag E1
"""


def write_brat(folder: Path) -> Path:
    for name in ("text", "attributions"):
        (folder / name).mkdir()
    (folder / "text" / "sona.txt").write_text(BRAT_TEXT, encoding="utf-8")
    (folder / "attributions" / "sona_ann1.ann").write_text(BRAT, encoding="utf-8")
    (folder / "attributions" / "sona_ann2.ann").write_text(
        "T1\tCue 0 6\tShells\n", encoding="utf-8"
    )
    return folder


def test_brat_with_discontinuous_spans(tmp_path: Path) -> None:
    (example,) = polnear(write_brat(tmp_path))  # only the first annotator of a text
    assert (example.name, example.text) == ("sona", BRAT_TEXT)
    assert example.heads == {"source", "cue", "content"}
    assert spans(example) == [
        ("content", "Shells", "content"),
        ("content", "fell on Sona", "content"),
        ("cue", "said", "cue"),
        ("source", "Mira Tollan", "source"),
        ("content", "It was loud", "content"),
    ]
    assert points(example, "claim_source") == [("Shells", "Mira"), ("fell", "Mira"), ("It", None)]
    assert points(example, "claim_cue") == [("Shells", "said"), ("fell", "said"), ("It", None)]


# ------------------------------------------------------------------------------- CoNLL-U
GUM = """\
# newdoc id = GUM_{genre}_sona
# meta::genre = {genre}
# sent_id = s-1
# newpar
# text = Mira Tollan left the well-known Old Quay.
1\tMira\tMira\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-nnn-cf1-1,2-coref
2\tTollan\tTollan\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
4\tthe\tthe\tDET\tDT\t_\t7\tdet\t_\tEntity=(2-place-new-nnn-cf2-4-sgl
5\twell-known\twell-known\tADJ\tJJ\t_\t7\tamod\t_\t_
6\tOld\tOld\tPROPN\tNNP\t_\t7\tcompound\t_\t_
7\tQuay\tQuay\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=2)|SpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = s-2
# text = She can't stay.
1\tShe\tshe\tPRON\tPRP\t_\t4\tnsubj\t_\tEntity=(1-person-giv-nnn-cf1-1-ana)
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod:oddity\t_\t_
4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""
# In s-2 the text has "can't", whose pieces read "ca" and "n't".


def read_gum(tmp_path: Path) -> Example:
    path = tmp_path / "sona.conllu"
    text = GUM.format(genre="news") + "\n" + GUM.format(genre="fiction")
    path.write_text(text, encoding="utf-8")
    (example,) = gum(path)  # non-commercial genres are left out
    return example


def test_conllu_text_and_parts_of_speech(tmp_path: Path) -> None:
    example = read_gum(tmp_path)
    assert example.name == "GUM_news_sona"
    assert example.text == "Mira Tollan left the well-known Old Quay. She can't stay."
    assert example.heads == {"upos", "deprel", "entity"}
    assert [(w, t) for _, w, t in spans(example, "upos")] == [
        ("Mira", "PROPN"), ("Tollan", "PROPN"), ("left", "VERB"), ("the", "DET"),
        ("well-known", "ADJ"), ("known", "ADJ"), ("Old", "PROPN"), ("Quay", "PROPN"),
        (".", "PUNCT"), ("She", "PRON"), ("ca", "AUX"), ("n't", "PART"), ("stay", "VERB"),
        (".", "PUNCT"),
    ]  # fmt: skip


def test_conllu_relations_and_arcs(tmp_path: Path) -> None:
    example = read_gum(tmp_path)
    relations = {w: t for _, w, t in spans(example, "deprel")}
    assert relations["Tollan"] == "flat"
    assert relations["left"] == "root"
    assert relations["known"] == "inner"  # what follows a hyphen hangs on the word's beginning
    assert relations["n't"] == "advmod"  # an unknown subtype falls back to its type
    arcs = dict(points(example, "arc"))
    assert arcs["left"] is None
    assert arcs["Mira"] == "left"
    assert arcs["Old"] == "Quay"
    assert arcs["known"] == "well-known"
    assert arcs["She"] == "stay"  # heads count within the sentence


def test_conllu_names_and_antecedents(tmp_path: Path) -> None:
    example = read_gum(tmp_path)
    assert spans(example, "entity") == [
        ("entity", "Mira Tollan", "person"), ("entity", "Old Quay", "place"),
    ]  # fmt: skip
    assert points(example, "antecedent") == [("Mira", None), ("Quay", None), ("She", "Mira")]


# -------------------------------------------------------------------------- column files
IOB = """\
Mira\tB-politician
Tollan\tI-politician
left\tO
Old\tB-location
Quay\tI-location
Belmora\tB-country

Jam\tB-food
sold\tO
"""


def test_column_file_of_words_and_tags(tmp_path: Path) -> None:
    path = tmp_path / "train.txt"
    path.write_text(IOB, encoding="utf-8")
    (example,) = tagged(path, CROSSNER, 1)
    assert example.text.split() == "Mira Tollan left Old Quay Belmora Jam sold".split()
    assert example.heads == {"entity"}
    assert spans(example) == [
        ("entity", "Mira Tollan", "person"),
        ("entity", "Old Quay", "place"),
        ("entity", "Belmora", "place"),
    ]


def test_column_file_is_cut_after_some_sentences(tmp_path: Path) -> None:
    path = tmp_path / "dev.txt"
    sentence = "1\tSona\tB-LOC\n2\tslept\tO\n\n"
    path.write_text("# a comment\n" + sentence * 5, encoding="utf-8")
    out = tagged(path, UNER, 2, per_example=2)
    assert [e.name for e in out] == ["dev-0", "dev-1", "dev-2"]
    assert [e.text.split() for e in out] == [["Sona", "slept"] * 2] * 2 + [["Sona", "slept"]]
    assert [spans(e) for e in out] == [[("entity", "Sona", "place")] * n for n in (2, 2, 1)]


def test_a_name_at_the_end_of_a_column_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "end.txt"
    path.write_text("in\tO\nSona\tB-location", encoding="utf-8")
    (example,) = tagged(path, CROSSNER, 1)
    assert spans(example) == [("entity", "Sona", "place")]


# --------------------------------------------------------------------------- our own sets
TOLD = "The mayor said rebels shelled Sona. At least 12 died. The mayor wept. Rebels fled."


def write_docs(folder: Path, table: str, rows: list[dict[str, object]]) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "u1.txt").write_text(TOLD, encoding="utf-8")
    (folder / table).write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_annotated_claims_are_located_by_quote_and_occurrence(tmp_path: Path) -> None:
    claims = [
        {"source": {"quote": "The mayor", "occurrence": 0}, "cue": {"quote": "said"},
         "content": [{"quote": "rebels shelled Sona"}, {"quote": "At least 12 died"}]},
        {"source": {"quote": "The mayor", "occurrence": 1}, "cue": None,
         "content": [{"quote": "Rebels fled"}]},
        {"source": None, "cue": {"quote": "is not there"}, "content": [{"quote": "wept"}]},
    ]  # fmt: skip
    folder = write_docs(tmp_path, "claims.json", [{"unit_id": "u1", "claims": claims}])
    (example,) = annotated_claims(folder)
    assert points(example, "claim_source") == [
        ("rebels", "The"), ("At", "The"), ("Rebels", "The"), ("wept", None),
    ]  # fmt: skip
    sources = [a for h, a, _, _ in example.spans if h == "source"]
    assert sources == [0, TOLD.rindex("The mayor")]
    assert points(example, "claim_cue") == [
        ("rebels", "said"), ("At", "said"), ("Rebels", None), ("wept", None),
    ]  # fmt: skip


def test_annotated_labels_stand_wherever_their_words_do(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "unit_id": "u1",
        "labels": [{"phrase": "ebels", "polarity": "negative"},
                   {"phrase": "Rebels", "polarity": "neutral"}],
    }  # fmt: skip
    (example,) = annotated_labels(write_docs(tmp_path, "accounts.json", [row]))
    assert example.heads == {"label"}
    assert spans(example) == [("label", "Rebels", "neutral")], "whole words only"


def test_sentiment_stands_on_the_words_of_its_target(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    targets = [{"from": 0, "to": 4, "polarity": 2.0}, {"from": 12, "to": 16, "polarity": 6.0}]
    row = {"sentence_normalized": "Dorr blamed Ilan.", "targets": targets}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (example,) = newsmtsc(path)
    assert spans(example) == [("polarity", "Dorr", "negative"), ("polarity", "Ilan", "positive")]


def test_corpus_table(tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    path.write_text(
        'unit_id,article_title,article_content\n7,Blast in Sona,"Two died, he said."\n',
        encoding="utf-8",
    )
    assert list(corpus_texts(path)) == [("7", "Blast in Sona\n\nTwo died, he said.")]
