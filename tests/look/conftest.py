"""A bare app with our templates and filters, so that a part can be rendered on its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_login import AnonymousUserMixin

from webapp import filters

ROOT = Path(__file__).resolve().parents[2]
Render = Callable[..., str]


@pytest.fixture
def render() -> Iterator[Render]:
    """Renders a template by name with what it needs."""
    app = Flask("look", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    filters.register(app)

    def rendered(name: str, **context: Any) -> str:
        return app.jinja_env.get_template(name).render(
            icons_url="/icons.svg", current_user=AnonymousUserMixin(), **context
        )

    with app.test_request_context():
        yield rendered
