"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
WHY_SKIPPED = "needs ../shared (benchmarks and corpora), which is not part of the project"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what is marked `shared` where the material is not there."""
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip(WHY_SKIPPED)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; a test that asks for it is skipped where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(WHY_SKIPPED)
    return SHARED
