"""The worlds that come with the studio, written by us, four of each kind."""

from webapp.theme_helpers.worlds.far import FAR
from webapp.theme_helpers.worlds.near import NEAR
from webapp.theme_helpers.worlds.world import World

WORLDS: tuple[World, ...] = (*NEAR, *FAR)
