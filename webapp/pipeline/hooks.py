"""What happens after a picture is made, each step on its own: none can spoil the picture."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from PIL import Image as Pixels
from sqlalchemy import select, update

from webapp.database import patient, writing
from webapp.engines.builtin.describe import describe
from webapp.engines.builtin.words import tags_in
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, StoryPage, StoryPageRequest
from webapp.models.image_request import PROBE
from webapp.pipeline import probes, usage_log
from webapp.pipeline.aloud import narrate_new
from webapp.pipeline.thumbnails import LARGE_PX, SMALL_PX, average_colour, thumbnail_path, thumbnails
from webapp.tag_counts import counting
from webapp.tagging import tags_named

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A committed picture as the hooks see it. `pixels` saves decoding the file again."""

    image: Image
    pixels: Pixels.Image | None = None
    seconds: float = 0.0
    credits: float | None = None


def trigger_post_generation_hook(
    image_id: UUID,
    seconds: float = 0.0,
    credits_used: float | None = None,
    pixels: Pixels.Image | None = None,
) -> None:
    """Runs every hook for the picture, each in its own transaction; one that fails is logged and passed by."""
    trigger_first(image_id, seconds, credits_used, pixels)
    trigger_last(image_id, pixels)


def trigger_first(
    image_id: UUID, seconds: float = 0.0, credits_used: float | None = None, pixels: Pixels.Image | None = None
) -> None:
    """Runs the hooks whose work is to be there when the request ends."""
    _run(HOOKS, Made(db.session.get_one(Image, image_id), pixels, seconds, credits_used))


def trigger_last(image_id: UUID, pixels: Pixels.Image | None = None) -> None:
    """Runs the hooks that nobody has to wait for: until they did, the picture itself stands in."""
    image = db.session.get(Image, image_id)
    if image is not None:
        _run(LATE_HOOKS, Made(image, pixels))


def _run(hooks: Iterable[Callable[[Made], None]], made: Made) -> None:
    image_id = made.image.id
    for hook in hooks:
        try:
            patient(hook)(made)
        except Exception:
            db.session.rollback()
            log.exception("%s failed for image %s", hook.__name__, image_id)


def add_thumbnails(made: Made) -> None:
    """Stores two thumbnails and the average colour that stands in for them while they load."""
    pixels = made.pixels or _pixels(made.image)
    paths = {side_px: thumbnail_path(made.image.file_path, side_px) for side_px in (SMALL_PX, LARGE_PX)}
    for side_px, data in thumbnails(pixels).items():
        storage().put(paths[side_px], data, "image/webp")
    with writing():
        made.image.small_path, made.image.large_path = paths[SMALL_PX], paths[LARGE_PX]
        made.image.colour = average_colour(pixels)


def draft_alt_text(made: Made) -> None:
    """Drafts the alt text from the words, for the person to correct; their own words stay.

    What was made of another picture without any words, such as an enlargement, still shows what that one shows.
    """
    if made.image.alt_text:
        return
    source = db.session.get(Image, made.image.parent_id) if made.image.parent_id else None
    if source is not None and source.alt_text and not made.image.prompt:
        with writing():
            made.image.alt_text = source.alt_text
        return
    request = db.session.get(ImageRequest, made.image.request_id) if made.image.request_id else None
    with writing():
        made.image.alt_text = describe(made.image.prompt, request.style_preset if request else None)


def add_tags(made: Made) -> None:
    """Tags the picture with the subjects of its prompt and the name of its style; a person's own tags stay."""
    if made.image.tags or made.image.generation_type == PROBE:
        return
    request = db.session.get(ImageRequest, made.image.request_id) if made.image.request_id else None
    kept = _kept_by_owners(request)
    names = [name for name in tags_in(made.image.prompt) if name not in kept]
    if request is not None and request.prompt_helper_version is not None:
        names.append(request.prompt_helper_version.prompt_helper.name)
    with writing() as session, counting(session, [made.image.id]):
        made.image.tags = tags_named(names)


def _kept_by_owners(request: ImageRequest | None) -> set[str]:
    """Returns the tags that only the words of people's own styles and themes would give: those may be private."""
    if request is None:
        return set()
    style, theme = request.prompt_helper_version, request.theme_helper
    lent = [style.prompt] if style is not None and not style.prompt_helper.is_builtin else []
    lent += [theme.prompt] if theme is not None and not theme.is_builtin else []
    return {name for words in lent for name in tags_in(words)} - set(tags_in(request.prompt))


def log_usage(made: Made) -> None:
    """Writes down what the picture cost, once."""
    request = db.session.get(ImageRequest, made.image.request_id) if made.image.request_id else None
    if request is not None:
        usage_log.log_picture(request, made.image, made.seconds, made.credits)


def keep_probe(made: Made) -> None:
    """Keeps the small picture of what a style looks like, where the picture was drawn for that."""
    if made.image.generation_type == PROBE:
        probes.keep_picture(made.image, made.pixels or _pixels(made.image))


def fill_story_page(made: Made) -> None:
    """Puts the first picture made for a page of a story onto it; a page that has one keeps it."""
    if made.image.request_id is None:
        return
    asked = select(StoryPageRequest.page_id).where(StoryPageRequest.request_id == made.image.request_id)
    page_id = db.session.scalar(asked)
    if page_id is not None:
        with writing() as session:
            is_empty = StoryPage.id == page_id, StoryPage.image_id.is_(None)
            session.execute(update(StoryPage).where(*is_empty).values(image_id=made.image.id))


def read_aloud(made: Made) -> None:
    """Has the picture's words read aloud, for people who want that after each generation."""
    narrate_new(made.image)


HOOKS: tuple[Callable[[Made], None], ...] = (keep_probe, draft_alt_text, add_tags, log_usage, fill_story_page)
LATE_HOOKS: tuple[Callable[[Made], None], ...] = (add_thumbnails, read_aloud)


def _pixels(image: Image) -> Pixels.Image:
    with storage().open(image.file_path) as stream:
        pixels = Pixels.open(stream)
        pixels.load()
    return pixels
