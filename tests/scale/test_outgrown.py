"""One machine is not enough: web, workers, upkeep, database, queue and pictures on hosts that share no folder."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests

from tests import servers
from tests.runtime.processes import wait_until
from tests.scale.hosts import Hosts

PASSWORD = "a long walk by the sea"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
KEY = re.compile(r'name="idempotency_key"[^>]*value="([^"]+)"')
FINISHES_WITHIN_S = 100.0


@pytest.fixture
def hosts(tmp_path: Path, postgres_url: str) -> Iterator[Hosts]:
    """The whole studio, with two workers, set up from the command line."""
    name = f"outgrown_{uuid4().hex}"
    running = Hosts(tmp_path, servers.make_database(postgres_url, name))
    try:
        running.flask("prepare")
        running.flask("create-user", "Alice", "--admin", given=PASSWORD)
        running.flask("create-user", "Bob", given=PASSWORD)
        for part in ("web", "worker-1", "worker-2", "upkeep"):
            running.start(part)
        yield running
    finally:
        running.close()
        servers.drop_database(postgres_url, name)


class Browser:
    """Somebody's browser, signed in."""

    def __init__(self, hosts: Hosts, name: str) -> None:
        self._base = hosts.web_url
        self._session = requests.Session()
        assert self.post("/sign-in/", "/sign-in/", name=name, password=PASSWORD).url.endswith("/generate/")

    def get(self, path: str, **kwargs: object) -> requests.Response:
        return self._session.get(self._base + path, timeout=30, **kwargs)  # type: ignore[arg-type]  # passed on

    def post(self, path: str, page: str, **fields: str) -> requests.Response:
        """Sends a form of `page`, with what is hidden in it."""
        text = self.get(page).text
        token, key = TOKEN.search(text), KEY.search(text)
        assert token, text
        hidden = {"csrf_token": token[1]} | ({"idempotency_key": key[1]} if key else {})
        return self._session.post(self._base + path, data=hidden | fields, timeout=30)

    def create(self, shape: str = "1:1") -> str:
        """Asks for four pictures and returns the request's path."""
        answer = self.post("/generate/", "/generate/", prompt="a lighthouse at dusk", shape=shape, num_outputs="4")
        path = urlsplit(answer.url).path
        assert path.startswith("/status/"), answer.text
        return path

    def state(self, path: str) -> dict[str, object]:
        told: dict[str, object] = self.get(path, headers={"Accept": "application/json"}).json()
        return told

    def wait_for(self, path: str, hosts: Hosts) -> list[str]:
        """Waits for the pictures and returns their paths."""
        deadline = time.monotonic() + FINISHES_WITHIN_S
        while (told := self.state(path))["status"] != "completed":
            logs = "\n".join(hosts.log(part)[-1500:] for part in ("web", "worker-1", "worker-2", "upkeep"))
            assert told["status"] in {"queued", "running", "saving"}, f"{told}\n{logs}"
            assert time.monotonic() < deadline, f"{told}\n{logs}"
            time.sleep(0.2)
        urls = told["output_urls"]
        assert isinstance(urls, list)
        return [urlsplit(url).path for url in urls]


@pytest.mark.timeout(300)
def test_the_whole_story_holds_and_a_lost_worker_loses_nothing(hosts: Hosts) -> None:
    alice, bob = Browser(hosts, "Alice"), Browser(hosts, "Bob")
    pictures = alice.wait_for(alice.create(), hosts)
    assert len(pictures) == 4
    _pictures_come_from_the_store_by_a_signed_address(hosts, alice, bob, pictures[0])

    path = alice.create()
    wait_until(lambda: float(str(alice.state(path)["progress"])) > 0.05 and hosts.busy_worker(), 60)
    lost = hosts.busy_worker()
    assert lost is not None
    hosts.kill(lost)
    again = alice.wait_for(path, hosts)
    assert len(set(again)) == 4
    assert all(alice.get(each).content[8:12] == b"WEBP" for each in again)

    for part in ("web", "worker-1", "worker-2", "upkeep"):
        kept = [each for each in hosts.folder(part).rglob("*") if each.suffix == ".webp"]
        assert kept == [], f"{part} keeps pictures of its own"


def _pictures_come_from_the_store_by_a_signed_address(hosts: Hosts, alice: Browser, bob: Browser, picture: str) -> None:
    answer = alice.get(picture, allow_redirects=False)
    signed = answer.headers["Location"]
    assert answer.status_code == 302
    assert signed.startswith(hosts.s3_url)
    assert "X-Amz-Signature" in signed
    assert requests.get(signed, timeout=30).content[8:12] == b"WEBP"
    thumbnail = picture.replace("picture.webp", "small.webp")
    assert alice.get(thumbnail).content[8:12] == b"WEBP"
    for hidden in (picture, thumbnail, re.sub(r"/files/([^/]+)/.*", r"/images/\1/", picture)):
        assert bob.get(hidden, allow_redirects=False).status_code == 404
