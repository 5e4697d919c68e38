"""The sweeper keeps the previews that themes name, and clears the others."""

from flask import Flask
from PIL import Image as Pixels

from tests.theme_helpers.scene import make_theme
from webapp.models import User
from webapp.pipeline.sweep import named_keys
from webapp.theme_helpers.pictures import store_preview


def test_a_preview_is_kept_while_a_theme_names_it(context: Flask, alice: User) -> None:
    named = make_theme(alice).preview_path
    left = store_preview(Pixels.new("RGB", (8, 6)))
    assert named_keys([named, left]) == {named}
