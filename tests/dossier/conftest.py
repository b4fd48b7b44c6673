from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tellings.dossier import Dossier
from tests.building import Case, bombing, store


@pytest.fixture
def case() -> Case:
    return bombing()


@pytest.fixture
def dossier(case: Case, tmp_path: Path) -> Iterator[Dossier]:
    with store(case, tmp_path / "dossier.db") as opened:
        yield opened
