"""A request being made: every state in words, and no tile that moves its neighbours."""

import re

import pytest

from tests.look.conftest import Render
from webapp.patterns.samples import SampleView, tiles_of


def shown(render: Render, states: str, **values: object) -> str:
    view = SampleView("7", "running", "Drawing", tiles_of(states, 1536, 1024), **values)  # type: ignore[arg-type]  # names are given by each test
    return render("status/_request.html", view=view)


@pytest.mark.parametrize("states", ["qqqq", "wqqq", "dwqq", "dddd", "ddff", "dccc"])
def test_tiles_keep_their_number_and_place_in_every_state(render: Render, states: str) -> None:
    page = shown(render, states)
    assert page.count('<li class="tile') == len(states)
    assert '<ul class="made c-2 r-150">' in page


def test_only_a_live_request_asks_for_news(render: Render) -> None:
    assert 'data-live-request="7"' in shown(render, "wq", is_live=True)
    assert "data-live-request" not in shown(render, "dd")


def test_a_drawing_tile_tells_stage_and_progress_and_shows_the_picture_so_far(render: Render) -> None:
    page = shown(render, "wq", is_live=True, stage="Sky", percent=60, preview_url="/status/7/preview/?v=3")
    assert "Drawing · Sky" in page
    assert re.search(r'<progress max="100" value="60"', page)
    assert '<img src="/status/7/preview/?v=3"' in page


def test_nothing_drawn_yet_shows_no_preview(render: Render) -> None:
    assert "<img" not in shown(render, "wq", percent=0, preview_url="/status/7/preview/?v=3")


def test_a_waiting_request_tells_its_place_and_wait_once(render: Render) -> None:
    page = shown(render, "qqqq", is_live=True, place_words="2nd in line", wait_words="starts in about 8 s")
    assert page.count("starts in about 8 s") == 1


def test_it_can_be_cancelled_or_tried_again_without_scripts(render: Render) -> None:
    page = shown(render, "wq", can_cancel=True, cancel_url="/status/7/cancel/")
    assert '<button class="btn quiet small" form="act" formaction="/status/7/cancel/"' in page
    page = shown(render, "ff", can_retry=True, retry_url="/status/7/retry/", error="The engine is out of credit.")
    assert 'form="act" formaction="/status/7/retry/"' in page
    assert "The engine is out of credit." in page


def test_a_prompt_in_any_script_keeps_its_direction(render: Render) -> None:
    assert re.search(r'<a href="[^"]*" dir="auto">منارة</a>', shown(render, "q", prompt="منارة"))
