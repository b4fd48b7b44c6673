"""No page of another origin reaches the workbench, and every answer carries the headers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tellings.web.guard import HEADERS, POLICY, host_name

HOST = "localhost"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8000", "localhost"),
        ("127.0.0.1:80", "127.0.0.1"),
        ("[::1]", "[::1]"),
        ("[::1]:80", "[::1]"),
        ("localhost:", "localhost"),
        ("localhost:80:80", "localhost:80"),
        ("::1", "::1"),
        ("", ""),
    ],
)
def test_host_name(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765"])
def test_its_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.invalid",
        "localhost.elsewhere.invalid",
        "127.0.0.1.elsewhere.invalid:8765",
        "localhost@elsewhere.invalid",
        "10.0.0.7:8765",
        "testserver",
        "",
    ],
)
@pytest.mark.parametrize("address", ["/", "/openapi.json", "/assets/tellings.css", "/search.csv"])
def test_foreign_names_are_refused(client: TestClient, host: str, address: str) -> None:
    answer = client.get(address, headers={"host": host})
    assert answer.status_code == 421
    assert "market" not in answer.text


def test_two_hosts_are_refused(client: TestClient) -> None:
    answer = client.get("/", headers=[("host", "localhost"), ("host", "localhost")])
    assert answer.status_code == 421


OWN = f"http://{HOST}"
WRITES = [
    ({"sec-fetch-site": "same-origin"}, True),
    ({"sec-fetch-site": "same-origin", "origin": "null"}, True),  # as no-referrer makes it
    ({"sec-fetch-site": "same-origin", "origin": OWN}, True),
    ({"origin": OWN}, True),
    ({"origin": "http://elsewhere.invalid"}, False),
    ({"origin": f"{OWN}:8000"}, False),
    ({"origin": "null"}, False),
    ({"sec-fetch-site": "cross-site"}, False),
    ({"sec-fetch-site": "cross-site", "origin": OWN}, False),
    ({"sec-fetch-site": "same-site", "origin": OWN}, False),
    ({"sec-fetch-site": "none"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("headers", "passes"), WRITES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_writes_across_sites_are_refused(
    client: TestClient, method: str, headers: dict[str, str], passes: bool
) -> None:
    answer = client.request(method, "/", headers=headers)
    assert answer.status_code == (405 if passes else 403)  # 405: nothing can be written here yet


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("mode", ["no-cors", "cors", "websocket", ""])
def test_other_pages_load_nothing(client: TestClient, site: str, mode: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode}
    assert client.get("/search.csv?q=jet", headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "same-origin"])
def test_links_from_elsewhere_may_be_followed(client: TestClient, site: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "host"),
    [
        ("/", 200, HOST),
        ("/search?q=jet", 200, HOST),
        ("/search.csv?q=jet", 200, HOST),
        ("/assets/tellings.js", 200, HOST),
        ("/openapi.json", 200, HOST),
        ("/nothing", 404, HOST),
        ("/events/nothing", 404, HOST),
        ("/events?page=none", 422, HOST),
        ("/", 421, "elsewhere.invalid"),
    ],
)
def test_every_answer_carries_the_headers(
    client: TestClient, address: str, status: int, host: str
) -> None:
    answer = client.get(address, headers={"host": host})
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] in ("no-store", "no-cache")
    assert "no-store" in answer.headers["cache-control"] or address.startswith("/assets/")
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers
    assert "set-cookie" not in answer.headers


def test_the_policy_lets_nothing_in() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    sources = {source for name, given in rules.items() for source in given.split()}
    assert sources == {"'none'", "'self'", "'script'"}


def test_a_web_socket_is_closed(client: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pytest.fail("it was opened")
