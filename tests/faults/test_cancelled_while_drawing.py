"""A person changes their mind while a worker draws: it stops within a step, and what was made stays theirs."""

from sqlalchemy import select

from tests.faults.harness import Browser, Studio
from tests.runtime.processes import wait_until
from webapp.extensions import db
from webapp.models import Image, User


def test_cancelling_stops_the_drawing_and_keeps_what_was_made(studio: Studio, alice: User) -> None:
    studio.start_web()
    worker = studio.start_worker()
    browser = Browser(studio, "Alice")
    studio.set_fault("hold-second")
    request_id = studio.ask(alice, num_outputs=3)
    studio.wait_until_held(request_id)
    horse = worker.horse()
    page = browser.get(f"/status/{request_id}/").text
    answer = browser.post(f"/status/{request_id}/cancel/", page)
    assert "Cancelled" in answer.text
    wait_until(lambda: not horse.is_running())
    assert studio.row(request_id).status == "cancelled"
    assert len(studio.drawn()) == 2
    studio.assert_whole(request_id, 1)


def test_a_picture_deleted_while_the_next_is_drawn_is_not_made_again(studio: Studio, alice: User) -> None:
    studio.start_web()
    studio.start_worker()
    browser = Browser(studio, "Alice")
    studio.set_fault("hold-second")
    request_id = studio.ask(alice, num_outputs=2)
    studio.wait_until_held(request_id)
    with studio.app.app_context():
        image_id = db.session.scalars(select(Image.id).where(Image.request_id == request_id)).one()
    page = browser.get(f"/images/{image_id}/").text
    assert browser.post(f"/images/{image_id}/delete/", page).ok
    assert browser.get(f"/images/{image_id}/").status_code == 404
    studio.clear_fault("hold-second")
    studio.wait_for(request_id, "completed")
    assert len(studio.drawn()) == 2
    assert browser.get(f"/images/{image_id}/").status_code == 404
