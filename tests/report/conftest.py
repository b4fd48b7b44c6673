"""The sample as a dossier and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tellings import report
from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.report import Shelf
from tests.report import sample
from tests.report.folded import views_of
from tests.report.tree import Node, parse


@pytest.fixture(scope="session")
def page_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample, written through a real dossier."""
    folder = tmp_path_factory.mktemp("report")
    built = sample.build()
    with Dossier.create(folder / "dossier.db") as dossier:
        for document in built.documents:
            dossier.add_document(document)
        for reading in built.readings:
            dossier.add_reading(reading)
        for refusal in built.refusals:
            dossier.add_refusal(refusal)
        dossier.replace_comparison(built.comparison)
        return report.write(dossier, folder / "new" / "report.html")


@pytest.fixture(scope="session")
def page(page_path: Path) -> str:
    return page_path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def tree(page: str) -> Node:
    return parse(page)


@pytest.fixture(scope="session")
def views(page: str) -> dict[str, Node]:
    """Every view of the page by name."""
    return views_of(page)


@pytest.fixture(scope="session")
def shelf(page_path: Path) -> Shelf:
    """The sample as views are made of it."""
    with Dossier.open(page_path.parent.parent / "dossier.db") as dossier:
        return Shelf(assemble(dossier))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.create(tmp_path / "empty.db") as dossier:
        yield dossier
