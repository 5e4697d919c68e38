"""Absolute addresses of pictures, made when they are read and never stored."""

from collections.abc import Iterable

from flask import current_app

from webapp.models import Image


def generate_absolute_urls(images: Iterable[Image]) -> list[str]:
    """Returns the `output_urls` of some pictures, each beginning with BASE_URL."""
    return [f"{current_app.config['BASE_URL']}/files/{image.id}/picture.webp" for image in images]
