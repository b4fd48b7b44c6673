from __future__ import annotations

import pytest

from tellings.domain.reading import Commitment, Stance
from tellings.read.commitment import commitment, stance


@pytest.mark.parametrize(
    ("cue", "content", "held"),
    [
        ("said", "the bridge was hit", "asserted"),
        ("denied", "that the bridge was hit", "denied"),
        ("dismissed", "the report", "denied"),
        ("could not confirm", "that the bridge was hit", "doubted"),
        ("called for", "an inquiry", "demanded"),
        ("urged", "both sides to stop", "demanded"),
        ("vowed", "to retake Dravik", "planned"),
        ("believes", "the bridge was hit", "possible"),
        ("asked", "whether the bridge was hit", "asked"),
        ("asked", "to be heard", "demanded"),
        ("said", "the bridge may have been hit", "possible"),
        ("said", "that the army must leave Dravik", "demanded"),
        ("", "the bridge was hit", "asserted"),
    ],
)
def test_commitment_follows_the_cue_then_the_content(cue: str, content: str, held: str) -> None:
    assert commitment(cue, content) is Commitment(held)


def test_a_denial_outweighs_what_is_denied() -> None:
    assert commitment("denied", "that it may attack Sona") is Commitment.DENIED


def test_a_modal_far_from_the_head_leaves_the_claim_asserted() -> None:
    words = "the men who had come down from the hills before dawn set fire to the mill and might"
    assert commitment("said", words) is Commitment.ASSERTED


@pytest.mark.parametrize(
    ("cue", "around", "taken"),
    [
        ("said", "the ministry said", "reports"),
        ("confirmed", "the ministry confirmed", "endorses"),
        ("admitted", "the ministry admitted", "endorses"),
        ("said", "the ministry said in its usual propaganda", "rejects"),
        ("said", "the ministry said without any evidence", "doubts"),
        ("alleged", "the ministry alleged", "doubts"),
        ("confirmed", "the ministry confirmed this lie", "rejects"),
    ],
)
def test_stance_is_what_the_documents_own_words_do(cue: str, around: str, taken: str) -> None:
    assert stance(cue, around) is Stance(taken)


def test_words_that_only_look_loaded_do_not_reject() -> None:
    assert stance("said", "the believer relied on a fakir, the ministry said") is Stance.REPORTS
