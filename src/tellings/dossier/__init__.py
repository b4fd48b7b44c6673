"""One SQLite file that holds all of a comparison. Open it, add to it, read and search it."""

from tellings.dossier.search import Hit
from tellings.dossier.store import Dossier

__all__ = ["Dossier", "Hit"]
