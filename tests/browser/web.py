"""The web server's app with the paced engine beside the built-in one."""

from tests.browser.engines import add_paced_engine
from webapp.asgi import app

__all__ = ["app"]

add_paced_engine()
