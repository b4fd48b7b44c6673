"""One SQLite file that holds all of a comparison. Open it, add to it, read and search it."""

from tellings.dossier.search import Found, Hit, Query, Sought
from tellings.dossier.store import Dossier

__all__ = ["Dossier", "Found", "Hit", "Query", "Sought"]
