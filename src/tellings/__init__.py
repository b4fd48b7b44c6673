"""Who claims what, on whose word: accounts of the same events, side by side, offline.

    dossier = tellings.compare(["reports/"], into="out/dossier.db")
    dossier = tellings.open("out/dossier.db")
    reading = tellings.read("Two people were killed in Dravik, the ministry said.")

The stages and what they run on are imported when they are first needed, so that importing the
package costs next to nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING

from tellings.domain.accounts import (
    Account,
    Actor,
    Alignment,
    Comparison,
    Copy,
    Event,
    Finding,
    FindingKind,
    Join,
    Origin,
)
from tellings.domain.reading import (
    ActorKind,
    Blame,
    Certainty,
    Claim,
    ClaimKind,
    Commitment,
    EventMention,
    Factuality,
    Figure,
    Label,
    Mention,
    Moment,
    Place,
    Polarity,
    Qualifier,
    Reading,
    Role,
    Source,
    Stance,
    Voice,
)
from tellings.domain.text import Document, Part, PartKind, Refusal, Span
from tellings.errors import TellingsError

if TYPE_CHECKING:
    from tellings.dossier import Dossier
    from tellings.pipeline import Progress
    from tellings.read import Reader

__version__ = "0.1.0"


def compare(
    paths: Sequence[str | PathLike[str]],
    *,
    into: str | PathLike[str] | None = None,
    reader: Reader | None = None,
    progress: Progress | None = None,
) -> Dossier:
    """Read files and folders into the dossier file `into`, compare, and open it.

    Documents accumulate: running again reads only what is new. Without `into` the dossier lies in
    a temporary folder, and is deleted with the object. A file that cannot be read is among the
    dossier's `refusals()` and costs nothing else. Raises `TellingsError` where the dossier or
    the model cannot be used.
    """
    import weakref
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from tellings import pipeline
    from tellings.dossier import Dossier

    folder = TemporaryDirectory(prefix="tellings-") if into is None else None
    where = Path(folder.name if folder else "", into or pipeline.DOSSIER_NAME)
    pipeline.compare([Path(path) for path in paths], into=where, reader=reader, progress=progress)
    dossier = Dossier.open(where)
    if folder:
        weakref.finalize(dossier, folder.cleanup)
    return dossier


def read(text: str, *, reader: Reader | None = None) -> Reading:
    """Read one text that is all body: its claims, event mentions, figures and labels.

    The spans of the reading are code points into `text`.
    """
    from tellings import pipeline

    return pipeline.read_text(text, reader=reader)


def open(path: str | PathLike[str]) -> Dossier:  # noqa: A001  as in gzip.open, and not starred in
    """Open a dossier that is there. Raises `DossierError` where it cannot be used."""
    from pathlib import Path

    from tellings.dossier import Dossier

    return Dossier.open(Path(path))


class _Package(ModuleType):
    """Keeps `tellings.compare` and `tellings.read` the functions above.

    Importing the packages of the same names would bind them over the functions; `from
    tellings.read import …` finds the packages without that.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in {"compare", "read"} and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

__all__ = [
    "Account",
    "Actor",
    "ActorKind",
    "Alignment",
    "Blame",
    "Certainty",
    "Claim",
    "ClaimKind",
    "Commitment",
    "Comparison",
    "Copy",
    "Document",
    "Event",
    "EventMention",
    "Factuality",
    "Figure",
    "Finding",
    "FindingKind",
    "Join",
    "Label",
    "Mention",
    "Moment",
    "Origin",
    "Part",
    "PartKind",
    "Place",
    "Polarity",
    "Qualifier",
    "Reading",
    "Refusal",
    "Role",
    "Source",
    "Span",
    "Stance",
    "TellingsError",
    "Voice",
    "compare",
    "open",
    "read",
]
