"""What happens after a picture is made: thumbnails, alt text, tags, usage; each on its own, none spoils the picture."""

import io
import threading
from uuid import UUID

import pytest
from flask import Flask
from PIL import Image as Pixels
from sqlalchemy import func, select

from tests.cast import QuickEngine
from tests.pipeline.wishes import asked, fresh
from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, PromptHelperVersion, StableDiffusionUsageLog, Tag, User
from webapp.pipeline import hooks
from webapp.pipeline.finish import describe_last
from webapp.pipeline.forgotten import describe_forgotten
from webapp.pipeline.hooks import HOOKS, LATE_HOOKS, trigger_post_generation_hook
from webapp.pipeline.run import run
from webapp.pipeline.thumbnails import LARGE_PX, SMALL_PX
from webapp.storage.errors import StorageFull
from webapp.styles.seed import seed_styles

pytestmark = pytest.mark.usefixtures("context", "quick")
# These leave a mark where something more was asked for; tests of styles, stories and narrations look at it.
ELSEWHERE = {"keep_probe", "fill_story_page", "read_aloud"}
NAMES = [hook.__name__ for hook in (*HOOKS, *LATE_HOOKS) if hook.__name__ not in ELSEWHERE]


def made_for(user: User, key: str, **values: object) -> Image:
    """A picture that a worker has just made."""
    request = asked(user, key, **values)
    run(request.id)
    return db.session.scalars(select(Image).where(Image.request_id == request.id)).one()


def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fails(_made: object) -> None:
        raise StorageFull

    fails.__name__ = name
    for group in ("HOOKS", "LATE_HOOKS"):
        changed = tuple(fails if hook.__name__ == name else hook for hook in getattr(hooks, group))
        monkeypatch.setattr(hooks, group, changed)


def done(image: Image) -> set[str]:
    """The hooks that have left their mark on the picture."""
    usage = select(func.count()).where(StableDiffusionUsageLog.image_id == image.id)
    marks = {
        "add_thumbnails": bool(image.small_path and image.large_path),
        "draft_alt_text": bool(image.alt_text),
        "add_tags": bool(image.tags),
        "log_usage": db.session.scalar(usage) == 1,
    }
    return {name for name, is_done in marks.items() if is_done}


def test_all_of_them_do_their_part(alice: User) -> None:
    assert done(made_for(alice, "key-all")) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_one_that_fails_spoils_nothing(alice: User, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    failing(monkeypatch, name)
    image = made_for(alice, f"key-{name}")
    assert done(image) == set(NAMES) - {name}
    db.session.rollback()
    assert db.session.get_one(ImageRequest, image.request_id).status == "completed"


def test_thumbnails_are_small_and_have_the_pictures_shape(alice: User) -> None:
    image = made_for(alice, "key-thumbs", width_px=1280, height_px=640)
    sizes = []
    for path in (image.small_path, image.large_path):
        with storage().open(path) as stream, Pixels.open(io.BytesIO(stream.read())) as thumbnail:
            sizes.append((thumbnail.format, *thumbnail.size))
    assert sizes == [("WEBP", SMALL_PX, SMALL_PX // 2), ("WEBP", LARGE_PX, LARGE_PX // 2)]
    assert image.colour == "#285ab4"


def test_alt_text_and_tags_tell_what_is_to_be_seen(alice: User) -> None:
    image = made_for(alice, "key-words", prompt="a red boat at sunset")
    assert "boat" in image.alt_text
    assert {"boat", "red", "sunset"} <= {tag.name for tag in image.tags}


def test_a_style_is_a_tag_too(alice: User) -> None:
    seed_styles()
    request = asked(alice, "key-style")
    with writing():
        request.prompt_helper_version_id = db.session.scalars(select(PromptHelperVersion.id).limit(1)).one()
    run(request.id)
    image = db.session.scalars(select(Image).where(Image.request_id == request.id)).one()
    style = fresh(request).prompt_helper_version.prompt_helper
    assert style.name.lower() in {tag.name for tag in image.tags}


def test_words_that_a_person_wrote_stay(alice: User) -> None:
    image = made_for(alice, "key-own")
    with writing():
        image.alt_text = "My own words"
    trigger_post_generation_hook(image.id)
    assert image.alt_text == "My own words"


def test_running_them_again_counts_nothing_twice(alice: User) -> None:
    image = made_for(alice, "key-again")
    trigger_post_generation_hook(image.id, 9.0)
    assert done(image) == set(NAMES)
    assert db.session.query(StableDiffusionUsageLog).count() == 1


def test_a_picture_that_a_dead_worker_left_is_described(alice: User, quick: QuickEngine) -> None:
    image = made_for(alice, "key-left")
    with writing() as session:
        session.query(StableDiffusionUsageLog).delete()
        image.small_path, image.alt_text = "", ""
    assert image.request_id
    describe_last(image.request_id)
    assert done(image) == set(NAMES)
    assert db.session.query(StableDiffusionUsageLog.seconds).scalar() > 0
    describe_last(image.request_id)
    assert db.session.query(StableDiffusionUsageLog).count() == 1


def test_thumbnails_that_a_dead_worker_left_are_made_later(alice: User) -> None:
    image = made_for(alice, "key-bare")
    with writing():
        image.small_path = image.large_path = ""
    assert describe_forgotten(older_than_s=-1.0) == 1
    assert done(image) == set(NAMES)
    assert describe_forgotten(older_than_s=-1.0) == 0
    assert db.session.query(StableDiffusionUsageLog).count() == 1


def test_nobody_waits_for_the_thumbnails_of_the_last_picture(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, float]] = []

    def look(made: hooks.Made) -> None:
        assert made.image.request_id
        row = db.session.get_one(ImageRequest, made.image.request_id, populate_existing=True)
        told.append((row.status, row.progress))

    monkeypatch.setattr(hooks, "LATE_HOOKS", (look,))
    run(asked(alice, "key-two", num_outputs=2).id)
    assert told == [("running", 0.5), ("completed", 1.0)]


def test_many_workers_share_a_new_tag(context: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "HOOKS", ())
    images = [made_for(alice, f"key-tag-{number}", prompt="a boat and a castle") for number in range(6)]
    monkeypatch.setattr(hooks, "HOOKS", (hooks.add_tags,))
    together = threading.Barrier(len(images))

    def tag(image_id: UUID) -> None:
        with context.app_context():
            together.wait()
            trigger_post_generation_hook(image_id)

    threads = [threading.Thread(target=tag, args=(image.id,)) for image in images]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert all({"boat", "castle"} <= {tag.name for tag in image.tags} for image in images)
    assert db.session.query(Tag).filter_by(name="boat").count() == 1
