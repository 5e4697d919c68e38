"""A worker carries out a request: pictures drawn, stored, described, counted."""

import pytest
from flask import Flask

from tests.cast import QuickEngine
from webapp.database import writing
from webapp.engines.errors import LostContact, Moderated
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Attempt, Image, ImageRequest, PromptBlock, StableDiffusionUsageLog, ThemeHelper, User
from webapp.pipeline import status
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, retry, submit


def wish(**values: object) -> Wish:
    return Wish(**{"prompt": "a red boat", "width_px": 96, "height_px": 64, "model_backend": "quick", **values})


def fresh(request: ImageRequest) -> ImageRequest:
    found = db.session.get(ImageRequest, request.id, populate_existing=True)
    assert found is not None
    return found


def test_it_draws_every_picture(context: Flask, alice: User, quick: QuickEngine) -> None:
    request = submit(alice, wish(num_outputs=3), "key-draws")
    run(request.id)
    done = fresh(request)
    assert (done.status, done.progress, done.lease_token) == ("completed", 1.0, None)
    images = db.session.query(Image).order_by(Image.position).all()
    assert [image.position for image in images] == [0, 1, 2]
    assert [image.seed for image in images] == [request.seed, request.seed + 1, request.seed + 2]
    for image in images:
        assert storage().exists(image.file_path)
        assert storage().exists(image.small_path)
        assert image.owner_id == alice.id
        assert image.visibility == "private"
        assert image.colour == "#285ab4"


def test_it_counts_what_was_used(context: Flask, alice: User, quick: QuickEngine) -> None:
    request = submit(alice, wish(num_outputs=2), "key-usage")
    run(request.id)
    logs = db.session.query(StableDiffusionUsageLog).all()
    assert [(log.model_backend, log.width_px, log.user_id) for log in logs] == [("quick", 96, alice.id)] * 2
    assert [attempt.outcome for attempt in db.session.query(Attempt)] == ["made", "made"]


def test_a_second_worker_leaves_it_alone(context: Flask, alice: User, quick: QuickEngine) -> None:
    request = submit(alice, wish(), "key-twice")
    run(request.id)
    run(request.id)
    assert len(quick.requests) == 1


def test_a_cancelled_drawing_stops_within_a_step(context: Flask, alice: User, quick: QuickEngine) -> None:
    request = submit(alice, wish(), "key-cancel")
    seen: list[int] = []

    def cancel_at_three(step: int) -> None:
        seen.append(step)
        if step == 3:
            status.cancel(request.id)

    quick.before_step = cancel_at_three
    run(request.id)
    assert seen[-1] == 3
    assert fresh(request).status == "cancelled"
    assert db.session.query(Image).count() == 0


def test_it_goes_on_where_a_lost_worker_stopped(context: Flask, alice: User, quick: QuickEngine) -> None:
    request = submit(alice, wish(num_outputs=2), "key-resume")

    def die_in_the_second(step: int) -> None:
        if len(quick.requests) == 2:
            raise KeyboardInterrupt

    quick.before_step = die_in_the_second
    with pytest.raises(KeyboardInterrupt):
        run(request.id)
    token = fresh(request).lease_token
    status.move(request.id, "queued", held_by=token, lease_token=None, dispatched_at=None)
    quick.before_step = None
    run(request.id)
    assert fresh(request).status == "completed"
    assert [one.seed - request.seed for one in quick.requests] == [0, 1, 1]


def test_a_moderated_picture_says_so_and_keeps_the_words(context: Flask, alice: User, quick: QuickEngine) -> None:
    quick.fails_with = Moderated()
    request = submit(alice, wish(), "key-moderated")
    run(request.id)
    failed = fresh(request)
    assert (failed.status, failed.error_code, failed.prompt) == ("failed", "moderated", "a red boat")
    assert "safety filter" in failed.error_message


def test_a_lost_call_is_unknown_and_never_repeated(context: Flask, alice: User, quick: QuickEngine) -> None:
    quick.fails_with = LostContact()
    request = submit(alice, wish(), "key-lost")
    run(request.id)
    assert fresh(request).status == "unknown"
    run(request.id)
    assert len(quick.requests) == 1


def test_an_engine_that_breaks_is_told_in_words(context: Flask, alice: User, quick: QuickEngine) -> None:
    quick.fails_with = ZeroDivisionError("secret detail")
    request = submit(alice, wish(), "key-breaks")
    run(request.id)
    failed = fresh(request)
    assert failed.error_code == "engine_crashed"
    assert "secret detail" not in failed.error_message


def test_wildcards_choose_anew_for_each_picture(context: Flask, alice: User, quick: QuickEngine) -> None:
    request = submit(alice, wish(prompt="a {red|blue|green|black} boat", num_outputs=8, seed=5), "key-wild")
    run(request.id)
    prompts = {image.prompt for image in db.session.query(Image)}
    assert len(prompts) > 1
    assert all(image.recipe["prompt_template"] == request.prompt for image in db.session.query(Image))


def test_the_words_stay_what_they_were_when_asked(context: Flask, alice: User, quick: QuickEngine) -> None:
    block = PromptBlock(owner_id=alice.id, name="harbour", text="an old harbour")
    theme = ThemeHelper(slug="coast", name="Coast", prompt="{cold|grey} coast", negative_prompt="cars")
    with writing() as session:
        session.add_all([block, theme])
    request = submit(alice, wish(prompt="a boat in @harbour", theme=theme, num_outputs=2, seed=1), "key-words")
    with writing():
        block.text = theme.prompt = theme.negative_prompt = "changed"
    quick.before_step = lambda _step: status.cancel(request.id) if len(quick.requests) == 2 else None
    run(request.id)
    quick.before_step = None
    again = retry(fresh(request), made=1)
    run(again.id)
    asked_first, asked_second, asked_again = ((one.prompt, one.negative_prompt) for one in quick.requests)
    assert asked_first in {(f"a boat in an old harbour, {word} coast", "cars") for word in ("cold", "grey")}
    assert asked_again == asked_second
    assert (again.prompt, again.theme_helper_id) == ("a boat in @harbour", theme.id)
    assert again.prompt_template == request.prompt_template == "a boat in an old harbour, {cold|grey} coast"
