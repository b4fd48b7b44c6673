"""The tree of errors. Each says what happened and what to do.

TellingsError
├── IngestError              a file cannot become a document
│   ├── UnreadableFile       it cannot be opened, or is not what its name says
│   ├── EmptyFile            there is no text in it
│   ├── UnknownFormat        no ingester takes it
│   └── UnsupportedLanguage  the text is not in a language that is read (English so far)
├── ModelError               the shipped model is missing or damaged
├── ReadError                a document that was taken in cannot be read
├── Stopped                  work on one document was stopped or broke down; a next run tries again
│   ├── TookTooLong          it passed its limit of time
│   ├── TookTooMuch          it passed its limit of memory
│   └── BrokeDown            the process ended, or the code failed: a defect, here or in a library
├── ActorsUnusable           the file with the user's own actors is no such table
└── DossierError             the dossier file cannot be used
    ├── NotADossier          it is some other file
    ├── NewerDossier         it was written by a newer version
    ├── DossierLocked        another process holds it
    ├── DossierDamaged       what is in it cannot be read, or contradicts itself
    ├── RecordRefused        what was to be stored does not fit: too large, or twice, or of nothing
    └── DossierUnwritable    it is read-only, or its folder is
        └── DiskFull         there is no space left
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


class Stopped(TellingsError):
    """Work on one document was stopped or broke down; a next run tries again."""


class TookTooLong(Stopped):
    """It passed its limit of time."""


class TookTooMuch(Stopped):
    """It passed its limit of memory."""


class BrokeDown(Stopped):
    """The process that worked on it ended, or the code failed: a defect, here or in a library."""


class ActorsUnusable(TellingsError):
    """The file with the user's own actors cannot be read, or is no such table."""


class DossierError(TellingsError):
    """The dossier file cannot be used."""


class NotADossier(DossierError):
    """The file is something else."""


class NewerDossier(DossierError):
    """The file was written by a newer version of Tellings."""


class DossierLocked(DossierError):
    """Another process holds the file."""


class DossierDamaged(DossierError):
    """What is in the file cannot be read, or contradicts itself."""


class RecordRefused(DossierError):
    """What was to be stored does not fit: it is too large, is there twice, or refers to nothing."""


class DossierUnwritable(DossierError):
    """The file is read-only, or its folder is."""


class DiskFull(DossierUnwritable):
    """There is no space left for what was to be written."""
