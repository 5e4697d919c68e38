"""One form sent twenty times at once, by a nervous finger or a retrying network: one request."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from tests.faults.harness import Browser, Studio
from webapp.extensions import db
from webapp.models import ImageRequest, User

CLICKS = 20


def test_all_answers_name_the_one_request(studio: Studio, alice: User) -> None:
    studio.start_web()
    browser = Browser(studio, "Alice")
    page, filled = browser.form()
    with ThreadPoolExecutor(CLICKS) as pool:
        answers = list(pool.map(lambda _: browser.post("/generate/", page, **filled), range(CLICKS)))
    request_id = studio.only_request()
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.url for answer in answers} == {f"{browser.base}/status/{request_id}/"}


def test_the_last_credits_are_enough_for_all_clicks(studio: Studio, alice: User) -> None:
    """The first click reserves them; the others must find its request, not an empty purse."""
    studio.start_web(PRICE="5")
    browser = Browser(studio, "Alice")
    with studio.app.app_context():
        db.session.get_one(User, alice.id).monthly_credits = 5.0
        db.session.commit()
    page, filled = browser.form()
    with ThreadPoolExecutor(CLICKS) as pool:
        answers = list(pool.map(lambda _: browser.post("/generate/", page, **filled), range(CLICKS)))
    assert {answer.status_code for answer in answers} == {200}
    with studio.app.app_context():
        assert len(db.session.scalars(select(ImageRequest.id)).all()) == 1
