"""What a style's page shows."""

from typing import Any

from webapp.access import can
from webapp.models import PromptHelper, User
from webapp.pipeline.offer import offers
from webapp.pipeline.probes import probe_price
from webapp.prompt_helpers import pictures, service
from webapp.prompt_helpers.history import history_of
from webapp.prompt_helpers.recipe import recipe_rows
from webapp.prompt_helpers.words import SAMPLE, place_rows, sample_prompts
from webapp.style_cards import preview_url, probe_views

NEWEST_CHANGES = 3


def style_context(style: PromptHelper, viewer: User) -> dict[str, Any]:
    """Returns all that the page of a style needs. Parents and forks are named as far as the viewer may see them."""
    version = service.newest_version(style)
    is_mine = can(viewer, "edit", style)
    sample, avoided = sample_prompts(version)
    parent = style.parent
    return {
        "style": style,
        "version": version,
        "is_favorite": service.is_favorite(style.id, viewer.id),
        "is_mine": is_mine,
        "preview_url": preview_url(style.preview_path),
        "probes": probe_views(version.id),
        "engines": _probing_engines() if is_mine else [],
        "places": place_rows(version),
        "sample_text": SAMPLE,
        "sample": sample,
        "avoided": avoided,
        "recipe": recipe_rows(style.recipe),
        "history": history_of(style.id, most=NEWEST_CHANGES).changes,
        "parent": parent if parent is not None and can(viewer, "read", parent) else None,
        "has_hidden_parent": parent is not None and not can(viewer, "read", parent),
        "forks": service.visible_forks(style, viewer.id),
        "few": pictures.few_pictures(style.id, viewer.id),
        "stars": pictures.stars_of(style.id, viewer.id),
    }


def _probing_engines() -> list[tuple[str, str, float]]:
    """Returns the engines that may draw a probe: name, label and price in credits."""
    return [(each.name, each.label, probe_price(each.name)) for each in offers().engines]
