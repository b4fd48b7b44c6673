"""Whatever is asked within its OpenAPI description, the workbench does not break."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from tellings.web import create_app
from tests.building import bombing
from tests.web.conftest import write

HEADERS = {"Host": "localhost", "Sec-Fetch-Site": "same-origin"}


def described(dossier: Path) -> schemathesis.BaseSchema:
    """The description that the workbench over a dossier gives of itself."""
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(dossier), headers=HEADERS)


def operations(of: schemathesis.BaseSchema) -> dict[str, Any]:
    """The operations of a description by name; fails where one is badly described."""
    found = list(of.get_all_operations())
    assert all(isinstance(each, Ok) for each in found)
    return {each.ok().label: each.ok() for each in found if isinstance(each, Ok)}


OPERATIONS = list(operations(described(Path("none.db"))))


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    return described(write(bombing(), tmp_path_factory.mktemp("openapi") / "dossier.db"))


def test_every_route_is_described() -> None:
    assert {"GET /", "GET /search", "GET /search.csv", "GET /texts/{id}"} <= set(OPERATIONS)


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_request_breaks_it(schema: schemathesis.BaseSchema, label: str) -> None:
    operation = operations(schema)[label]

    @given(operation.as_strategy())
    @settings(
        max_examples=15,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        case.call_and_validate(
            headers=HEADERS,
            checks=[not_a_server_error, status_code_conformance, content_type_conformance],
        )

    ask()
