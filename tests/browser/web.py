"""The web server's app with the paced engine beside the built-in one, and one website elsewhere to fetch from."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from tests.browser.engines import add_paced_engine
from tests.pictures_in.corpus import png
from webapp.asgi import app
from webapp.engines.errors import OutputExpired
from webapp.engines.fetch import Fetcher
from webapp.uploads import fetching

__all__ = ["app"]

HOST = "pictures.example"


class Elsewhere(Fetcher):
    """Has pictures at HOST, one as wide as the number in its name says; all else is fetched by the rules."""

    def fetch(self, url: str, allowed_hosts: Collection[str] | None, **rules: Any) -> bytes:
        place = urlsplit(url)
        if place.hostname != HOST:
            return super().fetch(url, allowed_hosts, **rules)
        width = "".join(each for each in place.path if each.isdecimal())
        if not width:
            raise OutputExpired
        return png(int(width), 40)


add_paced_engine()
fetching.FETCHER = Elsewhere()
