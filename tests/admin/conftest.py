"""The studio as people meet it: an empty one, with its CSRF checks and limits on."""

import pytest
from flask import Flask


@pytest.fixture
def app(app: Flask) -> Flask:
    app.config.update(WTF_CSRF_ENABLED=True, RATELIMIT_ENABLED=True)
    return app
