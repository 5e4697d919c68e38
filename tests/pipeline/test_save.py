"""A drawn picture becomes a file with its recipe inside and then a row, once, and only while it is wanted."""

import io
from uuid import UUID

import pytest
from PIL import Image as Pixels

from tests.pipeline.wishes import asked, fresh
from webapp.engines.errors import Stopped
from webapp.engines.types import Picture
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, User
from webapp.pipeline import lease, report, save, status
from webapp.pipeline.carried import AI_SOURCE
from webapp.pipeline.engine_request import engine_request
from webapp.pipeline.report import HandBack
from webapp.pipeline.save import save_picture
from webapp.storage.errors import BadKey, StorageFull

pytestmark = pytest.mark.usefixtures("context", "quick")
EXIF_IFD, USER_COMMENT = 0x8769, 0x9286


@pytest.fixture
def claimed(alice: User) -> ImageRequest:
    """A request that a worker is drawing."""
    row = asked(
        alice, "key-save", prompt="a boat: “Älva”, 海", negative_prompt="fog", steps=20, guidance_scale=7.5, seed=42
    )
    assert lease.claim(row.id)
    return fresh(row)


def saved(row: ImageRequest, held_by: str | None = None, colour: str = "#285ab4") -> UUID:
    picture = Picture(Pixels.new("RGB", (row.width_px, row.height_px), colour), row.seed)
    return save_picture(row, 0, engine_request(row, 0), picture, held_by or row.lease_token)


def files() -> list[str]:
    return list(storage().list_keys("pictures"))


def opened(image_id: UUID) -> Pixels.Image:
    with storage().open(db.session.get_one(Image, image_id).file_path) as stream:
        return Pixels.open(io.BytesIO(stream.read()))


def test_the_recipe_travels_in_the_file(claimed: ImageRequest) -> None:
    exif = opened(saved(claimed)).getexif()
    comment = exif.get_ifd(EXIF_IFD)[USER_COMMENT]
    assert comment[:8] == b"UNICODE\0"
    assert comment[8:].decode("utf-16-be") == (
        "a boat: “Älva”, 海\nNegative prompt: fog\n"
        "Steps: 20, CFG scale: 7.5, Seed: 42, Size: 96x64, Model: quick, Version: Atelier"
    )


def test_the_file_says_that_no_camera_made_it(claimed: ImageRequest) -> None:
    xmp = opened(saved(claimed)).info["xmp"].decode()
    assert f'DigitalSourceType="{AI_SOURCE}"' in xmp


def test_the_row_tells_what_the_file_is(claimed: ImageRequest) -> None:
    image = db.session.get_one(Image, saved(claimed))
    assert (image.format, image.width_px, image.height_px, image.seed) == ("webp", 96, 64, 42)
    assert image.size_bytes == storage().size(image.file_path)
    assert image.visibility == "private"
    assert not image.file_path.startswith("/")


def test_a_run_that_was_cut_off_writes_the_same_file_again(claimed: ImageRequest) -> None:
    first = saved(claimed)
    before = files()
    assert saved(claimed) == first
    assert files() == before
    assert db.session.query(Image).count() == 1


def test_a_worker_that_lost_its_lease_adds_no_row(claimed: ImageRequest) -> None:
    with pytest.raises(Stopped):
        saved(claimed, "somebody-else")
    assert db.session.query(Image).count() == 0


def test_a_cancelled_request_gets_no_more_pictures(claimed: ImageRequest) -> None:
    status.cancel(claimed.id)
    with pytest.raises(Stopped):
        saved(claimed)
    assert db.session.query(Image).count() == 0


class Disk:
    """A disk that refuses the first few files."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, errors: list[Exception]) -> None:
        self.errors = errors
        put = storage().put
        monkeypatch.setattr(storage(), "put", lambda *args: self._refuse() or put(*args))

    def _refuse(self) -> None:
        if self.errors:
            raise self.errors.pop()


def test_a_full_disk_is_waited_for_and_told(claimed: ImageRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "WAITS_FOR_SPACE_S", (0.0, 0.0, 0.0))
    Disk(monkeypatch, [StorageFull()] * 3)
    image_id = saved(claimed)
    assert fresh(claimed).stage == "Made, waiting for space"
    assert storage().exists(db.session.get_one(Image, image_id).file_path)


def test_a_disk_that_stays_full_is_an_error_in_the_end(claimed: ImageRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "WAITS_FOR_SPACE_S", (0.0,))
    Disk(monkeypatch, [StorageFull()] * 2)
    with pytest.raises(StorageFull):
        saved(claimed)
    assert files() == []


def test_what_waiting_cannot_mend_is_not_waited_for(claimed: ImageRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    Disk(monkeypatch, [BadKey()])
    with pytest.raises(BadKey):
        saved(claimed)


def test_a_worker_that_must_stop_does_not_wait_for_space(
    claimed: ImageRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    Disk(monkeypatch, [StorageFull()])
    report.shutting_down.set()
    try:
        with pytest.raises(HandBack):
            saved(claimed)
    finally:
        report.shutting_down.clear()
