"""A studio whose built-in styles and themes bring no tags of their own."""

import pytest
from flask import Flask

from tests.tags.scene import without_tags


@pytest.fixture
def app(app: Flask) -> Flask:
    return without_tags(app)
