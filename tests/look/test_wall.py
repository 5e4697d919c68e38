"""The wall's pictures: their own shape, described, safe, and loaded in good time."""

import re
from dataclasses import replace

import pytest

from tests.look.conftest import Render
from webapp.patterns.samples import sample_card, sample_cards


def test_every_picture_has_its_shape_its_size_and_its_words(render: Render) -> None:
    page = render("gallery/_wall.html", cards=sample_cards(8), next_url=None)
    assert page.count('class="tile r-') == 8
    images = re.findall(r"<img [^>]*>", page)
    assert len(images) == 8
    for image in images:
        assert 'alt="A drawn sample landscape"' in image
        assert re.search(r'width="\d+" height="\d+"', image)
        assert "srcset=" in image


def test_the_first_pictures_load_at_once_and_the_others_when_they_come_near(render: Render) -> None:
    page = render("gallery/_wall.html", cards=sample_cards(12), next_url=None)
    assert page.count('loading="lazy"') == 4
    assert render("gallery/_cards.html", cards=sample_cards(5), next_url=None).count('loading="lazy"') == 5


def test_the_average_colour_stands_until_the_picture_has_loaded(render: Render) -> None:
    card = replace(sample_card(0), colour="#123456")
    page = render("gallery/_cards.html", cards=[card], next_url=None)
    assert '<svg class="tone" color="#123456"' in page


def test_what_a_person_wrote_stays_text(render: Render) -> None:
    nasty = '"><script>alert(1)</script>'
    card = replace(sample_card(0), prompt=nasty, alt=nasty, title=nasty, owner_name=nasty, is_mine=False)
    page = render("gallery/_cards.html", cards=[card], next_url=None)
    assert "<script" not in page
    assert page.count("&#34;&gt;&lt;script&gt;alert(1)") == 3


@pytest.mark.parametrize(("is_mine", "buttons"), [(True, 1), (False, 0)])
def test_only_my_own_pictures_can_be_favourites_or_deleted(render: Render, is_mine: bool, buttons: int) -> None:
    page = render("gallery/_cards.html", cards=[replace(sample_card(0), is_mine=is_mine)], next_url=None)
    assert page.count("favorite/") == 2 * buttons
    assert page.count("delete/") == buttons


def test_older_pictures_are_a_plain_link_too(render: Render) -> None:
    page = render("gallery/_cards.html", cards=sample_cards(2), next_url="/gallery/?before=7")
    assert '<a class="btn" href="/gallery/?before=7" hx-get="/gallery/?before=7"' in page
    assert "Older pictures" not in render("gallery/_cards.html", cards=sample_cards(2), next_url=None)
