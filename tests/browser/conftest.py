"""Chromium, the studio it looks at, and people to be."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.studio import Studio, running
from webapp.models import User

# The headless shell is the same Chromium without its windows, and takes a quarter less of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 10_000

OpenPage = Callable[..., Page]


# A package ends before the next one starts, and with it Playwright's event loop, which other tests could not bear.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "The browser tests need Chromium: sudo apt-get install -y chromium-headless-shell"
    expect.set_options(timeout=PATIENCE_MS)
    os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def studio(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Studio]:
    """One studio for all tests that bring their own people."""
    with running(tmp_path_factory.mktemp("studio"), empty_sqlite) as made:
        made.person("Ada Admin", is_admin=True)
        yield made


@pytest.fixture
def fresh_studio(tmp_path: Path, empty_sqlite: Path) -> Iterator[Studio]:
    """A studio that nobody has opened yet."""
    folder = tmp_path / "studio"
    folder.mkdir()
    with running(folder, empty_sqlite, has_paced=False) as made:
        yield made


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers of their own cookies: `open_context(studio, user)`; each is closed after the test."""
    opened: list[BrowserContext] = []

    def open_it(studio: Studio, user: User | None = None, **options: Any) -> BrowserContext:
        context = chromium.new_context(base_url=studio.url, **{"viewport": {"width": 1440, "height": 900}, **options})
        context.set_default_timeout(PATIENCE_MS)
        if user is not None:
            context.add_cookies([studio.cookie(user)])  # type: ignore[list-item]  # a dict of the right shape
        opened.append(context)
        return context

    yield open_it
    for context in opened:
        context.close()


@pytest.fixture
def open_page(studio: Studio, open_context: Callable[..., BrowserContext]) -> OpenPage:
    """Opens a page of the shared studio in a browser of its own: `open_page(user)`, or signed out."""

    def open_it(user: User | None = None, **options: Any) -> Page:
        return open_context(studio, user, **options).new_page()

    return open_it


@pytest.fixture
def alice(studio: Studio) -> Iterator[User]:
    """Somebody new. What she still waits for at the end is cancelled: it would keep the only worker."""
    made = studio.person("Alice")
    yield made
    studio.cancel_all(made)


@pytest.fixture
def admin(studio: Studio) -> Iterator[User]:
    """An admin, new as well."""
    made = studio.person("Ada", is_admin=True)
    yield made
    studio.cancel_all(made)
