"""The web is killed and started again while a page listens and a worker draws: nobody loses anything."""

from collections.abc import Generator

import pytest
import requests

from tests.faults.harness import Browser, Studio
from webapp.models import User


def news(browser: Browser) -> Generator[str, None, None]:
    """What the page's stream says, piece by piece."""
    with browser.get("/events", stream=True) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        for piece in stream.iter_content(None):
            yield piece.decode()


def test_the_page_catches_up(studio: Studio, alice: User) -> None:
    web = studio.start_web()
    studio.start_worker()
    studio.set_fault("hold")
    browser = Browser(studio, "Alice")
    browser.create(num_outputs="2")
    request_id = studio.only_request()
    studio.wait_until_held(request_id)
    stream = news(browser)
    assert "retry:" in next(stream)
    web.kill()
    with pytest.raises(requests.RequestException):
        list(stream)
    version = studio.row(request_id).version

    studio.start_web()
    again = news(browser)
    assert "retry:" in next(again)
    missed = browser.get("/status/", params={"ids": f"{request_id}:{version - 1}"})
    assert f'id="request-{request_id}"' in missed.text
    studio.clear_fault("hold")
    studio.wait_for(request_id, "completed")
    said = ""
    while "is-completed" not in said:
        said += next(again)
    assert f"request-{request_id}" in said
    again.close()
    studio.assert_whole(request_id, 2)
