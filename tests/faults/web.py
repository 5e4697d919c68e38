"""The real web, which knows the slow engine."""

from tests.faults import engine
from webapp import asgi

engine.install()
app = asgi.app
