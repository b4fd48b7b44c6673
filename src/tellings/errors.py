"""The tree of errors. Each says what happened and what to do.

TellingsError
├── IngestError              a file cannot become a document
│   ├── UnreadableFile       it cannot be opened, or is not what its name says
│   ├── EmptyFile            there is no text in it
│   ├── UnknownFormat        no ingester takes it
│   └── UnsupportedLanguage  the text is not in a language that is read (English so far)
├── ModelError               the shipped model is missing or damaged
├── ReadError                a document that was taken in cannot be read
└── DossierError             the dossier file cannot be used
    ├── NotADossier          it is some other file
    ├── NewerDossier         it was written by a newer version
    ├── DossierLocked        another process holds it
    └── DossierUnwritable    the disk is full or the file is read-only
"""

from __future__ import annotations


class TellingsError(Exception):
    """Base of all errors: `reason` says what happened, `advice` what to do."""

    def __init__(self, reason: str, *, advice: str = "", path: str | None = None) -> None:
        self.reason = reason
        self.advice = advice
        self.path = path
        where = f"{path}: " if path else ""
        super().__init__(f"{where}{reason}" + (f" ({advice})" if advice else ""))


class IngestError(TellingsError):
    """A file cannot become a document."""


class UnreadableFile(IngestError):
    """The file cannot be opened, or is not what its name says."""


class EmptyFile(IngestError):
    """There is no text in the file."""


class UnknownFormat(IngestError):
    """No ingester takes the file."""


class UnsupportedLanguage(IngestError):
    """The text is not in a language that is read."""


class ModelError(TellingsError):
    """The shipped model is missing or damaged."""


class ReadError(TellingsError):
    """A document that was taken in cannot be read."""


class DossierError(TellingsError):
    """The dossier file cannot be used."""


class NotADossier(DossierError):
    """The file is something else."""


class NewerDossier(DossierError):
    """The file was written by a newer version of Tellings."""


class DossierLocked(DossierError):
    """Another process holds the file."""


class DossierUnwritable(DossierError):
    """The disk is full or the file is read-only."""
