"""Pages are light, and nothing comes from anywhere else."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User

LIMIT_BYTES = 100 * 1024
PLAIN_PAGES = ("/user-images/", "/profile/", "/admin/", "/admin/invitations/")


def transfer(page: Page, path: str) -> tuple[int, list[Request]]:
    """Loads a page with an empty cache; returns the bytes that came, headers included, and what was asked for."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright takes no built-in method
    with page.expect_request("**/*.js"):
        page.goto(path, wait_until="load")
    page.wait_for_timeout(300)
    sizes = [request.sizes() for request in asked if not request.url.endswith("/events")]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes), asked


@pytest.mark.parametrize("path", PLAIN_PAGES)
def test_a_page_without_pictures_is_light(open_page: OpenPage, admin: User, path: str) -> None:
    total_bytes, asked = transfer(open_page(admin), path)
    print(f"\n{path}: {total_bytes / 1024:.0f} KB in {len(asked)} requests")  # noqa: T201 - a measurement for people
    assert 5_000 < total_bytes <= LIMIT_BYTES


def test_create_is_light_but_for_its_pictures(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.route("**/styles/*", lambda route: route.abort())
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request) if "/styles/" not in request.url else None)
    page.goto("/generate/", wait_until="load")
    total_bytes = sum(request.sizes()["responseBodySize"] for request in asked if "/events" not in request.url)
    assert 5_000 < total_bytes <= LIMIT_BYTES


def test_nothing_comes_from_another_host(studio: Studio, open_page: OpenPage, admin: User) -> None:
    (image,) = studio.hang(admin, 1, visibility="public")
    page = open_page(admin)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for path in ("/generate/", "/gallery/", f"/images/{image.id}/", "/admin/patterns/", "/sign-in/", "/nowhere/"):
        page.goto(path)
    assert hosts == {urlsplit(studio.url).netloc}
