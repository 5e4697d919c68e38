"""Alt texts as work to do: what is missing or only drafted is listed, mended and approved, one by one."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART, fresh, hang
from webapp.images.undescribed import AT_ONCE
from webapp.models import Image, User
from webapp.models.columns import utc_now

PATH = "/user-images/without-alt/"
FIELD = re.compile(r'<textarea[^>]* id="words-([^"]+)"[^>]*>([^<]*)</textarea>')


def listed(page: str) -> list[tuple[str, str]]:
    """Returns the ids and the words in the fields of a page."""
    return FIELD.findall(page)


def test_it_lists_what_lacks_an_approved_text(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    bare = hang(app, alice, prompt="masterpiece")
    from_prompt = hang(app, alice, prompt="a lighthouse at dusk, 8k")
    drafted = hang(app, alice, alt_text="A boat, it seems.")
    hang(app, alice, alt_text="A boat.", alt_status="approved")
    hang(app, alice, deleted_at=utc_now())
    hang(app, bob)
    words = [(str(drafted), "A boat, it seems."), (str(from_prompt), "A lighthouse at dusk."), (str(bare), "")]
    assert listed(as_alice.get(PATH).text) == words
    assert f'href="{PATH}"' in as_alice.get("/user-images/").text


def test_approving_leads_to_the_next_one(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    older, newer = hang(app, alice), hang(app, alice)
    page = as_alice.get(PATH).text
    onward = f"{PATH}#words-{older}"
    assert f'name="next" value="{onward}"' in page
    answer = as_alice.post(f"{PATH}{newer}/", data={"alt_text": "A boat.", "act": "approve", "next": onward})
    assert (answer.status_code, answer.location) == (303, onward)
    image = fresh(app, Image, newer)
    assert (image.alt_text, image.alt_status) == ("A boat.", "approved")
    assert [image_id for image_id, _ in listed(as_alice.get(PATH).text)] == [str(older)]


def test_a_draft_saved_for_later_stays_in_the_list(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    as_alice.post(f"{PATH}{made}/", data={"alt_text": "A boat, or a", "act": "save"})
    assert fresh(app, Image, made).alt_status == "drafted"
    page = as_alice.get(PATH).text
    assert listed(page) == [(str(made), "A boat, or a")]
    assert "Your draft." in page


def test_a_part_is_swapped_and_the_focus_goes_on(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    onward = f"{PATH}?before={made}"
    said = {"alt_text": "A <b>oat.", "act": "approve", "next": onward}
    part = as_alice.post(f"{PATH}{made}/", data=said, headers=PART).text
    assert part.lstrip().startswith("<li")
    assert "A &lt;b&gt;oat." in part
    assert f'<a class="btn small" href="{onward}" autofocus>' in part


@pytest.mark.parametrize("headers", [{}, PART])
@pytest.mark.parametrize("typed", ["", "  ", "x" * 2001])
def test_what_cannot_be_kept_is_still_in_the_field(
    app: Flask, as_alice: FlaskClient, alice: User, typed: str, headers: dict[str, str]
) -> None:
    made = hang(app, alice)
    answer = as_alice.post(f"{PATH}{made}/", data={"alt_text": typed}, headers=headers)
    assert answer.status_code == 422
    assert listed(answer.text) == [(str(made), typed.strip())]
    assert 'aria-invalid="true"' in answer.text
    assert fresh(app, Image, made).alt_status == ""


def test_many_come_in_pages(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = [str(hang(app, alice)) for _ in range(AT_ONCE + 1)][::-1]
    page = as_alice.get(PATH).text
    assert [image_id for image_id, _ in listed(page)] == made[:-1]
    further = f"{PATH}?before={made[-2]}"
    assert f'hx-get="{further}"' in page
    assert [image_id for image_id, _ in listed(as_alice.get(further, headers=PART).text)] == made[-1:]


def test_a_list_that_is_done_says_so(as_alice: FlaskClient) -> None:
    assert "All are described" in as_alice.get(PATH).text
    assert "Nothing older" in as_alice.get(f"{PATH}?before=01938f4e-0000-7000-8000-000000000000").text


def test_it_leads_nowhere_else(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    answer = as_alice.post(f"{PATH}{made}/", data={"alt_text": "A boat.", "next": "https://example.org/"})
    assert answer.location == PATH
